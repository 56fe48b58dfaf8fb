"""Building against other site generators, and against what no program could do faster."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from benchmarks import complete, corpus, family, ours, outputs, targets
from benchmarks.figures import LOAD, Column, Sample, Table
from benchmarks.machine import available_memory
from benchmarks.ours import Site
from benchmarks.peers import sites
from benchmarks.running import ROOT, FailedError
from benchmarks.targets import Target, Targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.how import How
    from benchmarks.peers.sites import Peer

Case = Callable[[], Sample]
Found = dict[str, list[Sample]]

_COLUMNS = (
    Column("seconds", "seconds", 2),
    Column("cpu", "processor seconds", 2),
    Column("mb", "largest memory of all processes, MB"),
    Column("files", "files"),
    Column("written", "MB in them", 1),
)
_EVENTS = (
    Column("seconds", "seconds", 2),
    Column("cpu", "processor seconds", 2),
    Column("mb", "largest memory of all processes, MB"),
)

OURS = "Syndicate, the same outputs"
DEFAULTS = "Syndicate, its defaults: feeds of tags and languages as well"
LIMIT = "the limit: inputs read from one archive, outputs unpacked from another, by GNU tar"
NOTHING = "Syndicate, nothing changed"
EDIT = "Syndicate, one offer edited"
_KEPT = "by way of the memory of builds"

#: What one offer takes in memory, on a disk there and in the programs, in bytes.
_ROOM_OF_ALL = 140_000
_ROOM_OF_OURS = 24_000


def tables(how: How) -> Iterator[Table | Targets]:
    """Every comparison, and at last the targets they are made for."""
    small, middle, large = (200, 500, 1_000) if how.quick else (1_000, 10_000, 100_000)
    reached = Targets("targets", "What is to be reached", sized=not how.quick)
    yield _every_peer(how, small)
    yield _two_peers(how, middle, reached)
    yield _large(how, large, reached)
    yield _complete(how, middle, reached)
    yield _eight(how, reached)
    if how.million:
        yield _million(how, reached)
    else:
        reached.left_out.append("a million offers (--million)")
    yield reached


# -- the comparisons ----------------------------------------------------------------------------


def _every_peer(how: How, number: int) -> Table:
    table = Table("peers", f"{number:,} offers, cold: every generator", _COLUMNS)
    with _Folder(how, number) as folder:
        site = folder.ours()
        cases: dict[str, Case] = {OURS: partial(_cold, site, number)}
        for peer in sites.ALL:
            if root := folder.peer(peer, table.left_out):
                cases[peer.name] = partial(_peer_cold, peer, root, number)
        table.rows = _by_turns(how, cases, table.left_out)
    return table


def _two_peers(how: How, number: int, reached: Targets) -> Table:
    table = Table("peers-middle", f"{number:,} offers, cold", _COLUMNS)
    with _Folder(how, number) as folder:
        site = folder.ours()
        defaults = site.beside(folder.root / "defaults")
        cases: dict[str, Case] = {
            OURS: partial(_cold, site, number),
            LIMIT: _Limit(site, folder.root / "limit"),
            DEFAULTS: partial(_cold, defaults, number),
        }
        for peer in (sites.HUGO, sites.ELEVENTY):
            if root := folder.peer(peer, table.left_out):
                cases[peer.name] = partial(_peer_cold, peer, root, number)
        table.rows = found = _by_turns(how, cases, table.left_out)
    for peer, floor, goal in ((sites.HUGO, 1.5, 3), (sites.ELEVENTY, 3, 7)):
        title = f"{number:,} offers, cold: {peer.name} / Syndicate"
        _add(reached, Target(title, floor, goal, " ×"), targets.times, found, peer.name, OURS)
    return table


def _large(how: How, number: int, reached: Targets) -> Table:
    table = Table("peers-large", f"{number:,} offers", _COLUMNS)
    if _has_room(how, number * _ROOM_OF_ALL, table.left_out, f"{number:,} offers"):
        table.rows = _large_rows(how, number, table.left_out)
    else:
        reached.left_out += table.left_out
    found, cold = table.rows, f"{number:,} offers, cold"
    add = partial(_add, reached)
    hugo = Target(f"{cold}: Hugo / Syndicate", 2.5, 5, " ×")
    limit = Target(f"{cold}: Syndicate / the limit", 9, 4, " ×", lower=True)
    edit = Target(f"{number:,} offers, one edited: Hugo / Syndicate", 20, 100, " ×")
    idle = Target(f"{number:,} offers, nothing changed", 1.5, 0.5, " s", lower=True)
    most = Target(f"{cold}: memory of all processes", 400, 150, " MB", lower=True)
    add(hugo, targets.times, found, "Hugo", OURS)
    add(limit, targets.times, found, OURS, LIMIT)
    add(edit, targets.times, found, "Hugo, one offer edited", EDIT)
    add(idle, targets.seconds, found, NOTHING)
    add(most, targets.megabytes, found, OURS)
    return table


def _large_rows(how: How, number: int, left_out: list[str]) -> Found:
    edits, hugo_edits = count(), count()
    with _Folder(how, number) as folder:
        site = folder.ours()
        defaults = site.beside(folder.root / "defaults")
        cases: dict[str, Case] = {
            OURS: partial(_cold, site, number),
            NOTHING: partial(_nothing, site, number),
            EDIT: lambda: _edited(site, number, next(edits)),
            LIMIT: _Limit(site, folder.root / "limit"),
            DEFAULTS: lambda: _tidied(defaults, _cold(defaults, number)),
        }
        if root := folder.peer(sites.HUGO, left_out):
            cases["Hugo"] = partial(_peer_cold, sites.HUGO, root, number)
            cases["Hugo, one offer edited"] = lambda: _peer_edited(
                sites.HUGO, root, number, next(hugo_edits)
            )
        return _by_turns(how, cases, left_out, long=True)


def _complete(how: How, number: int, reached: Targets) -> Table:
    table = Table("complete", f"RSS and Atom of {number:,} offers with their texts", _EVENTS)
    ways = {"Syndicate": "straight", f"Syndicate, {_KEPT}": "build", "feedgen": "feedgen"}
    cases: dict[str, Case] = {
        name: partial(complete.measured, way, how.fast, number) for name, way in ways.items()
    }
    table.rows = found = _by_turns(how, cases, table.left_out)
    title = f"RSS and Atom of {number:,} offers: feedgen / Syndicate"
    _add(reached, Target(title, 5, 10, " ×"), targets.times, found, "feedgen", "Syndicate")
    return table


def _eight(how: How, reached: Targets) -> Table:
    """This repository's own offers."""
    table = Table("eight", "This repository's eight offers, the whole command", _EVENTS)
    root = how.fast / "eight"
    root.mkdir()
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "syndicate.toml", root)
    site = Site(root)
    table.rows = found = _by_turns(how, {"cold": site.cold, "nothing changed": site.build}, [])
    shutil.rmtree(root)
    for case in found:
        target = Target(f"eight offers, {case}", 0.4, 0.2, " s", lower=True)
        _add(reached, target, targets.seconds, found, case)
    return table


