"""How well the prose of real offers is read: ``python -m tests.prose [FIELD] [-v]``.

Compares what ``facts`` finds with the labels in ``tests/labels``, which were made by reading.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.content.dates import parse_when, split_file_name
from syndicate.content.fields import Fields, shipped_vocabulary
from syndicate.content.folding import fold
from syndicate.content.front_matter import parse
from syndicate.content.prose import HIGH, Fact, facts
from syndicate.errors import ContentError
from tests.corpora import CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LABELS = Path(__file__).parents[1] / "labels"

#: Field of a fact → what of a label it is compared with.
FIELDS = (
    *("locations", "workplace", "employment", "schedule", "duration_months", "start", "closes"),
    *("pay", "education", "experience", "languages", "apply_email", "apply_url", "board_title"),
)


@dataclass(slots=True)
class Score:
    """Of one field: how often it is stated, found at all and at high confidence, and right."""

    stated: int = 0
    found: int = 0
    right: int = 0
    high: int = 0
    high_right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def labels() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every labelled offer: the name of its label, and what it says."""
    for path in sorted(LABELS.rglob("*.toml")):
        label = tomllib.loads(path.read_text("utf-8"))
        if label["is_offer"]:
            yield path.relative_to(LABELS).as_posix(), label


def read(label: dict[str, Any]) -> list[Fact]:
    """The facts of a labelled offer, read from its text alone."""
    path = CORPUS / label["file"]
    path = path / "index.md" if path.is_dir() else path
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    posted = split_file_name(path.parent.name if path.name == "index.md" else path.stem)[0]
    try:
        document = parse(text)
        body, line = document.body, document.body_line
        fields = shipped_vocabulary().sort(document.front, {})
        posted = _posted(fields) or posted
        if not body.strip() and (summary := fields.first("summary")):
            body = summary.text  # there the text is in the summary
    except ContentError:  # front matter that nobody can read has a body all the same
        body, line = text.split("\n---", 2)[-1], 1
    return facts(label["title"], body, language=label["language"], first_line=line, posted=posted)


def _posted(fields: Fields) -> date | None:
    """The day of the offer that the front matter states."""
    for given in (*fields.all("date_posted"), *fields.all("opens")):
        try:
            when = parse_when(given.text, UTC)
        except ValueError:
            continue
        return when.date() if isinstance(when, datetime) else when
    return None


def _place(one: Any) -> tuple[str, ...]:
    get = one.get if isinstance(one, dict) else lambda name: getattr(one, name)
    return tuple(fold(get(name) or "") for name in ("street", "postal_code", "city"))


def _same_places(wanted: list[Any], value: Any) -> bool:
    """The same towns; what more is told of streets and codes contradicts nothing."""
    left = sorted(map(_place, wanted), key=lambda place: place[2])
    right = sorted(map(_place, value), key=lambda place: place[2])
    return len(left) == len(right) and all(
        a[2] == b[2]
        and all(not x or not y or x == y or x in y or y in x for x, y in zip(a, b, strict=True))
        for a, b in zip(left, right, strict=True)
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _same_pay(label: dict[str, Any], value: Any) -> bool:
    numbers = (_number(label["pay_min"]), _number(label["pay_max"]))
    found = tuple(None if n is None else float(n) for n in (value.min, value.max))
    if numbers == (None, None):
        return found == (None, None)
    if found == (None, None):
        return False
    pairs = zip(numbers, found, strict=True)
    return (
        all(a is None or b is None or a == b for a, b in pairs)
        and label["pay_currency"] in {"", value.currency}
        and (value.period or "") in {"", label["pay_period"]}
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


#: Whether a label states the field, and whether a value is what it states.
JUDGES: dict[str, tuple[Callable[[Any], bool], Callable[[Any, Any], bool]]] = {
    "locations": (
        lambda label: bool(label.get("places")),
        lambda label, v: _same_places(label.get("places", []), v),
    ),
    "workplace": (
        lambda label: label["workplace"] != "none",
        lambda label, v: label["workplace"] == v,
    ),
    "employment": (
        lambda label: bool(label["employment"]),
        lambda label, v: set(label["employment"]) == set(v),
    ),
    "schedule": (
        lambda label: bool(label["schedule"]),
        lambda label, v: set(label["schedule"]) == set(v),
    ),
    "duration_months": (
        lambda label: bool(label["duration_months"]),
        lambda label, v: (
            _text(v) in {label["duration_months"], *label["duration_months"].split("-")}
        ),
    ),
    "start": (
        lambda label: bool(label["start"]),
        lambda label, v: fold(label["start"]) == fold(_text(v)),
    ),
    "closes": (
        lambda label: bool(label["closes"]),
        lambda label, v: label["closes"] == _text(v)[:10],
    ),
    "pay": (lambda label: bool(label["pay_text"]), _same_pay),
    "education": (lambda label: bool(label["education"]), lambda label, v: label["education"] == v),
    "experience": (
        lambda label: bool(label["experience_months"]),
        lambda label, v: label["experience_months"] == _text(v),
    ),
    "languages": (
        lambda label: bool(label["languages"]),
        lambda label, v: set(label["languages"]) == set(v),
    ),
    "apply_email": (
        lambda label: bool(label["apply_email"]),
        lambda label, v: label["apply_email"] in {v, "PERSON"},
    ),
    "apply_url": (
        lambda label: bool(label["apply_url"]),
        lambda label, v: label["apply_url"].rstrip("/") == v.rstrip("/"),
    ),
    "board_title": (
        lambda label: bool(label["board_title"]) and label["board_title"] != label["title"],
        lambda label, v: fold(label["board_title"]) == fold(v),
    ),
}


def scores() -> dict[str, Score]:
    """The score of each field over all labelled offers."""
    found = {name: Score() for name in FIELDS}
    for name, label in labels():
        told = {fact.field: fact for fact in read(label)}
        for each, score in found.items():
            _count(score, name, label, told.get(each), *JUDGES[each])
    return found


def _count(
    score: Score,
    name: str,
    label: dict[str, Any],
    fact: Fact | None,
    states: Callable[[Any], bool],
    agrees: Callable[[Any, Any], bool],
) -> None:
    stated = states(label)
    score.stated += stated
    if fact is None:
        if stated:
            score.missed.append(name)
        return
    right = agrees(label, fact.value) and (stated or fact.field == "board_title")
    score.found += 1
    score.right += right
    score.high += fact.confidence >= HIGH
    score.high_right += right and fact.confidence >= HIGH
    if not right:
        score.wrong.append(
            f"{name}: {fact.value!r} ({fact.confidence}) from {fact.sentence[:120]!r}"
        )
