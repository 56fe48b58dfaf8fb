"""Remote, hybrid or on site, and where a remote person may live.

Some days at home are ``hybrid``. Remote work of others (clients, courses, interviews) and what is
merely possible say little: the one is passed over, the other is told with less confidence.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content import terms
from syndicate.content.folding import fold
from syndicate.content.prose.countries import countries, without_countries
from syndicate.content.prose.cues import keys, listed, pattern, search
from syndicate.content.prose.fact import Fact
from syndicate.content.prose.residence import residence
from syndicate.content.prose.workplace_value import (
    PRESENT,
    VALUES,
    countries_of,
    of_key,
    of_parts,
    sure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose
    from syndicate.offer import Workplace


class _Said(NamedTuple):
    """What a passage says of where the work is done."""

    value: Workplace
    confidence: float
    passage: Passage
    countries: tuple[str, ...] = ()


#: A key, a plain statement, a word between commas, one that is hedged, a possibility.
_KEY, _STATED, _ALONE, _HEDGED, _POSSIBLE = 0.98, 0.97, 0.9, 0.8, 0.7
#: A line of facts is no longer.
_SHORT = 100
#: The same with an address of the web, and so many words in none of its parts.
_LINE, _WORDS = 250, 5
#: No key that stands alone is longer; these are words for more than the key of one line.
_SHORT_KEY, _HEADS = 40, frozenset(("remote", "hybrid", "presence", "organisation", "locaux"))
#: Of a value that is no longer all is said of the job.
_SHORT_VALUE = 60

#: "Lyon / remote" leaves the choice; so does "Lyon oder remote".
_CHOICE = re.compile(r"[/&]|\s[+]\s|\b(?:oder|of|o|et|and|und)\b")
_SOME_DAYS = re.compile(
    r"partiel|partly|ponctuel|occasion|jour|day|[/&]|\s[+]\s|\b(?:ou|or|oder|of|o|et|and|und)\b"
)
_OR_REMOTE = re.compile(
    r"(?:/|\b(?:ou|or|oder)) ?(?:full |fully |100 ?% )?(?:remote|télé-?travail|distanciel)"
    r"|(?:remote|télé-?travail|distanciel) ?(?:/|(?:ou|or|oder)\b)"
)
_PARTS = re.compile(
    r"\s[-–—|/•·:,]+\s|[()\[\]|,]|[-–—:] (?=(?i:remote|hybrid|full remote|télétravail)\b)"
)
#: "No full remote" leaves some days at home.
_FULLY = re.compile(r"\b(?:only|just|que du|seulement|100|full|complet|total)")
#: A number of days, or a share of them.
_DAYS = re.compile(r"[0-9]|jour|day|tag|dag|día")
#: What is asked is not said.
_ASKED = re.compile(r"[^.;!?]*\?")
#: "Not entirely", "not always" and "not all" leave some of it.
_NOT_ALL = re.compile(
    r"\b(?:entièrement|intégralement|totalement|complètement|exclusivement|uniquement|toujours|tou[ts]"
    r"|toutes?|systématique\w*|forcément|nécessairement|entirely|wholly|fully|completely|exclusively"
    r"|always|all|necessarily|permanently)\b"
)
_ALWAYS = re.compile(
    r" [^.,;!?]{0,20}?\b(?:tous les jours|à temps plein|à 100|tout le temps|every day|full[- ]time"
    r"|all the time|pour tou[ts]\w*|for (?:all|every)\w*)\b"
)
#: "You can work from anywhere" is an offer, but no possibility.
_ANYWHERE = re.compile(r"anywhere|d.où (?:vous|tu)")
#: What follows tells of the condition, not of who works there: "if no access is needed".
_CONDITION = re.compile(
    r"\b(?:dans le cas où|selon|suivant|en fonction d|depending|lorsqu"
    r"|quand\b|sauf|si (?:la|le|les|l.|votre|vos|vous|tu|besoin|n)"
    r"|when\b|if\b|unless|because|sofern|wenn\b|als je|mits|tenzij)"
)
#: What is denied right after: "sans présence obligatoire"; not in "no more than two days".
_NOT = re.compile(
    r"\b(?:sans|pas|aucune?|jamais|no|not|(?:is|are|do|does|wo|ca)n.t|cannot|without|nor|never|kein\w*|ohne|nicht|niet|geen"
    r"|zonder|sin)\b(?! (?:plus|more|moins|less|only|just|seulement|que|mehr|meer|más|full)\b)"
    r"[^.;,:(!]{0,18}$"
)
_NOT_A = re.compile(
    r"\b(?:not|n.t|pas|nicht|niet) (?:(?:an?|une?|en|yet|currently|eine?|een) ?\w*)? ?$"
)
_NOT_AFTER = re.compile(
    r"[^.;,:(!]{0,12}\b(?:isn.t|aren.t|(?:is|are|was|will be|est|ist) "
    r"(?:not|no longer|pas|nicht|niet))\b"
)
#: Work away, in a sentence that asks for presence: some of both.
_FAR = re.compile(
    r"télé-?trav|distanciel|à distance|remote(?:ly)? work|work(?:ing)? remotely|from home"
    r"|home[- ]?office|thuiswerk|teletrabajo"
)
_UNTIL = re.compile(r"\W{0,3}(?:until|jusqu.)\b")
#: What a sentence that begins so is about, in all its clauses.
_SUBJECT = re.compile(
    r"\W*(?:(?:our|the|all|nos|les?|notre|la) )?"
    r"(?:entretiens?|interviews?|formations?|trainings?|onboarding|recrutement|processus|ateliers?"
    r"|(?:avant|before|until) (?:19|20)[0-9]{2})\b"
)
_APPLICANTS = re.compile(r"\b(?:candidats?|candidates?|applicants?)\b")


@cache
def _labels() -> frozenset[str]:
    return listed("labels") | listed("places")


TRIGGERS = listed("triggers")


def find(prose: Prose) -> Iterator[Fact]:
    """The ``workplace`` of the offer, and its ``remote_countries``."""
    yield from _facts(prose)


@lru_cache(maxsize=4)
def _facts(prose: Prose) -> tuple[Fact, ...]:
    said = [one for passage in prose.near("workplace") for one in _said(passage, prose)]
    if not said:
        return ()
    # Of equals the hybrid: "remote", and elsewhere "two days in the office".
    best = max(said, key=lambda one: (one.confidence, one.value == "hybrid"))
    confidence = best.confidence
    if any(one.value != best.value and one.confidence >= _doubts(one) for one in said):
        confidence = min(confidence, _HEDGED)
    facts = [Fact.of("workplace", best.value, best.value, best.passage, confidence)]
    if best.value == "remote":
        for one in said:
            if one.value == "remote" and one.countries:
                written = ", ".join(one.countries)
                facts.append(
                    Fact.of("remote_countries", one.countries, written, one.passage, confidence)
                )
                break
        else:
            facts += residence(prose, confidence)
    return tuple(facts)


def _doubts(other: _Said) -> float:
    """From which confidence *other* makes what differs doubtful: days there, whoever's they are."""
    return _HEDGED if other.value == "hybrid" else _STATED