def _million(how: How, reached: Targets) -> Table:
    number = 2_000 if how.quick else 1_000_000
    table = Table("million", f"{number:,} offers", _COLUMNS)
    if not _has_room(how, number * _ROOM_OF_OURS, table.left_out, f"{number:,} offers"):
        reached.left_out += table.left_out
        return table
    edits = count()
    with _Folder(how, number) as folder:
        site = folder.ours()
        cases: dict[str, Case] = {
            OURS: partial(_cold, site, number),
            EDIT: lambda: _edited(site, number, next(edits)),
        }
        table.rows = found = {
            name: [case() | {LOAD: os.getloadavg()[0]}] for name, case in cases.items()
        }
    cold = Target(f"{number:,} offers, cold", 20, 4, " min", lower=True)
    edit = Target(f"{number:,} offers, one edited", 30, 5, " s", lower=True)
    _add(reached, cold, targets.minutes, found, OURS)
    _add(reached, edit, targets.seconds, found, EDIT)
    return table


def _add(
    reached: Targets, target: Target, figure: Callable[..., float], found: Found, *names: str
) -> None:
    """A row of *target*, empty when one of the cases was left out."""
    cases = [found.get(name, []) for name in names]
    reached.add(target, figure, *(cases if all(cases) else [[]]))


def _by_turns(
    how: How, cases: dict[str, Case], left_out: list[str], *, long: bool = False
) -> Found:
    """Samples of all cases; one that fails is left out, and said to be."""
    failed: dict[str, str] = {}

    def guarded(name: str, case: Case) -> Sample:
        if name in failed:
            return {}
        try:
            return case()
        except (FailedError, outputs.WrongOutputError) as error:
            failed[name] = str(error)
            how.tell(f"{name}: {error}\n")
            return {}

    found = how.by_turns(
        {name: partial(guarded, name, case) for name, case in cases.items()}, long=long
    )
    left_out += [f"{name} (it failed)" for name in failed]
    return {name: samples for name, samples in found.items() if name not in failed}


