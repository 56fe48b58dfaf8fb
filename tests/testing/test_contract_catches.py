"""The contract fails for adapters that break it: each of these is wrong in one way."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import SkipTest

import pytest

from syndicate.adapter import Adapter, Features, Kind, Payload, Posting, RateLimit, Receipt
from syndicate.errors import AdapterError, Ambiguous, Rejected, Unavailable
from syndicate.offer import Offer
from syndicate.problem import Problem, Severity
from syndicate.testing import AdapterContract, AskedBoard, BoardServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from syndicate.adapter import Answer, Call, Options
    from syndicate.testing import Request


class Uncounted(AskedBoard):
    features = Features(kind=Kind.POSTING, lookup=True, lists=True, idempotency=timedelta(hours=1))


class Random(AskedBoard):
    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"made": time.perf_counter_ns()})


class Stateful(AskedBoard):
    times = 0

    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"title": subject.title, "times": self.times})

    def create(self, payload: Payload, key: str) -> Receipt:
        self.times += 1
        return super().create(payload, key)


class Misnamed(AskedBoard):
    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.slug.upper(), {"title": subject.title})


class Blind(AskedBoard):
    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"url": subject.url})


class Unkept(AskedBoard):
    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"title": subject.title, 7: "seven"})  # type: ignore[dict-item]


class Endless(AskedBoard):
    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"title": subject.title, "pay": float("inf")})


class Encoding(AskedBoard):
    def payload(self, subject: Offer) -> Payload:
        subject.title.encode("utf-8")
        return super().payload(subject)


class Calling(AskedBoard):
    def payload(self, subject: Offer) -> Payload:
        self.http.get("")
        return super().payload(subject)


class Strict(AskedBoard):
    def problems(self, subject: Offer) -> Iterable[Problem]:
        yield Problem("elsewhere.md", 1, 1, Severity.ERROR, "no", "", "I do not like it")


class Twice(AskedBoard):
    def create(self, payload: Payload, key: str) -> Receipt:
        super().create(payload, key)
        return super().create(payload, key)


class Keyless(Uncounted):
    def create(self, payload: Payload, key: str) -> Receipt:
        return super().create(payload, f"{key}-{time.perf_counter_ns()}")


class Reposting(AskedBoard):
    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        return self.create(payload, key)


class Keeping(AskedBoard):
    def withdraw(self, posting: Posting, key: str) -> Receipt:
        return Receipt(posting.remote_id)


class Demanding(AskedBoard):
    def withdraw(self, posting: Posting, key: str) -> Receipt:
        self.http.delete(f"postings/{posting.remote_id}")
        return Receipt(posting.remote_id)


class Clearing(AskedBoard):
    def withdraw(self, posting: Posting, key: str) -> Receipt:
        for held in self.listing():
            super().withdraw(held, key)
        return Receipt(posting.remote_id)


class Retrying(AskedBoard):
    def create(self, payload: Payload, key: str) -> Receipt:
        try:
            return super().create(payload, key)
        except AdapterError:
            return super().create(payload, key)


class Trusting(AskedBoard):
    """Takes any answer for a success."""

    def create(self, payload: Payload, key: str) -> Receipt:
        body = dict(payload.body) | {"reference": payload.subject}
        self.http.post("postings", json=body)
        return Receipt(payload.subject)


class Careless(AskedBoard):
    """Reads the answer without a look at it."""

    def create(self, payload: Payload, key: str) -> Receipt:
        body = dict(payload.body) | {"reference": payload.subject}
        return Receipt(self.http.post("postings", json=body).json()["id"])


class Pessimist(AskedBoard):
    """Says that nothing happened, whatever happened."""

    def create(self, payload: Payload, key: str) -> Receipt:
        try:
            return super().create(payload, key)
        except Ambiguous as error:
            raise Unavailable(str(error)) from None


class Patient(AskedBoard):
    """Forgets how long it was told to wait."""

    def create(self, payload: Payload, key: str) -> Receipt:
        try:
            return super().create(payload, key)
        except Unavailable as error:
            raise Unavailable(str(error)) from None


class Optimist(AskedBoard):
    """Takes a failing look-up for an empty board."""

    def find(self, subject: str) -> Posting | None:
        try:
            return super().find(subject)
        except AdapterError:
            return None

    def listing(self) -> Iterator[Posting]:
        try:
            yield from super().listing()
        except AdapterError:
            return


class Guessing(AskedBoard):
    def find(self, subject: str) -> Posting | None:
        return next((p for p in self.listing() if p.subject.startswith(subject)), None)


class Unescaped(AskedBoard):
    def find(self, subject: str) -> Posting | None:
        shown = self.http.get(f"postings?reference={subject}").fields()["postings"]
        return Posting(shown[0]["reference"], shown[0]["id"]) if shown else None


class Partial(AskedBoard):
    def listing(self) -> Iterator[Posting]:
        yield from list(super().listing())[:5]


class Telling(AskedBoard):
    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.token = options.text("token")

    def create(self, payload: Payload, key: str) -> Receipt:
        try:
            return super().create(payload, key)
        except Rejected as error:
            raise Rejected(f"{error} with {self.token}") from None


class Shown(AskedBoard):
    def check(self) -> str:
        return f"signed in with {self.http.headers['Authorization']}"


class Silent(AskedBoard):
    def check(self) -> str:
        return " "


class Probing(AskedBoard):
    def check(self) -> str:
        return str(self.http.post("postings", json={"reference": "test"}).status)


class Unchecked(AskedBoard):
    check = Adapter.check


class Cheerful(AskedBoard):
    def check(self) -> str:
        try:
            return super().check()
        except AdapterError:
            return "all is well"


class Mute(AskedBoard):
    """Knows no posting's id by heart, and says so with an empty one."""

    def create(self, payload: Payload, key: str) -> Receipt:
        super().create(payload, key)
        return Receipt("")