def _said(passage: Passage, prose: Prose) -> Iterator[_Said]:
    if passage.kind == "heading":
        if not _labels().isdisjoint(keys(passage.text)):
            yield from _below(passage, prose)
        return
    if _is_key_alone(passage) and (below := list(_below(passage, prose))):
        yield from below
        return
    if passage.kind == "title":
        yield from _in_title(passage)
        return
    if passage.label and fold(passage.text).rstrip(".") in listed("no"):
        if _asks_for_remote(passage.label, passage.text):
            yield _Said("onsite", _KEY, passage)
        return
    if passage.label and not _labels().isdisjoint(keys(passage.label)):
        yield from _of_pair(passage)
        return
    yield from _in_sentence(passage)


def _below(key: Passage, prose: Prose) -> Iterator[_Said]:
    label = key.text.rstrip(" :")
    for passage in prose.below(key, 1):
        yield from _of_pair(passage._replace(label=label))


def _is_key_alone(passage: Passage) -> bool:
    """Whether *passage* is a line with a key of ours, whose value stands in the next one."""
    text = passage.text
    if passage.kind != "sentence" or len(text) > _SHORT_KEY or text.endswith("."):
        return False
    return fold(text) in _labels() and fold(text) not in _HEADS


def _asks_for_remote(label: str, no: str) -> bool:
    """Whether *no* is said to all work away from the office: not to ``Full remote`` alone."""
    lower = label.lower()
    if "hybrid" in lower or _FULLY.search(lower) or (asked := of_key(label)) == "onsite":
        return False
    return asked is not None or sure(f"{lower} {no}".lower()) == "onsite"