# -- the cases ----------------------------------------------------------------------------------


def _cold(site: Site, number: int) -> Sample:
    return _checked(site.cold(), site.output, number)


def _nothing(site: Site, number: int) -> Sample:
    return _checked(site.build(), site.output, number)


def _edited(site: Site, number: int, turn: int) -> Sample:
    one, edited = ours.an_open_one(number), turn % 2 == 0
    site.edit(one, edited=edited)
    sample = site.build()
    if site.shows(one) != edited:
        raise outputs.WrongOutputError(f"the page of offer {one} is not as the offer is")
    return _checked(sample, site.output, number)


def _tidied(site: Site, sample: Sample) -> Sample:
    """What is in memory is not to be there twice."""
    site.forget()
    return sample


def _peer_cold(peer: Peer, root: Path, number: int) -> Sample:
    peer.forget(root)
    return _peer_built(peer, root, number)


def _peer_edited(peer: Peer, root: Path, number: int, turn: int) -> Sample:
    peer.put(root, corpus.specimen(ours.an_open_one(number)), edited=turn % 2 == 0)
    return _peer_built(peer, root, number)


def _peer_built(peer: Peer, root: Path, number: int) -> Sample:
    command = peer.command()
    if command is None:
        raise FailedError(f"{peer.name} has gone")
    return _checked(family.run(command, root), root / sites.OUTPUT, number)


def _checked(sample: Sample, output: Path, number: int) -> Sample:
    found = corpus.standings(number)
    outputs.check(output, opened=found["open"], closed=found["closed"])
    size = outputs.measure(output)
    return sample | {"files": size.files, "written": size.bytes / 1e6}


class _Limit:
    """Less than this no build can do: read every input, and write every output.

    Both lie in an archive each, so that the inputs need not be looked for in folders.
    """

    def __init__(self, site: Site, folder: Path) -> None:
        self._site = site
        self._folder = folder
        self._packed: outputs.Output | None = None

    def __call__(self) -> Sample:
        folder, output = self._folder, self._folder / "outputs"
        if self._packed is None:
            folder.mkdir()
            self._pack("content", "inputs.tar")
            self._pack("feeds", "outputs.tar")
            # Of what was packed: builds between two turns leave other outputs behind.
            self._packed = outputs.measure(self._site.output)
        output.mkdir()
        both = "tar -xOf inputs.tar >/dev/null && tar -xf outputs.tar -C outputs"
        sample = family.run(["sh", "-c", both], folder)
        size = outputs.measure(output)
        if size != self._packed:
            raise outputs.WrongOutputError(f"unpacked {size} instead of {self._packed}")
        shutil.rmtree(output)
        return sample | {"files": size.files, "written": size.bytes / 1e6}

    def _pack(self, name: str, archive: str) -> None:
        family.run(["tar", "-cf", str(self._folder / archive), name], self._site.root)


# -- where they lie -----------------------------------------------------------------------------


class _Folder:
    """Sites of *number* offers, gone with the block."""

    def __init__(self, how: How, number: int) -> None:
        self.root = how.fast / f"offers-{number}"
        self._how = how
        self._number = number

    def __enter__(self) -> _Folder:
        self.root.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.root)

    def ours(self) -> Site:
        """A site of ours that builds what the others build."""
        self._how.tell(f"writing {self._number:,} offers")
        return Site.make(self.root / "ours", self._number, ours.SAME_OUTPUTS)

    def peer(self, peer: Peer, left_out: list[str]) -> Path | None:
        """A site of *peer*; ``None`` where that is not at hand."""
        if peer.command() is None:
            left_out.append(f"{peer.name}, which is not at hand ({peer.remedy})")
            return None
        self._how.tell(f"writing {self._number:,} offers for {peer.name}")
        peer.make(self.root / peer.folder, self._number)
        return self.root / peer.folder


def _has_room(how: How, wanted: int, left_out: list[str], what: str) -> bool:
    """Whether there is room for *wanted* bytes; in memory, some is for the programs."""
    free = shutil.disk_usage(how.fast).free
    if how.fast == how.memory:
        free = min(free, available_memory())
    if free >= wanted:
        return True
    left_out.append(f"{what}: they need {wanted / 1e9:.0f} GB in {how.fast}, of {free / 1e9:.0f}")
    return False
