"""The board in memory: features that can be switched, failures that can be asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syndicate.adapter import Call, Operation, Posting
from syndicate.errors import Ambiguous, Rejected, Unavailable
from syndicate.jobposting import faults, job_posting
from syndicate.testing import Accepted, MemoryBoard, Shelf, make_file, make_offer, make_site


def test_failures_are_used_up_one_by_one() -> None:
    board = MemoryBoard()
    payload = board.payload(make_offer())
    board.failures.extend([Unavailable("busy"), None, Accepted(Ambiguous("cut off"))])
    with pytest.raises(Unavailable):
        board.create(payload, "1")
    assert board.postings == ()
    board.create(payload, "2")
    with pytest.raises(Ambiguous):
        board.create(payload, "3")
    assert len(board.postings) == 2
    assert board.shelf.duplicates == ("baker",)
    assert [key for _, _, key in board.done] == ["1", "2", "3"]


def test_a_process_can_be_made_to_die_after_the_deed() -> None:
    board = MemoryBoard()
    board.failures.append(Accepted(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        board.create(board.payload(make_offer()), "key")
    assert len(board.postings) == 1


def test_down_is_down_for_everything() -> None:
    board = MemoryBoard(lookup=True, lists=True)
    board.down = Unavailable("down")
    with pytest.raises(Unavailable):
        board.create(board.payload(make_offer()), "key")
    with pytest.raises(Unavailable):
        board.find("baker")
    with pytest.raises(Unavailable):
        list(board.listing())
    with pytest.raises(Unavailable):
        board.check()


def test_look_ups_can_fail_on_their_own() -> None:
    board = MemoryBoard(lookup=True)
    board.lookup_failures.append(Ambiguous("nobody knows"))
    board.create(board.payload(make_offer()), "key")
    with pytest.raises(Ambiguous):
        board.find("baker")
    assert board.find("baker")


def test_look_ups_can_be_late() -> None:
    board = MemoryBoard(lookup=True, shelf=Shelf(late=1))
    board.create(board.payload(make_offer()), "key")
    assert board.find("baker") is None
    assert board.find("baker")


def test_keys_are_honoured_until_they_are_forgotten() -> None:
    board = MemoryBoard(idempotency=timedelta(hours=1))
    payload = board.payload(make_offer())
    assert board.create(payload, "key") == board.create(payload, "key")
    board.shelf.forget_keys()
    board.create(payload, "key")
    assert board.shelf.duplicates == ("baker",)


def test_a_posting_is_confirmed_once_it_was_asked_about_often_enough() -> None:
    board = MemoryBoard(confirms=True)
    board.patience = 2
    receipt = board.create(board.payload(make_offer()), "key")
    posting = Posting("baker", receipt.remote_id, ticket=receipt.ticket)
    assert [board.confirm(posting).confirmed for _ in range(2)] == [False, True]
    with pytest.raises(Rejected):
        board.confirm(Posting("baker", ticket="ticket-99"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda board: board.find("baker"),
        lambda board: list(board.listing()),
        lambda board: board.confirm(Posting("baker", ticket="ticket-1")),
        lambda board: board.update(board.payload(make_offer()), Posting("baker", "1"), "key"),
        lambda board: board.withdraw(Posting("baker", "1"), "key"),
        lambda board: board.send([]),
        lambda board: board.send([Call(Operation.CREATE, "key", board.payload(make_offer()))] * 2),
    ],
)
def test_asking_for_what_was_not_announced_is_a_mistake(ask: object) -> None:
    board = MemoryBoard(updates=False, withdraws=False)
    with pytest.raises(AssertionError):
        ask(board)  # type: ignore[operator]


def test_batches_are_counted() -> None:
    board = MemoryBoard(max_batch=3)
    calls = [Call(Operation.CREATE, str(n), board.payload(make_offer(f"n{n}"))) for n in range(3)]
    board.failures.extend([None, Rejected("no"), None])
    answers = board.send(calls)
    assert [isinstance(answer, Rejected) for answer in answers] == [False, True, False]
    assert board.batches == [3]


def test_features_of_one_board_are_not_those_of_another() -> None:
    assert MemoryBoard(lookup=True).features.lookup
    assert not MemoryBoard().features.lookup
    assert not MemoryBoard.features.lookup


def test_an_ordinary_offer_makes_a_valid_job_posting() -> None:
    site = make_site("anywhere")
    assert faults(job_posting(make_offer(), site)) == ()
    assert faults(job_posting(make_offer("night-baker"), site)) == ()


def test_names_follow_the_id_unless_they_are_given() -> None:
    offer = make_offer("night-baker", slug="nb", language="fr")
    assert (offer.title, offer.path) == ("Night baker", "content/night-baker.md")
    assert offer.url.endswith("/jobs/nb/")
    assert offer.language == "fr"


def test_a_file_is_written_and_told_of(tmp_path: object) -> None:
    from hashlib import sha256
    from pathlib import Path

    file = make_file(Path(str(tmp_path)), "tags/bread/rss.xml", b"<rss>bread</rss>")
    assert Path(file.file).read_bytes() == b"<rss>bread</rss>"
    assert file.digest == sha256(b"<rss>bread</rss>").hexdigest()
    assert file.url == "https://jobs.example.org/tags/bread/rss.xml"
