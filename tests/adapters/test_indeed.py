"""Indeed: the contract, against its own types, and each error that comes as a success."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from syndicate_adapters.indeed import Indeed

from syndicate.adapter import Options, Posting
from syndicate.errors import Ambiguous, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.offer import Location, Organization, Pay
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_offer, make_site
from tests.adapters.dying import Pushing
from tests.adapters.indeed_server import CLIENT, SECRET, said
from tests.adapters.indeed_server import Indeed as Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class TestIndeed(AdapterContract):
    def make(self, board: BoardServer) -> Indeed:
        return Indeed(self.options(endpoint=board.url, client_id=CLIENT, client_secret=SECRET))

    def board(self) -> BoardServer:
        return Server()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def indeed(url: str = "https://api.example.org", **say: object) -> Indeed:
    client = Client(secrets=[SECRET], allow_private=True)
    values = {"endpoint": url, "client_id": CLIENT, "client_secret": SECRET, **say}
    return Indeed(Options("i", values, make_site("/"), client))


def submit(adapter: Indeed, **changes: Any) -> Posting:
    payload = adapter.payload(make_offer(**changes))
    receipt = adapter.create(payload, "1")
    return Posting("baker", receipt.remote_id, None, payload.digest, payload.body)


def told(offer: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is said of *offer*: the body, and what is said about it."""
    body: Any = indeed().payload(offer).body
    return body["body"], body["metadata"]


# -- what is said of an offer -----------------------------------------------------------------


def test_an_offer_is_told_in_indeeds_own_words(server: Server) -> None:
    submit(indeed(server.url, contact_email="jobs@example.org"), requisition_id="R-7")
    held = dict(server.postings[0].body)
    body, metadata = held["body"], held["metadata"]
    assert isinstance(body, dict)
    assert body.pop("description").startswith("<p>Baker: we look for a person")
    assert body == {
        "title": "Baker",
        "descriptionFormatting": "RICH_FORMATTING",
        "salary": {
            "currency": "EUR",
            "minimumMinor": 3_000_000,
            "maximumMinor": 3_600_000,
            "period": "YEAR",
        },
        "location": {
            "country": "FR",
            "cityRegionPostal": "Paris, Île-de-France 75002",
            "streetAddress": "1 rue de la Paix",
        },
        "benefits": [],
    }
    assert metadata == {
        "jobSource": {
            "companyName": "Example Cooperative",
            "companyWebsite": "https://example.org/",
            "sourceName": "Example Cooperative",
            "sourceType": "Employer",
        },
        "jobPostingId": "baker",
        "jobRequisitionId": "R-7",
        "taxonomyClassification": {"jobTypes": ["Full-time"]},
        "contacts": [
            {"contactType": ["contact"], "contactInfo": {"contactEmail": "jobs@example.org"}}
        ],
        "datePublished": "2026-02-28T23:00Z",
        "url": "https://jobs.example.org/jobs/baker/",
    }


@pytest.mark.parametrize(
    ("pay", "figures"),
    [
        (Pay(Decimal(30000), None, "EUR", "year"), (3_000_000, None)),
        (Pay(Decimal("12.5"), Decimal("14.255"), "EUR", "hour"), (1_250, 1_425)),
        (Pay(Decimal(300000), Decimal(400000), "JPY", "month"), (300_000, 400_000)),
        (Pay(Decimal("1.5"), Decimal(2), "TND", "hour"), (1_500, 2_000)),
        (Pay(Decimal(40000), Decimal(30000), "EUR", "year"), (4_000_000, None)),
    ],
)
def test_pay_is_told_in_the_smallest_unit(
    server: Server, pay: Pay, figures: tuple[int, int | None]
) -> None:
    submit(indeed(server.url), pay=pay)
    salary = told(make_offer(pay=pay))[0]["salary"]
    assert (salary["minimumMinor"], salary.get("maximumMinor")) == figures


