"""``syndicate.toml`` is read, or refused with every mistake at its place."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate import config
from syndicate.config.keys import FIELDS, KEYS
from syndicate.config.positions import Path as KeyPath
from syndicate.config.positions import Positions
from syndicate.errors import ConfigurationError
from syndicate.offer import Location, Organization
from syndicate.site import ContentRules, Defaults, FeedRules, Lifecycle, RunRules, Site

ROOT = Path(__file__).resolve().parents[1]
MINIMAL = '[site]\nurl = "https://jobs.example.org/"\ntitle = "Jobs"\n'


def load(folder: Path, text: str | bytes) -> Site:
    path = folder / "syndicate.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return config.load(path)


def mistakes(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load(folder, text)
    lines = str(caught.value).split("\n")
    assert all(re.match(r"syndicate\.toml:[1-9]\d*:[1-9]\d*: \S", line) for line in lines), lines
    return [line.removeprefix("syndicate.toml:") for line in lines]


def mistake(folder: Path, text: str | bytes) -> str:
    """The only mistake in *text*, which comes after a minimal configuration of three lines."""
    found = mistakes(folder, MINIMAL + text if isinstance(text, str) else text)
    assert len(found) == 1, found
    return found[0]


def test_a_minimal_file_is_a_whole_site(tmp_path: Path) -> None:
    site = load(tmp_path, MINIMAL)
    assert site == Site(root=tmp_path, url="https://jobs.example.org/", title="Jobs")


def test_every_key_arrives(tmp_path: Path) -> None:
    site = load(
        tmp_path,
        """\
