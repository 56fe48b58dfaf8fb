"""Building: content in, renderings out, memory between builds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from syndicate import content
from syndicate.content import GoodSource, Reading, Remembered
from syndicate.errors import SyndicateError
from syndicate.memory import Memory, locked
from syndicate.offer import Offer, Status, instant
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from syndicate.renderings import Rendering
    from syndicate.renderings.artefact import Artefact, Catalogue
    from syndicate.renderings.writer import Written
    from syndicate.site import Site

    #: Told the stage (``reading``, ``rendering``, ``writing``), what is done and what there is.
    Progress = Callable[[str, int, int], None]

#: What a rendering raises when it cannot cope with an offer. A defect of another kind stops
#: the build before a file is written.
_FAULTS = (
    SyndicateError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did.

    ``offers`` counts the files of the content folder by status, ``files`` those of the output
    folder (``written``, ``unchanged``, ``removed``). ``own`` are those of the ``problems`` that
    reading alone does not find. ``next_change`` is the instant at which the clock next opens or
    closes an offer.
    """

    now: datetime
    offers: Mapping[str, int]
    files: Mapping[str, int]
    problems: tuple[Problem, ...]
    own: tuple[Problem, ...]
    seconds: float
    next_change: datetime | None
    written: Written

    def report(self) -> dict[str, object]:
        """The object that ``syndicate build --json`` prints."""
        return {
            "offers": dict(self.offers),
            "files": dict(self.files),
            "problems": len(self.problems),
            "seconds": round(self.seconds, 3),
            "next_change": self.next_change.isoformat() if self.next_change else None,
        }


def read(site: Site, now: datetime, *, progress: Progress | None = None) -> Reading:
    """What the content folder says at *now*; nothing is written.

    Raises ``ConfigurationError`` when there is no content folder, ``OutputError`` when the
    memory of earlier builds cannot be used.
    """
    with Memory(site.state_dir, read_only=True) as memory:
        return read_with(memory, site, now, progress)


def build(
    site: Site, now: datetime, *, full: bool = False, progress: Progress | None = None
) -> Built:
    """Make the output folder say exactly what the content folder says at *now*.

    Open offers are published, closed ones have a short page; of a file that cannot be read the
    last good version stays. Everything is read and rendered before the first file is written,
    by every build as by a *full* one. One build at a time: ``OutputError`` when another is at
    work, or when the output folder cannot be written; ``ConfigurationError`` when there is no
    content folder or a template is wrong.
    """
    from syndicate.renderings.misnamed import misnamed

    started = perf_counter()
    with locked(site.state_dir), Memory(site.state_dir) as memory:
        reading = read_with(memory, site, now, progress)
        _remember(memory, reading, now)
        rendered = _with_board_files(_render(catalogue(site, now, reading), progress), site)
        guard = _Guard(site, reading, memory.files(), rendered.spoilt)
        written = _write(site, rendered.artefacts, memory, guard, progress)
    counts = Counter(offer.status for offer in reading.offers)
    own = sorted([*rendered.problems, *guard.problems(), *misnamed(site)])
    return Built(
        now=now,
        offers=MappingProxyType({status.value: counts[status] for status in Status}),
        files=MappingProxyType(
            {
                "written": len(written.written),
                "unchanged": len(written.unchanged),
                "removed": len(written.removed),
            }
        ),
        problems=tuple(sorted([*reading.problems, *own])),
        own=tuple(own),
        seconds=perf_counter() - started,
        next_change=reading.next_change,
        written=written,
    )


def catalogue(site: Site, now: datetime, reading: Reading) -> Catalogue:
    """The offers of *reading* that have pages, newest first."""
    from syndicate.renderings.artefact import Catalogue

    offers = sorted((*reading.offers, *reading.kept), key=lambda offer: _age(offer, site))
    return Catalogue(
        site=site,
        now=now,
        open=tuple(offer for offer in offers if offer.status is Status.OPEN),
        closed=tuple(offer for offer in offers if offer.status is Status.CLOSED),
    )


