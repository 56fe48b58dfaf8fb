"""The work itself: contract, hours, workplace, pay, what is asked, how to apply."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from syndicate.content import terms, work_values
from syndicate.content.fields import Given, shipped_vocabulary
from syndicate.content.folding import fold, fold_words
from syndicate.content.hints import sampled
from syndicate.content.lengths import counted
from syndicate.content.nodes import Sequence, Table, text_of
from syndicate.content.pay import is_amount, parse_pay
from syndicate.content.urls import mail_address, web_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from syndicate.content.fields import Fields
    from syndicate.content.report import Report
    from syndicate.content.wording import Writer
    from syndicate.offer import Source, Workplace
    from syndicate.site import Site

T = TypeVar("T")
Unit = Literal["month", "year"]
#: What a mail address is written with, also for those who hide theirs from programs.
_AT = re.compile(r"@|[(\[{] ?(?:at|arobase|ät) ?[)\]}]", re.IGNORECASE)


@dataclass(slots=True)
class Work:
    """The stated facts of an offer, by the names of ``Offer``, with what said so."""

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


def work(fields: Fields, writer: Writer, site: Site, report: Report, language: str) -> Work:
    """Read every fact about the work; what cannot be understood is reported and left out.

    *language* tells 03/04 from 04/03.
    """
    reader = _Reader(fields, writer, site, report, language)
    for read in _asked_for(tuple(fields.given)):
        read(reader)
    return reader.work


class _Reader:
    def __init__(
        self, fields: Fields, writer: Writer, site: Site, report: Report, language: str
    ) -> None:
        self.fields = fields
        self.writer = writer
        self.site = site
        self.report = report
        self.language = language
        self.work = Work()

    # What every field does: take the first value that means something.

    def note(self, name: str, value: object, source: Source) -> None:
        if value not in (None, "", ()):
            self.work.values[name] = value
            self.work.sources[name] = source

    def take(self, name: str, read: Callable[[str], T | None], expected: str) -> None:
        """Fill *name* from its preferred value; *expected* is the line that an error advises."""
        self.take_measured(name, lambda text, _: read(text), expected)

    def take_measured(
        self, name: str, read: Callable[[str, Unit | None], T | None], expected: str
    ) -> None:
        """Like ``take`` for lengths of time: ``duration months: 6`` has its unit in the key."""
        for given in self.fields.all(name):
            text = self.writer.line(given)
            if not text:
                self.missing(name, given)
                continue
            try:
                value = read(self.own_word(name, text), _unit(given.key))
            except ValueError as error:
                self.unknown(name, given, f"{given.key}: {error}", _under(given, expected))
                continue
            if value in (None, ()):
                message = f"{given.key}: '{text}' is not understood"
                self.unknown(name, given, message, _under(given, expected))
                continue
            self.note(name, value, given.source)
            return

    def take_words(
        self,
        name: str,
        read: Callable[[str], tuple[T, ...]],
        expected: str,
        *,
        split: bool = False,
    ) -> None:
        """Like ``take`` for fields with several values: each part is read by itself.

        With *split* the commas of a text separate parts, too.
        """
        for given in self.fields.all(name):
            parts = self.parts(given, split=split)
            if not parts:
                self.missing(name, given)
                continue
            read_parts = [(part, read(self.own_word(name, part))) for part in parts]
            for part, values in read_parts:
                if not values:
                    message = f"{given.key}: '{part}' is not understood"
                    self.unknown(name, given, message, _under(given, expected))
            if found := tuple(dict.fromkeys(v for _, values in read_parts for v in values)):
                self.note(name, found, given.source)
                return

    def parts(self, given: Given, *, split: bool = False) -> list[str]:
        if isinstance(given.node, Sequence):
            lines = [self.writer.lined(text_of(node), given) for node in given.node.items]
            return [line for line in lines if line]
        line = self.writer.line(given)
        if split:
            return list(terms.split_list(line))
        return [line] if line else []

    def own_word(self, name: str, text: str) -> str:
        own = self.site.content.values.get(name)
        if not own:
            return text
        return next((ours for theirs, ours in own.items() if fold(theirs) == fold(text)), text)

    def missing(self, name: str, given: Given) -> None:
        if given.source != "site":
            self.report.info(
                "placeholder",
                f"{given.key}: '{given.text}' says nothing yet",
                at=given,
                field=name,
                hint=f"fill in {given.key}, or remove the line",
            )

    def unknown(self, name: str, given: Given, message: str, expected: str) -> None:
        if given.weak:
            return  # the key means something else on this site
        # A sample that is pasted as it stands would state what nobody meant.
        self.report.warning("unknown-value", message, at=given, field=name, hint=sampled(expected))

    # The facts.

    def employment(self) -> None:
        self.take_words("employment", work_values.employment, "contract: permanent")

    def schedule(self) -> None:
        self.take_words("schedule", work_values.schedule, "schedule: full time")

    def days_per_week(self) -> None:
        self.take("days_per_week", terms.days_per_week, "days per week: 4")

    def duration(self) -> None:
        self.take_measured(
            "duration_months",
            lambda text, unit: terms.duration_months(text, unit=unit),
            "duration: 6 months",
        )

    def start(self) -> None:
        self.take("start", lambda text: terms.start(text, self.language), "start: 2026-09-01")

    def schedule_of_contract(self) -> None:
        """A contract key often holds the hours as well: ``CDI, temps plein``."""
        if "schedule" not in self.work.values and (given := self.fields.first("employment")):
            self.note("schedule", terms.schedule(given.text), given.source)

    def workplace(self) -> None:
        keys = {
            self.own_word("workplace", self.writer.line(given)): given.key
            for given in self.fields.all("workplace")
        }

        def read(text: str) -> Workplace | None:
            # "remote: 3 days a week" has the word for remote work in its key.
            share = counted(text, "day") or "%" in text
            alone = work_values.workplace(text)
            return alone or (work_values.workplace(f"{keys[text]} {text}") if share else None)

        self.take("workplace", read, "workplace: hybrid")

    def workplace_of_place(self) -> None:
        place = self.fields.first("locations")
        if "workplace" not in self.work.values and place:
            # An "office" in an address says nothing of days at home; "remote" does.
            stated = terms.workplace(place.text)
            self.note("workplace", stated if stated != "onsite" else None, place.source)

    def remote_countries(self) -> None:
        self.take_words(
            "remote_countries", work_values.countries, "remote countries: FR, BE", split=True
        )

    def pay(self) -> None:
        given = self.fields.first("pay")
        if given and isinstance(given.node, Table):
            self.mapped_pay(given)
        elif any(self.fields.first(f"pay_{edge}") for edge in ("min", "max")):
            self.assembled_pay()
        else:
            self.take("pay", parse_pay, "pay: 35000-40000 EUR per year")

    def mapped_pay(self, given: Given) -> None:
        """``salary: {min: 30000, max: 35000, currency: EUR, period: year}``."""
        assert isinstance(given.node, Table)  # noqa: S101  (for the type checker)
        names = {
            "min": "pay_min",
            "max": "pay_max",
            "value": "pay",
            "text": "pay",
            "unit": "pay_period",
        }
        names |= {
            "minimum": "pay_min",
            "maximum": "pay_max",
            "period": "pay_period",
            "per": "pay_period",
        }
        known = shipped_vocabulary().sort(given.node, {})
        parts = {name: values[0] for name, values in known.given.items()}
        for key, node in given.node.values.items():
            if (name := names.get(fold(key))) and not node.is_empty:
                parts[name] = Given(key, node, node.line, node.column, source=given.source)
        self.compose_pay(parts, given)

    def assembled_pay(self) -> None:
        names = ("pay", "pay_min", "pay_max", "pay_currency", "pay_period")
        parts = {name: g for name in names if (g := self.fields.first(name))}
        self.compose_pay(parts, next(iter(parts.values())))

    def compose_pay(self, parts: dict[str, Given], at: Given) -> None:
        texts = {name: self.writer.line(given) for name, given in parts.items()}
        for edge in ("pay_min", "pay_max"):
            if (text := texts.get(edge)) and not is_amount(text):
                message = f"{parts[edge].key}: '{text}' is not an amount"
                self.unknown("pay", parts[edge], message, f"{parts[edge].key}: 35000")
                del texts[edge]
        low, high = texts.get("pay_min", ""), texts.get("pay_max", "")
        figures = f"{low}-{high}" if low and high else low or high or texts.get("pay", "")
        period = texts.get("pay_period", "")
        per = f"per {period.lower()}" if period else ""
        phrase = " ".join(filter(None, (figures, texts.get("pay_currency"), per)))
        try:
            pay = parse_pay(phrase)
        except ValueError as error:
            self.unknown("pay", at, f"{at.key}: {error}", "pay: 35000-40000 EUR per year")
            return
        if low and not high:
            pay = replace(pay, max=None)
        if high and not low:
            pay = replace(pay, min=None)
        pay = replace(pay, text=texts.get("pay") or pay.text)
        self.note("pay", pay if pay.text else None, at.source)

    def education(self) -> None:
        self.take("education", work_values.education, "education: bachelor degree")

    def experience(self) -> None:
        self.take_measured(
            "experience",
            lambda text, unit: terms.experience_months(text, unit=unit),
            "experience: 2 years",
        )

    def languages(self) -> None:
        self.take_words("languages", work_values.languages, "languages: fr, en", split=True)

    def skills(self) -> None:
        self.take_words("skills", work_values.as_it_is, "skills: Python, SQL", split=True)

    def openings(self) -> None:
        self.take("openings", work_values.count, "openings: 2")

    def isco(self) -> None:
        self.take_words("isco", work_values.isco, "isco: 2512", split=True)

    def rome(self) -> None:
        self.take_words("rome", work_values.rome, "rome: M1805", split=True)

    def requisition_id(self) -> None:
        self.take("requisition_id", str, "reference: 2026-07")

    def tags(self) -> None:
        for given in self.fields.all("tags"):
            tags = _unique(self.parts(given, split=True))
            if kept := tuple(tag for tag in tags if not terms.is_generic_tag(tag)):
                self.note("tags", kept, given.source)
                return

    def application(self) -> None:
        for given in (*self.fields.all("apply_url"), *self.fields.all("apply_email")):
            text = self.writer.line(given)
            is_for_mail = given in self.fields.all("apply_email")
            if not text or text.startswith("("):
                self.missing("apply_email" if is_for_mail else "apply_url", given)
                continue
            if mail := mail_address(text):
                if "apply_email" not in self.work.values:
                    self.note("apply_email", mail, given.source)
            elif re.match(r"[a-zA-Z]+:/|/|www\.", text):
                if "apply_url" not in self.work.values:
                    self.note("apply_url", web_url(given, self.report, self.site), given.source)
            elif not is_for_mail:
                self.unknown(
                    "apply_url",
                    given,
                    f"{given.key}: '{text}' is neither a web nor a mail address",
                    _under(given, "apply: https://example.org/apply"),
                )
            elif _AT.search(text):  # any other text may be the name of a person
                message = f"{given.key}: '{text}' is not one mail address"
                self.unknown(
                    "apply_email", given, message, _under(given, "email: jobs@example.org")
                )


#: What is read, in this order, and the fields that each part is made of: where a file states none
#: of them, there is nothing to ask for, and most files state a handful.
_PARTS: tuple[tuple[Callable[[_Reader], None], frozenset[str]], ...] = tuple(
    (read, frozenset(names.split()))
    for read, names in (
        (_Reader.employment, "employment"),
        (_Reader.schedule, "schedule"),
        (_Reader.days_per_week, "days_per_week"),
        (_Reader.duration, "duration_months"),
        (_Reader.start, "start"),
        (_Reader.schedule_of_contract, "employment"),
        (_Reader.workplace, "workplace"),
        (_Reader.workplace_of_place, "locations"),
        (_Reader.remote_countries, "remote_countries"),
        (_Reader.pay, "pay pay_min pay_max"),
        (_Reader.education, "education"),
        (_Reader.experience, "experience"),
        (_Reader.languages, "languages"),
        (_Reader.skills, "skills"),
        (_Reader.openings, "openings"),
        (_Reader.isco, "isco"),
        (_Reader.rome, "rome"),
        (_Reader.requisition_id, "requisition_id"),
        (_Reader.tags, "tags"),
        (_Reader.application, "apply_url apply_email"),
    )
)


@lru_cache(maxsize=256)
def _asked_for(stated: tuple[str, ...]) -> tuple[Callable[[_Reader], None], ...]:
    """What there is to read where the fields *stated* are given."""
    return tuple(read for read, names in _PARTS if not names.isdisjoint(stated))


def _under(given: Given, line: str) -> str:
    """*line* under the key that the file uses: beside that one, another would be passed over."""
    return f"{given.key}:{line.partition(':')[2]}"


def _unit(key: str) -> Unit | None:
    words = set(fold_words(key))
    if words & {"month", "months", "mois", "monate", "meses", "maanden"}:
        return "month"
    return "year" if words & {"year", "years", "ans", "annees", "jahre", "anos", "jaar"} else None


def _unique(texts: Iterable[str]) -> list[str]:
    seen: dict[str, str] = {}
    for text in texts:
        seen.setdefault(text.casefold(), text)
    return list(seen.values())
