"""Copies of the site's files elsewhere: S3 and what speaks like it, SFTP, FTP over TLS.

::

    [boards.web]
    adapter = "upload"
    to = "sftp://jobs@example.org/srv/www/jobs"
    private_key = "${file:deploy_key}"
    known_host = "ssh-ed25519 AAAA…"
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from syndicate.adapter import (
    Adapter,
    Call,
    Features,
    Kind,
    Operation,
    Options,
    Payload,
    Posting,
    PublishedFile,
    Receipt,
)
from syndicate.errors import AdapterError, Rejected, Unauthorised, Unavailable
from syndicate_adapters.upload.store import Occupied
from syndicate_adapters.upload.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.adapter import Answer
    from syndicate_adapters.upload.store import Session, Store

#: What is sent in one piece, and read back in one.
LARGEST = 256 * 1024 * 1024


class Upload(Adapter[PublishedFile]):
    """Puts each file of the output folder in its place, whole or not at all.

    A file that is there already, and of which the ledger does not know that it is ours, is never
    overwritten: the board stops, and a person looks.
    """

    features = Features(kind=Kind.SNAPSHOT, subject="files", lookup=True, lists=True, max_batch=50)

    def __init__(self, options: Options) -> None:
        self.name = options.name
        self.site = options.site
        self.target = Target.read(options)
        self.store = _store(self.target, options)

    def payload(self, subject: PublishedFile) -> Payload:
        """The fingerprint of the file's bytes and, on S3, the headers it is served with."""
        return Payload(subject.path, self.store.body(subject.path, subject.digest), subject.path)

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        """Carry out *calls* in one visit, up to a failure that is not of one file alone."""
        answers: dict[int, Answer] = {}
        rest: AdapterError = Unavailable("not tried: an earlier file of this visit failed")
        try:
            with self.store.session() as session:
                for place, call in sorted(enumerate(calls), key=_turn):
                    answers[place] = answer = self._answer(session, call)
                    if not isinstance(answer, Receipt | Rejected):
                        break
        except AdapterError as error:
            rest = error
        return [answers.get(place, rest) for place in range(len(calls))]

    def find(self, subject: str) -> Posting | None:
        """The file, read back: its bytes say whether it is the one that is meant."""
        if not _is_plain(subject):
            return None
        with self.store.session() as session:
            seen = session.look(subject)
        return Posting(subject, seen.version, None, seen.digest, seen.body) if seen else None

    def listing(self) -> Iterator[Posting]:
        """Every file that is there; what is in it is not read."""
        with self.store.session() as session:
            for path, version in session.listing():
                yield Posting(path, version)

    def check(self) -> str:
        """Look around, without changing anything."""
        with self.store.session() as session:
            return session.about()

    def _answer(self, session: Session, call: Call) -> Answer:
        try:
            return self._carry_out(session, call)
        except AdapterError as error:
            return error

    def _carry_out(self, session: Session, call: Call) -> Receipt:
        match call:
            case Call(Operation.WITHDRAW, _, _, Posting(subject=path) as posting):
                _refuse_devious(path)
                session.remove(path)
                return Receipt(posting.remote_id)
            case Call(payload=Payload() as payload):
                _refuse_devious(payload.subject)
                return Receipt(self._put(session, payload, call.posting))
        raise ValueError(f"{call.operation} lacks its payload or its posting")

    def _put(self, session: Session, payload: Payload, held: Posting | None) -> str:
        """Put the file there; the mark of its version."""
        path, content = payload.subject, self._content(payload)
        try:
            return session.put(path, content, held.remote_id if held else None)
        except Occupied:
            seen = session.look(path)
        if seen is None:
            return session.put(path, content, None)  # someone removed it: nothing is lost
        if seen.digest == payload.digest:
            return seen.version  # an earlier try got through
        if held and seen.digest == held.digest:
            return session.put(path, content, seen.version)  # ours, copied or touched
        raise Unauthorised(
            f"{path} is there, and not as Syndicate left it: it is not overwritten. See who else "
            f"publishes there; to take it over: syndicate adopt {self.name}, then "
            f"syndicate boards test {self.name}"
        )

    def _content(self, payload: Payload) -> bytes:
        """The bytes that were planned, and no others."""
        path = payload.subject
        file = self.site.feeds_dir / path
        try:
            if file.stat().st_size > LARGEST:
                raise Rejected(f"{path} is larger than {LARGEST:,} bytes; see [feeds] gzip")
            content = file.read_bytes()
        except OSError as error:
            raise Unavailable(f"{path} cannot be read: {error.strerror}; build again") from error
        if hashlib.sha256(content).hexdigest() != payload.body["sha256"]:
            raise Unavailable(f"{path} has changed since it was planned; plan again")
        return content


def _store(target: Target, options: Options) -> Store:
    """The place that *target* names. What it is spoken to with is loaded only now."""
    if target.scheme == "s3":
        from syndicate_adapters.upload.s3 import Bucket

        return Bucket(target, options)
    if target.scheme == "sftp":
        from syndicate_adapters.upload.sftp import Sftp

        return Sftp(target, options)
    from syndicate_adapters.upload.ftps import Ftps

    return Ftps(target, options)


def _turn(numbered: tuple[int, Call]) -> tuple[bool, int, str]:
    """What is linked to before what links to it: deep files, those at the top, withdrawals."""
    _, call = numbered
    subject = call.payload or call.posting
    path = subject.subject if subject else ""
    return call.operation is Operation.WITHDRAW, -path.count("/"), path


def _is_plain(path: str) -> bool:
    """False for what leads elsewhere, or is no name on one of these systems."""
    parts = path.split("/")
    return path.isprintable() and "\\" not in path and not {"", ".", ".."} & set(parts)


def _refuse_devious(path: str) -> None:
    if not _is_plain(path):
        raise Rejected(f"{path!r} is no path of a file below the place")