class Loose(AskedBoard):
    def create(self, payload: Payload, key: str) -> Receipt:
        receipt = super().create(payload, key)
        return Receipt(receipt.remote_id, receipt.url, confirmed=False)


class Silence(AskedBoard):
    def send(self, calls: Sequence[Call]) -> Sequence[Answer]:
        return [answer for answer in super().send(calls) if isinstance(answer, Receipt)]


class Stopping(AskedBoard):
    """Sends the rest of its calls no more after one that failed."""

    def one(self, call: Call) -> Receipt:
        if getattr(self, "stopped", False):
            raise Unavailable("stopped")
        try:
            return super().one(call)
        except Rejected:
            self.stopped = True
            raise


class Boasting(AskedBoard):
    features = Features(kind=Kind.POSTING, lookup=True, confirms=True)


class Batchless(AskedBoard):
    features = Features(kind=Kind.POSTING, max_batch=100)


class Unknown(AskedBoard):
    features = Features(kind=Kind.POSTING, needs=frozenset({"salary"}))


class Timeless(AskedBoard):
    features = Features(kind=Kind.POSTING, idempotency=timedelta())


class Limitless(AskedBoard):
    features = Features(kind=Kind.POSTING, limits=(RateLimit("day", 0, timedelta(days=1)),))


class Twins(AskedBoard):
    features = Features(kind=Kind.POSTING, limits=(RateLimit("day", 1, timedelta(days=1)),) * 2)


#: Each mistake, and a test of the contract that must see it.
MISTAKES: Mapping[type[Adapter[Any]], str] = {
    Random: "test_payload_is_the_same_every_time",
    Stateful: "test_payload_does_not_depend_on_what_was_sent",
    Misnamed: "test_payload_names_its_subject",
    Blind: "test_another_title_is_another_payload",
    Unkept: "test_payload_survives_being_kept_as_json",
    Endless: "test_payload_survives_being_kept_as_json",
    Encoding: "test_payload_is_the_same_every_time",
    Calling: "test_payloads_and_problems_need_no_network",
    Strict: "test_an_ordinary_subject_has_no_problem",
    Twice: "test_create_makes_one_posting",
    Keyless: "test_the_same_key_twice_makes_one_posting",
    Reposting: "test_create_then_update_keeps_one_posting",
    Keeping: "test_create_update_withdraw_leaves_nothing",
    Demanding: "test_withdrawing_what_is_gone_is_a_success",
    Clearing: "test_withdrawing_one_leaves_the_other",
    Retrying: "test_a_refusal_is_told_by_its_type",
    Trusting: "test_nonsense_in_answer_to_create_may_have_happened",
    Careless: "test_nonsense_in_answer_to_create_may_have_happened",
    Pessimist: "test_a_cut_off_call_may_have_happened",
    Patient: "test_the_wait_that_a_board_asks_for_is_kept",
    Optimist: "test_a_failing_look_up_is_no_answer",
    Guessing: "test_find_knows_nothing_of_others",
    Unescaped: "test_difficult_ids_come_back_as_they_went",
    Partial: "test_listing_shows_everything_once",
    Telling: "test_no_error_shows_the_secret",
    Shown: "test_nothing_about_the_adapter_shows_the_secret",
    Silent: "test_check_says_what_it_saw_and_changes_nothing",
    Probing: "test_check_says_what_it_saw_and_changes_nothing",
    Unchecked: "test_check_is_written_where_there_are_credentials_to_try",
    Cheerful: "test_check_fails_where_the_board_refuses_it",
    Mute: "test_a_receipt_can_be_kept",
    Loose: "test_a_receipt_can_be_kept",
    Silence: "test_send_answers_every_call_of_a_batch_that_fails",
    Stopping: "test_one_failure_leaves_the_other_calls_alone",
    Boasting: "test_what_features_announce_exists",
    Batchless: "test_batches_have_a_send_of_their_own",
    Unknown: "test_fields_named_by_features_are_fields",
    Timeless: "test_measures_are_above_zero",
    Limitless: "test_limits_can_be_kept_and_told_apart",
    Twins: "test_limits_can_be_kept_and_told_apart",
}


