"""Facts from prose against front matter: what it leaves open, and where the two disagree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.content.fields import vocabulary
from syndicate.content.front_matter import parse
from syndicate.content.gaps import gaps, holds, keeps, remarks
from syndicate.content.prose import HIGH, Fact
from syndicate.content.source import Source
from syndicate.content.understand import understand
from syndicate.offer import Location, Pay
from tests.content.sites import NOW, Folder

if TYPE_CHECKING:
    from syndicate.content.front_matter import Document
    from syndicate.content.understand import Understood

LYON = (Location(city="Lyon", country="FR"),)


def fact(field: str, value: object, written: str) -> Fact:
    return Fact(field, value, written, "So it is written.", 9, 1, HIGH)


FACTS = {
    "locations": fact("locations", LYON, "Lyon, FR"),
    "employment": fact("employment", ("permanent",), "permanent"),
    "schedule": fact("schedule", ("full_time",), "full time"),
    "start": fact("start", "2026-09", "2026-09"),
    "pay": fact("pay", Pay(Decimal(30000), Decimal(30000), "EUR", "year", "x"), "30000 EUR a year"),
    "apply_email": fact("apply_email", "jobs@example.org", "jobs@example.org"),
    "languages": fact("languages", ("fr", "en"), "fr, en"),
}


class Read:
    """One file, as understood."""

    def __init__(self, folder: Folder, front: str) -> None:
        self.site = folder.site
        self.words = vocabulary(self.site.content.fields)
        text = f"---\ntitle: Baker\ndate: 2026-02-01\n{front}\n---\nYou bake.\n"
        source = Source(folder.root / "content/a.md", "content/a.md", "a.md")
        self.document: Document = parse(text)
        self.item: Understood = understand(source, text, self.site, self.words, NOW)

    def _of(self, what: Any, fields: tuple[str, ...]) -> Any:
        facts = [FACTS[field] for field in fields or FACTS]
        return what(facts, self.item, self.document, self.site, self.words)

    def gaps(self, *fields: str) -> list[tuple[str, str]]:
        return [(gap.key, gap.fact.written) for gap in self._of(gaps, fields)]

    def remarks(self, *fields: str) -> list[str]:
        return [remark.text for remark in self._of(remarks, fields)]


def test_what_front_matter_does_not_state_is_a_gap(folder: Folder) -> None:
    assert Read(folder, "layout: job").gaps() == [
        ("location", "Lyon, FR"),
        ("contract", "permanent"),
        ("schedule", "full time"),
        ("start", "2026-09"),
        ("salary", "30000 EUR a year"),
        ("email", "jobs@example.org"),
        ("languages", "fr, en"),
    ]


@pytest.mark.parametrize(
    ("field", "front"),
    [
        ("locations", "lieu: Lille, FR"),
        ("locations", "city: Lille"),
        ("employment", "type: CDI"),
        ("schedule", "contract: CDI, temps plein"),
        ("start", "available-when: Dès que possible"),
        ("pay", "salary min: 20000"),
        ("apply_email", "apply: https://example.org/apply"),
        ("languages", "langues: nl"),
    ],
)
def test_what_front_matter_states_under_any_key_is_none(
    folder: Folder, field: str, front: str
) -> None:
    assert Read(folder, front).gaps(field) == []


def test_keys_are_in_the_language_of_the_file(folder: Folder) -> None:
    file = Read(folder, "langue: fr\nsalaire: 30 000 € par an")
    assert [key for key, _ in file.gaps()] == [
        "lieu",
        "contrat",
        "temps de travail",
        "date de début",
        "courriel",
        "langues",
    ]


def test_a_place_that_is_the_site_s_own_address_is_a_gap_and_says_so(folder: Folder) -> None:
    file = Read(folder, "layout: job")
    (gap,) = gaps([FACTS["locations"]], file.item, file.document, file.site, file.words)
    assert gap.site
    folder.site = replace(folder.site, address=None)
    file = Read(folder, "layout: job")
    (gap,) = gaps([FACTS["locations"]], file.item, file.document, file.site, file.words)
    assert not gap.site


def test_a_place_that_a_group_of_files_has_by_default_is_stated(folder: Folder) -> None:
    from syndicate.site import Defaults

    content = replace(folder.site.content, defaults=(Defaults("*", {"location": "Lille, FR"}),))
    folder.site = replace(folder.site, content=content)
    assert Read(folder, "layout: job").gaps("locations") == []


def test_an_empty_key_is_left_alone_and_another_one_is_taken(folder: Folder) -> None:
    file = Read(folder, "contract:\ntype:")
    (gap,) = gaps([FACTS["employment"]], file.item, file.document, file.site, file.words)
    assert (gap.key, gap.beside) == ("employment", ("contract", 4))


def test_a_key_that_means_other_things_too_states_nothing_of_a_contract(folder: Folder) -> None:
    file = Read(folder, "type: Communication")
    assert file.gaps("employment") == [("contract", "permanent")]
    assert file.remarks("employment") == []


def test_a_word_that_says_nothing_yet_is_the_author_s_to_replace(folder: Folder) -> None:
    file = Read(folder, "start: TBD")
    assert file.gaps("start") == []
    assert file.remarks("start") == [
        "'start: TBD' on line 4 says nothing yet, or is not understood"
    ]


@pytest.mark.parametrize(
    ("field", "front"),
    [
        ("locations", "lieu: Lille, FR"),
        ("employment", "contract: internship"),
        ("start", "available-when: Dès que possible"),
        ("pay", "salary: 20000 EUR per year"),
        ("languages", "langues: nl"),
    ],
)
def test_a_contradiction_is_told_with_the_line(folder: Folder, field: str, front: str) -> None:
    assert Read(folder, front).remarks(field) == [f"line 4 says '{front}'"]


@pytest.mark.parametrize(
    ("field", "front"),
    [
        ("locations", "lieu: 12 rue Mercière, 69002 Lyon, FR"),
        ("employment", "contract: CDI ou CDD"),
        ("pay", "salary: selon expérience"),
        ("pay", "salary: 2500 EUR per month"),
        ("languages", "langues: fr"),
        ("apply_email", "email: others@example.org"),
        ("start", "layout: job"),
    ],
)
def test_what_can_both_be_true_is_no_contradiction(folder: Folder, field: str, front: str) -> None:
    assert Read(folder, front).remarks(field) == []


def test_a_fact_that_front_matter_has_no_words_for_is_told(folder: Folder) -> None:
    file = Read(folder, "layout: job")
    silent = replace(FACTS["pay"], written="")
    arguments = ([silent], file.item, file.document, file.site, file.words)
    assert gaps(*arguments) == []
    assert [remark.text for remark in remarks(*arguments)] == ["front matter has no words for it"]


def test_a_place_may_get_the_country_of_the_site(folder: Folder) -> None:
    offer = Read(folder, "place: Lyon").item.offer
    assert holds(offer, fact("locations", (Location(city="Lyon"),), "Lyon"))
    assert holds(offer, FACTS["locations"])
    assert not holds(offer, fact("locations", (Location(city="Lille"),), "Lille"))
    assert not holds(offer, fact("locations", (*LYON, *LYON), "Lyon; Lyon"))


def test_what_the_author_stated_has_to_stay(folder: Folder) -> None:
    before = Read(folder, "contract: CDI").item.offer
    after = Read(folder, "contract: CDI\nlieu: Lyon, FR").item.offer
    assert keeps(before, after, ["locations"])
    assert not keeps(after, before, ["schedule"])
    assert not keeps(before, Read(folder, "contract: CDD").item.offer, ["locations"])
    assert not keeps(before, replace(before, body="<p>Else</p>"), ["locations"])