def _age(offer: Offer, site: Site) -> tuple[bool, float, str]:
    if offer.date_posted is None:
        return (True, 0.0, offer.id)
    return (False, -instant(offer.date_posted, site.timezone).timestamp(), offer.id)


# -- reading ----------------------------------------------------------------------------------


def read_with(
    memory: Memory, site: Site, now: datetime, progress: Progress | None = None
) -> Reading:
    """The same as ``read``, with a *memory* that is open already."""
    remembered = Remembered(
        good=memory.sources(GoodSource),
        gone=memory.gone(GoodSource),
        first_seen=memory.first_seen(),
    )
    told = None if progress is None else _stage("reading", progress)
    reading = content.read(site, now, remembered, told)
    if not memory.warning:
        return reading
    lost = Problem(
        memory.path.relative_to(site.root).as_posix(),
        0,
        0,
        Severity.WARNING,
        "memory-lost",
        "",
        memory.warning,
    )
    return replace(reading, problems=tuple(sorted([*reading.problems, lost])))


def _stage(name: str, progress: Progress) -> Callable[[int, int], None]:
    return lambda done, total: progress(name, done, total)


def _remember(memory: Memory, reading: Reading, now: datetime) -> None:
    good = {path: (s.id, s.digest, s.text) for path, s in reading.good.items()}
    memory.remember_sources(good, {offer.path for offer in reading.offers}, now)


# -- rendering --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rendered:
    artefacts: tuple[Artefact, ...]
    spoilt: tuple[Offer, ...] = ()
    problems: tuple[Problem, ...] = ()


def _render(offers: Catalogue, progress: Progress | None) -> _Rendered:
    """Every artefact; an offer that a rendering cannot cope with is left out of all of them.

    Of all: a feed must not link to a page that could not be made.
    """
    from syndicate.renderings import ALL

    artefacts: list[Artefact] = []
    for done, rendering in enumerate(ALL):
        try:
            artefacts += rendering(offers)
        except _FAULTS as error:
            spoilt = _spoilt(rendering, offers)
            if not spoilt or (len(spoilt) == _size(offers) and isinstance(error, SyndicateError)):
                raise  # not the fault of single offers: a template, or a defect of ours
            rest = _render(_without(offers, [offer for offer, _ in spoilt]), progress)
            return _Rendered(
                rest.artefacts,
                (*(offer for offer, _ in spoilt), *rest.spoilt),
                (*(_unrendered(offer, fault) for offer, fault in spoilt), *rest.problems),
            )
        if progress is not None:
            progress("rendering", done + 1, len(ALL))
    return _Rendered(tuple(artefacts))


def _spoilt(rendering: Rendering, offers: Catalogue) -> list[tuple[Offer, Exception]]:
    """The offers with which *rendering* fails even alone, and how."""
    found: list[tuple[Offer, Exception]] = []
    for offer in (*offers.open, *offers.closed):
        alone = replace(
            offers,
            open=(offer,) if offer.status is Status.OPEN else (),
            closed=(offer,) if offer.status is Status.CLOSED else (),
        )
        try:
            for _ in rendering(alone):
                pass
        except _FAULTS as error:
            found.append((offer, error))
    return found


def _with_board_files(rendered: _Rendered, site: Site) -> _Rendered:
    """*rendered*, and the files that boards need on the site.

    Only a board's adapter knows whether it needs one, and loading it costs some 25 ms: without
    a board that is enabled, nothing of delivery is loaded.
    """
    if all(values.get("enabled", True) is False for values in site.boards.values()):
        return rendered
    from syndicate.delivery.site_files import site_files
    from syndicate.renderings.artefact import Artefact

    found = site_files(site)
    files = (Artefact(path, found.files[path]) for path in sorted(found.files))
    problems = (_unmade(mistake) for mistake in found.mistakes)
    return replace(
        rendered,
        artefacts=(*rendered.artefacts, *files),
        problems=(*rendered.problems, *problems),
    )