def contract_of(adapter: type[Any]) -> AdapterContract:
    class Contract(AdapterContract):
        def make(self, board: BoardServer) -> Adapter[Any]:
            made: Adapter[Any] = adapter(self.options(url=board.url, token=self.secret))
            return made

    return Contract()


@pytest.mark.parametrize("adapter", MISTAKES, ids=lambda adapter: adapter.__name__)
def test_the_mistake_is_seen(adapter: type[Adapter[Any]]) -> None:
    test = getattr(contract_of(adapter), MISTAKES[adapter])
    with pytest.raises((AssertionError, TypeError, ValueError, LookupError, AttributeError)):
        test()


def test_a_failing_listing_is_seen_too() -> None:
    with pytest.raises(AssertionError, match="nobody knows, and listing answers"):
        contract_of(Optimist).test_a_failing_listing_is_no_answer()


def test_a_secret_that_is_not_given_is_asked_for() -> None:
    class Contract(AdapterContract):
        def make(self, board: BoardServer) -> Adapter[Any]:
            return AskedBoard(self.options(url=board.url))

    with pytest.raises(AssertionError, match=r"exempt = \{\"secret\""):
        Contract().test_the_secret_is_sent()


class Following(AskedBoard):
    """Goes where a redirect leads, with a client of its own."""

    def create(self, payload: Payload, key: str) -> Receipt:
        import requests

        url = f"{self.http.base}postings"
        body = dict(payload.body) | {"reference": payload.subject}
        answer = requests.post(url, json=body, timeout=5)
        return Receipt(str(answer.json().get("id")))


def test_a_client_of_its_own_is_seen() -> None:
    with pytest.raises(AssertionError):
        contract_of(Following).test_redirects_are_not_followed()


@pytest.mark.parametrize(
    "exempt", [{"sever": "files are written"}, {"server": ""}, {"server": "no"}]
)
def test_an_exemption_names_a_part_and_a_reason(exempt: dict[str, str]) -> None:
    class Contract(AdapterContract):
        pass

    Contract.exempt = exempt
    with pytest.raises(AssertionError, match="exempt"):
        Contract().test_what_is_exempt_is_a_part_and_has_a_reason()


def test_what_is_exempt_is_skipped_with_its_reason() -> None:
    contract = contract_of(AskedBoard)
    type(contract).exempt = {"server": "files are written, nothing is called"}
    with pytest.raises(SkipTest, match="server: files are written"):
        contract.test_a_board_that_is_away_is_unavailable()


def test_a_contract_without_make_says_what_to_write() -> None:
    with pytest.raises(TypeError, match="def make"):
        AdapterContract().test_payload_names_its_subject()


class Shouting(BoardServer):
    """A board with an interface of its own, which wants a login first."""

    def answer(self, request: Request) -> Reply:
        if request.path == "/login":
            return Reply(200, {"token": "fresh"})
        if request.headers.get("x-session") != "fresh":
            return Reply(401)
        held = self.shelf.add(request.query["name"], {}, request.headers.get("idempotency-key"))
        return Reply(200, b"OK " + held.id.encode())

    def is_preparation(self, request: Request) -> bool:
        return request.path == "/login"


class Shouter(Adapter[Offer]):
    features = Features(
        kind=Kind.POSTING, updates=False, withdraws=False, idempotency=timedelta(hours=1)
    )

    def __init__(self, options: Options) -> None:
        self.http = options.http.at(options.url("url"))
        self.password = options.text("password")

    def payload(self, subject: Offer) -> Payload:
        return Payload(subject.id, {"title": subject.title})

    def create(self, payload: Payload, key: str) -> Receipt:
        login = self.http.post("login", data={"password": self.password}, repeatable=True)
        headers = {"X-Session": login.fields()["token"], "Idempotency-Key": key}
        answer = self.http.post("shout", params={"name": payload.subject}, headers=headers)
        word, _, number = answer.text.partition(" ")
        if word != "OK" or not number:
            raise Ambiguous("the board did not say OK")
        return Receipt(number)


class TestBoardOfItsOwnKind(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {"secret": "it is sent to the login alone"}

    def board(self) -> BoardServer:
        return Shouting(keys=True)

    def make(self, board: BoardServer) -> Shouter:
        return Shouter(self.options(url=board.url, password=self.secret))
