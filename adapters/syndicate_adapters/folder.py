"""A folder as a board: one JSON file per posting. The simplest adapter, and a good first one.

::

    [boards.local]
    adapter = "folder"
    path = "board"
"""

from __future__ import annotations

import hashlib
import json
import os
import string
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syndicate.adapter import Adapter, Features, Kind, Options, Payload, Posting, Receipt
from syndicate.errors import Unauthorised, Unavailable
from syndicate.jobposting import is_valid, job_posting
from syndicate.offer import Offer, iso

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Bytes that stand for themselves in a file name. No dot, so that nothing is hidden or leads
#: out; no capitals, so that no two names are one where the file system takes case lightly.
_PLAIN = frozenset((string.ascii_lowercase + string.digits + "-_").encode())
_LONGEST = 200


class Folder(Adapter[Offer]):
    """Each posting is ``<id>.json``: id, title, url, and the JobPosting, or else plain facts."""

    features = Features(kind=Kind.POSTING, repeatable=True, lookup=True, lists=True)

    def __init__(self, options: Options) -> None:
        self.site = options.site
        self.folder = options.folder("path", "board")

    def payload(self, subject: Offer) -> Payload:
        document = job_posting(subject, self.site)
        content = ("job_posting", document) if is_valid(document) else ("facts", _facts(subject))
        body = {"id": subject.id, "title": subject.title, "url": subject.url} | dict([content])
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        name = _name(payload.subject)
        text = json.dumps(payload.body, indent=2, ensure_ascii=False) + "\n"
        with _told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / name, text)
        return Receipt(remote_id=name)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        return self.create(payload, key)

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        with _told(self.folder):
            (self.folder / _name(posting.subject)).unlink(missing_ok=True)
        return Receipt(posting.remote_id)

    def find(self, subject: str) -> Posting | None:
        with _told(self.folder):
            return _read(self.folder / _name(subject))

    def listing(self) -> Iterator[Posting]:
        with _told(self.folder):
            files = sorted(self.folder.iterdir()) if self.folder.exists() else []
            yield from filter(None, (_read(file) for file in files if file.is_file()))

    def check(self) -> str:
        return f"{self.folder} holds {sum(1 for _ in self.listing())} postings"


def _name(offer_id: str) -> str:
    """A file name for any id: percent-encoded, shortened with a digest, never two the same."""
    encoded = offer_id.encode("utf-8", "surrogatepass")
    name = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02x}" for byte in encoded)
    if len(name) > _LONGEST:
        name = f"{name[:120]}~{hashlib.sha256(encoded).hexdigest()}"
    return f"{name}.json"


def _write(file: Path, text: str) -> None:
    """Replace *file* whole or not at all."""
    draft = file.with_name(f".{file.name}.tmp")
    with draft.open("wb") as stream:
        # Half a surrogate pair, which UTF-8 has not, becomes what JSON writes for it: \ud83e.
        stream.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def _read(file: Path) -> Posting | None:
    """The posting in *file*; None when there is none, or when it is not one that we wrote.

    What was damaged counts as not held: posting it again puts it right.
    """
    try:
        body = json.loads(file.read_bytes())
        subject = body["id"]
        if file.name != _name(subject):
            return None
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return Posting(subject, file.name, digest=Payload(subject, body).digest, body=body)


def _facts(offer: Offer) -> dict[str, object]:
    """What an offer says that is too little, or too odd, for a JobPosting."""
    facts = {
        "employer": offer.organization.name if offer.organization else None,
        "cities": [place.city for place in offer.locations if place.city],
        "posted": iso(offer.date_posted) if offer.date_posted else None,
        "closes": iso(offer.closes) if offer.closes else None,
        "summary": offer.summary,
    }
    return {name: fact for name, fact in facts.items() if fact}


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """What the file system refuses, in the words of the contract."""
    try:
        yield
    except (PermissionError, NotADirectoryError, FileExistsError, IsADirectoryError) as error:
        raise Unauthorised(f"{error.filename or place}: {error.strerror}") from error
    except OSError as error:
        raise Unavailable(f"{error.filename or place}: {error.strerror}") from error