def _unmade(mistake: str) -> Problem:
    return Problem(
        "syndicate.toml",
        0,
        0,
        Severity.WARNING,
        "board-file-missing",
        "",
        f"a file that a board needs on the site was not made: {mistake}",
        "put it right where the site is built to be published; elsewhere it does no harm",
    )


def _size(offers: Catalogue) -> int:
    return len(offers.open) + len(offers.closed)


def _without(offers: Catalogue, spoilt: Sequence[Offer]) -> Catalogue:
    paths = {offer.path for offer in spoilt}
    return replace(
        offers,
        open=tuple(offer for offer in offers.open if offer.path not in paths),
        closed=tuple(offer for offer in offers.closed if offer.path not in paths),
    )


def _unrendered(offer: Offer, error: Exception) -> Problem:
    if isinstance(error, SyndicateError):
        reason, hint = str(error), "mend the template"
    else:
        reason = f"{type(error).__name__}: {error}"
        hint = "this is a defect of Syndicate: please report it with the file"
    return Problem(
        offer.path,
        0,
        0,
        Severity.ERROR,
        "not-rendered",
        "",
        f"no page and no feed entry can be made of this offer; all others are built ({reason})",
        hint,
    )


# -- writing ----------------------------------------------------------------------------------


def _write(
    site: Site,
    artefacts: Iterable[Artefact],
    memory: Memory,
    guard: _Guard,
    progress: Progress | None,
) -> Written:
    from syndicate.renderings.writer import write

    written = write(
        artefacts,
        site.feeds_dir,
        guard.known,
        keep=guard.keeps,
        claim=memory.claim,
        progress=None if progress is None else _stage("writing", progress),
    )
    memory.remember_files(written.files)
    return written


class _Guard:
    """Which files stay although nothing renders them: an accident is no withdrawal.

    The page of an offer that could not be rendered stays. Where a file cannot be read and no
    memory holds its last good version (a fresh checkout), any page that only its mark says to
    be ours may be the page of that very offer, and stays until the file is repaired.
    """

    def __init__(
        self, site: Site, reading: Reading, known: Mapping[str, str], spoilt: Iterable[Offer]
    ) -> None:
        from syndicate.renderings.addresses import fragment_path, page_path

        self.known = known
        self._pages = {page_path(offer, site) for offer in spoilt}
        self._pages |= {fragment_path(offer, site) for offer in spoilt}
        self._forgotten = [
            offer.path
            for offer in reading.offers
            if offer.status is Status.UNREADABLE and not _is_known(offer.path, reading.good)
        ]
        self._kept: list[str] = []

    def keeps(self, path: str) -> bool:
        """Whether the file at *path* stays."""
        if path in self._pages:
            return True
        if not self._forgotten or path in self.known or not path.endswith((".html", ".jsonld")):
            return False
        self._kept.append(path)
        return True

    def problems(self) -> list[Problem]:
        """What to tell of the pages that stayed."""
        if not self._kept:
            return []
        shown = ", ".join(self._kept[:3]) + (", …" if len(self._kept) > 3 else "")
        message = (
            f"{len(self._kept)} pages that belong to no offer stay published ({shown}): one may "
            "be of this file, which cannot be read and of which no earlier version is remembered"
        )
        hint = "repair the file, or delete it to withdraw the offer"
        return [
            Problem(path, 0, 0, Severity.WARNING, "pages-stay", "", message, hint)
            for path in self._forgotten
        ]


def _is_known(path: str, good: Mapping[str, GoodSource]) -> bool:
    """Whether *path*, or something in it when it is a folder, has a last good version."""
    return path in good or any(known.startswith(f"{path}/") for known in good)
