"""LinkedIn: the contract, and what becomes known of an offer only minutes after it was sent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from syndicate_adapters.linkedin import LinkedIn
from syndicate_adapters.linkedin.job import external_id

from syndicate.adapter import Call, Operation, Options, Posting, Receipt
from syndicate.delivery.ledger import State
from syndicate.errors import Ambiguous, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.offer import Location, Pay
from syndicate.problem import Severity
from syndicate.testing import AdapterContract, BoardServer, faults, make_offer, make_site
from syndicate.testing.hostile import IDS
from tests.adapters.dying import Pushing
from tests.adapters.linkedin_server import CLIENT, SECRET, VALIDATOR
from tests.adapters.linkedin_server import LinkedIn as Server
from tests.delivery.pushing import Push

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.adapter import Answer

PAGE = "urn:li:organization:2414183"


def keys(url: str) -> dict[str, object]:
    return {
        "endpoint": f"{url}v2/",
        "token_url": f"{url}oauth/v2/accessToken",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "organization": "2414183",
    }


class TestLinkedIn(AdapterContract):
    def make(self, board: BoardServer) -> LinkedIn:
        return LinkedIn(self.options(**keys(board.url)))

    def board(self) -> BoardServer:
        return Server()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def linkedin(url: str = "https://api.example.org/", **say: object) -> LinkedIn:
    client = Client(secrets=[SECRET], allow_private=True)
    return LinkedIn(Options("l", {**keys(url), **say}, make_site("/"), client))


def creation(adapter: LinkedIn, name: str = "baker", **changes: Any) -> Call:
    return Call(Operation.CREATE, name, adapter.payload(make_offer(name, **changes)))


def update(adapter: LinkedIn, posting: Posting, **changes: Any) -> Call:
    payload = adapter.payload(make_offer(posting.subject, **changes))
    return Call(Operation.UPDATE, "update", payload, posting)


def sent(adapter: LinkedIn, call: Call) -> Posting:
    """Send *call*, which must be accepted: what the ledger keeps then."""
    (answer,) = adapter.send([call])
    assert isinstance(answer, Receipt), answer
    assert (answer.confirmed, answer.check_after) == (False, timedelta(minutes=5))
    kept = call.payload or call.posting
    assert kept is not None
    return Posting(
        kept.subject, answer.remote_id, answer.url, kept.digest, kept.body, answer.ticket
    )


def refusal(adapter: LinkedIn, call: Call) -> Answer:
    (answer,) = adapter.send([call])
    return answer


def operations(server: Server) -> list[str]:
    """What was asked of LinkedIn, in order."""
    posts = (call.fields() for call in server.calls if call.method == "POST")
    return [one["jobPostingOperationType"] for post in posts for one in post["elements"]]


# -- what is said of an offer -----------------------------------------------------------------


def test_an_offer_is_told_in_linkedins_own_fields() -> None:
    said = dict(linkedin().payload(make_offer(requisition_id="R-7")).body)
    assert str(said.pop("description")).startswith("<p>Baker: we look for a person")
    assert said == {
        "integrationContext": PAGE,
        "externalJobPostingId": "baker",
        "listingType": "BASIC",
        "title": "Baker",
        "companyApplyUrl": "https://example.org/apply/baker",
        "listedAt": 1772319600000,
        "expireAt": 1798757999000 + 1000,
        "location": "Paris, Île-de-France, France",
        "workplaceTypes": ["Hybrid"],
        "employmentStatus": "FULL_TIME",
        "compensation": {
            "compensations": [
                {
                    "period": "YEARLY",
                    "type": "BASE_SALARY",
                    "value": {
                        "range": {
                            "start": {"amount": "30000", "currencyCode": "EUR"},
                            "end": {"amount": "36000", "currencyCode": "EUR"},
                        }
                    },
                }
            ]
        },
        "companyJobCode": "R-7",
    }


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"employment": ("internship",)}, "employmentStatus", "INTERNSHIP"),
        ({"employment": ("internship",)}, "experienceLevel", "INTERNSHIP"),
        ({"employment": ("apprenticeship",)}, "employmentStatus", "INTERNSHIP"),
        ({"employment": ("fixed_term",)}, "employmentStatus", "CONTRACT"),
        ({"employment": ("seasonal",)}, "employmentStatus", "TEMPORARY"),
        ({"employment": ("volunteer",)}, "employmentStatus", "VOLUNTEER"),
        ({"schedule": ("part_time",)}, "employmentStatus", "PART_TIME"),
        ({"employment": (), "schedule": ()}, "employmentStatus", None),
        ({"experience": 0}, "experienceLevel", "ENTRY_LEVEL"),
        ({"experience": 36}, "experienceLevel", None),
        ({"apply_url": None}, "companyApplyUrl", "https://jobs.example.org/jobs/baker/"),
        ({"closes_at": None}, "expireAt", None),
        ({"workplace": None}, "workplaceTypes", None),
        ({"locations": (Location(city="Berne", country="CH"),)}, "location", "Berne, Switzerland"),
        ({"workplace": "remote", "remote_countries": ("BE",), "locations": ()}, "location",
         "Belgium"),
        ({"pay": Pay(text="fair")}, "compensation", None),
        ({"pay": Pay(None, Decimal(9), "EUR", "hour")}, "compensation", None),
        ({"pay": Pay(Decimal("NaN"), None, "EUR", "hour")}, "compensation", None),
    ],
)  # fmt: skip
def test_what_an_offer_says_has_linkedins_word(
    changes: dict[str, Any], name: str, value: object
) -> None:
    body = linkedin().payload(make_offer(**changes)).body
    assert body.get(name) == value
    assert VALIDATOR.is_valid({**body, "jobPostingOperationType": "CREATE"})


@pytest.mark.parametrize(
    ("pay", "value"),
    [
        (Pay(Decimal("12.50"), Decimal("12.5"), "EUR", "hour"), {"exactAmount": "12.5"}),
        (Pay(Decimal(2000), None, "EUR", "month"), {"range": {"start": "2000"}}),
        (Pay(Decimal("1E+4"), Decimal(12_000), "EUR", "year"),
         {"range": {"start": "10000", "end": "12000"}}),
    ],
)  # fmt: skip
def test_pay_is_told_in_figures(pay: Pay, value: dict[str, Any]) -> None:
    body: Any = linkedin().payload(make_offer(pay=pay)).body
    told = json.dumps(body["compensation"]["compensations"][0]["value"])
    assert json.loads(told, object_hook=lambda one: one.get("amount", one)) == value
    assert VALIDATOR.is_valid({**body, "jobPostingOperationType": "CREATE"})


def test_links_and_emphasis_are_put_into_what_linkedin_keeps() -> None:
    body = '<h2>Us</h2><p>See <a href="https://a.example/">here</a>, <em>now</em>.</p>'
    text = linkedin().payload(make_offer(body=body, pay=None)).body["description"]
    assert text == "<p><strong>Us</strong></p><p>See here (https://a.example/), <i>now</i>.</p>"


def test_ids_are_ours_where_they_are_plain_and_never_the_same() -> None:
    assert external_id("2026-charge.projets_1") == "2026-charge.projets_1"
    names = [*IDS, "x" * 75, "x" * 76, "sha256"]
    made = {external_id(name) for name in names}
    assert len(made) == len(names)
    assert all(len(one) <= 75 for one in made)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"date_posted": None}, "no-listedat"),
        ({"body": "", "pay": None}, "no-description"),
        ({"title": ""}, "no-title"),
        ({"locations": (), "workplace": "onsite"}, "no-location"),
        ({"locations": (Location(city="Paris"),)}, "no-location"),
        ({"body": "<p>" + "x" * 25_001 + "</p>"}, "description-length"),
    ],
)
def test_what_linkedin_would_refuse_is_known_beforehand(
    server: Server, changes: dict[str, Any], code: str
) -> None:
    adapter = linkedin(server.url)
    found = {problem.code for problem in adapter.problems(make_offer(**changes))}
    assert found == {f"linkedin-{code}"}
    answer = refusal(adapter, creation(adapter, **changes))
    assert isinstance(answer, Rejected)
    assert "422: ERROR :: /" in str(answer)


def test_a_text_that_is_too_short_is_refused_before_and_by_the_task(server: Server) -> None:
    adapter = linkedin(server.url)
    short = {"body": "<p>Bread.</p>", "pay": None}
    (problem,) = adapter.problems(make_offer(**short))
    assert problem.message == "LinkedIn takes texts of 100 to 25,000 characters; this has 13"
    posting = sent(adapter, creation(adapter, **short))
    with pytest.raises(Rejected, match="Invalid Field: /description"):
        adapter.confirm(posting)


def test_a_title_that_is_too_long_is_cut_and_its_author_told(server: Server) -> None:
    adapter = linkedin(server.url)
    (problem,) = adapter.problems(make_offer(title="x" * 201))
    assert problem.severity is Severity.WARNING
    sent(adapter, creation(adapter, title="x" * 201))
    assert str(server.postings[0].body["title"]) == "x" * 199 + "…"


# -- operations -------------------------------------------------------------------------------


def test_a_hundred_offers_take_one_call(server: Server) -> None:
    adapter = linkedin(server.url)
    answers = adapter.send([creation(adapter, f"offer-{n}") for n in range(100)])
    assert [type(answer) for answer in answers] == [Receipt] * 100
    assert len(server.calls) == 1
    assert len({answer.ticket for answer in answers if isinstance(answer, Receipt)}) == 100


def test_each_element_has_its_own_answer_in_its_place(server: Server) -> None:
    adapter = linkedin(server.url)
    gone = Call(Operation.WITHDRAW, "1", None, Posting("gone"))
    bad = creation(adapter, "bad", date_posted=None)
    calls = [creation(adapter, "a"), gone, bad, creation(adapter, "b")]
    first, second, third, fourth = adapter.send(calls)
    assert isinstance(first, Receipt)
    assert isinstance(second, Rejected)
    assert "what was last sent of gone is not known" in str(second)
    assert isinstance(third, Rejected)
    assert "listedAt" in str(third)
    assert isinstance(fourth, Receipt)
    assert (first.remote_id, fourth.remote_id) == ("a", "b")


def test_an_offer_is_closed_with_what_was_last_sent_of_it(server: Server) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    closing = sent(adapter, Call(Operation.WITHDRAW, "2", None, posting))
    assert server.postings == ()
    assert adapter.confirm(closing).confirmed
    last = server.calls[-2].fields()["elements"][0]
    assert last.pop("jobPostingOperationType") == "CLOSE"
    assert last == posting.body


def test_only_other_days_renew_an_offer(server: Server) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    later = {"date_posted": date(2026, 6, 1), "closes_at": None}
    sent(adapter, update(adapter, posting, **later))
    sent(adapter, update(adapter, posting, title="Miller", **later))
    sent(adapter, update(adapter, posting, closes_at=None))
    sent(adapter, update(adapter, replace(posting, body=None), **later))
    assert operations(server) == ["CREATE", "RENEW", "UPDATE", "UPDATE", "UPDATE"]


# -- tasks --------------------------------------------------------------------------------------


def test_a_task_is_asked_for_until_it_is_over(server: Server) -> None:
    server.slow = 2
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    for _ in range(2):
        receipt = adapter.confirm(posting)
        assert (receipt.confirmed, receipt.ticket) == (False, posting.ticket)
        assert receipt.check_after == timedelta(minutes=5)
    receipt = adapter.confirm(posting)
    assert (receipt.confirmed, receipt.remote_id) == (True, "baker")
    assert receipt.url == "https://www.linkedin.com/jobs/view/4000"


def test_a_job_that_is_processed_beside_a_feed_is_done(server: Server) -> None:
    server.status = "PROCESSED"
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    assert adapter.confirm(posting).confirmed
    server.tasks[str(posting.ticket).split()[1]]["errorMessage"] = "Invalid Field: /city"
    with pytest.raises(Rejected, match="Invalid Field: /city"):
        adapter.confirm(posting)


def test_a_creation_that_came_twice_is_one_job_that_says_the_last(server: Server) -> None:
    adapter = linkedin(server.url)
    sent(adapter, creation(adapter, title="Miller"))
    again = sent(adapter, creation(adapter))
    first = adapter.confirm(again)
    assert not first.confirmed
    assert adapter.confirm(replace(again, ticket=first.ticket)).confirmed
    assert [held.body["title"] for held in server.postings] == ["Baker"]
    assert operations(server) == ["CREATE", "CREATE", "UPDATE"]


def test_an_update_of_what_is_gone_creates_it_again(server: Server) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    server.shelf.remove(server.postings[0].id)
    changed = sent(adapter, update(adapter, posting, title="Miller"))
    receipt = adapter.confirm(changed)
    assert adapter.confirm(replace(changed, ticket=receipt.ticket)).confirmed
    assert [held.body["title"] for held in server.postings] == ["Miller"]


def test_a_task_that_is_forgotten_is_given_again(server: Server) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    for operation in ("CREATE", "UPDATE", "CLOSE"):
        ticket = f"{operation} urn:li:simpleJobPostingTask:forgotten"
        receipt = adapter.confirm(replace(posting, ticket=ticket))
        assert receipt.ticket != ticket
        assert not receipt.confirmed
    assert server.duplicates == ()
    assert operations(server)[1:] == ["CREATE", "UPDATE", "CLOSE"]
    with pytest.raises(Ambiguous, match="not known"):
        adapter.confirm(replace(posting, ticket=ticket, body=None))


def test_what_stands_in_for_a_failed_task_is_not_replaced_for_ever(server: Server) -> None:
    adapter = linkedin(server.url)
    sent(adapter, creation(adapter))
    again = sent(adapter, creation(adapter))
    server.shelf.remove(server.postings[0].id)
    receipt = adapter.confirm(again)
    assert str(receipt.ticket).startswith("UPDATE+ ")
    last = adapter.confirm(replace(again, ticket=receipt.ticket))
    assert (last.confirmed, "non-existing job" in last.note) == (True, True)
    assert operations(server) == ["CREATE", "CREATE", "UPDATE"]


def test_a_refused_change_leaves_the_offer_to_be_closed_later(server: Server) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    server.trouble = f"This job is blocked as its title is marked invalid. {SECRET}"
    changed = sent(adapter, update(adapter, posting, title="Miller"))
    receipt = adapter.confirm(changed)
    assert receipt.confirmed
    assert receipt.note == (
        "LinkedIn refused the change, and shows the offer as it was: "
        "This job is blocked as its title is marked invalid. …"
    )
    server.trouble = None
    sent(adapter, Call(Operation.WITHDRAW, "3", None, changed))
    assert server.postings == ()


@pytest.mark.parametrize("status", [202, 422])
def test_a_refused_change_in_place_of_a_second_creation_leaves_the_offer_to_be_closed(
    server: Server, status: int
) -> None:
    adapter = linkedin(server.url)
    sent(adapter, creation(adapter, title="Miller"))
    again = sent(adapter, creation(adapter))
    row = {"status": status, "id": "urn:task", "error": {"message": f"bad title {SECRET}"}}
    if status == 202:
        server.trouble = "bad title"
    else:
        server.next(None, faults.nonsense(json.dumps({"elements": [row]}).encode()))
    receipt = adapter.confirm(again)
    if not receipt.confirmed:
        receipt = adapter.confirm(replace(again, ticket=receipt.ticket))
    assert receipt.confirmed
    assert "shows the offer as it was" in receipt.note
    assert SECRET not in receipt.note


def test_a_job_that_is_gone_already_is_closed(server: Server) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    for _ in range(2):
        closing = sent(adapter, Call(Operation.WITHDRAW, "2", None, posting))
        assert adapter.confirm(closing).confirmed


def test_a_job_that_cannot_be_closed_needs_a_person(server: Server) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    server.trouble = "This job was dropped because of an unexpected error"
    closing = sent(adapter, Call(Operation.WITHDRAW, "2", None, posting))
    with pytest.raises(Rejected, match="unexpected error"):
        adapter.confirm(closing)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"results": []},
        {"results": {}},
        {"results": {"another": {"status": "SUCCEEDED"}}},
        {"results": {"TASK": {"status": "WHATEVER"}}},
        {"results": {"TASK": "SUCCEEDED"}},
    ],
)
def test_an_answer_that_says_nothing_of_the_task_is_no_answer(
    server: Server, said: dict[str, Any]
) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    text = json.dumps(said).replace("TASK", str(posting.ticket).split()[1])
    server.next(faults.nonsense(text.encode()))
    with pytest.raises(Ambiguous):
        adapter.confirm(posting)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Ambiguous),
        (404, Ambiguous),
        (414, Ambiguous),
        (401, Unauthorised),
        (403, Unauthorised),
        (429, Unavailable),
        (500, Unavailable),
    ],
)
def test_a_failing_question_condemns_no_offer(
    server: Server, status: int, error: type[Exception]
) -> None:
    adapter = linkedin(server.url)
    posting = sent(adapter, creation(adapter))
    server.next(faults.refuse(status))
    with pytest.raises(error):
        adapter.confirm(posting)


@pytest.fixture
def push(server: Server, tmp_path: Path) -> Iterator[Push]:
    """The real ledger before the board."""
    made = Push(tmp_path)
    made.join(linkedin(server.url))
    yield made
    made.ledger.close()


def test_a_refused_change_is_told_and_the_offer_closed_all_the_same(
    server: Server, push: Push
) -> None:
    push.offers = {name: make_offer(name) for name in "ab"}
    push.apply()
    push.clock.forward(minutes=10)
    assert push.apply().trouble is None
    server.trouble = "This job is blocked as its title is marked invalid."
    push.publish("a", title="Miller")
    push.apply()
    push.clock.forward(minutes=10)
    assert "shows the offer as it was: This job is blocked" in str(push.apply().trouble)
    server.trouble = None
    push.close("a")
    push.apply()
    assert [held.reference for held in server.postings] == ["b"]
    push.clock.forward(minutes=10)
    push.apply()
    assert (push.state("a"), push.state("b")) == (State.GONE, State.LIVE)


def test_a_closing_that_is_forgotten_is_done_again(server: Server, push: Push) -> None:
    push.offers = {"a": make_offer("a")}
    for _ in range(2):
        push.apply()
        push.clock.forward(minutes=10)
    push.close("a")
    push.apply()
    server.tasks.clear()
    for _ in range(2):
        push.clock.forward(minutes=10)
        push.apply()
    assert operations(server) == ["CREATE", "CLOSE", "CLOSE"]
    assert push.state("a") is State.GONE
    assert push.ledger.next_due("board") is None
    entry = push.ledger.entry("board", "a")
    assert entry is not None
    assert (entry.digest, entry.held_body) == (None, None)


def test_a_job_that_could_not_be_closed_is_closed_at_a_persons_word(
    server: Server, push: Push
) -> None:
    push.offers = {"a": make_offer("a")}
    for _ in range(2):
        push.apply()
        push.clock.forward(minutes=10)
    push.close("a")
    server.trouble = "This job was dropped because of an unexpected error"
    for _ in range(2):
        push.apply()
        push.clock.forward(minutes=10)
    assert push.state("a") is State.HELD
    server.trouble = None
    push.ledger.resolve("board", "a", push.clock(), live=True)
    for _ in range(2):
        push.apply()
        push.clock.forward(minutes=10)
    assert server.postings == ()
    assert push.state("a") is State.GONE


def test_an_offer_that_its_task_refuses_waits_for_a_change(server: Server, push: Push) -> None:
    push.offers = {"a": make_offer("a", body="<p>Short.</p>", pay=None)}
    # What the adapter knows beforehand it does not send: a task has to find it out here.
    push.boards[0].adapter.problems = lambda _: ()  # type: ignore[method-assign]
    for _ in range(3):
        push.apply()
        push.clock.forward(minutes=10)
    assert push.state("a") is State.REJECTED
    assert operations(server) == ["CREATE"]
    push.publish("a", body=make_offer().body, pay=make_offer().pay)
    for _ in range(2):
        push.apply()
        push.clock.forward(minutes=10)
    assert push.state("a") is State.LIVE
    assert operations(server) == ["CREATE", "CREATE"]


def test_an_offer_for_which_all_are_refused_is_found(server: Server, push: Push) -> None:
    push.offers = {name: make_offer(name) for name in "abc"}
    server.bad = "b"
    for _ in range(3):
        push.apply()
        push.clock.forward(minutes=10)
    assert [push.state(name) for name in "abc"] == [State.LIVE, State.REJECTED, State.LIVE]
    assert server.duplicates == ()


@pytest.mark.slow
def test_killed_after_linkedin_has_taken_them_they_are_there_once(
    server: Server, tmp_path: Path
) -> None:
    push = Pushing(tmp_path, "syndicate_adapters.linkedin:LinkedIn", keys(server.url))
    for offers in ({"a": "A", "b": "B"}, {"a": "A", "b": "B, again"}, {"b": "B, again"}):
        push.run(offers, dies=1)
        push.run(offers)
        assert server.duplicates == ()
        assert {held.reference: held.body["title"] for held in server.postings} == offers
        push.run(offers)  # what the tasks of the second try say
        push.run(offers)
        calls = len(server.calls)
        push.run(offers)
        assert len(server.calls) == calls
    assert operations(server).count("CLOSE") == 2


# -- the board's own ways of failing ------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"status": 400, "error": {"message": "workplaceTypes"}}, Rejected),
        ({"status": 422, "error": {"message": "title"}}, Rejected),
        ({"status": 401, "error": {"message": "expired"}}, Unauthorised),
        ({"status": 403, "error": {"message": "not yours"}}, Unauthorised),
        ({"status": 402, "error": {"message": "Insufficient job slots"}}, Unavailable),
        ({"status": 429}, Unavailable),
        ({"status": 500, "error": "?"}, Unavailable),
        ({"status": 202}, Ambiguous),
        ({"status": 202, "id": 7}, Ambiguous),
        ({"status": "202", "id": "7"}, Ambiguous),
        ({}, Ambiguous),
        ("ok", Ambiguous),
        (None, Ambiguous),
    ],
)
def test_each_row_is_told_by_its_type(server: Server, row: object, error: type[Exception]) -> None:
    adapter = linkedin(server.url)
    server.next(faults.nonsense(json.dumps({"elements": [row]}).encode()))
    assert isinstance(refusal(adapter, creation(adapter)), error)


@pytest.mark.parametrize("elements", [[], [{"status": 202, "id": "1"}] * 3, None, {}, "ok"])
def test_another_number_of_rows_leaves_all_in_doubt(server: Server, elements: object) -> None:
    adapter = linkedin(server.url)
    server.next(faults.nonsense(json.dumps({"elements": elements}).encode()))
    answers = adapter.send([creation(adapter, "a"), creation(adapter, "b")])
    assert [type(answer) for answer in answers] == [Ambiguous] * 2


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_batch_refused_as_a_whole_is_sent_in_halves(server: Server, status: int) -> None:
    adapter = linkedin(server.url)
    server.next(faults.refuse(status))
    answers = adapter.send([creation(adapter, name) for name in "abc"])
    assert [type(answer) for answer in answers] == [Receipt] * 3
    assert [len(call.fields()["elements"]) for call in server.calls] == [3, 1, 2]
    server.next(faults.refuse(status))
    assert isinstance(refusal(adapter, creation(adapter, "d")), Rejected)


@pytest.mark.parametrize("status", [404, 405])
def test_an_address_where_no_jobs_are_taken_stops_the_board(server: Server, status: int) -> None:
    adapter = linkedin(server.url)
    server.next(faults.refuse(status))
    answers = adapter.send([creation(adapter, name) for name in "abc"])
    assert [type(answer) for answer in answers] == [Unauthorised] * 3
    assert "check version, and endpoint" in str(answers[0])
    assert len(server.calls) == 1


def test_the_one_for_which_all_are_refused_is_found_in_few_calls(server: Server) -> None:
    adapter = linkedin(server.url)
    server.bad = "offer-61"
    answers = adapter.send([creation(adapter, f"offer-{n}") for n in range(100)])
    refused = [n for n, answer in enumerate(answers) if isinstance(answer, Rejected)]
    assert refused == [61]
    assert len(server.postings) == 99
    assert len(server.calls) == 15


def test_slots_that_are_used_up_may_become_free(server: Server) -> None:
    adapter = linkedin(server.url)
    server.next(faults.refuse(402))
    assert isinstance(refusal(adapter, creation(adapter)), Unavailable)


def test_a_token_that_is_refused_is_not_used_again(server: Server) -> None:
    adapter = linkedin(server.url)
    sent(adapter, creation(adapter, "a"))
    sent(adapter, creation(adapter, "b"))
    assert server.tokens_fetched == 1
    server.issued = "another-t0ken"
    assert isinstance(refusal(adapter, creation(adapter)), Unauthorised)
    sent(adapter, creation(adapter))
    assert server.tokens_fetched == 2


def test_credentials_that_are_refused_need_a_person(server: Server) -> None:
    adapter = linkedin(server.url, client_secret="another")  # noqa: S106 # opens nothing
    with pytest.raises(Unauthorised, match="invalid_client"):
        adapter.check()
    assert server.calls == []


def test_a_versioned_interface_is_another_address_and_a_header(server: Server) -> None:
    server.version = "rest"
    adapter = linkedin(server.url, endpoint=f"{server.url}rest/", version="202603")
    sent(adapter, creation(adapter))
    assert server.calls[0].headers["linkedin-version"] == "202603"
    named = {key: value for key, value in keys(server.url).items() if key != "endpoint"}
    site = make_site("/")
    versioned = LinkedIn(Options("l", named | {"version": "202603"}, site, Client()))
    assert versioned.account._http.base == "https://api.linkedin.com/rest/"
    assert LinkedIn(Options("l", named, site, Client())).account._http.base.endswith("/v2/")


@pytest.mark.parametrize("written", ["2414183", PAGE])
def test_a_company_page_is_named_by_its_number(written: str) -> None:
    assert linkedin(organization=written).organization == PAGE


@pytest.mark.parametrize("written", ["Example", "urn:li:organization:", "2414183 "])
def test_another_name_of_a_company_page_is_a_mistake(written: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\[boards\.l\] organization is not the number"):
        linkedin(organization=written)


def test_a_selection_has_to_be_meant() -> None:
    """LinkedIn wants all public jobs of an employer, once it has one by this way."""
    site = make_site("/", boards={"l": {"where": {"language": "fr"}}})
    values = keys("https://api.example.org/")
    with pytest.raises(ConfigurationError, match=r"where leaves offers out.*partial = true"):
        LinkedIn(Options("l", values, site, Client()))
    LinkedIn(Options("l", values | {"partial": True}, site, Client()))