@pytest.mark.parametrize(
    "pay",
    [
        None,
        Pay(text="competitive"),
        Pay(None, Decimal(30000), "EUR", "year"),
        Pay(Decimal(30000), None, "EUR", None),
        Pay(Decimal(30000), None, None, "year"),
        Pay(Decimal("0.001"), None, "EUR", "hour"),
        Pay(Decimal(0), None, "EUR", "hour"),
        Pay(Decimal("1E+30"), None, "EUR", "hour"),
        Pay(Decimal("NaN"), None, "EUR", "hour"),
    ],
)
def test_pay_without_figures_is_told_in_the_text_alone(server: Server, pay: Pay | None) -> None:
    submit(indeed(server.url), pay=pay)
    assert "salary" not in told(make_offer(pay=pay))[0]


def test_links_are_spelled_out() -> None:
    text = told(
        make_offer(
            body='<p>See <a href="https://a.example/">here</a>, <a href="https://b.example/">'
            'https://b.example/</a> or <a href="mailto:us@a.example">us@a.example</a>.</p>',
            pay=None,
        )
    )[0]["description"]
    assert text == "<p>See here (https://a.example/), https://b.example/ or us@a.example.</p>"


def test_remote_work_needs_no_town(server: Server) -> None:
    offer = make_offer(workplace="remote", locations=(), remote_countries=("FR", "BE"))
    body, metadata = told(offer)
    assert body["location"] == {"country": "FR"}
    assert metadata["taxonomyClassification"]["remoteType"] == "Fully Remote"
    assert not list(indeed().problems(offer))
    adapter = indeed(server.url)
    adapter.create(adapter.payload(offer), "1")
    assert len(server.postings) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "", "board_title": None}, "no-title"),
        ({"body": "", "pay": None}, "no-description"),
        ({"organization": None}, "no-employer"),
        ({"locations": (Location(city="Paris"),)}, "no-country"),
        ({"locations": (Location(country="FR"),)}, "no-town"),
        ({"body": "<p>" + "é" * 33_000 + "</p>"}, "long-description"),
    ],
)
def test_what_indeed_would_refuse_is_known_beforehand(
    server: Server, changes: dict[str, Any], code: str
) -> None:
    offer = make_offer(**changes)
    adapter = indeed(server.url)
    assert f"indeed-{code}" in {problem.code for problem in adapter.problems(offer)}
    with pytest.raises(Rejected, match="BAD_USER_INPUT"):
        adapter.create(adapter.payload(offer), "1")


def test_bytes_are_counted_and_not_characters() -> None:
    fits = make_offer(body="<p>" + "x" * 64_900 + "</p>", pay=None)
    assert not list(indeed().problems(fits))
    (problem,) = indeed().problems(make_offer(body="<p>" + "é" * 32_500 + "</p>", pay=None))
    assert problem.message == "Indeed takes descriptions of 65,000 bytes; this one has 65,007"


def test_an_offer_without_a_day_is_not_sent() -> None:
    (problem,) = indeed().problems(make_offer(date_posted=None))
    assert (problem.field, problem.hint) == ("date_posted", "date: YYYY-MM-DD")


# -- one posting, whatever happens --------------------------------------------------------------


def test_what_is_submitted_twice_is_one_posting_under_one_id(server: Server) -> None:
    first, second = submit(indeed(server.url)), submit(indeed(server.url), title="Miller")
    assert first.remote_id == second.remote_id
    assert [held.body["body"]["title"] for held in server.postings] == ["Miller"]  # type: ignore[index]


def test_one_that_expired_lives_again_under_its_id(server: Server) -> None:
    adapter = indeed(server.url)
    posting = submit(adapter)
    adapter.withdraw(posting, "2")
    assert server.postings == ()
    assert submit(adapter).remote_id == posting.remote_id
    assert len(server.postings) == 1


def test_an_id_that_was_never_told_is_asked_for_before_it_is_expired(server: Server) -> None:
    adapter = indeed(server.url)
    posting = submit(adapter)
    adapter.withdraw(Posting("baker", None, None, posting.digest, posting.body), "2")
    assert server.postings == ()
    assert server.history == [("create", "baker"), ("update", "baker"), ("withdraw", "baker")]


