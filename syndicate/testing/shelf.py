"""What a made-up board holds, and remembers after a crash when it is given a file."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any


@dataclass(frozen=True, slots=True)
class Held:
    """One posting on the board: its own *id*, our *reference*, what it shows."""

    id: str
    reference: str
    body: Mapping[str, object]


class Shelf:
    """The postings of one board, in the order they were made.

    With *file*, every change is appended there before it counts: a board that is killed and
    started again holds the same. With *keys*, adding twice under one key adds once. A new
    posting is hidden from the first *late* look-ups and listings, as on boards that index
    slowly. ``history`` tells what was done, as (verb, reference).
    """

    def __init__(self, file: Path | None = None, *, keys: bool = False, late: int = 0) -> None:
        self.keys = keys
        self.late = late
        self.history: list[tuple[str, str]] = []
        self._lock = RLock()
        self._held: dict[str, Held] = {}
        self._by_reference: dict[str, dict[str, Held]] = defaultdict(dict)
        self._by_key: dict[str, Held] = {}
        self._hidden: dict[str, int] = {}
        self._made = 0
        self._file = None
        if file is not None:
            self._replay(file)
            self._file = file.open("a", encoding="utf-8")

    @property
    def postings(self) -> tuple[Held, ...]:
        """All that is held now, shown or not."""
        with self._lock:
            return tuple(self._held.values())

    @property
    def duplicates(self) -> tuple[str, ...]:
        """The references under which more than one posting is held."""
        references = Counter(held.reference for held in self.postings)
        return tuple(sorted(name for name, times in references.items() if times > 1))

    def add(self, reference: str, body: Mapping[str, object], key: str | None = None) -> Held:
        """A new posting; or the one that *key* made before, on boards that honour keys."""
        with self._lock:
            if self.keys and key in self._by_key:
                return self._by_key[key]
            held = Held(str(self._made + 1), reference, body)
            self._record("create", held, key)
            self._hidden[held.id] = self.late
            return held

    def replace(self, posting_id: str, body: Mapping[str, object]) -> Held | None:
        """The posting with another *body*; None when there is no such posting."""
        with self._lock:
            old = self._held.get(posting_id)
            if old is None:
                return None
            held = Held(old.id, old.reference, body)
            self._record("update", held)
            return held

    def remove(self, posting_id: str) -> bool:
        """Take a posting down; False when there is no such posting."""
        with self._lock:
            held = self._held.get(posting_id)
            if held is None:
                return False
            self._record("withdraw", held)
            return True

    def get(self, posting_id: str) -> Held | None:
        """The posting of that id: never late."""
        with self._lock:
            return self._held.get(posting_id)

    def held(self, reference: str) -> Held | None:
        """The newest posting of *reference*: never late."""
        with self._lock:
            return next(reversed(self._by_reference[reference].values()), None)

    def look_up(self, reference: str | None = None) -> list[Held]:
        """What the board shows, of all or of one *reference*; each look brings the late nearer."""
        with self._lock:
            held_here = self._held if reference is None else self._by_reference[reference]
            wanted = list(held_here.values())
            shown = [held for held in wanted if not self._hidden.get(held.id)]
            for held in wanted:
                self._hidden[held.id] = max(self._hidden.get(held.id, 0) - 1, 0)
            return shown

    def forget_keys(self) -> None:
        """The board honours the keys seen so far no longer: their time is over."""
        with self._lock:
            self._by_key.clear()
            self._write({"do": "forget"})

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _record(self, verb: str, held: Held, key: str | None = None) -> None:
        line = {"do": verb, "id": held.id, "reference": held.reference, "body": held.body}
        self._write(line if key is None else line | {"key": key})
        self._apply(verb, held, key)

    def _apply(self, verb: str, held: Held, key: str | None) -> None:
        self.history.append((verb, held.reference))
        if verb == "withdraw":
            del self._held[held.id], self._by_reference[held.reference][held.id]
            return
        self._held[held.id] = self._by_reference[held.reference][held.id] = held
        if verb == "create":
            self._made += 1
            if key is not None:
                self._by_key[key] = held

    def _write(self, line: Mapping[str, object]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()

    def _replay(self, file: Path) -> None:
        if not file.exists():
            return
        whole, _, torn = file.read_text("utf-8").rpartition("\n")
        for line in whole.splitlines():
            entry: dict[str, Any] = json.loads(line)
            if entry["do"] == "forget":
                self._by_key.clear()
                continue
            held = Held(entry["id"], entry["reference"], entry["body"])
            self._apply(entry["do"], held, entry.get("key"))
        if torn:  # killed while writing: the change did not happen
            file.write_text(f"{whole}\n" if whole else "", "utf-8")
