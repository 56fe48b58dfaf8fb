"""The bench that each test of the contract works at: an adapter, its board, and calls to make."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import SkipTest

from syndicate.adapter import Adapter, Call, Kind, Operation, Options, Payload, Posting, Receipt
from syndicate.errors import AdapterError
from syndicate.http import Client
from syndicate.testing.board_server import BoardServer
from syndicate.testing.offers import make_file, make_offer, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What ``exempt`` may name, and what is not tried then.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "server": "calls go to the BoardServer: its faults, and that each is met by one call",
        "held": "what the board holds can be counted: by ``listing``, or on the BoardServer",
        "changes": "another title is another payload",
        "nonsense": "a success whose body makes no sense is Ambiguous",
        "secret": "``make`` gives the adapter ``self.secret``, and it is sent",
        "hostile": "difficult offers are posted, or refused by an AdapterError",
    }
)


class Bench:
    """How the contract gets at the adapter. Authors write ``make``, and seldom more."""

    #: Parts of the contract that cannot apply, each with the reason.
    exempt: ClassVar[Mapping[str, str]] = MappingProxyType({})

    #: A credential to give to the adapter: it must turn up in no error.
    secret: ClassVar[str] = "c4n4ry/t0ken+with=signs"  # noqa: S105 # opens nothing

    #: The project folder of the test under way.
    root: Path

    def make(self, board: BoardServer) -> Adapter[Any]:
        """The adapter, configured to call *board*; called more than once in some tests."""
        raise TypeError(f"{type(self).__name__} must say how its adapter is made: def make(…)")

    def board(self) -> BoardServer:
        """The board to test against, not yet started."""
        return BoardServer(keys=True)

    def options(self, **values: object) -> Options:
        """Options as the configuration would give them, with a client that may call loopback."""
        client = Client(secrets=[self.secret], allow_private=True)
        return Options("contract", values, make_site(self.root), client)

    @contextmanager
    def bench(self, *parts: str) -> Iterator[tuple[Adapter[Any], BoardServer]]:
        """An adapter and its running board; skips, with the reason, what is exempt."""
        for part in parts:
            if part in self.exempt:
                raise SkipTest(f"{part}: {self.exempt[part]}")
        with TemporaryDirectory() as folder, self.board() as board:
            self.root = Path(folder)
            yield self.make(board), board

    def payload(self, adapter: Adapter[Any], name: str = "baker", title: str = "Baker") -> Payload:
        """The payload of an ordinary subject: an offer, or a file where those are held."""
        return adapter.payload(self.subject(adapter, name, title))

    def subject(self, adapter: Adapter[Any], name: str = "baker", title: str = "Baker") -> Any:
        """An ordinary subject of the kind that the adapter's board holds."""
        if adapter.features.subject == "files":
            site = make_site(self.root)
            return make_file(site.feeds_dir, f"{name}.xml", f"<title>{title}</title>\n".encode())
        return make_offer(name, title=title)


#: A key for each call: equal keys are the same operation, tried again.
_KEYS = iter(range(1, 1_000_000))


def fresh_key() -> str:
    """A key that no call had before."""
    return f"contract-key-{next(_KEYS)}"


def posting(payload: Payload, receipt: Receipt) -> Posting:
    """What the ledger keeps of *payload* once it is delivered."""
    return Posting(
        payload.subject,
        receipt.remote_id,
        receipt.url,
        payload.digest,
        payload.body,
        receipt.ticket,
    )


def create(adapter: Adapter[Any], payload: Payload, key: str | None = None) -> Posting:
    """Post *payload*, which must go well."""
    return posting(payload, delivered(adapter, Call(Operation.CREATE, key or fresh_key(), payload)))


def delivered(adapter: Adapter[Any], call: Call) -> Receipt:
    """Carry out *call*, which must go well."""
    answer = outcome(adapter, call)
    assert isinstance(answer, Receipt), f"{call.operation} failed on a sound board: {answer!r}"
    return answer


def outcome(adapter: Adapter[Any], call: Call) -> Receipt | AdapterError:
    """What comes of *call*: a receipt or an error of ours, whichever way it is sent."""
    answers = list(adapter.send([call]))
    assert len(answers) == 1, f"send gave {len(answers)} answers to one call"
    answer = answers[0]
    assert isinstance(answer, Receipt | AdapterError), f"send answered {answer!r}"
    return answer


def count(adapter: Adapter[Any], board: BoardServer) -> int:
    """How many postings the board holds, as far as it lets itself be counted."""
    if adapter.features.lists:
        return len(list(adapter.listing()))
    return len(board.postings)


def is_countable(adapter: Adapter[Any]) -> bool:
    """True for boards that hold one object per subject; signals leave nothing to count."""
    return adapter.features.kind in {Kind.POSTING, Kind.ANNOUNCEMENT}


def operations(adapter: Adapter[Any]) -> list[Operation]:
    """What the adapter's features announce."""
    announced = [Operation.CREATE]
    if adapter.features.updates:
        announced.append(Operation.UPDATE)
    if adapter.features.withdraws:
        announced.append(Operation.WITHDRAW)
    return announced
