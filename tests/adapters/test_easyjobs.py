"""EasyJobs: the contract, batches that are half accepted, and ids that are taken or gone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from syndicate_adapters.easyjobs import LARGEST, EasyJobs
from syndicate_adapters.easyjobs.fields import sections

from syndicate.adapter import Call, Operation, Options, Posting, Receipt
from syndicate.delivery.ledger import State
from syndicate.errors import Ambiguous, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.offer import Location, Organization
from syndicate.problem import Severity
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_offer, make_site
from syndicate.testing.hostile import IDS
from tests.adapters.dying import Pushing
from tests.adapters.easyjobs_server import SECRET_KEY, TOKEN
from tests.adapters.easyjobs_server import EasyJobs as Server
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.adapter import Answer


class TestEasyJobs(AdapterContract):
    secret: ClassVar[str] = TOKEN

    def make(self, board: BoardServer) -> EasyJobs:
        options = self.options(endpoint=board.url, token=TOKEN, secret_key=SECRET_KEY)
        return EasyJobs(options)

    def board(self) -> BoardServer:
        return Server()


class TestSandbox(AdapterContract):
    """The same in the sandbox; and the other key is told to nobody either."""

    secret: ClassVar[str] = SECRET_KEY

    def make(self, board: BoardServer) -> EasyJobs:
        options = self.options(endpoint=board.url, token=TOKEN, secret_key=SECRET_KEY, sandbox=True)
        return EasyJobs(options)

    def board(self) -> BoardServer:
        server = Server()
        server.version = "v1-sandbox"
        return server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def easyjobs(url: str = "https://api.example.org", **say: object) -> EasyJobs:
    client = Client(secrets=[TOKEN, SECRET_KEY], allow_private=True)
    values = {"endpoint": url, "token": TOKEN, "secret_key": SECRET_KEY, **say}
    return EasyJobs(Options("e", values, make_site("/"), client))


def creations(adapter: EasyJobs, *names: str, **changes: Any) -> list[Call]:
    offers = [make_offer(name, **changes) for name in names]
    return [Call(Operation.CREATE, offer.id, adapter.payload(offer)) for offer in offers]


def posted(adapter: EasyJobs, *names: str) -> list[Posting]:
    calls = creations(adapter, *names)
    answers = adapter.send(calls)
    return [
        Posting(call.key, answer.remote_id, None, call.payload.digest, call.payload.body)
        for call, answer in zip(calls, answers, strict=True)
        if isinstance(answer, Receipt) and call.payload
    ]


def kinds(answers: Any) -> list[type[Answer]]:
    return [type(answer) for answer in answers]


def paths(server: Server) -> list[str]:
    return [call.path.rpartition("/")[2] for call in server.calls]


# -- what is said of an offer -----------------------------------------------------------------


def test_an_offer_is_told_in_the_boards_own_fields() -> None:
    said = dict(easyjobs(about="Nous cuisons.").payload(make_offer(openings=2)).body)
    text = said.pop("position")
    assert str(text).startswith("<p>Baker: we look for a person who likes early mornings.</p>")
    assert "30 to 36 k€ a year" in str(text)
    assert said == {
        "date": "2026-03-01 00:00:00",
        "title": "Baker",
        "contract_type": "CDI",
        "description": "Nous cuisons.",
        "location": "Paris",
        "postcode": "75002",
        "region": "Île-de-France",
        "country": "France",
        "subsidiary": "Example Cooperative",
        "url": "https://jobs.example.org/jobs/baker/",
        "available": 2,
        "posted_via": "Syndicate",
    }


@pytest.mark.parametrize(
    ("kind", "contract"),
    [
        ("permanent", "CDI"),
        ("fixed_term", "CDD"),
        ("seasonal", "CDD"),
        ("temp_agency", "Intérim"),
        ("internship", "Stage"),
        ("apprenticeship", "Alternance"),
    ],
)
def test_each_contract_has_the_boards_name(kind: Any, contract: str) -> None:
    assert easyjobs().payload(make_offer(employment=(kind,))).body["contract_type"] == contract


@pytest.mark.parametrize("kind", ["freelance", "volunteer", "civil_servant", "other"])
def test_offers_of_other_contracts_are_not_for_this_board(kind: Any) -> None:
    (problem,) = easyjobs().problems(make_offer(employment=(kind,)))
    assert problem.message == "EasyJobs needs one of CDI, CDD, Intérim, Stage, Alternance"
    assert (problem.field, problem.hint) == ("employment", "contract: CDI")


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"date_posted": None}, "no-date", "the day on which"),
        ({"body": ""}, "no-position", "a description"),
        ({"locations": ()}, "no-location", "the town"),
        ({"locations": (Location(city="Paris"),)}, "no-postcode", "the postal code"),
        (
            {"locations": (Location(city="Berne", postal_code="3011", country="CH"),)},
            "bad-postcode",
            "five digits, not 3011",
        ),
        ({"body": "<p>" + "x" * 13_000 + "</p>"}, "long-position", "12,288 characters"),
        (
            {"body": "<p>a</p><h2>Profil</h2><p>" + "x" * 13_000 + "</p>"},
            "long-profile",
            "12,288 characters",
        ),
        ({"locations": (Location(city="x" * 65, postal_code="75002"),)}, "long-location", "64"),
    ],
)
def test_what_the_board_would_refuse_is_known_beforehand(
    server: Server, changes: dict[str, Any], code: str, message: str
) -> None:
    """And is no more than what it refuses."""
    adapter = easyjobs(server.url)
    offer = make_offer(**changes)
    found = {problem.code: problem.message for problem in adapter.problems(offer)}
    assert message in found.pop(f"easyjobs-{code}")
    assert set(found) <= {"easyjobs-no-postcode"}
    with pytest.raises(Rejected, match="400"):
        adapter.create(adapter.payload(offer), "1")


def test_a_title_that_is_too_long_is_cut_and_its_author_told(server: Server) -> None:
    adapter = easyjobs(server.url)
    offer = make_offer(title="Baker " * 30)
    (problem,) = adapter.problems(offer)
    assert problem.severity is Severity.WARNING
    assert problem.hint == "board_title: A shorter name of the job"
    adapter.create(adapter.payload(offer), "1")
    title = str(server.postings[0].body["title"])
    assert title.endswith("Bak…")
    assert len(title) == 160
    named = make_offer(title="Baker " * 30, board_title="Baker")
    assert adapter.payload(named).body["title"] == "Baker"


def test_what_is_asked_of_a_candidate_is_told_apart() -> None:
    body = "<p>Us.</p><h2>Mission</h2><p>Bread.</p><h2>Profil recherché</h2><p>You.</p><h2>Pay</h2>"
    said = easyjobs().payload(make_offer(body=body, pay=None)).body
    assert said["profile"] == "<p><strong>Profil recherché</strong></p><p>You.</p>"
    assert said["position"] == (
        "<p>Us.</p><p><strong>Mission</strong></p><p>Bread.</p><p><strong>Pay</strong></p>"
    )


def test_a_text_that_is_all_profile_stays_whole() -> None:
    html = "<p><strong>Profil</strong></p><p>You.</p>"
    assert sections(html) == (html, "")


def test_what_is_too_long_and_not_needed_is_left_out(server: Server) -> None:
    adapter = easyjobs(server.url)
    place = Location(postal_code="75002", city="Paris", region="x" * 33, country="FR")
    payload = adapter.payload(make_offer(organization=Organization("x" * 65), locations=(place,)))
    assert not {"region", "subsidiary"} & payload.body.keys()
    adapter.create(payload, "1")
    assert len(server.postings) == 1


# -- ids --------------------------------------------------------------------------------------


def test_ids_are_of_the_boards_alphabet_and_never_the_same(server: Server) -> None:
    adapter = easyjobs(server.url)
    names = [*IDS, *(f"offer-{n}" for n in range(200)), "offer1", "offer-1-", "OFFER-1", "é", "è"]
    for name in names:
        adapter.create(adapter.payload(make_offer(name, slug="s")), name)
    ids = {held.reference for held in server.postings}
    assert len(ids) == len(set(names))
    assert all(re.fullmatch("[a-zA-Z0-9]{4,128}", one) for one in ids)


def test_an_id_says_of_which_offer_it_is_and_stays_the_same(server: Server) -> None:
    adapter, twin = easyjobs(server.url), easyjobs(server.url)
    receipt = adapter.create(adapter.payload(make_offer("2026-charge")), "1")
    assert str(receipt.remote_id).startswith("2026charge")
    found = twin.find("2026-charge")
    assert found is not None
    assert found.remote_id == receipt.remote_id


def test_two_sites_have_no_id_in_common() -> None:
    one, other = (
        EasyJobs(Options("e", keys, make_site("/", url=url), Client()))
        for url in ("https://a.example/", "https://b.example/")
        for keys in [{"token": TOKEN, "secret_key": SECRET_KEY}]
    )
    assert one._id("baker") != other._id("baker")


def test_a_creation_whose_id_is_taken_is_an_edit(server: Server) -> None:
    adapter = easyjobs(server.url)
    adapter.create(adapter.payload(make_offer()), "1")
    adapter.create(adapter.payload(make_offer(title="Miller")), "1")
    assert [held.body["title"] for held in server.postings] == ["Miller"]
    assert paths(server) == ["job-posting", "job-posting", "job-edit"]


def test_an_edit_of_what_someone_deleted_posts_it_again(server: Server) -> None:
    adapter = easyjobs(server.url)
    (posting,) = posted(adapter, "baker")
    server.shelf.remove(server.postings[0].id)
    receipt = adapter.update(adapter.payload(make_offer(title="Miller")), posting, "2")
    assert receipt.remote_id == posting.remote_id
    assert [held.body["title"] for held in server.postings] == ["Miller"]


def test_a_field_that_an_offer_has_no_more_is_emptied(server: Server) -> None:
    adapter = easyjobs(server.url)
    offer = make_offer(body="<p>Bread.</p><h2>Profil</h2><p>You.</p>")
    payload = adapter.payload(offer)
    made = adapter.create(payload, "1")
    posting = Posting("baker", made.remote_id, None, payload.digest, payload.body)
    adapter.update(adapter.payload(make_offer(body="<p>Bread.</p>")), posting, "2")
    assert server.postings[0].body["profile"] == ""


def test_a_list_that_shows_other_offers_does_not_show_ours(server: Server) -> None:
    adapter = easyjobs(server.url)
    server.next(faults.nonsense(b'[{"id": "another"}, {"id": 7}]'))
    assert adapter.find("baker") is None
    server.next(faults.refuse(404))
    assert adapter.find("baker") is None


# -- many at once -----------------------------------------------------------------------------


def test_many_offers_take_one_call_for_each_kind_of_change(server: Server) -> None:
    adapter = easyjobs(server.url)
    a, b, c, d = posted(adapter, "a", "b", "c", "d")
    changed = {name: adapter.payload(make_offer(name, title="Miller")) for name in "ab"}
    answers = adapter.send(
        [
            Call(Operation.WITHDRAW, "1", None, c),
            Call(Operation.UPDATE, "2", changed["a"], a),
            *creations(adapter, "e", "f"),
            Call(Operation.WITHDRAW, "3", None, d),
            Call(Operation.UPDATE, "4", changed["b"], b),
        ]
    )
    assert kinds(answers) == [Receipt] * 6
    ids = [c.remote_id, a.remote_id, None, None, d.remote_id, b.remote_id]
    told = [answer.remote_id for answer in answers if isinstance(answer, Receipt)]
    assert all(one in {None, other} for one, other in zip(ids, told, strict=True))
    assert paths(server) == ["jobs-posting", "jobs-posting", "jobs-edit", "jobs-delete"]
    titles = {held.reference[0]: held.body["title"] for held in server.postings}
    assert titles == {"a": "Miller", "b": "Miller", "e": "E", "f": "F"}


def test_a_batch_that_is_half_accepted_has_an_answer_for_each(server: Server) -> None:
    adapter = easyjobs(server.url)
    server.refused.add(adapter._id("b"))
    answers = adapter.send(creations(adapter, "a", "b", "c"))
    assert kinds(answers) == [Receipt, Rejected, Receipt]
    assert [held.reference[0] for held in server.postings] == ["a", "c"]


def test_what_a_batch_finds_taken_or_gone_is_sent_alone(server: Server) -> None:
    adapter = easyjobs(server.url)
    a, b = posted(adapter, "a", "b")
    server.shelf.remove(server.postings[0].id)
    assert kinds(adapter.send(creations(adapter, "b", "c"))) == [Receipt] * 2
    payload = adapter.payload(make_offer("a"))
    updates = [Call(Operation.UPDATE, "1", payload, a), Call(Operation.UPDATE, "2", payload, b)]
    assert kinds(adapter.send(updates)) == [Receipt] * 2
    server.shelf.remove(server.postings[0].id)
    gone = [Call(Operation.WITHDRAW, "1", None, a), Call(Operation.WITHDRAW, "2", None, b)]
    assert kinds(adapter.send(gone)) == [Receipt] * 2
    assert [held.reference[0] for held in server.postings] == ["c"]


@pytest.mark.parametrize(
    "body",
    [
        {"message": "Traitement terminé"},
        {},
        [],
        "ok",
        None,
        [{"id": "another", "status": 201}],
        {"results": ["a", "b"]},
        {"jobs": [{"reference": "a", "status": 201}]},
    ],
)
def test_a_batch_that_tells_nothing_of_an_offer_leaves_it_in_doubt(
    server: Server, body: object
) -> None:
    adapter = easyjobs(server.url)
    server.next(faults.nonsense(Reply(200, body).encoded().partition(b"\r\n\r\n")[2]))
    answers = adapter.send(creations(adapter, "a", "b"))
    assert kinds(answers) == [Ambiguous] * 2
    assert len(server.calls) == 1


def test_a_row_without_a_verdict_leaves_its_offer_in_doubt(server: Server) -> None:
    adapter = easyjobs(server.url)
    ids = [adapter._id(name) for name in "abcd"]
    rows = [
        {"id": ids[0], "success": True},
        {"id": ids[1], "status": "error", "message": "titre refusé"},
        {"id": ids[2], "status": "en cours"},
        {"id": ids[3], "status": "201"},
    ]
    server.next(faults.nonsense(Reply(200, rows).encoded().partition(b"\r\n\r\n")[2]))
    answers = adapter.send(creations(adapter, "a", "b", "c", "d"))
    assert kinds(answers) == [Receipt, Rejected, Ambiguous, Receipt]
    assert "titre refusé" in str(answers[1])


@pytest.mark.parametrize("status", [400, 404, 409, 413, 422])
def test_a_batch_refused_as_a_whole_condemns_no_offer(server: Server, status: int) -> None:
    adapter = easyjobs(server.url)
    server.next(faults.refuse(status))
    answers = adapter.send(creations(adapter, "a", "b"))
    assert kinds(answers) == [Ambiguous] * 2
    assert "refused with others" in str(answers[0])


def test_no_body_is_larger_than_the_board_takes(server: Server) -> None:
    adapter = easyjobs(server.url)
    body = "<p>" + "🥐" * 12_000 + "</p><h2>Profil</h2><p>" + "🥐" * 12_000 + "</p>"
    names = [f"offer-{number}" for number in range(adapter.features.max_batch)]
    answers = adapter.send(creations(adapter, *names, body=body))
    assert kinds(answers) == [Receipt] * len(names)
    assert len(server.calls) == 2
    assert max(len(call.body) for call in server.calls) <= LARGEST


# -- the board's own way of failing ------------------------------------------------------------


@pytest.mark.parametrize("status", [404, 405])
def test_an_interface_that_has_changed_stops_the_board(server: Server, status: int) -> None:
    adapter = easyjobs(server.url)
    server.next(faults.refuse(status))
    with pytest.raises(Unauthorised, match="another interface"):
        adapter.create(adapter.payload(make_offer()), "1")


def test_a_page_that_is_not_there_says_nothing_of_an_offer(server: Server) -> None:
    adapter = easyjobs(server.url)
    (posting,) = posted(adapter, "baker")
    server.always(faults.refuse(404, b"\n<!doctype html><h1>Not Found</h1>"))
    with pytest.raises(Unauthorised, match="another interface"):
        adapter.withdraw(posting, "2")
    with pytest.raises(Unauthorised, match="another interface"):
        adapter.update(adapter.payload(make_offer()), posting, "3")
    with pytest.raises(Unauthorised, match="another interface"):
        adapter.find("baker")


@pytest.mark.parametrize("said", [b'{"success": false, "jobs": []}', b'{"error": "1", "jobs": []}'])
def test_a_list_that_cannot_be_made_shows_nothing_either_way(server: Server, said: bytes) -> None:
    adapter = easyjobs(server.url)
    server.next(faults.nonsense(said))
    with pytest.raises(Ambiguous, match="cannot list"):
        adapter.find("baker")


def test_a_success_that_says_no_is_none(server: Server) -> None:
    adapter = easyjobs(server.url)
    said = Reply(200, {"success": False, "message": f"titre refusé {TOKEN}"})
    server.next(faults.nonsense(said.encoded().partition(b"\r\n\r\n")[2]))
    with pytest.raises(Rejected, match="titre refusé …"):
        adapter.create(adapter.payload(make_offer()), "1")


def test_a_deletion_may_be_answered_without_a_word(server: Server) -> None:
    adapter = easyjobs(server.url)
    (posting,) = posted(adapter, "baker")
    server.next(faults.Fault(status=204, accept=True))
    adapter.withdraw(posting, "2")
    assert server.postings == ()


def test_too_many_calls_wait_as_long_as_the_board_says(server: Server) -> None:
    adapter = easyjobs(server.url)
    server.next(faults.too_many("37"))
    (first, second) = adapter.send(creations(adapter, "a", "b"))
    assert isinstance(first, Unavailable)
    assert isinstance(second, Unavailable)
    assert first.retry_after == timedelta(seconds=37)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("token", "another", "401"),
        ("secret_key", "another", "403"),
        ("origin", "https://elsewhere.example.org", "403.*Origine"),
    ],
)
def test_keys_that_are_refused_need_a_person(
    server: Server, key: str, value: str, words: str
) -> None:
    with pytest.raises(Unauthorised, match=words):
        easyjobs(server.url, **{key: value}).check()


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("sandbox", "yes", "is neither true nor false"),
        ("about", "x" * 1_025, "is longer than 1,024 characters"),
        ("origin", "jobs.example.org", "is not a web address"),
        ("secret_key", "", "is not a text"),
    ],
)
def test_a_mistake_in_the_configuration_is_told(key: str, value: object, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\[boards\.e\] {key} {message}"):
        easyjobs(**{key: value})


def test_the_sandbox_is_another_place_with_the_same_keys(server: Server) -> None:
    server.version = "v1-sandbox"
    adapter = easyjobs(server.url, sandbox=True)
    assert adapter.check() == "the keys are good for the sandbox"
    adapter.create(adapter.payload(make_offer()), "1")
    assert {call.path.split("/")[1] for call in server.calls} == {"v1-sandbox"}


@pytest.mark.parametrize(("whole", "reports"), [(True, True), (False, False), (False, True)])
def test_one_bad_offer_keeps_no_other_from_the_board(
    server: Server, tmp_path: Path, whole: bool, reports: bool
) -> None:
    """Whatever the board says of a batch: with the ledger, each offer has its own end."""
    server.whole, server.reports = whole, reports
    push = Push(tmp_path)
    push.join(easyjobs(server.url))
    server.refused.add(easyjobs()._id("b"))
    push.offers = {name: make_offer(name) for name in "abc"}
    for _ in range(3):
        push.apply()
        push.clock.forward(minutes=20)
    assert [push.state(name) for name in "abc"] == [State.LIVE, State.REJECTED, State.LIVE]
    assert {held.reference[0] for held in server.postings} == {"a", "c"}
    push.close("a", "c")
    for _ in range(3):
        push.apply()
        push.clock.forward(minutes=20)
    assert server.postings == ()
    assert server.duplicates == ()
    calls = len(server.calls)
    push.apply()
    assert len(server.calls) == calls
    push.ledger.close()


def test_whoever_leaves_the_sandbox_posts_everything_anew(server: Server, tmp_path: Path) -> None:
    push = Push(tmp_path)
    push.offers = {name: make_offer(name) for name in "ab"}
    server.version = "v1-sandbox"
    push.join(easyjobs(server.url, sandbox=True))
    push.apply()
    assert len(server.postings) == 2
    with Server() as real:
        push.boards.clear()
        push.join(easyjobs(real.url))
        push.apply()
        assert {held.reference[0] for held in real.postings} == {"a", "b"}
        assert push.apply().counts == {}
    push.ledger.close()


@pytest.mark.slow
def test_killed_after_the_board_has_taken_them_they_are_there_once(
    server: Server, tmp_path: Path
) -> None:
    keys = {"endpoint": server.url, "token": TOKEN, "secret_key": SECRET_KEY}
    push = Pushing(tmp_path, "syndicate_adapters.easyjobs:EasyJobs", keys)
    for offers in ({"a": "A", "b": "B"}, {"a": "A, again", "b": "B, again"}, {"b": "B, again"}):
        push.run(offers, dies=1)
        push.run(offers)  # in doubt: the list may not show it yet
        push.run(offers)
        assert server.duplicates == ()
        shown = {held.reference[0]: held.body["title"] for held in server.postings}
        assert shown == offers
        calls = len(server.calls)
        push.run(offers)
        assert len(server.calls) == calls
    assert [verb for verb, _ in server.history].count("create") == 2
