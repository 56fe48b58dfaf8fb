"""A branch of a Git repository that holds the site's files: GitHub Pages, GitLab Pages, any host.

::

    [boards.pages]
    adapter = "git"
    remote = "https://github.com/example/jobs.git"
    token = "${env:GITHUB_TOKEN}"
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

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
from syndicate_adapters.git.access import Access
from syndicate_adapters.git.repository import Edit, Repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.adapter import Answer
    from syndicate_adapters.git.repository import Tree

_BRANCH = re.compile(r"(?!.*(\.\.|//|/\.|@\{|\.lock(/|$)))[A-Za-z0-9_][\w./+-]*(?<![./])")
_AUTHOR = re.compile(r"[^<>\n\0]*[^<>\s\0] <[^<>\s\0]+>")


class Git(Adapter[PublishedFile]):
    """Commits what changed on top of the branch, and pushes; never with force.

    A batch is one commit, and none where it changes nothing: sent twice, it counts once. The
    project's own work tree and repository are not touched; other files of the branch stay.
    """

    features = Features(
        kind=Kind.SNAPSHOT, subject="files", repeatable=True, lists=True, max_batch=10_000
    )

    def __init__(self, options: Options) -> None:
        self.site = options.site
        self.branch = _branch(options)
        self.folder = _folder(options)
        self.author = _author(options)
        self.most = options.number("max_megabytes", 1000) * 1_000_000
        access = Access(options)
        name = hashlib.sha256(f"{options.name}\n{access.remote}".encode()).hexdigest()[:16]
        self.repository = Repository(options.site.state_dir / "git" / f"{name}.git", access)

    def payload(self, subject: PublishedFile) -> Payload:
        """The fingerprint of the file's bytes."""
        return Payload(subject.path, {"sha256": subject.digest}, subject.path)

    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        """One commit for all *calls*; of a branch that grows too large, what is to go goes."""
        answers: dict[int, Answer] = {}
        edits: dict[int, Edit] = {}
        for place, call in enumerate(calls):
            try:
                edits[place] = self._edit(call)
            except AdapterError as error:
                answers[place] = error
        answers |= self._published(edits, calls)
        return [answers[place] for place in range(len(calls))]

    def listing(self) -> Iterator[Posting]:
        """Every file of the branch, with the digest of its bytes."""
        with self.repository.visit() as visit:
            tree = visit.tree(visit.head(self.branch))
            ours = [path for path in tree if path.startswith(self.folder)]
            contents = visit.contents(tree[path].id for path in ours)
            for path, content in zip(ours, contents, strict=True):
                subject = path.removeprefix(self.folder)
                body = {"sha256": hashlib.sha256(content).hexdigest()}
                digest = Payload(subject, body).digest
                yield Posting(subject, tree[path].id, digest=digest, body=body)

    def check(self) -> str:
        """A push that is only tried: the remote looks at the credentials, and changes nothing."""
        with self.repository.visit() as visit:
            head = visit.head(self.branch)
            commit = head or visit.commit(None, [], _message([]), self._signature())
            visit.push(commit, self.branch, only_try=True)
        there = f"is at {head[:10]}" if head else "is not there yet"
        return f"{self.repository.access.remote} may be pushed to; {self.branch} {there}"

    def _published(self, edits: dict[int, Edit], calls: Sequence[Call]) -> dict[int, Answer]:
        """The answers to what *edits* carry out."""
        if not edits:
            return {}
        try:
            tree = self._publish(list(edits.values()))
        except _TooLargeError as error:
            gone = {place: edit for place, edit in edits.items() if edit.file is None}
            kept = self._published(gone, calls) if len(gone) < len(edits) else {}
            return dict.fromkeys(edits, error) | kept
        except AdapterError as error:
            return dict.fromkeys(edits, error)
        return {place: _receipt(edit, tree, calls[place]) for place, edit in edits.items()}

    def _publish(self, edits: Sequence[Edit]) -> Tree:
        """What the branch holds once *edits* are in it."""
        with self.repository.visit() as visit:
            base = visit.head(self.branch)
            commit = visit.commit(base, edits, _message(edits), self._signature())
            before, after = visit.tree(base), visit.tree(commit)
            if before == after:
                return before
            self._refuse_large(sum(one.size for one in before.values()), after)
            visit.push(commit, self.branch)
            return after

    def _refuse_large(self, before: int, after: Tree) -> None:
        size = sum(one.size for one in after.values())
        if size > self.most and size > before:
            raise _TooLargeError(
                f"{self.branch} would hold {size / 1e6:,.0f} MB, more than "
                f"{self.most / 1e6:,.0f} MB (max_megabytes); see where, or another host"
            )

    def _edit(self, call: Call) -> Edit:
        subject = call.payload or call.posting
        if subject is None:
            raise ValueError(f"{call.operation} lacks its payload or its posting")
        path = subject.subject
        _refuse_devious(path)
        if call.operation is Operation.WITHDRAW or call.payload is None:
            return Edit(self.folder + path, None)
        file = self.site.feeds_dir / path
        try:
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
        except OSError as error:
            raise Unavailable(f"{path} cannot be read: {error.strerror}; build again") from error
        if digest != call.payload.body["sha256"]:
            raise Unavailable(f"{path} has changed since it was planned; plan again")
        return Edit(self.folder + path, file)

    def _signature(self) -> str:
        return f"{self.author} {int(datetime.now(UTC).timestamp())} +0000"


class _TooLargeError(Unauthorised):
    """The branch would hold more than its host takes."""


def _receipt(edit: Edit, tree: Tree, call: Call) -> Receipt:
    if edit.file is None:
        return Receipt(call.posting.remote_id if call.posting else None)
    return Receipt(tree[edit.path].id)


def _message(edits: Sequence[Edit]) -> str:
    """The same words for the same edits."""
    put = sorted(edit.path for edit in edits if edit.file)
    gone = sorted(edit.path for edit in edits if not edit.file)
    told = [
        f"{verb} {_some(paths)}" for verb, paths in (("publish", put), ("remove", gone)) if paths
    ]
    words = ", ".join(told) or "try"
    return words[0].upper() + words[1:]


def _some(paths: Sequence[str]) -> str:
    more = len(paths) - 1
    return f"{paths[0]} and {more:,} more" if more else paths[0]


def _refuse_devious(path: str) -> None:
    parts = path.lower().split("/")
    if not path.isprintable() or {"", ".", "..", ".git"} & set(parts):
        raise Rejected(f"{path!r} is no path of a file in a branch")


def _branch(options: Options) -> str:
    branch = options.text("branch", "gh-pages")
    if not _BRANCH.fullmatch(branch):
        raise options.mistake("branch", "is no name of a branch", 'branch = "gh-pages"')
    return branch


def _folder(options: Options) -> str:
    """The folder in the branch, with a slash at its end; empty for its top."""
    if not options.has("folder"):
        return ""
    folder = options.text("folder").strip("/")
    try:
        _refuse_devious(folder)
    except Rejected:
        raise options.mistake("folder", "is no folder of a branch", 'folder = "docs"') from None
    return f"{folder}/"


def _author(options: Options) -> str:
    host = urlsplit(options.site.url).hostname or "localhost"
    author = options.text("author", f"Syndicate <syndicate@{host}>")
    if not _AUTHOR.fullmatch(author):
        raise options.mistake("author", "is no name with an address", 'author = "Jobs <j@x.org>"')
    return author
