"""What was understood, as bytes and back; and bytes that somebody else made."""

from __future__ import annotations

import marshal
import os
import pickle
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.content.claims import claim
from syndicate.content.packing import (
    DAMAGED,
    packed,
    packed_claim,
    packed_problems,
    unpacked,
    unpacked_claim,
    unpacked_problems,
)
from syndicate.content.reader import Reader
from syndicate.content.source import Source
from syndicate.offer import Status
from syndicate.problem import Problem, Severity
from syndicate.site import Site

if TYPE_CHECKING:
    from syndicate.content.understand import Understood

SITE = Site(root=Path("/nowhere"), url="https://jobs.example.org/", title="Jobs")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

RICH = """\
---
title: Développeuse
date: 2026-02-01T09:30:00+01:00
closes: 2026-03-31
city: [Paris, Lyon]
country: FR
salary: 30000.50 - 35000 EUR per year
contract: CDI
tags: [python, C++]
company: Example
company_url: https://example.org/
url: /jobs/own/
id: own
nobody_knows: this
---
Some **text**, <script>alert(1)</script> and {{ page.title }}.
"""


def understood(text: str) -> Understood:
    file = Source(SITE.root / "content/a.md", "content/a.md", "a.md")
    return Reader(SITE, NOW).earlier(file.path, text)


ITEM = understood(RICH)

words = st.text(st.characters(), max_size=20)  # lone surrogates among them
zones = st.sampled_from([UTC, ZoneInfo("Europe/Paris"), timezone(timedelta(hours=-3, minutes=-30))])
moments = st.builds(
    # In which hour of two that are called alike it lies: where there are such hours.
    lambda naive, zone, fold: naive.replace(
        tzinfo=zone, fold=fold if isinstance(zone, ZoneInfo) else 0
    ),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 - zones follow
    zones,
    st.sampled_from([0, 1]),
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
problems = st.builds(
    Problem, words, st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(Severity),
    words, words, words, words,
)  # fmt: skip


@given(st.data())
@settings(max_examples=60)
def test_any_offer_comes_back_as_it_was(data: st.DataObject) -> None:
    offer = replace(
        ITEM.offer,
        title=data.draw(words),
        body=data.draw(words),
        status=data.draw(st.sampled_from(Status)),
        date_posted=data.draw(st.none() | days | moments),
        date_modified=data.draw(st.none() | days | moments),
        opens_at=data.draw(st.none() | moments),
        closes=data.draw(st.none() | days | moments),
        closes_at=data.draw(st.none() | moments),
        translation_key=data.draw(st.none() | words),
        tags=tuple(data.draw(st.lists(words, max_size=3))),
    )
    found = tuple(data.draw(st.lists(problems, max_size=3)))
    item = ITEM._replace(offer=offer, problems=found, stated_slug=data.draw(words))
    again = unpacked(packed(item))
    assert again == item
    for field in fields(offer):
        one, other = getattr(offer, field.name), getattr(again.offer, field.name)
        assert type(one) is type(other), field.name
        if isinstance(one, datetime):
            assert (one.isoformat(), one.fold) == (other.isoformat(), other.fold)
            assert getattr(one.tzinfo, "key", "") == getattr(other.tzinfo, "key", "")


@pytest.mark.parametrize(
    "text", [RICH, "", "---\ntitle: [\n---\n", "no front matter", "---\n---\n"]
)
def test_what_was_read_comes_back_as_it_was(text: str) -> None:
    item = understood(text)
    assert unpacked(packed(item)) == item


def test_money_keeps_its_digits() -> None:
    pay = unpacked(packed(ITEM)).offer.pay
    assert pay is not None
    assert str(pay.min) == str(Decimal("30000.50"))


def test_equal_offers_have_equal_bytes() -> None:
    assert packed(understood(RICH)) == packed(understood(RICH[:]))


@given(st.lists(problems, max_size=4))
def test_problems_come_back_as_they_were(found: list[Problem]) -> None:
    assert list(unpacked_problems(packed_problems(found))) == found


@pytest.mark.parametrize("text", [RICH, RICH.replace("id: own\n", ""), "---\ntitle: x\n---\n"])
def test_a_claim_comes_back_as_it_was(text: str) -> None:
    wanted = claim(understood(text))
    assert unpacked_claim(packed_claim(wanted)) == wanted


# -- bytes of somebody else -------------------------------------------------------------------


class _Call:
    """A pickle that calls."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.place,)


@pytest.mark.parametrize("unpack", [unpacked, unpacked_claim, unpacked_problems])
def test_a_pickle_that_calls_a_function_calls_nothing(tmp_path: Path, unpack: object) -> None:
    place = tmp_path / "called"
    data = pickle.dumps(_Call(str(place)))
    with pytest.raises(DAMAGED):
        unpack(data)  # type: ignore[operator]
    assert not place.exists()


@pytest.mark.parametrize("unpack", [unpacked, unpacked_claim, unpacked_problems])
def test_code_in_the_bytes_is_not_run(tmp_path: Path, unpack: object) -> None:
    place = tmp_path / "called"
    code = compile(f"import os; os.mkdir({str(place)!r})", "pack", "exec")
    for data in (marshal.dumps(code), marshal.dumps([code] * 12)):
        with pytest.raises(DAMAGED):
            unpack(data)  # type: ignore[operator]
    assert not place.exists()


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"not a pack at all", packed(ITEM)[:-1], packed(ITEM)[:40], marshal.dumps(5)],
    ids=["empty", "zero", "words", "cut", "cut short", "number"],
)
def test_bytes_that_are_no_pack_are_an_error_that_callers_know(data: bytes) -> None:
    with pytest.raises(DAMAGED):
        unpacked(data)


# Each in the same process, and that apart: damaged bytes must not end the interpreter.
_DAMAGE = """
import resource
from random import Random
from tests.content.test_packing import DAMAGED, ITEM, packed, unpacked
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))  # a damaged length asks for all there is
random, whole = Random(7), packed(ITEM)
for _ in range(1000):
    data = bytearray(whole)
    for _ in range(random.randrange(1, 4)):
        data[random.randrange(len(data))] = random.randrange(256)
    try:
        unpacked(bytes(data))
    except (*DAMAGED, MemoryError):
        pass
print("well")
"""


@pytest.mark.slow
def test_damaged_bytes_are_an_error_that_callers_know() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DAMAGE], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "well\n", done.stderr[-800:]
