"""Which offers a board wants, and the reasons for the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import pytest

from syndicate.adapter import Adapter, Features, Kind, Options, Payload, PublishedFile
from syndicate.delivery.fields import OFFER_FIELDS, words
from syndicate.delivery.wanted import LeftOut, Wanted, judged, wanted
from syndicate.errors import Rejected
from syndicate.offer import Location, Offer, Organization, Pay
from syndicate.problem import Problem, Severity
from tests.delivery.offers import Plain, board, offer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Needy(Plain):
    """Needs pay, refuses long titles, cannot cope with some."""

    features: ClassVar[Features] = replace(Plain.features, needs=frozenset({"pay", "country"}))

    def problems(self, subject: Offer) -> Iterable[Problem]:
        if len(subject.title) > 20:
            yield Problem(
                subject.path, 0, 0, Severity.ERROR, "long", "title", "is too long", "cut it"
            )
        yield Problem(subject.path, 0, 0, Severity.WARNING, "dull", "title", "is dull")

    def payload(self, subject: Offer) -> Payload:
        if subject.title == "Odd":
            raise LookupError("never thought of that")
        if subject.title == "Unfit":
            raise Rejected("this board takes no such thing")
        return Payload("another" if subject.title == "Wrong" else subject.id, {})


class Files(Adapter[PublishedFile]):
    """Is told of files."""

    features: ClassVar[Features] = Features(kind=Kind.SIGNAL, subject="files")

    def __init__(self, options: Options) -> None:
        pass

    def payload(self, subject: PublishedFile) -> Payload:
        return Payload(subject.path, {"digest": subject.digest})


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        ({"language": ("fr", "en")}, True),
        ({"language": ("fr",)}, False),
        ({"tags": ("python",)}, True),
        ({"tags": ("java",), "language": ("en",)}, False),
        ({"schedule": ("Full-Time",)}, True),
        ({"employment": ("internship",)}, False),
        ({"organization": ("acme corp",)}, True),
        ({"country": ("fr",)}, True),
        ({"path": ("content/eng*",)}, True),
        ({"path": ("content/de/*",)}, False),
        ({"workplace": ("remote",)}, False),
    ],
)
def test_where_chooses_by_the_fields_of_the_offer(
    tmp_path: Path, where: dict[str, tuple[str, ...]], fits: bool
) -> None:
    one = offer(
        tags=("python", "web"),
        schedule=("full_time",),
        organization=Organization("Acme Corp"),
        locations=(Location(country="FR"),),
    )
    found = judged(board(tmp_path, where=where), one)
    assert isinstance(found, Wanted) is fits
    assert fits or (isinstance(found, LeftOut) and not found.stays and found.reason)


def test_what_is_wanted_carries_the_digest_of_its_payload(tmp_path: Path) -> None:
    here = board(tmp_path)
    one = offer()
    assert judged(here, one) == Wanted("engineer", here.adapter.payload(one).digest)


def test_an_offer_that_the_board_cannot_take_stays_as_it_is_for_a_reason(tmp_path: Path) -> None:
    whole = offer(pay=Pay(text="good"), locations=(Location(country="FR"),))
    reasons = {
        "Fine": None,
        "Much too long for any board": "is too long (cut it)",
        "Odd": "failed: LookupError: never thought of that; tell its author",
        "Unfit": "this board takes no such thing",
        "Wrong": "failed: ValueError: the payload is about 'another'; tell its author",
    }
    found = wanted(board(tmp_path, Needy), (replace(whole, title=title) for title in reasons))
    for one, reason in zip(found, reasons.values(), strict=True):
        assert isinstance(one, LeftOut) is bool(reason)
        if isinstance(one, LeftOut):
            assert one.stays
            assert one.reason.endswith(str(reason))


def test_what_the_board_needs_is_named(tmp_path: Path) -> None:
    found = judged(board(tmp_path, Needy), offer())
    assert found == LeftOut(
        "engineer",
        "the board needs country and pay, which the offer does not state",
        stays=True,
    )


def test_files_are_chosen_by_their_path(tmp_path: Path) -> None:
    here = board(tmp_path, Files, where={"path": ("*.xml",)})
    files = [PublishedFile(p, f"https://x/{p}", "0", p) for p in ("rss.xml", "index.html")]
    assert [type(one) for one in wanted(here, files)] == [Wanted, LeftOut]


@pytest.mark.parametrize("field", sorted(OFFER_FIELDS))
def test_every_field_can_be_read_of_an_empty_offer(field: str) -> None:
    assert all(isinstance(word, str) for word in words(offer(), field))
