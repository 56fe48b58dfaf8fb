"""Dialects of a site's own: found beside its configuration, refused with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate.config import load as load_site
from syndicate.errors import ConfigurationError
from syndicate.project.dialects import load, names

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site

WHOLE = """\
title = "Own"
checked = 2026-03-01
root = "jobs"
item = "job"
html = ["p"]
[elements]
title = "title"
text = { html = "body" }
[words.contract]
permanent = "CDI"
"""


def write(site: Site, text: str, name: str = "own") -> None:
    (site.root / "dialects").mkdir(exist_ok=True)
    (site.root / "dialects" / f"{name}.toml").write_text(text, "utf-8")


def mistakes(site: Site, text: str) -> list[str]:
    write(site, text)
    with pytest.raises(ConfigurationError) as raised:
        load("own", site)
    return str(raised.value).splitlines()


def test_a_dialect_beside_the_configuration_is_one_like_the_others(site: Site) -> None:
    write(site, WHOLE)
    assert load("own", site).item == "job"
    assert "own" in names(site)
    assert "own" not in names()


def test_one_of_the_same_name_takes_the_place_of_a_shipped_one(site: Site) -> None:
    write(site, WHOLE, "indeed")
    assert load("indeed", site).about.title == "Own"
    assert load("indeed").about.title == "Indeed"


def test_a_dialect_that_extends_another_states_what_is_different(site: Site) -> None:
    write(
        site, 'extends = "linkedin"\ncountries = ["FR"]\n[elements]\ncompanyId = { text = "1" }\n'
    )
    own, base = load("own", site), load("linkedin")
    assert own.rules.countries == {"FR"}
    assert len(own.parts) == len(base.parts) + 1
    assert own.rules.requires == base.rules.requires


def test_a_dialect_that_extends_another_can_take_away(site: Site) -> None:
    write(site, 'extends = "indeed"\nremote = {}\n[elements]\nsalary = false\n')
    own, base = load("own", site), load("indeed")
    assert len(own.parts) == len(base.parts) - 1
    assert own.rules.remote == {} != base.rules.remote


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("titel = 1\n", "2:9: titel: 'titel' is not a key here; did you mean title?"),
        ("[elements.a]\n", "12:1: elements.a: does not say what to write"),
        ('[elements.a]\nvalue = "ctiy"\n', "12:1: elements.a: 'ctiy' is not a field here; did"),
        (
            '[elements.a]\njoin = ["city", "x"]\n',
            "13:17: elements.a.join[2]: 'x' is not a field here; known are",
        ),
        (
            '[elements."a b"]\ntext = "x"\n',
            '12:1: elements."a b": cannot be the name of an element',
        ),
        (
            '[elements.a]\nwords = "contract"\nmap = "contract"\n',
            "13:9: elements.a.words: 'contract' is not words here; known are",
        ),
        (
            '[elements.a]\nwords = "employment"\nmap = "nothing"\n',
            "14:7: elements.a.map: there is no table [words.nothing]",
        ),
        (
            '[elements.a]\ndate = "%B"\nof = "posted"\n',
            "13:8: elements.a.date: %B is unknown in '%B'",
        ),
        ('[elements.a]\ndate = "%Y"\nof = "city"\n', "14:6: elements.a.of: 'city' is not a moment"),
        ('[elements.a]\ntext = "x"\nof = "city"\n', "14:6: elements.a.of: is unknown beside text"),
        ("[elements.a.in]\nb = 1\n", "13:5: elements.a.in.b: expected the name of a field, or a"),
        ('[elements.a]\neach = "city"\nas = "b"\n', "13:8: elements.a.each: 'city' is not a list"),
        ('[limits]\ntitle = "long"\n', "13:9: limits.title: expected { least = 100, most = 1000 }"),
        ('[limits]\ntitle = { least = "3" }\n', "13:9: limits.title: expected { least = 100"),
        ('[remote]\ntown = "x"\n', "13:8: remote.town: 'town' is not a field here"),
        (
            '[words.hours]\nfulltime = "x"\n',
            "13:12: words.hours.fulltime: 'fulltime' is not a word here; did you mean full_time?",
        ),
        (
            '[elements.a]\neach = "tags"\nas = "a b"\n',
            "14:6: elements.a.as: 'a b' cannot be the name of an element",
        ),
        (
            '[elements.a]\neach = "tags"\nas = "b"\nkeep = true\n',
            "15:8: elements.a.keep: is for elements that hold a text",
        ),
        (
            '[elements.a]\nvalue = "city"\nkeep = "no"\n',
            "14:8: elements.a.keep: expected true or false",
        ),
        (
            '[elements.a]\nvalue = "city"\nattributes = { "b c" = "city" }\n',
            "14:24: elements.a.attributes.\"b c\": 'b c' cannot be the name of an attribute",
        ),
        ('[root_attributes]\n"a b" = "c"\n', '13:9: root_attributes."a b": cannot be the name'),
        ('[header]\n"@x" = "site_title"\n', '13:8: header."@x": is for ads; those of the root'),
        ("titel: countries = ['fr']\n", "2:14: countries[1]: expected FR or the like, not 'fr'"),
        ("titel: requires = [[]]\n", "2:13: requires[1]: names no field"),
        (
            "titel: frozen = ['city']\n",
            "2:11: frozen[1]: 'city' is not a field here; known are title",
        ),
        ("titel: limits = ['title']\n", "2:10: limits: expected a table"),
    ],
)
def test_a_mistake_has_its_place_and_the_way_out(site: Site, text: str, line: str) -> None:
    head = text.startswith("titel")
    text = text.removeprefix("titel: ")
    (found,) = mistakes(site, WHOLE.replace("\n", f"\n{text}", 1) if head else f"{WHOLE}\n{text}")
    assert found.startswith(f"dialects/own.toml:{line}")


def test_an_element_that_html_cannot_have_is_a_mistake(site: Site) -> None:
    (found,) = mistakes(site, WHOLE.replace('["p"]', '["p", "b(r"]'))
    assert found.startswith("dialects/own.toml:5:14: html[2]: 'b(r' cannot be an element of HTML")


def test_all_mistakes_are_told_at_once(site: Site) -> None:
    text = 'root = "a b"\nitem = 1\nescape = "none"\nchecked = 1\n[elements]\nx = "nothing"\n'
    places = [one.split(":")[1] + one.split(":")[3] for one in mistakes(site, text)]
    assert sorted(places) == ["1 root", "2 item", "3 escape", "4 checked", "6 elements.x"]


def test_what_is_not_toml_is_told_with_its_place(site: Site) -> None:
    (found,) = mistakes(site, "title = \n")
    assert found.startswith("dialects/own.toml:1:")


def test_what_is_said_to_be_unverified_must_be_there(site: Site) -> None:
    text = WHOLE.replace(
        "[elements]", 'unverified = ["words.contract.permanent", "words.x"]\n[elements]'
    )
    assert mistakes(site, text) == [
        "dialects/own.toml:6:43: unverified[2]: words.x is not in this file",
    ]


def test_a_name_without_a_file_is_refused_where_it_stands(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "syndicate.toml"
    text = '[site]\nurl = "https://a.example/"\ntitle = "A"\n[feeds]\n'
    file.write_text(f'{text}dialects = ["jooble", "indede"]\n', "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_site(file)
    assert str(raised.value).startswith("syndicate.toml:5:23: feeds.dialects")
    assert "there is no dialect 'indede', and no dialects/indede.toml" in str(raised.value)
    assert "did you mean indeed?" in str(raised.value)
    (tmp_path / "dialects").mkdir()
    (tmp_path / "dialects" / "indede.toml").write_text(WHOLE, "utf-8")
    assert load_site(file).feeds.dialects == ("jooble", "indede")
