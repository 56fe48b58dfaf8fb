"""Where an offer stands: what its keys say, and what the clock makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content import terms
from syndicate.content.dates import parse_when, split_file_name
from syndicate.content.folding import fold
from syndicate.offer import Status, When, end_instant, instant, iso

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from syndicate.content.fields import Fields, Given
    from syndicate.content.report import Report
    from syndicate.site import Site


class Life(NamedTuple):
    """The status of an offer at one instant, and the dates and instants behind it."""

    status: Status
    posted: When | None = None
    modified: When | None = None
    opens: When | None = None
    closes: When | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    posted_from_name: bool = False


class _Word(NamedTuple):
    """What one key says of the offer, such as ``published: false``."""

    given: Given
    says: str


#: The fields that say outright whether an offer is published.
_OUTRIGHT = frozenset(("published", "draft", "open", "closed", "status", "template"))


class _Misread(Exception):
    """A key that decides over publication cannot be understood."""


def life(
    fields: Fields, language: str, stem: str, site: Site, now: datetime, report: Report
) -> Life:
    """The life at *now* of one offer, whose file's name without ending is *stem*.

    A key that decides over publication and cannot be understood, or two that contradict each
    other, make the offer ``unreadable``: it then keeps its last good state.
    """
    reader = _Reader(fields, language, site, report)
    try:
        stated = reader.stated()
        posted, modified = reader.when("date_posted"), reader.when("date_modified")
        opens, closes = reader.decisive("opens"), reader.closing()
    except _Misread:
        return Life(Status.UNREADABLE)
    name_date = split_file_name(stem)[0] if posted is None and opens is None else None
    posted = posted or opens or name_date
    opens_at = _opening(posted, opens, site)
    closes_at = _closing(posted, closes, site)
    reader.compare(opens_at, closes_at, opens or posted, closes)
    status = stated[0] if stated else _by_clock(opens_at, closes_at, now)
    if stated:
        reader.explain_word(*stated)
    else:
        reader.explain_clock(status, opens_at, closes, closes_at)
    return Life(status, posted, modified, opens, closes, opens_at, closes_at, name_date is not None)


def _opening(posted: When | None, opens: When | None, site: Site) -> datetime | None:
    opening = instant(opens, site.timezone) if opens else None
    if posted and posted is not opens and site.lifecycle.future_dates == "hold":
        shown = instant(posted, site.timezone)
        return shown if opening is None else max(opening, shown)
    return opening


def _closing(posted: When | None, closes: When | None, site: Site) -> datetime | None:
    if closes:
        return end_instant(closes, site.timezone)
    if posted and site.lifecycle.expires_after:
        return instant(posted, site.timezone) + site.lifecycle.expires_after
    return None


def _by_clock(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Status:
    if closes_at and closes_at <= now:
        return Status.CLOSED
    if opens_at and opens_at > now:
        return Status.SCHEDULED
    return Status.OPEN


class _Reader:
    """Reads the keys that say when and whether an offer is published."""

    def __init__(self, fields: Fields, language: str, site: Site, report: Report) -> None:
        self.fields = fields
        self.language = language
        self.site = site
        self.report = report

    def stated(self) -> tuple[Status, Given] | None:
        """What the keys say outright, and which one; None leaves it to the clock."""
        if _OUTRIGHT.isdisjoint(self.fields.given):
            return None
        visibility: list[_Word] = []
        state: list[_Word] = []
        for field, yes, no, words in (
            ("published", "shown", "hidden", visibility),
            ("draft", "hidden", "shown", visibility),
            ("open", "open", "closed", state),
            ("closed", "closed", "open", state),
        ):
            if field in self.fields.given:
                words += self.truths(field, yes, no)
        for word in self.statuses():
            (visibility if word.says in {"hidden", "template"} else state).append(word)
        visibility += [w for w in self.truths("template", "template", "") if w.says]
        self.refuse_contradiction(visibility)
        self.refuse_contradiction(state)
        said = {word.says: word.given for word in (*visibility, *state)}
        for says, status in (
            ("template", Status.TEMPLATE),
            ("hidden", Status.DRAFT),
            ("closed", Status.CLOSED),
        ):
            if says in said:
                return status, said[says]
        return None

    def truths(self, field: str, yes: str, no: str) -> list[_Word]:
        words = []
        for given in self.fields.all(field):
            if terms.is_missing(given.text):
                continue
            truth = terms.truth(given.text)
            if truth is None and self.is_date(given):
                continue  # "published: 2026-03-01" and "closed: 2026-04-01" are dates
            if truth is None:
                self.report.error(
                    "unknown-truth",
                    f"{given.key}: '{given.text}' is neither yes nor no",
                    at=given,
                    field="status",
                    hint=f"{given.key}: true",
                )
                raise _Misread
            words.append(_Word(given, yes if truth else no))
        return words

    def is_date(self, given: Given) -> bool:
        try:
            parse_when(given.text, self.site.timezone, self.language)
        except ValueError:
            return False
        return True

    def statuses(self) -> list[_Word]:
        meanings = {"open": "open", "closed": "closed", "draft": "hidden", "template": "template"}
        own = self.site.content.values.get("status", {})
        words = []
        for given in self.fields.all("status"):
            word = _own_word(own, given.text) or terms.status_word(given.text)
            if word is None:
                self.report.warning(
                    "unknown-status",
                    f"{given.key}: '{given.text}' is not a known state",
                    at=given,
                    field="status",
                    hint=f"{given.key}: open    (or closed, draft)",
                )
                continue
            words.append(_Word(given, meanings[word]))
        return words

    def refuse_contradiction(self, words: list[_Word]) -> None:
        """Two keys that say opposite things are a problem, not a coin toss."""
        if len(words) < 2:
            return
        words = sorted(words, key=lambda word: word.given.line)
        for word in words[1:]:
            if word.says != words[0].says:
                first, second = words[0].given, word.given
                self.report.error(
                    "contradicting-keys",
                    f"'{first.key}: {first.text}' (line {first.line}) and "
                    f"'{second.key}: {second.text}' contradict each other",
                    at=second,
                    field="status",
                    hint=f"keep one of the two: '{first.key}' or '{second.key}'",
                )
                raise _Misread

    def when(self, field: str) -> When | None:
        """A date that may be wrong without keeping the offer back."""
        for given in self.dates(field):
            try:
                return parse_when(given.text, self.site.timezone, self.language)
            except ValueError as error:
                self.bad_date(field, given, error)
        return None

    def decisive(self, field: str) -> When | None:
        """A date on which publication depends."""
        found: list[tuple[When, Given]] = []
        for given in self.dates(field):
            try:
                when = parse_when(given.text, self.site.timezone, self.language)
            except ValueError as error:
                self.bad_date(field, given, error)
                raise _Misread from error
            found.append((when, given))
        for when, given in found[1:]:
            if when != found[0][0]:
                self.report.error(
                    "contradicting-keys",
                    f"'{found[0][1].key}: {found[0][1].text}' (line {found[0][1].line}) and "
                    f"'{given.key}: {given.text}' are two different days",
                    at=given,
                    field=field,
                    hint=f"keep one of the two: '{found[0][1].key}' or '{given.key}'",
                )
                raise _Misread
        return found[0][0] if found else None

    def closing(self) -> When | None:
        """The deadline, or the day since when the job is filled if that comes first."""
        if "closed" not in self.fields.given:
            return self.decisive("closes")
        filled = [
            parse_when(given.text, self.site.timezone, self.language)
            for given in self.fields.all("closed")
            if terms.truth(given.text) is None and self.is_date(given)
        ]
        deadline = self.decisive("closes")
        days = [*filled, *([deadline] if deadline else [])]
        return min(days, key=lambda day: end_instant(day, self.site.timezone), default=None)

    def dates(self, field: str) -> list[Given]:
        stated = self.fields.given.get(field)
        given = [g for g in stated if not terms.is_missing(g.text)] if stated else []
        if field == "date_posted" and "published" in self.fields.given:  # "published: 2026-03-01"
            given += [
                g
                for g in self.fields.all("published")
                if terms.truth(g.text) is None and self.is_date(g)
            ]
        return given

    def bad_date(self, field: str, given: Given, error: ValueError) -> None:
        self.report.error(
            "bad-date",
            f"{given.key}: {error}",
            at=given,
            field=field,
            # Left open on purpose: pasted as it stands, a line must not state a false date.
            hint=f"{given.key}: YYYY-MM-DD",
        )

    def compare(
        self,
        opens_at: datetime | None,
        closes_at: datetime | None,
        opens: When | None,
        closes: When | None,
    ) -> None:
        given = self.fields.first("closes")
        if opens_at and closes_at and opens and closes and given and closes_at <= opens_at:
            self.report.error(
                "closes-before-it-opens",
                f"{given.key} is before the offer opens ({iso(closes)} < {iso(opens)})",
                at=given,
                field="closes",
                hint="correct one of the two dates",
            )

    def explain_word(self, status: Status, given: Given) -> None:
        """Say which key keeps an offer from being published."""
        words = f"'{given.key}: {given.text}'"
        code, message = {
            Status.DRAFT: ("draft", f"kept back: {words}"),
            Status.TEMPLATE: ("not-an-offer", f"passed over as a template: {words}"),
        }.get(status, ("closed", f"closed: {words}"))
        self.report.info(code, message, at=given, field="status")

    def explain_clock(
        self,
        status: Status,
        opens_at: datetime | None,
        closes: When | None,
        closes_at: datetime | None,
    ) -> None:
        """Say which date keeps an offer from being published."""
        if status is Status.SCHEDULED and opens_at:
            at = self.fields.first("opens") or self.fields.first("date_posted")
            message = f"not published yet: it opens on {opens_at:%Y-%m-%d at %H:%M %Z}"
            self.report.info("scheduled", message, at=at, field="opens")
        if status is Status.CLOSED and closes:
            message = f"closed: the deadline was {iso(closes)}"
            self.report.info("closed", message, at=self.fields.first("closes"), field="closes")
        elif status is Status.CLOSED and closes_at:
            message = f"closed: it expired on {closes_at:%Y-%m-%d} ([lifecycle] expires_after)"
            at = self.fields.first("date_posted")
            self.report.info("closed", message, at=at, field="closes")


def _own_word(own: Mapping[str, str], text: str) -> str | None:
    """The site's own meaning of *text* ([content.values])."""
    return next((ours for theirs, ours in own.items() if fold(theirs) == fold(text)), None)