def test_an_offer_of_which_nothing_is_known_cannot_be_expired(server: Server) -> None:
    with pytest.raises(Rejected, match="id of baker is not known"):
        indeed(server.url).withdraw(Posting("baker"), "1")
    assert server.calls == []


def test_what_is_gone_already_is_expired(server: Server) -> None:
    adapter = indeed(server.url)
    server.next(faults.nonsense(encoded(said("NOT_FOUND", "no such job"))))
    assert adapter.withdraw(Posting("baker", "gone"), "1").remote_id == "gone"


@pytest.mark.slow
def test_killed_after_indeed_has_taken_them_they_are_there_once(
    server: Server, tmp_path: Path
) -> None:
    keys = {"endpoint": server.url, "client_id": CLIENT, "client_secret": SECRET}
    push = Pushing(tmp_path, "syndicate_adapters.indeed:Indeed", keys)
    for offers in ({"a": "A", "b": "B"}, {"a": "A", "b": "B, again"}, {"b": "B, again"}):
        push.run(offers, dies=1)
        push.run(offers)
        assert server.duplicates == ()
        shown = {one.reference: one.body["body"]["title"] for one in server.postings}  # type: ignore[index]
        assert shown == offers
        calls = len(server.calls)
        push.run(offers)
        assert len(server.calls) == calls


# -- errors that come as a success --------------------------------------------------------------


def encoded(reply: Reply) -> bytes:
    """The body of *reply*."""
    return reply.encoded().partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("FORBIDDEN", Unauthorised),
        ("UNAUTHENTICATED", Unauthorised),
        ("BAD_USER_INPUT", Rejected),
        ("GRAPHQL_PARSE_FAILED", Rejected),
        ("GRAPHQL_VALIDATION_FAILED", Rejected),
        ("DOWNSTREAM_SERVICE_ERROR", Unavailable),
        ("INTERNAL_SERVER_ERROR", Unavailable),
        ("SOMETHING_NEW", Ambiguous),
    ],
)
@pytest.mark.parametrize("data", [None, {"jobsIngest": None}])
def test_each_code_is_told_by_its_type(
    server: Server, code: str, error: type[Exception], data: object
) -> None:
    adapter = indeed(server.url)
    errors = [{"message": f"no, {SECRET} and {server.issued}", "extensions": {"code": code}}]
    for call in (
        lambda: submit(adapter),
        lambda: adapter.withdraw(Posting("baker", "7"), "2"),
        adapter.check,
    ):
        server.next(faults.nonsense(encoded(Reply(200, {"data": data, "errors": errors}))))
        with pytest.raises(error) as caught:
            call()
        assert "no, … and …" in str(caught.value)


def test_the_gravest_of_several_errors_counts(server: Server) -> None:
    adapter = indeed(server.url)
    errors = [
        {"message": "bad", "extensions": {"code": "BAD_USER_INPUT"}},
        {"message": "who?", "extensions": {"code": "FORBIDDEN"}},
    ]
    server.next(faults.nonsense(encoded(Reply(200, {"data": None, "errors": errors}))))
    with pytest.raises(Unauthorised, match="FORBIDDEN: bad; who"):
        submit(adapter)


@pytest.mark.parametrize(
    "errors", ["no", [1], [{"message": "?"}], [{"extensions": "?"}], {"message": "?"}, [{}]]
)
def test_errors_of_another_form_leave_it_in_doubt(server: Server, errors: object) -> None:
    server.next(faults.nonsense(encoded(Reply(200, {"data": None, "errors": errors}))))
    with pytest.raises(Ambiguous):
        submit(indeed(server.url))


def test_a_refused_offer_is_told_with_its_reason(server: Server) -> None:
    server.refusal = "Invalid phone number"
    with pytest.raises(Rejected, match="BAD_USER_INPUT: Invalid phone number"):
        submit(indeed(server.url))


def test_a_posting_that_is_null_without_an_error_was_refused(server: Server) -> None:
    server.next(faults.nonsense(encoded(created({"jobPosting": None}))))
    with pytest.raises(Rejected, match="without a reason"):
        submit(indeed(server.url))