def _in_title(passage: Passage) -> Iterator[_Said]:
    lower = passage.text.lower()
    for part in _PARTS.split(passage.text)[1:]:
        value = terms.workplace(part.strip())
        if value and value != "onsite":
            if pattern("name").match(part.strip()):
                continue
            there = countries(passage.text) if value == "remote" else ()
            yield _Said(value, _POSSIBLE if _OR_REMOTE.search(lower) else _STATED, passage, there)
            return
    if search("sure", "hybrid", lower):
        yield _Said("hybrid", _STATED, passage)
    elif search("sure", "remote", lower) and not _hedged(lower):
        confidence = _POSSIBLE if _OR_REMOTE.search(lower) else _STATED
        yield _Said("remote", confidence, passage, countries(passage.text))


def _of_pair(passage: Passage) -> Iterator[_Said]:
    text = said = passage.text
    value = of_key(text)
    if not listed("places").isdisjoint(keys(passage.label)):
        first, _, rest = text.partition(", ")
        if value is None:
            value = of_parts(text)
        elif not _CHOICE.match(rest) and of_key(first) == value:
            said = first  # "anywhere, we are all over the place or on the road"
        if value == "onsite":
            if PRESENT.search(text.lower()):
                yield _Said(value, _STATED, passage)
            return
        if value is None:
            yield from _in_sentence(passage)
            return
    elif fold(text) in listed("yes"):
        yield _Said("hybrid", _POSSIBLE, passage)
        return
    elif value is None and (whole := sure(f"{passage.label} {text}".lower())):
        value = whole
    elif value is None or fold(passage.label) in {"presence", "rythme", "flexibilite"}:
        yield from _in_sentence(passage)
        return
    alone = without_countries(said).lower()
    if value == "remote" and (_hedged(alone) or _CHOICE.search(alone)):
        value = "hybrid" if _SOME_DAYS.search(alone) else value
        yield _Said(value, _POSSIBLE, passage)
        return
    there = countries_of(text if len(text) < _SHORT_VALUE else said) if value == "remote" else ()
    yield _Said(value, _KEY, passage, there)


def _hedged(lower: str) -> bool:
    return bool(pattern("partly").search(lower))


def _in_sentence(passage: Passage) -> Iterator[_Said]:
    lower = passage.sentence.lower()
    if denied := search("sure", "denied", lower):
        if value := _of_denial(lower, denied):
            yield _Said(value, _STATED, passage)
        return
    for value in VALUES:
        match = search("sure", value, lower)
        if match is None:
            continue
        if value == "hybrid" and _is_time_of_job(match, lower):
            continue
        if _is_about_others(lower, match):
            return
        some = value == "hybrid" and "quelques" in match[0]
        if some and pattern("seldom").match(lower, match.end()):
            continue  # where the other days are spent is said elsewhere
        if judged := _judged(value, match, lower):
            there = countries(passage.text) if judged[0] == "remote" else ()
            yield _Said(*judged, passage, there)
        return
    if (said := _in_line(passage, lower)) is not None:
        yield from said
        return
    for value in VALUES:
        if search("likely", value, lower):
            if not pattern("others").search(_CONDITION.split(lower, maxsplit=1)[0]):
                yield _Said(value, _POSSIBLE, passage)
            return


def _of_denial(lower: str, denied: re.Match[str]) -> Workplace | None:
    """What a sentence says where work away is *denied*: fully, or not of this job."""
    end = denied.end()
    if pattern("others").search(lower) or pattern("while").match(lower, end):
        return None
    if _ASKED.match(lower, end):
        return None  # "Not suitable for home working? Talk to us."
    if _NOT_ALL.search(denied[0]) or _ALWAYS.match(lower, end):
        return "hybrid" if search("sure", "hybrid", lower) else None
    if lower.startswith("sans ") and lower.find(",", end) == end:
        return None  # "Sans télétravail, la vie serait triste."
    if not _FULLY.search(lower) or search("sure", "onsite", lower):
        return "onsite"
    return "hybrid" if search("sure", "hybrid", lower) else None


