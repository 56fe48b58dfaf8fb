"""What is suggested for one file: lines that have been tried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicate import config
from syndicate.content.fields import vocabulary
from syndicate.content.gaps import Gap
from syndicate.content.prose import HIGH, LOW, Fact
from syndicate.content.quoting import quoted
from syndicate.content.source import Source, decoded, find
from syndicate.content.suggestion import Suggestion, Trial, suggest
from syndicate.content.understand import understand
from syndicate.offer import Location
from tests.content.sites import NOW, Folder
from tests.corpora import FOLDERS, lay_out, needs_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.offer import Offer

BODY = "We offer a permanent, full-time job.\n\nLocation: 12 rue Mercière, 69002 Lyon, France\n"
FRONT = "---\ntitle: Baker\ndate: 2026-02-01\n---\n\n"
LINES = ["location", "contract", "schedule"]


def ask(folder: Folder, text: str, name: str = "a.md", least: float = HIGH) -> Suggestion:
    file = folder.write(name, text)
    source = Source(file, f"content/{name}", name)
    return suggest(source, folder.site, vocabulary(folder.site.content.fields), NOW, least)


def read(folder: Folder, text: str, name: str = "a.md") -> Offer:
    source = Source(folder.root / "content" / name, f"content/{name}", name)
    words = vocabulary(folder.site.content.fields)
    return understand(source, decoded(text.encode()), folder.site, words, NOW).offer


def keys(found: Suggestion) -> list[str]:
    return [gap.key for gap in found.proposed]


def test_each_fact_has_its_line_and_its_sentence(folder: Folder) -> None:
    found = ask(folder, FRONT + BODY)
    assert found.change is not None
    assert (
        found.change.text
        == FRONT.replace(
            "---\n\n",
            "location: 12 rue Mercière, 69002 Lyon, France\ncontract: permanent\n"
            "schedule: full_time\n---\n\n",
        )
        + BODY
    )
    assert [(gap.fact.sentence, gap.fact.line) for gap in found.proposed] == [
        ("Location: 12 rue Mercière, 69002 Lyon, France", 8),
        ("We offer a permanent, full-time job.", 6),
        ("We offer a permanent, full-time job.", 6),
    ]


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_a_salary_that_begins_with_its_currency_is_a_line(folder: Folder, fence: str) -> None:
    title = "title: Ontwikkelaar\nlang: nl" if fence == "---" else 'title = "Ontwikkelaar"'
    text = f"{fence}\n{title}\n{fence}\n\n- €3.250 - €4.675 bruto p/m (o.b.v. 38 uur)\n"
    found = ask(folder, text)
    assert found.change is not None
    [gap] = [gap for gap in found.proposed if gap.fact.field == "pay"]
    assert gap.fact.written == "€3.250 - €4.675 bruto p/m"
    pay = read(folder, found.change.text).pay
    assert pay is not None
    assert (pay.min, pay.max, pay.text) == (3250, 4675, gap.fact.written)


def test_with_its_lines_a_file_is_suggested_nothing(folder: Folder) -> None:
    found = ask(folder, FRONT + BODY)
    assert found.change is not None
    again = ask(folder, found.change.text)
    assert (again.proposed, again.doubtful, again.change) == ((), (), None)


SHAPES = {
    "yaml": FRONT,
    "yaml with comments": "---\n# mine\ntitle: 'Baker'  # ours\ndate: 2026-02-01\n\n---\n",
    "yaml in braces": "---\n{title: Baker, date: 2026-02-01}\n---\n",
    "toml": '+++\ntitle = "Baker"\ndate = 2026-02-01\n+++\n',
    "toml with a table": '+++\ntitle = "Baker"\ndate = 2026-02-01\n# so\n[extra]\nx = 1\n+++\n',
    "json": '{\n  "title": "Baker",\n  "date": "2026-02-01"\n}\n',
    "nothing": "# Baker\n\n",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "yaml in braces"])
def test_in_every_kind_of_file_the_offer_gains_the_facts_and_keeps_the_rest(
    folder: Folder, shape: str, mark: str, end: str
) -> None:
    text = mark + (SHAPES[shape] + BODY).replace("\n", end)
    found = ask(folder, text)
    assert found.change is not None
    assert keys(found) == LINES
    before, after = read(folder, text), read(folder, found.change.text)
    place = Location("12 rue Mercière", "69002", "Lyon", country="FR")
    facts = {"locations": (place,), "employment": ("permanent",), "schedule": ("full_time",)}
    assert after == replace(before, **facts, sources=after.sources)  # type: ignore[arg-type]
    assert {after.sources[field] for field in facts} == {"front matter"}


def test_where_no_whole_line_can_be_added_the_lines_are_told(folder: Folder) -> None:
    found = ask(folder, SHAPES["yaml in braces"] + BODY)
    assert (found.proposed, found.change) == ((), None)
    assert [remark.text for remark in found.remarks] == [
        "no whole line can be added here; write location: 12 rue Mercière, 69002 Lyon, France",
        "no whole line can be added here; write contract: permanent",
        "no whole line can be added here; write schedule: full_time",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", BODY),
        ("_template.md", FRONT + BODY),
        ("a.md", "---\ntitle: Template\n---\n" + BODY),
        ("a.md", "---\ntitle: [\n---\n" + BODY),
        ("a.md", "---\ntitle: A\n" + BODY),
        ("a.md", BODY),
    ],
    ids=["housekeeping", "template", "by its title", "broken", "no end", "no title"],
)
def test_what_is_no_offer_is_suggested_nothing(folder: Folder, name: str, text: str) -> None:
    found = ask(folder, text, name)
    assert found.offer.status in {"template", "unreadable"}
    assert (found.proposed, found.doubtful, found.remarks, found.change) == ((), (), (), None)


def test_a_file_that_cannot_be_read_is_suggested_nothing(folder: Folder) -> None:
    file = folder.root / "content/a.md"
    file.write_bytes(b"---\ntitle: \xff\n---\n")
    source = Source(file, "content/a.md", "a.md")
    found = suggest(source, folder.site, vocabulary({}), NOW, HIGH)
    assert (found.offer.status, found.change) == ("unreadable", None)


def test_facts_that_the_build_would_infer_are_suggested_all_the_same(folder: Folder) -> None:
    folder.site = replace(folder.site, content=replace(folder.site.content, infer=True))
    assert keys(ask(folder, FRONT + BODY)) == LINES


def test_closed_offers_and_drafts_are_offers(folder: Folder) -> None:
    closed = FRONT.replace("date:", "closes: 2026-03-01\ndate:")
    assert (ask(folder, closed + BODY).offer.status, keys(ask(folder, closed + BODY))) == (
        "closed",
        LINES,
    )
    assert keys(ask(folder, FRONT.replace("date:", "draft: true\ndate:") + BODY)) == LINES


def test_what_is_not_sure_enough_is_told_apart(folder: Folder) -> None:
    found = ask(folder, FRONT + BODY, least=1)
    assert (found.proposed, found.change) == ((), None)
    assert [gap.key for gap in found.doubtful] == LINES
    assert ask(folder, FRONT + BODY, least=LOW).doubtful == ()


KEYS = st.sampled_from(["location", "contract", "schedule", "lieu", "tags", "email", "start"])
VALUES = st.sampled_from(["", "TBD", "Lille, FR", "CDI", "half time", "a@example.org", "2026-09"])


@given(front=st.dictionaries(KEYS, VALUES, max_size=5), least=st.sampled_from([HIGH, LOW]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_front_matter_says_it_goes_on_saying_it(
    folder: Folder, front: dict[str, str], least: float
) -> None:
    stated = "".join(f"{key}: {value}\n" for key, value in front.items())
    text = FRONT.replace("date:", f"{stated}date:") + BODY
    found = ask(folder, text, least=least)
    if found.change is None:
        return
    before, after = read(folder, text), read(folder, found.change.text)
    proposed = {gap.fact.field for gap in found.proposed}
    for field, source in before.sources.items():
        if source == "front matter":
            assert getattr(after, field) == getattr(before, field)
            assert field not in proposed
    assert ask(folder, found.change.text, least=least).change is None


def test_a_slip_of_a_key_is_to_be_corrected_and_not_said_again(folder: Folder) -> None:
    found = ask(folder, FRONT.replace("date:", "locaton: Lyon\ndate:") + BODY)
    assert keys(found) == [line for line in LINES if line != "location"]
    (remark,) = found.remarks
    assert remark.fact.field == "locations"
    assert remark.text == "'locaton' on line 3 is no known key: if this is meant, write 'location'"
    for key in ("locaton:", "locaton: Paris", "department: Marketing"):
        assert keys(ask(folder, FRONT.replace("date:", f"{key}\ndate:") + BODY)) == LINES


def test_a_line_that_would_not_be_read_as_its_fact_is_not_added(folder: Folder) -> None:
    text = FRONT + BODY
    source = Source(folder.write("a.md", text), "content/a.md", "a.md")
    words = vocabulary({})
    item = understand(source, text, folder.site, words, NOW)
    trial = Trial(source, text, folder.site, words, NOW, item)
    right = Gap(Fact("employment", ("permanent",), "CDI", BODY, 6, 1, 1), "contract")
    wrong = Gap(Fact("pay", 30_000, "well paid", BODY, 6, 1, 1), "salary")
    more = Gap(Fact("employment", ("permanent",), "CDI, temps plein", BODY, 6, 1, 1), "contract")
    sound, change = trial.of([right, wrong])
    assert (sound, change) == ([right], trial.added([right]))
    assert change is not None
    assert change.lines == ("contract: CDI\n",)
    assert trial.of([wrong, more]) == ((), None)
    assert trial.why_not(wrong) == (
        "as 'salary: well paid' it would be misread: write it there in other words"
    )


PIECES = st.sampled_from(
    [
        *("CDI", "stage de 6 mois", "full-time", "télétravail", "Lyon", "12 rue Mercière, Lyon"),
        *("Lieu :", "**Salaire** :", "30 000 € par an", "à partir du 1er juin", "asap", "Bac +5"),
        *(
            "jobs@example.org",
            "[ici](https://example.org/a)",
            "anglais courant",
            "3 ans",
            "deadline",
        ),
        *("\n", "\n\n", "\n* ", "\n## ", "| a | b |", "---", "{{ page.x }}", "{% comment %}"),
        *("<p>", "&amp;", "`", "**", "(", ")", ": ", ", ", ". ", "\x00", "\ufeff", "\u2028", "🏠"),
    ]
)


@given(pieces=st.lists(PIECES | st.text(max_size=4), max_size=20), title=PIECES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_too_odd(folder: Folder, pieces: list[str], title: str) -> None:
    folder.site = replace(folder.site, language="fr")
    front = f"---\ntitle: {quoted(title)}\ndate: 2026-02-01\n---\n"
    text = front + " ".join(pieces).encode("utf-8", "replace").decode()
    found = ask(folder, text, least=LOW)
    if found.change is not None:
        lines = "".join(found.change.lines)
        assert found.change.text.replace(lines, "", 1).encode() == found.before
        assert ask(folder, found.change.text, least=LOW).change is None


@needs_corpus
@pytest.mark.parametrize("name", FOLDERS)
def test_real_offers_with_their_lines_are_what_infers_makes_of_them(
    name: str, tmp_path: Path
) -> None:
    project = lay_out(name, tmp_path / "site")
    site = config.load(project / "syndicate.toml")
    infers = replace(site, content=replace(site.content, infer=True))
    words = vocabulary(site.content.fields)
    for source in find(site.root, site.content_dir):
        found = suggest(source, site, words, NOW, HIGH)
        if found.change is None:
            continue
        lines, rest = "".join(found.change.lines), found.change.text
        assert rest.replace(lines, "", 1).encode() == found.before
        inferred = understand(source, source.text(), infers, words, NOW).offer
        written = understand(source, rest, site, words, NOW).offer
        assert replace(inferred, sources=written.sources) == written
        assert {gap.fact.field for gap in found.proposed} == {
            field
            for field, said_by in inferred.sources.items()
            if said_by == "prose" and field != "title"
        }
        assert understand(source, rest, infers, words, NOW).offer == written
