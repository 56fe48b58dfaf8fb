"""When the work begins: ``start``, an ISO day or month, ``asap``, or the words of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content import terms
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.moment import DASHES, Moment, moments, spans
from syndicate.content.prose.recalling import recalled
from syndicate.content.prose.speech import PARTS, asks, has, key_of, last, lists, speak, spotted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose
    from syndicate.content.prose.speech import Spoken

_LISTS = lists("start")
#: A year is a trigger as well: "may" is a month beside one.
_YEARS = frozenset(map(str, range(2010, 2051)))
TRIGGERS = frozenset(_LISTS.raw("triggers")["words"]) | _YEARS

_STATED, _SAID, _HINTED = 0.98, HIGH, 0.8
_DOUBTED = 0.6
#: No value of a label is longer; what is, is prose.
_LONGEST_VALUE = 60
#: A key has no more words, with its colon.
_LONG_KEY = 10


def find(prose: Prose) -> Iterator[Fact]:
    """The start, once; two that differ leave a doubt."""
    found = [fact for passage in prose.near("start") if (fact := _of_passage(passage, prose))]
    if not found:
        return
    best = max(found, key=lambda fact: fact.confidence)
    sure = [str(fact.value) for fact in found if fact.confidence >= HIGH]
    # A day and a month with their year tell more than the same in words.
    exact = [value for value in sure if value == "asap" or value[:4].isdigit()]
    rivals = _distinct(exact or sure)
    # Of a month and a day in it the day tells more.
    best = next((fact for fact in found if exact and fact.value in rivals), best)
    if len(rivals) > 1:
        best = replace(best, confidence=_DOUBTED)
    yield best


def _distinct(values: list[str]) -> set[str]:
    """The values without months that a day of another is in."""
    return {
        value
        for value in values
        if not any(other != value and other.startswith(value) for other in values)
    }


def _of_passage(passage: Passage, prose: Prose) -> Fact | None:
    facts = (_fact(start, passage, prose) for start in _read(passage, prose.language))
    return next(filter(None, facts), None)


class _Start(NamedTuple):
    """What may be the start: a *moment*, written as *text*, or as soon as possible without one.

    *span* tells that it is the first end of a time, which may be the history of something.
    """

    confidence: float
    moment: Moment | None = None
    text: str = "asap"
    span: bool = False


@recalled
def _read(passage: Passage, language: str) -> Iterator[_Start]:
    """What *passage* says of the start; the first that makes a fact is the one."""
    spoken = speak(passage.text)
    if _asks(key_of(passage)):
        yield from _of_pair(passage, spoken, language)
        return
    words, title = spoken.words, passage.kind == "title"
    job = (
        title
        or has(spoken, 0, len(words), _LISTS.phrases("job"))
        or (bool(passage.label) and _is_of_job(passage.label, len(words)))
        # "Démarrage en mars" is a line about nothing but the job.
        or (len(words) <= 8 and has(spoken, 0, 1, _LISTS.phrases("begins")))
    )
    for begin, end, urge in spotted(spoken, _LISTS.phrases("asap")):
        if (title and (begin, end) in spoken.parts()) or _is_asap(
            spoken, begin, end, job=job, hires=urge != "now"
        ):
            # "Ready to start immediately?", "if we get on, you can start right away"
            open_ = "?" in words or _on_condition(spoken, begin)
            told = _Start(_HINTED if open_ else _SAID)
            yield _or_later(spoken, begin, end, language) or told
            return
        if passage.kind == "item" and end - begin == len(words):
            yield _Start(_HINTED)
            return
    above = len(words) <= _BRIEF and has(speak(passage.heading), 0, 3, _LISTS.phrases("job"))
    if job or above:
        yield from _of_span(passage, spoken, language)
    for one in moments(spoken, language):
        moment = _with_end(spoken, one, language)
        if moment.kind == "slip" or _is_of_another(spoken, moment.begin):
            continue
        if sure := _told(spoken, moment, language, job=job, title=title):
            yield _at(spoken, moment, sure)


def _told(spoken: Spoken, moment: Moment, language: str, *, job: bool, title: bool) -> float:
    """How surely the words before *moment* say that the work begins then."""
    begin, words = moment.begin, spoken.words
    if has(spoken, moment.end, moment.end + 2, _LISTS.phrases("behind")):
        return _SAID
    first, _ = spoken.clause(begin)
    begins = _begins(spoken, max(first, begin - 8), begin, job=job)
    # A key of many words is one with a colon, and no label.
    keyed = 0 < first <= _LONG_KEY and words[first - 1] == ":"
    if begins or (keyed and has(spoken, 0, first - 1, _LISTS.phrases("begins", "sure"))):
        late = has(spoken, begin - 5, begin, _LISTS.phrases("lead", "bound"))
        return _HINTED if late else _SAID
    if job and has(spoken, begin - 3, begin, _LISTS.phrases("lead", "from")):
        # "From May to July this role travels": a season of the work is not its beginning.
        to = _LISTS.phrases("span", "to")
        ends = has(spoken, moment.end, moment.end + 1, to) or any(
            begin in {one.begin, other.begin} for one, other in spans(spoken, language, to)
        )
        if ends and not moment.day:
            return 0
        return _SAID if title or _ends_of_job(spoken, moment) else _HINTED
    return _hired_for(spoken, moment, title=title)


def _ends_of_job(spoken: Spoken, moment: Moment) -> bool:
    """Whether the job stands right before "from May", and nothing that begins then behind it.

    "The role is yours from May", but not "from May, the role belongs to another team". Where people
    are hired in the same sentence it is for then.
    """
    words, begin, end = spoken.words, moment.begin, moment.end
    hires = (_LISTS.phrases("hires", kind) for kind in ("sure", "words"))
    if any(has(spoken, 0, len(words), phrases) for phrases in hires):
        return True
    last_of_all = end >= len(words) or words[end] in PARTS or words[end] in _GOING_ON
    near = max(0, begin - _NEAR)
    near = max((at + 1 for at in range(near, begin) if words[at] in _STOPS), default=near)
    jobs = _LISTS.phrases("job")
    # Where no word does, its key names the job.
    return last_of_all and (has(spoken, near, begin, jobs) or not has(spoken, 0, len(words), jobs))


def _hired_for(spoken: Spoken, moment: Moment, *, title: bool) -> float:
    """How surely somebody is hired for then: ``Nous recrutons pour le 1er mars``."""
    begin, end, words = moment.begin, moment.end, spoken.words
    lead = last(spoken, begin - 2, begin, _LISTS.phrases("lead", "close"))
    if lead < 0 or (moment.kind == "words" and not _YEARS.intersection(words[begin:end])):
        return 0
    first, _ = spoken.clause(begin)
    if title or has(spoken, first, lead, _LISTS.phrases("hires", "sure")):
        return _SAID
    hires = last(spoken, first, lead, _LISTS.phrases("hires", "words"))
    if hires < 0:
        return 0
    person = _ARTICLES.intersection((*words[hires + 1 : hires + 3], *words[end : end + 2]))
    return _HINTED if person else 0


def _of_span(passage: Passage, spoken: Spoken, language: str) -> Iterator[_Start]:
    """The first end of the time that the work takes: ``CDD de 5 mois (janvier à mai 2026)``."""
    words, to = spoken.words, _LISTS.phrases("span", "to")
    if to.keys().isdisjoint(words) and DASHES.isdisjoint(words):
        return
    for first, other in spans(spoken, language, to):
        begin = first.begin
        if passage.kind == "item" and begin == 0 and other.end == len(words):
            # A line that is the whole time, below the heading that names the work.
            yield _at(spoken, first, _HINTED)
            return
        led = has(spoken, begin - 2, begin, _LISTS.phrases("span", "lead"))
        if not led and begin and words[begin - 1] not in _OPENING:
            continue
        low = max((at + 1 for at in range(begin) if words[at] in _STOPS), default=0)
        of = has(spoken, max(low, begin - 8), begin, _LISTS.phrases("span", "of"))
        if not of and not (passage.label and _is_of_job(passage.label, len(words))):
            continue
        if not _is_of_another(spoken, begin):
            yield _at(spoken, first, _SAID)._replace(span=True)


#: How near the job stands, and what may follow the moment and still be said of it.
_NEAR = 12
_GOING_ON = frozenset(
    ("et", "and", "ou", "or", "jusqu", "until", "to", "a", "au", "for", "pour", "de", "en", "in")
) | {"und", "y", "bis", "hasta", "tot", "with", "avec", "at", "on", "sur", "by", "through"}
_OPENING = frozenset("(,:|–-")
_STOPS = frozenset(".!?;")
_LATE = timedelta(days=60)


def _of_pair(passage: Passage, spoken: Spoken, language: str) -> Iterator[_Start]:
    if len(passage.text) > _LONGEST_VALUE:
        return
    if asap := next(spotted(spoken, _LISTS.phrases("asap")), None):
        if asap[0] <= 3 and not _is_of_another(spoken, asap[0]):
            yield _or_later(spoken, asap[0], asap[1], language) or _Start(_STATED)
        return
    if span := next(spans(spoken, language, _LISTS.phrases("span", "to")), None):
        if span[0].begin <= 3:
            yield _at(spoken, span[0], _STATED)
        return
    found = list(moments(spoken, language))
    first = found[0] if found and found[0].begin <= 5 and found[0].kind != "slip" else None
    if first and not _is_of_another(spoken, first.begin):
        if first.begin and spoken.words[first.begin - 1] in _OR:
            return  # the second of two, of which the first is too short to be sure of
        sure = len(found) == 1 and speak(key_of(passage)).words not in _VAGUE_LABELS
        # "Au plus tard le 4 mai", "avant fin mai": it may be sooner.
        sure = sure and not has(spoken, 0, first.begin, _LISTS.phrases("lead", "bound"))
        yield _at(spoken, first, _STATED if sure else _HINTED)


def _with_end(spoken: Spoken, moment: Moment, language: str) -> Moment:
    """*moment*, or the words of the time that it begins: ``entre septembre et janvier 2027``."""
    begin, words = moment.begin, spoken.words
    if not begin or words[begin - 1] not in _BETWEEN:
        return moment
    ends = (one for one in moments(spoken, language) if moment.end < one.begin <= moment.end + 3)
    other = next(ends, moment)
    return Moment(begin - 1, other.end, "words")


def _or_later(spoken: Spoken, begin: int, end: int, language: str) -> _Start | None:
    """What is said of a moment that may come instead: ``ASAP or January 2020``, in its words."""
    if end >= len(spoken.words) or spoken.words[end] not in _OR:
        return None
    other = next((one for one in moments(spoken, language) if end < one.begin <= end + 2), None)
    if other is None:
        return None
    words = Moment(begin, other.end, "words")
    return _Start(_SAID, words, spoken.between(begin, other.end))


def _at(spoken: Spoken, moment: Moment, confidence: float) -> _Start:
    return _Start(confidence, moment, spoken.between(moment.begin, moment.end))


def _fact(start: _Start, passage: Passage, prose: Prose) -> Fact | None:
    """The fact that *start* is in an offer of its day; None when nobody can say which day it is."""
    confidence, moment, text, span = start
    if moment is None:
        return Fact.of("start", "asap", "asap", passage, confidence)
    # What began long before the offer is the history of something.
    if span and moment.day and prose.posted and prose.posted - moment.day > _LATE:
        return None
    day = moment.after(prose.posted) if moment.kind != "month" else moment.day
    if day:
        text = day.isoformat()[:7] if moment.kind == "month" else day.isoformat()
    elif moment.kind == "yearless" and "/" in text:
        return None
    try:
        value = terms.start(text, prose.language)
    except ValueError:
        return None
    # What is written must be read as the same again, and as text: "2026" alone would be a number.
    if value.isdigit() or terms.start(value, prose.language) != value:
        return None
    return Fact.of("start", value, value, passage, confidence)


def _is_asap(spoken: Spoken, begin: int, end: int, *, job: bool, hires: bool) -> bool:
    """Whether the work, and nothing else, begins as soon as possible.

    *hires*: a word for hiring before it says so.
    """
    first, after = spoken.clause(begin)
    # "With an immediate start" is of the work, whatever the sentence spoke of before.
    starts = has(spoken, end, end + 1, _LISTS.phrases("after"))
    if _is_of_another(spoken, begin, 3 if starts else 12) or has(
        spoken, end, end + 3, _LISTS.phrases("others", "beside")
    ):
        return False
    if spoken.words[end - 1] in _SOONEST and spoken.words[end : end + 1] in _NOT_BEFORE:
        return False
    near = max(first, begin - 8)
    if _begins(spoken, near, begin, job=job):
        return True
    if hires and has(spoken, near, begin, _LISTS.phrases("hires")):
        return True
    if (job or begin == 0) and has(spoken, end, min(end + 3, after), _LISTS.phrases("after")):
        return True
    # "CDI à temps plein, dès que possible": a line that lists the facts of the job.
    return job and len(spoken.words) <= 14 and begin > 0 and spoken.words[begin - 1] in _LISTING


def _on_condition(spoken: Spoken, at: int) -> bool:
    """Whether an "if" stands before *at* in its sentence, which is not that of "if possible"."""
    words = spoken.words
    first = max((end + 1 for end in range(at) if words[end] in _STOPS), default=0)
    return any(
        (words[here] in _IFS and words[here + 1] not in _POSSIBLE)
        or words[here : here + 2] == ("une", "fois")
        for here in range(first, at)
    )


def _begins(spoken: Spoken, begin: int, end: int, *, job: bool) -> bool:
    """Whether what stands there says that the work begins."""
    return has(spoken, begin, end, _LISTS.phrases("begins", "sure")) or (
        job and has(spoken, begin, end, _LISTS.phrases("begins", "weak"))
    )


#: "Au plus tôt le 1er juillet" is no wish to begin soon.
_SOONEST = frozenset(("tot", "earliest", "possible", "possibles"))
_NOT_BEFORE = {("le",), ("en",), ("on",), ("in",), ("am",), ("im",), ("au",)}
_IFS = frozenset(("if", "once", "si", "wenn", "sobald", "falls", "zodra"))
_POSSIBLE = frozenset(("possible", "moglich", "mogelijk", "posible"))
_ARTICLES = frozenset(("un", "une", "a", "an", "ein", "eine", "einen", "een", "una"))
_LISTING = frozenset((",", "-", "–", "—", "|", "•", ";", "/", "("))


def _is_of_another(spoken: Spoken, at: int, far: int = 12) -> bool:
    """Whether one of *far* words before *at* speaks of anything but the start of work."""
    first = max(0, at - far)
    for place in range(first, min(at, len(spoken.words))):
        if spoken.words[place] in _STOPS or spoken.words[place : place + 2] == (")", ":"):
            first = place + 1  # what a key holds in brackets is another fact: its length
    return last(spoken, first, at, _LISTS.phrases("others", "before")) >= 0


@cache
def _labels() -> frozenset[tuple[str, ...]]:
    return frozenset(speak(label).words for label in _LISTS.raw("labels")["start"])


_OR = frozenset(("ou", "or", "oder", "of", "o", "/"))
_BETWEEN = frozenset(("entre", "between", "zwischen", "tussen"))
_OF = frozenset(("du", "de", "d", "des", "of", "der", "van", "del"))
#: Below these a moment may be that of anything.
_VAGUE_LABELS = frozenset((("periode",), ("quand",), ("when",)))


@lru_cache(maxsize=1024)
def _asks(label: str) -> bool:
    spoken = speak(label)
    words = spoken.words
    if asks(label, "start") or words in _labels():
        return True
    for _, end, _ in spotted(spoken, _LISTS.phrases("begins", "sure")):
        # "Date de début du tournage" asks for that of something else.
        of = words[end : end + 1] and words[end] in _OF
        if not of or has(spoken, end, len(words), _LISTS.phrases("job")):
            return True
    return False


@lru_cache(maxsize=1024)
def _is_of_job(label: str, length: int) -> bool:
    """Whether *label* is about the contract, or a value of *length* words about the post."""
    if asks(label, "duration_months") or asks(label, "employment") or asks(label, "schedule"):
        return True
    return length <= _BRIEF and has(speak(label), 0, 3, _LISTS.phrases("job"))


_BRIEF = 9