def _judged(value: Workplace, match: re.Match[str], lower: str) -> tuple[Workplace, float] | None:
    """What *match*, of a pattern for *value*, says of the job, and how surely; None for nothing."""
    begin, end = match.span()
    if value == "remote":
        if _NOT_A.search(lower, 0, begin):
            return None
    elif _NOT.search(lower, max(begin - 40, 0), begin) or _NOT_AFTER.match(lower, end):
        return None
    if value == "onsite" and _FAR.search(lower):
        return "hybrid", _POSSIBLE
    if _is_of_anybody(value, match, lower):
        return value, _HEDGED
    if "anywhere" in match[0] and pattern("weeks").match(lower, end):
        return None  # for four weeks a year: nobody knows what the rest is
    if value == "remote" and pattern("rest").search(lower):
        return "hybrid", _HEDGED
    if value == "remote" and _is_for_now(lower, end):
        return value, _POSSIBLE
    if pattern("self").search(lower) and not pattern("job").search(lower, 0, end):
        # All are, and may be this one as well: "We are remote, this position is in Leeds".
        return value, _HEDGED
    if value == "remote" and _hedged(lower):
        near = lower[max(begin - 30, 0) : end + 30]
        if pattern("now_and_then").match(lower, begin):
            value = "hybrid"
        if not _ANYWHERE.search(near):
            return value, _POSSIBLE if _hedged(near) else _HEDGED
    return value, _STATED


def _is_time_of_job(match: re.Match[str], lower: str) -> bool:
    """Whether the days of *match* are those of a job that is away on all of them."""
    if search("sure", "onsite", lower) or pattern("office").search(lower):
        return False
    return bool(_DAYS.search(match[0]) and pattern("whole").search(lower))


def _is_of_anybody(value: Workplace, match: re.Match[str], lower: str) -> bool:
    """Whether *match* names days without telling whose: "fresh fruit in the office once a week"."""
    if value == "remote" or (value == "onsite" and not pattern("daily").search(match[0])):
        return False
    if value == "hybrid" and pattern("part_time").search(lower):
        return True  # of how many days the job is, and of how many at home
    if pattern("presence").search(lower):
        return False
    return not pattern("present").search(lower, max(match.start() - 60, 0), match.start())


def _in_line(passage: Passage, lower: str) -> tuple[_Said, ...] | None:
    """What a part of a line of facts says by itself; None when it is no such line."""
    short = len(lower) < _SHORT
    if not short and (len(lower) >= _LINE or " - " not in lower):
        return None
    parts = _PARTS.split(passage.text)
    is_line = all(part.count(" ") < _WORDS for part in parts)
    for part in parts if is_line or short else ():
        said = fold(part)
        whole = said in listed("whole") and part == passage.text
        if (whole or said in listed("alone")) and (known := terms.workplace(part.strip())):
            # "Be there for guests, in person, as needed" is a sentence, and no line of facts.
            if known == "onsite" and not is_line:
                return ()
            return (_Said(known, _ALONE, passage, countries(passage.text)),)
    return None


def _is_for_now(lower: str, at: int) -> bool:
    """Whether what follows *at* tells of another time, or of a job unlike the others."""
    return bool(_UNTIL.match(lower, at) or pattern("later").search(lower, at))


def _is_about_others(lower: str, match: re.Match[str]) -> bool:
    """Whether the clause around *match* tells of somebody else's work, or of something else."""
    start = max(lower.rfind(mark, 0, match.start()) for mark in (",", ";", ":", "(", " - "))
    ends = [at for mark in (",", ";", ")") if (at := lower.find(mark, match.end())) >= 0]
    if condition := _CONDITION.search(lower, match.end()):
        ends.append(condition.start())
    clause = lower[start + 1 : min(ends, default=len(lower))]
    if match[0] != lower and (subject := _SUBJECT.match(lower)):
        clause = f"{subject[0]} {clause}"  # "Interviews are by video, fully remote"
    if "anywhere" in match[0]:
        clause = _APPLICANTS.sub("", clause)
    return bool(pattern("others").search(clause))