[site]
url = "https://jobs.example.org/emploi"
title = " Offres "
description = "d"
language = "fr-ca"
timezone = "Europe/Paris"
since = 2015-01-02
[organization]
name = "Example"
url = "https://example.org"
logo = "https://example.org/l.png"
address = { street = "s", postal_code = "44000", city = "Nantes", region = "r", country = "fr" }
[content]
path = "offers/./open/"
infer = true
infer_above = 0.9
base_url = "https://example.org/site"
where = { layout = ["job", 3], published = true }
[content.fields]
title = "roles"
closes = ["deadline", "until"]
[content.values]
employment."CDI cadre" = "permanent"
status = { "ouverte" = "open" }
[[content.defaults]]
path = "en/**"
values = { language = "en", remote = true, since = 2020-01-01 }
[[content.defaults]]
path = "fr/**"
values.language = "fr"
[lifecycle]
expires_after = "2 weeks"
future_dates = "publish"
remind = "3 days"
still_open_after = "30 days"
[check]
pay-transparency = "error"
dead-link = "off"
[feeds]
path = "public/feeds"
permalink = "/{language}/{year}/{slug}.html"
pages = false
limit = 10
hub = "https://hub.example.org/"
by = []
dialects = ["indeed"]
[run]
ledger = "postgresql://${env:WHO}@db/jobs"
heartbeat_url = "${env:HEARTBEAT_URL}"
grace_seconds = 5
[boards.bing]
adapter = "indexnow"
key = "${env:INDEXNOW_KEY}"
every = "15 minutes"
""",
    )
    assert site == Site(
        root=tmp_path,
        url="https://jobs.example.org/emploi/",
        title="Offres",
        description="d",
        language="fr-CA",
        timezone=ZoneInfo("Europe/Paris"),
        since=date(2015, 1, 2),
        organization=Organization("Example", "https://example.org", "https://example.org/l.png"),
        address=Location("s", "44000", "Nantes", "r", "FR"),
        content=ContentRules(
            path="offers/open",
            where={"layout": ("job", "3"), "published": ("true",)},
            infer=True,
            infer_above=0.9,
            base_url="https://example.org/site/",
            fields={"title": ("roles",), "closes": ("deadline", "until")},
            values={"employment": {"CDI cadre": "permanent"}, "status": {"ouverte": "open"}},
            defaults=(
                Defaults("en/**", {"language": "en", "remote": "true", "since": "2020-01-01"}),
                Defaults("fr/**", {"language": "fr"}),
            ),
        ),
        lifecycle=Lifecycle(
            expires_after=timedelta(weeks=2),
            future_dates="publish",
            remind=timedelta(days=3),
            still_open_after=timedelta(days=30),
        ),
        check={"pay-transparency": "error", "dead-link": "off"},
        feeds=FeedRules(
            path="public/feeds",
            permalink="/{language}/{year}/{slug}.html",
            pages=False,
            limit=10,
            hub="https://hub.example.org/",
            by=(),
            dialects=("indeed",),
        ),
        run=RunRules(
            ledger="postgresql://${env:WHO}@db/jobs",
            heartbeat_url="${env:HEARTBEAT_URL}",
            grace=timedelta(seconds=5),
        ),
        boards={
            "bing": {
                "adapter": "indexnow",
                "key": "${env:INDEXNOW_KEY}",
                "every": "15 minutes",
            }
        },
    )


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    text = "\ufeff" + MINIMAL.replace("\n", "\r\n")
    assert load(tmp_path, text.encode()).title == "Jobs"


def test_the_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    (tmp_path / "syndicate.toml").write_text(MINIMAL)
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert config.find(tmp_path / "a" / "b") == tmp_path / "syndicate.toml"
    (tmp_path / "a" / "syndicate.toml").write_text(MINIMAL)
    assert config.find(tmp_path / "a" / "b") == tmp_path / "a" / "syndicate.toml"


def test_without_a_file_the_way_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="syndicate init"):
        config.find(tmp_path)


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        '[feeds]\nlimit = 0\nby = ["tag", "lang"]\n[site]\ntitle = 3\ntimezone = "x"\n',
    )
    places = [tuple(map(int, line.split(":")[:2])) for line in found]
    assert places == [(2, 9), (3, 14), (4, 1), (5, 9), (6, 12)]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('timezone = "Europe/Pari"', "4:12", 'timezone = "Europe/Paris"'),
        ('timezone = "paris"', "4:12", '"Europe/Paris"'),
        ('timezone = "Europe"', "4:12", "time zone"),
        ('timezone = "../../etc/passwd"', "4:12", "time zone"),
        ('language = "fr_FR"', "4:12", 'language = "fr-FR"'),
        ('language = "French"', "4:12", 'language = "fr"'),
        ('since = "soon"', "4:9", "since = 2015-01-01"),
        ('langage = "fr"', "4:1", "did you mean language?"),
        ('organization = "x"', "4:1", "a table of its own, [organization]"),
        ("limit = 3", "4:1", "it belongs below [feeds]"),
        ("[organisation]", "4:1", "did you mean [organization]?"),
        ('[organization]\nname = "x"\nurl = "example.org"', "6:7", 'url = "https://example.org"'),
        ('[organization]\nname = "x"\nurl = "https://u:p@example.org"', "6:7", "password"),
        ('[organization]\nname = "x"\nurl = "ftp://example.org"', "6:7", "http"),
        ('[organization]\nname = "x"\nurl = "https://"', "6:7", "host"),
        ('[organization]\nurl = "https://example.org"', "4:1", 'name = "Example"'),
        ('[organization]\nname = "x"\naddress = { city = "P" }', "6:1", 'country = "FR"'),
        ('[organization]\nname = "x"\naddress.country = "UK"', "6:19", 'country = "GB"'),
        ('[organization]\nname = "x"\naddress.country = "France"', "6:19", "ISO 3166"),
        ('[organization]\nname = "x"\naddress = "Paris"', "6:11", "table"),
        ("[content]\ninfer = 'yes'", "5:9", "infer = true"),
        ("[content]\ninfer_above = 97", "5:15", "infer_above = 0.97"),
        ("[content]\ninfer_above = 0.2", "5:15", "from 0.5 to 1"),
        ("[content]\ninfer_above = true", "5:15", "from 0.5 to 1"),
        ("[content]\nwhere = { a = [{}] }", "5:16", "table"),
        ('[content]\npath = "../x"', "5:8", "inside the project"),
        ('[content]\npath = "/srv"', "5:8", "inside the project"),
        ('[content]\npath = "feeds/x"', "1:1", "offers must not lie"),
        ('[content.fields]\ntittle = "x"', "5:1", "did you mean title?"),
        ("[content.fields]\ntitle = 3", "5:9", "text in quotes"),
        ("[content.fields]\ninfer = true", "5:1", "it belongs below [content]"),
        ('[content.values]\nemployment.a = "fixed-term"', "5:16", '"fixed_term"'),
        ('[content.values]\nemployment = "x"', "5:14", "table"),
        ('[[content.defaults]]\nvalues = { a = "b" }', "4:1", 'path = "en/**"'),
        ('[[content.defaults]]\npath = "a"', "4:1", "values is missing"),
        ('[[content.defaults]]\npath = "../a"\nvalues = {}', "5:8", "relative"),
        ('[content.defaults]\npath = "a"', "4:1", "[[content.defaults]]"),
        ("[lifecycle]\nexpires_after = 45", "5:17", '"45 days"'),
        ('[lifecycle]\nexpires_after = "45d"', "5:17", '"45 days"'),
        ('[lifecycle]\nexpires_after = "2 months"', "5:17", '"60 days"'),
        ('[lifecycle]\nexpires_after = "0 days"', "5:17", "more than nothing"),
        ('[lifecycle]\nexpires_after = "999999 weeks"', "5:17", "100 years"),
        ('[lifecycle]\nfuture_dates = "published"', "5:16", '"publish"'),
        ('[check]\npay-transparancy = "off"', "5:1", "did you mean pay-transparency?"),
        ('[check]\ndead-link = "of"', "5:13", 'write: dead-link = "off"'),
        ("[check]\ndead-link = false", "5:13", "found false"),
        ('[check]\nbad-date = "off"', "5:1", "is unknown"),
        ('[feeds]\npath = "."', "5:8", "folder of their own"),
        ('[feeds]\npath = ".git/x"', "5:8", "folder of their own"),
        ('[feeds]\npermalink = "/jobs/"', "5:13", "{slug}"),
        ('[feeds]\npermalink = "jobs/{slug}/"', "5:13", '"/jobs/{slug}/"'),
        ('[feeds]\npermalink = "/jobs/{slug}"', "5:13", '"/jobs/{slug}/"'),
        ('[feeds]\npermalink = "/{slug}/../x/"', "5:13", "plain path"),
        ('[feeds]\npermalink = "/{slug}?x/"', "5:13", "plain path"),
        ('[feeds]\npermalink = "/{slug}/{yeer}/"', "5:13", '"/{slug}/{year}/"'),
        ('[feeds]\npermalink = "/{slug}/{/"', "5:13", "brace"),
        ("[feeds]\nlimit = true", "5:9", "whole number"),
        ("[feeds]\nlimit = 0xffffffffffffffffffffffff", "5:9", "very large number"),
        ('[feeds]\nby = "tag"', "5:6", 'by = ["tag"]'),
        ('[feeds]\nhub = "${env:HUB}"', "5:7", "[boards.*] and [run] only"),
        ('[boards.bing]\nkey = "${env:K}"', "4:1", "adapter"),
        ('[boards."Bing!"]\nadapter = "x"', "4:1", "small letters"),
        ('[boards.b]\nadapter = "x"\nevery = "soon"', "6:9", "minutes"),
        ('[boards.b]\nadapter = "x"\nevery = "1 day"\ncron = "0 7 * * *"', "7:1", "not both"),
        ('[boards.b]\nadapter = "x"\ncron = "61 * * * *"', "6:8", "the minute"),
        ('[boards.b]\nadapter = "x"\ncron = "@daily"', "6:8", 'cron = "0 0 * * *"'),
        ('[boards.b]\nadapter = "x"\nenabled = "no"', "6:11", "enabled = false"),
        ('[boards.b]\nadapter = "x"\nlimits = { day = 0 }', "6:18", "whole number"),
        ('[run]\nledger = "mysql://u@h/d"', "5:10", "postgresql://"),
        ('[run]\nledger = "postgresql://u:p@h/d"', "5:10", "${env:LEDGER}"),
        ('[run]\nledger = "${ENV}"', "5:10", "${env:NAME}"),
        ("[run]\ngrace_seconds = -1", "5:17", "whole number"),
        ('[run]\nheartbeat_url = "x"', "5:17", "http"),
        ('[boards.b]\nadapter = "x"\nkey = "abc"', "6:7", 'key = "${env:B_KEY}"'),
        ('[boards.b]\nadapter = "x"\napi_token = 12', "6:13", "${env:B_API_TOKEN}"),
        ('[boards.b]\nadapter = "x"\nheaders = { X-Api-Key = "s" }', "6:25", "${env:"),
        ('[boards.b]\nadapter = "x"\naccounts = [{ password = "s" }]', "6:26", "${env:"),
        ('[boards.b]\nadapter = "x"\nurl = "https://u:p@x.org/"', "6:7", "secret"),
        ('[boards.b]\nadapter = "x"\nkey = "${ENV}"', "6:7", "${env:NAME}"),
        ('[boards.b]\nadapter = "x"\n[boards.b.text]\nfr = "${X}"', "7:6", "${env:NAME}"),
        ("[feed]", "4:1", "[feeds]"),
    ],
)
def test_a_mistake_has_its_place_and_its_remedy(
    tmp_path: Path, text: str, place: str, said: str
) -> None:
    found = mistake(tmp_path, text + "\n")
    assert found.startswith(f"{place}: "), found
    assert said in found


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[site]\nurl: https://x.org\n", "2:", 'url = "https://x.org"'),
        ("[site]\ntitle = Jobs\n", "2:9", 'title = "Jobs"'),
        ("[site]\ntitle =\n", "2:8", 'title = "…"'),
        ('[site]\ntitle = "a"\ntitle = "b"\n', "3:", "once only"),
        ('[site]\ntitle = "a\n', "2:", "quotation mark"),
        ('[site]\ntitle = "C:\\x"\n', "2:", "\\\\"),
        ("[site]\nlist = [1,\n", "2:", "not TOML"),
        ("[site\n", "1:6", "not TOML"),
        (b'[site]\ntitle = "\xe9"\n', "2:10", "UTF-8"),
        ("a = " + "[" * 5000, "1:1", "nested too deeply"),
        ("a = 1" + "0" * 5000, "1:1", "digits"),
        ("#" * 1_000_001, "1:1", "larger than"),
        (b"", "1:1", 'url = "https://jobs.example.org/"'),
    ],
)
def test_what_is_not_toml_is_explained(
    tmp_path: Path, text: str | bytes, place: str, said: str
) -> None:
    found = mistakes(tmp_path, text)[0]
    assert found.startswith(place), found
    assert said in found


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        config.load(tmp_path)


def test_a_reference_may_be_part_of_a_value_and_other_words_are_no_secret(tmp_path: Path) -> None:
    board = '[boards.b]\nadapter = "x"\nauthorization = "Bearer ${file:run/token}"\n'
    site = load(tmp_path, MINIMAL + board + 'key_id = "7"\npublic_key = "k"\nmonkey = "m"\n')
    assert site.boards["b"]["authorization"] == "Bearer ${file:run/token}"


@pytest.mark.parametrize(
    "text",
    [
        'text = { fr = "On recrute", en = "We hire" }',
        '[boards.b.text]\nfr = "On recrute"\nen = "We hire"',
    ],
)
def test_a_board_may_have_tables_of_its_own(tmp_path: Path, text: str) -> None:
    site = load(tmp_path, f'{MINIMAL}[boards.b]\nadapter = "x"\n{text}\n')
    assert site.boards["b"]["text"] == {"fr": "On recrute", "en": "We hire"}


@pytest.mark.parametrize("section", [name for name in KEYS if name != "boards.NAME"])
def test_every_key_refuses_what_it_cannot_be_with_an_example(tmp_path: Path, section: str) -> None:
    heading = f"[[{section}]]" if section == "content.defaults" else f"[{section}]"
    for key in KEYS[section]:
        text = f"{heading}\n{key} = 1979-05-27T07:32:00Z\n"
        found = [line for line in mistakes(tmp_path, text) if line.startswith("2:")]
        assert any("the date" in line or "[[content.defaults]]" in line for line in found), key


@pytest.mark.parametrize("section", list(KEYS))
def test_every_example_is_accepted(tmp_path: Path, section: str) -> None:
    pairs = KEYS[section].items()
    lines = [f"{key} = {example}" for key, example in pairs if key != "cron"]
    name = section.replace("NAME", "name")
    heading = f"[[{name}]]" if section == "content.defaults" else f"[{name}]"
    text = "\n".join([heading, *lines])
    if section == "organization.address":
        text = '[organization]\nname = "x"\n' + text
    assert load(tmp_path, text if section == "site" else MINIMAL + text).title


def test_the_fields_are_those_that_front_matter_is_read_for() -> None:
    path = ROOT / "syndicate" / "content" / "keys.toml"
    assert set(FIELDS) == set(tomllib.loads(path.read_text(encoding="utf-8"))["fields"])


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    documented: dict[str, list[str]] = {}
    section = ""
    for line in text.split("\n"):
        if heading := re.match(r"##+ \[+([\w.]+)\]+", line):
            section = heading[1]
        elif row := re.match(r"\| `([\w-]+)` \| .+ \| .+ \| .+ \|$", line):
            documented.setdefault(section, []).append(row[1])
    assert documented == {section: list(keys) for section, keys in KEYS.items()}
    assert all(f"`{field}`" in text for field in FIELDS)


def test_the_documented_examples_are_valid(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert load(tmp_path, "\n".join(blocks)).boards["bing"]["adapter"] == "indexnow"


def test_reading_the_configuration_loads_nothing_heavy() -> None:
    code = (
        "import sys, syndicate.config; heavy = {'jsonschema', 'jsonschema_rs', 'lxml', 'yaml', "
        "'requests', 'babel', 'jinja2', 'difflib'}; print(*heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# -- positions -----------------------------------------------------------------------------------


def test_positions_of_all_the_ways_to_write_a_key() -> None:
    text = (
        "a.b = 1\n"
        '[ "x y" . z ]  # [no]\n'
        'k = { p = [1, { q = \'r\' }], \'d.e\' = """\n]}\n""" } # c = 1\n'
        "[[t]]\nn = 1\n[[t]]\nn = 1979-05-27 07:32:00\nm = [\n  # no\n  2,\n  3,\n]\n"
        "[t.u]\nv = true\n[[t.w]]\no = ''''x''''\n"
    )
    found = Positions(text)
    assert found.key(("a", "b")) == (1, 3)
    assert found.value(("a", "b")) == (1, 7)
    assert found.key(("x y", "z")) == (2, 1)
    assert found.value(("x y", "z", "k", "p", 1, "q")) == (3, 21)
    assert found.key(("x y", "z", "k", "d.e")) == (3, 29)
    assert found.value(("t", 0, "n")) == (7, 5)
    assert found.value(("t", 1, "n")) == (9, 5)
    assert found.value(("t", 1, "m", 1)) == (13, 3)
    assert found.value(("t", 1, "u", "v")) == (16, 5)
    assert found.value(("t", 1, "w", 0, "o")) == (18, 5)
    assert found.key(("t", 1, "missing")) == (8, 1)
    assert found.key(("missing",)) == (1, 1)


_names = st.sampled_from(["a", "b-1", "c_d", '"e f"', "'g.h'", '"\\u00e9\\""'])
_scalars = st.sampled_from(
    [
        *("1", "-1.5e3", "true", '"x # ]}"', "'y = [\"'", '"""m\n"x"\n"""""', "'''l\n'a'''''"),
        *("2020-01-01", "2020-01-01 10:00:00Z", "10:00:00", "inf", '""', "''"),
    ]
)
_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: "[" + " , # c\n ".join(each) + " ]"),
        st.dictionaries(_names, inner.filter(lambda v: "# c\n" not in v), max_size=3).map(
            lambda each: "{ " + ", ".join(f"{k} = {v}" for k, v in each.items()) + " }"
        ),
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(_names, _values, max_size=3),
    st.lists(st.tuples(st.booleans(), _names, st.dictionaries(_names, _values, max_size=3))),
)
def test_every_value_tomllib_finds_has_its_own_place(
    top: dict[str, str], tables: list[tuple[bool, str, dict[str, str]]]
) -> None:
    lines = [f"{key}  =  {value}" for key, value in top.items()]
    for repeated, name, entries in tables:
        lines.append(f"[[t.{name}]]" if repeated else f"[ {name}.t ]")
        lines += [f"{key}={value}" for key, value in entries.items()]
    text = "\n".join(lines) + "\n"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = Positions(text)
    rows = text.split("\n")
    for path, value in leaves((), data):
        line, column = found.value(path)
        written = "\n".join([rows[line - 1][column - 1 :], *rows[line:]])
        assert written.startswith(beginning(value)), (path, text)


def leaves(path: KeyPath, value: object) -> list[tuple[KeyPath, object]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves((*path, key), inner)]
    if isinstance(value, list):
        return [leaf for at, inner in enumerate(value) for leaf in leaves((*path, at), inner)]
    return [(path, value)]


def beginning(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(f"{quote}{value[:1]}" for quote in ('"', "'", '"""', "'''"))
    if isinstance(value, bool):
        return ("true",)
    return {-1500.0: ("-1.5e3",), float("inf"): ("inf",)}.get(value, (str(value)[:5],))  # type: ignore[call-overload]