def created(*results: object) -> Reply:
    payload = {"createSourcedJobPostings": {"results": list(results)}}
    return Reply(200, {"data": {"jobsIngest": payload}})


@pytest.mark.parametrize(
    "reply",
    [
        created(),
        created({"jobPosting": {"sourcedPostingId": "1"}}, {"jobPosting": None}),
        created({"jobPosting": {"sourcedPostingId": ""}}),
        created({"jobPosting": {"sourcedPostingId": 7}}),
        created({"jobPosting": "7"}),
        created("7"),
        Reply(200, {"data": {"jobsIngest": {}}}),
        Reply(200, {"data": []}),
    ],
)
def test_an_answer_that_does_not_say_which_posting_leaves_it_in_doubt(
    server: Server, reply: Reply
) -> None:
    server.next(faults.nonsense(encoded(reply)))
    with pytest.raises(Ambiguous):
        submit(indeed(server.url))


def test_a_posting_that_is_taken_with_a_warning_has_a_note(server: Server) -> None:
    adapter = indeed(server.url)
    answer: Any = created({"jobPosting": {"sourcedPostingId": "7"}}).body
    answer["errors"] = [{"message": "salary ignored", "extensions": {"code": "BAD_USER_INPUT"}}]
    server.next(faults.nonsense(encoded(Reply(200, answer))))
    receipt = adapter.create(adapter.payload(make_offer()), "1")
    assert receipt.remote_id == "7"
    assert "salary ignored" in receipt.note


# -- the account --------------------------------------------------------------------------------


def test_one_token_serves_many_calls(server: Server) -> None:
    adapter = indeed(server.url)
    for _ in range(3):
        submit(adapter)
    assert server.tokens_fetched == 1
    assert "Example Cooperative" in adapter.check()


def test_a_token_that_is_refused_is_not_used_again(server: Server) -> None:
    adapter = indeed(server.url)
    submit(adapter)
    server.issued = "another-t0ken"
    with pytest.raises(Unauthorised, match="FORBIDDEN"):
        submit(adapter)
    submit(adapter)
    assert server.tokens_fetched == 2


def test_credentials_that_are_refused_need_a_person(server: Server) -> None:
    adapter = indeed(server.url, client_secret="another")  # noqa: S106 # opens nothing
    with pytest.raises(
        Unauthorised, match=r"400.*invalid_client.*check the client's id and secret"
    ):
        submit(adapter)
    assert server.calls == []


def test_a_token_service_that_is_ill_is_asked_later(server: Server) -> None:
    server.token_fault = Reply(503, {"error": "later"}, {"Retry-After": "9"})
    with pytest.raises(Unavailable):
        submit(indeed(server.url))
    assert server.calls == []


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("source_type", "Agency", "is none of Employer, Job Board, Staffing Agency"),
        ("client_id", "", "is not a text"),
        ("endpoint", "apis.indeed.com", "is not a web address"),
    ],
)
def test_a_mistake_in_the_configuration_is_told(key: str, value: object, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\[boards\.i\] {key} {message}"):
        indeed(**{key: value})


def test_a_site_without_an_employer_must_name_its_source() -> None:
    values = {"client_id": CLIENT, "client_secret": SECRET}
    nameless = make_site("/", organization=None)
    with pytest.raises(ConfigurationError, match=r"source_name is missing; write: source_name"):
        Indeed(Options("i", values, nameless, Client()))
    named = Indeed(Options("i", values | {"source_name": "Us"}, nameless, Client()))
    offer = make_offer(organization=Organization("Them"))
    source: Any = named.payload(offer).body["metadata"]
    assert (source["jobSource"]["companyName"], source["jobSource"]["sourceName"]) == ("Them", "Us")


@pytest.mark.parametrize("status", [404, 405])
def test_an_address_where_no_offers_are_taken_stops_the_board(server: Server, status: int) -> None:
    adapter = indeed(server.url)
    server.next(faults.refuse(status))
    with pytest.raises(Unauthorised, match="check endpoint"):
        submit(adapter)
