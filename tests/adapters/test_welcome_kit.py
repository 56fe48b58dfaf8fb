"""Welcome Kit: the contract and the board's own ways, against a stand-in with its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import jsonschema
import pytest
from syndicate_adapters.welcome_kit import WelcomeKit

from syndicate import project
from syndicate.adapter import Options, Posting
from syndicate.config import load
from syndicate.delivery.ledger import Ledger, State
from syndicate.errors import (
    AdapterError,
    Ambiguous,
    ConfigurationError,
    Gone,
    Rejected,
    Unauthorised,
)
from syndicate.http import Client
from syndicate.offer import Location, Organization, Pay
from syndicate.testing import (
    AdapterContract,
    BoardServer,
    Fault,
    Reply,
    faults,
    make_offer,
    make_site,
)
from tests.adapters.dying import Pushing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.offer import Offer
    from syndicate.testing import Held, Request

TOKEN = "c4n4ry-welcome-t0ken"  # noqa: S105 # opens nothing
ORGANIZATION = "Pg4eV6k"
BODY = """<p>A bakery of our own.</p>
<h2>About us</h2><p>Forty people.</p>
<h2>What you will do</h2><ul><li>Bread</li></ul>
<h2>Who you are</h2><p>Awake early.</p>
<h2>How to apply</h2><p>Come by.</p>
"""

_TEXT = {"type": ["string", "null"]}
_COUNT = {"type": ["integer", "null"]}
_CITY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["city", "country_code"],
    "properties": {
        "city": {"type": "string", "minLength": 1},
        "country_code": {"type": "string", "pattern": "^[a-z]{2}$"},
    },
}
#: What `PUT /jobs/:reference` takes, as its page in developers.welcomekit.co says.
FIELDS: dict[str, Any] = {
    "name": {"type": "string", "minLength": 1, "maxLength": 200},
    "company_description": _TEXT,
    "description": {"type": "string", "minLength": 1, "maxLength": 10_000},
    "profile": {"type": "string", "minLength": 1},
    "recruitment_process": _TEXT,
    "contract_type": {
        "enum": ["FULL_TIME", "PART_TIME", "TEMPORARY", "FREELANCE", "INTERNSHIP", "APPRENTICESHIP"]
    },
    "language": {"type": "string", "pattern": "^[a-z]{2}$"},
    "salary_min": _COUNT,
    "salary_max": _COUNT,
    "salary_currency": {"enum": ["EUR", "USD", None]},
    "salary_period": {"enum": ["yearly", "monthly", "daily", "none", None]},
    "remote": {"enum": ["fulltime", "partial", "punctual", "no", None]},
    "contract_duration_min": {"type": ["integer", "null"], "minimum": 1, "maximum": 36},
    "contract_duration_max": {"type": ["integer", "null"], "minimum": 1, "maximum": 36},
    "office_id": _COUNT,
    "office_address": _TEXT,
    "office_zip_code": _TEXT,
    "office_city": _TEXT,
    "office_country_code": {"type": ["string", "null"], "pattern": "^[a-z]{2}$"},
    "offices": {"type": "array", "items": _CITY, "minItems": 2},
    "education_level": {
        "enum": ["NO_DIPLOMA", "CAP", "BAC", "BAC_2", "BAC_3", "BAC_5", "PHD", None]
    },
    "experience_level": {"type": ["string", "null"], "pattern": "^[0-9A-Z_]+$"},
    "start_date": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "apply_url": {"type": ["string", "null"], "pattern": "^https?://"},
    "external_reference": {"type": "string", "minLength": 1},
}
CHANGED = {"type": "object", "additionalProperties": False, "properties": FIELDS}
#: What `POST /jobs` takes.
CREATED = CHANGED | {
    "properties": FIELDS
    | {
        "organization_reference": {"type": "string"},
        "status": {"enum": ["draft", "published", "archived"]},
    },
    "required": [
        "organization_reference",
        "name",
        "description",
        "profile",
        "contract_type",
        "language",
    ],
    "anyOf": [
        {"required": [name]}
        for name in (
            "office_id",
            "office_zip_code",
            "office_city",
            "office_country_code",
            "offices",
        )
    ],
}


class Server(BoardServer):
    """Jobs of one organisation, modelled from the board's documentation; nothing is deleted.

    It shows two jobs a page, and a job of its own that nobody wrote. ``unique`` references are
    what one version of the documentation promises.
    """

    unique = True

    def answer(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return refusal(401, "unauthorized", "The access token is invalid")
        match request.method, request.path.strip("/").split("/"):
            case "GET", ["jobs", "dependencies"]:
                kinds = FIELDS["contract_type"]["enum"]
                return Reply(200, {"contract_types": [{"id": one} for one in kinds]})
            case "GET", ["jobs"]:
                return self._page(request)
            case "POST", ["jobs"]:
                return self._posted(request)
            case "PUT", ["jobs", job]:
                return self._changed(job, request.fields(), CHANGED)
            case "PUT", ["jobs", job, "update_status"]:
                status = {"status": {"enum": ["draft", "published", "archived"]}}
                schema = {"type": "object", "properties": status, "required": ["status"]}
                return self._changed(job, request.fields(), schema)
        return refusal(404, "not_found", "The resource could not be found")

    def _page(self, request: Request) -> Reply:
        if request.query.get("organization_reference") != ORGANIZATION:
            return refusal(404, "not_found", "The organization could not be found")
        first = 2 * (int(request.query["page"]) - 1)
        spontaneous = {"reference": "WTTJ_0", "external_reference": None, "status": "published"}
        jobs = [spontaneous, *map(self.job, self.shelf.look_up())]
        return Reply(200, jobs[first : first + 2], {"X-Total": str(len(jobs))})

    def _posted(self, request: Request) -> Reply:
        body = request.fields()
        if wrong := fault(body, CREATED):
            return refusal(400, "validation_failed", wrong)
        if body["organization_reference"] != ORGANIZATION:
            return refusal(400, "validation_failed", "organization_reference is invalid")
        reference = body.get("external_reference", "")
        if self.unique and self.shelf.held(reference):
            return refusal(400, "validation_failed", "external_reference has already been taken")
        return Reply(201, self.job(self.shelf.add(reference, {"status": "draft"} | body)))

    def _changed(self, reference: str, body: dict[str, Any], schema: dict[str, Any]) -> Reply:
        held = self.shelf.get(reference.removeprefix("WTTJ_"))
        if held is None:
            return refusal(404, "not_found", "The job could not be found")
        if wrong := fault(body, schema):
            return refusal(400, "validation_failed", wrong)
        changed = self.shelf.replace(held.id, dict(held.body) | body)
        assert changed is not None
        return Reply(200, self.job(changed))

    def job(self, held: Held) -> dict[str, object]:
        return {**held.body, "reference": f"WTTJ_{held.id}"}


def fault(body: dict[str, Any], schema: dict[str, Any]) -> str:
    error = jsonschema.Draft202012Validator(schema).iter_errors(body)
    return "; ".join(f"{one.json_path[2:]} is invalid" for one in error)


def refusal(status: int, error: str, words: str) -> Reply:
    return Reply(status, {"error": error, "error_description": words})


def refused(status: int, error: str, words: str) -> Fault:
    body = {"error": error, "error_description": words}
    return faults.refuse(status, json.dumps(body, separators=(",", ":")).encode())


class TestWelcomeKit(AdapterContract):
    secret: ClassVar[str] = TOKEN

    def make(self, board: BoardServer) -> WelcomeKit:
        values = {"url": board.url, "token": TOKEN, "organization": ORGANIZATION}
        return WelcomeKit(self.options(**values, profile="Somebody who likes bread."))

    def board(self) -> BoardServer:
        return Server(token=TOKEN)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(token=TOKEN) as server:
        yield server


def kit(url: str = "https://kit.example/", **say: object) -> WelcomeKit:
    client = Client(allow_private=True, deadline=5)
    values = {"url": url, "token": TOKEN, "organization": ORGANIZATION, **say}
    return WelcomeKit(Options("jungle", values, make_site("/"), client))


def offer(name: str = "baker", **changes: Any) -> Offer:
    return make_offer(name, **({"body": BODY} | changes))


def job(adapter: WelcomeKit | None = None, **changes: Any) -> dict[str, Any]:
    return dict((adapter or kit()).payload(offer(**changes)).body)


def codes(adapter: WelcomeKit | None = None, **changes: Any) -> list[str]:
    return [problem.code for problem in (adapter or kit()).problems(offer(**changes))]


def held(adapter: WelcomeKit, name: str = "baker", **changes: Any) -> Posting:
    """An offer that is posted, as the ledger knows it."""
    payload = adapter.payload(offer(name, **changes))
    receipt = adapter.create(payload, "1")
    return Posting(name, receipt.remote_id, receipt.url, payload.digest, payload.body)


def statuses(server: Server) -> list[object]:
    return [one.body["status"] for one in server.postings]


# -- what is posted ---------------------------------------------------------------------------


def test_an_offer_is_a_job_in_the_boards_own_words() -> None:
    changes = {"education": "bachelor_degree", "experience": 24, "start": "2026-09-01"}
    assert job(**changes, duration_months=Decimal(18), employment=("fixed_term",)) == {
        "name": "Baker",
        "description": "<p>A bakery of our own.</p>\n\n<p><strong>What you will do</strong></p>\n"
        "<ul><li>Bread</li></ul>",
        "profile": "<p>Awake early.</p>",
        "company_description": "<p>Forty people.</p>",
        "recruitment_process": "<p>Come by.</p>",
        "contract_type": "TEMPORARY",
        "contract_duration_min": 18,
        "contract_duration_max": 18,
        "language": "en",
        "remote": "partial",
        "salary_min": 30000,
        "salary_max": 36000,
        "salary_currency": "EUR",
        "salary_period": "yearly",
        "education_level": "BAC_3",
        "experience_level": "2_TO_3_YEARS",
        "start_date": "2026-09-01",
        "apply_url": "https://example.org/apply/baker",
        "office_address": "1 rue de la Paix",
        "office_zip_code": "75002",
        "office_city": "Paris",
        "office_country_code": "fr",
        "external_reference": "baker",
    }


def test_the_offers_of_our_own_site_fall_into_their_parts() -> None:
    root = Path(__file__).parents[2]
    site = load(root / "syndicate.toml")
    read = project.read(site, datetime(2026, 5, 1, tzinfo=UTC)).offers
    adapter = WelcomeKit(Options("jungle", {"token": TOKEN, "organization": "x"}, site, Client()))
    found = {
        one.id: [name for name in ("company_description", "profile") if name in body]
        + ["process"] * ("recruitment_process" in body)
        for one in read
        if (body := adapter.payload(one).body)
    }
    assert found == {
        "2017-05-23-offre-de-stage-charge-e-de-projets-junior": ["company_description", "profile"],
        "2025-06-02-community-manager": ["profile"],
        "2025-11-18-developpement-ruby": ["company_description", "profile", "process"],
        "2026-01-12-product-manager-participation": ["profile", "process"],
        "2026-01-12-produktmanagement-beteiligung": ["profile", "process"],
        "2026-02-03-administracion-de-sistemas": ["company_description", "profile", "process"],
        "2026-03-16-ux-onderzoeker": ["profile", "process"],
        "2026-04-20-accessibility-specialist": ["profile", "process"],
    }


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Présentation de l’entreprise", "company_description"),
        ("PRESENTATION DE L'ENTREPRISE", "company_description"),
        ("Pr&eacute;sentation de l&#39;entreprise", "company_description"),
        ("Votre mission au sein de l&#39;entreprise", "description"),
        ("Qui êtes-vous&nbsp;? Votre profil", "profile"),
        ("<strong>Vous</strong>", "profile"),
        ("Vous et nous", "description"),
        ("Nous", "company_description"),
        ("Processus de recrutement", "recruitment_process"),
        ("Über uns", "company_description"),
        ("Ihre Aufgaben", "description"),
        ("Was du mitbringst", "profile"),
        ("So bewerben Sie sich", "recruitment_process"),
        ("¿Quiénes somos?", "company_description"),
        ("Requisitos", "profile"),
        ("Cómo presentarte", "recruitment_process"),
        ("Over ons", "company_description"),
        ("Wie je bent", "profile"),
        ("Functie-eisen", "profile"),
        ("Solliciteren", "recruitment_process"),
        ("About us", "company_description"),
        ("About the role", "description"),
        ("What we offer", "description"),
        ("Remuneration", "description"),
    ],
)
def test_a_heading_says_which_part_it_begins(heading: str, part: str) -> None:
    found = job(body=f"<p>Before.</p><h3>{heading}</h3><p>It.</p>")
    assert [name for name, text in found.items() if "<p>It.</p>" in str(text)] == [part]


def test_a_smaller_heading_belongs_to_the_one_above_it() -> None:
    body = (
        "<h2>Your profile</h2><p>A.</p><h3>Languages</h3><p>B.</p><h2>Pay</h2><p>C.</p>"
        "<h3>Requirements</h3><p>D.</p><blockquote><h2>About us</h2><p>E.</p></blockquote>"
    )
    found = job(body=body)
    assert found["description"] == "<p><strong>Pay</strong></p>\n<p>C.</p>"
    for text in ("A.", "<strong>Languages</strong>", "B.", "<strong>Requirements</strong>", "E."):
        assert text in found["profile"]
    assert "company_description" not in found


def test_headings_within_wrappers_count_and_leave_nothing_open() -> None:
    found = job(body=f"<section><div>{BODY}</div></section>")
    assert found["profile"] == "<p>Awake early.</p>"
    assert found["recruitment_process"] == "<p>Come by.</p>"
    assert "<p>A bakery of our own.</p>" in found["description"]
    assert "div" not in "".join(map(str, found.values()))


def test_texts_of_the_site_stand_where_an_offer_has_none() -> None:
    adapter = kit(company={"fr": "Quarante personnes.", "en": "Forty & more"}, profile="Anybody.")
    bare = {"body": "<p>Bread.</p>"}
    assert job(adapter, **bare)["company_description"] == "<p>Forty &amp; more</p>"
    assert job(adapter, **bare, language="fr-FR")["company_description"].startswith("<p>Quarante")
    assert "company_description" not in job(adapter, **bare, language="de")
    assert job(adapter, **bare)["profile"] == "<p>Anybody.</p>"
    assert job(adapter)["profile"] == "<p>Awake early.</p>"


MONTHLY: dict[str, object] = {"currency": "EUR", "period": "monthly"}


@pytest.mark.parametrize(
    ("pay", "salary"),
    [
        (Pay(Decimal(2500), None, "EUR", "month"), MONTHLY | {"min": 2500}),
        (
            Pay(Decimal("2500.40"), Decimal(2600), "EUR", "month"),
            MONTHLY | {"min": 2500, "max": 2600},
        ),
        (Pay(Decimal(12), Decimal(15), "EUR", "hour"), {}),
        (Pay(Decimal(30000), None, "GBP", "year"), {}),
        (Pay(Decimal(30000), None, "EUR"), {}),
        (Pay(text="by agreement"), {}),
        (None, {}),
    ],
)
def test_pay_is_stated_where_the_board_has_the_words(
    pay: Pay | None, salary: dict[str, object]
) -> None:
    found = {name: value for name, value in job(pay=pay).items() if name.startswith("salary")}
    assert found == {f"salary_{name}": value for name, value in salary.items()}


@pytest.mark.parametrize(
    ("months", "level"),
    [
        (0, "LESS_THAN_6_MONTHS"),
        (6, "6_MONTHS_TO_1_YEAR"),
        (36, "3_TO_4_YEARS"),
        (60, "5_TO_7_YEARS"),
        (180, "MORE_THAN_15_YEARS"),
        (9_999, "MORE_THAN_15_YEARS"),
        (None, None),
    ],
)
def test_experience_is_the_level_that_begins_there(months: int | None, level: str | None) -> None:
    assert job(experience=months).get("experience_level") == level


@pytest.mark.parametrize(
    ("employment", "schedule", "contract"),
    [
        (("permanent",), (), "FULL_TIME"),
        (("permanent",), ("part_time",), "PART_TIME"),
        (("permanent",), ("full_time", "part_time"), "FULL_TIME"),
        (("fixed_term",), ("part_time",), "TEMPORARY"),
        (("civil_servant", "internship"), (), "INTERNSHIP"),
        (("apprenticeship",), (), "APPRENTICESHIP"),
        (("civil_servant",), (), None),
    ],
)
def test_contracts_are_the_first_that_the_board_knows(
    employment: tuple[str, ...], schedule: tuple[str, ...], contract: str | None
) -> None:
    found = job(employment=employment, schedule=schedule)
    assert found.get("contract_type") == contract


def test_places_are_offices() -> None:
    cities = (Location(city="Lyon", country="FR"), Location(city="Gent", country="BE"))
    found = job(locations=cities)
    assert found["offices"] == [
        {"city": "Lyon", "country_code": "fr"},
        {"city": "Gent", "country_code": "be"},
    ]
    assert "office_city" not in found
    assert job(locations=(), workplace="remote")["office_city"] == "Paris"  # the site's address
    others = {"locations": (), "organization": Organization("Another")}
    assert codes(**others) == ["no-office"]
    assert job(kit(office_id=7), locations=cities)["office_id"] == 7


def test_what_cannot_be_said_is_left_out() -> None:
    found = job(start="asap", duration_months=Decimal(48), workplace=None, apply_url=None)
    assert found["apply_url"] == "https://jobs.example.org/jobs/baker/"
    assert found.keys().isdisjoint(
        {"start_date", "contract_duration_min", "contract_duration_max", "remote"}
    )


# -- what would be refused --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "x" * 201}, "title-too-long"),
        ({"body": "<h2>Your profile</h2><p>Awake.</p>"}, "no-description"),
        ({"body": f"<p>{'x' * 9_999}</p><h2>You</h2><p>A.</p>"}, "description-too-long"),
        ({"body": "<p>Bread.</p>"}, "no-profile"),
        ({"employment": ()}, "no-contract"),
        ({"locations": (Location(city="Paris"),)}, "no-office"),
    ],
)
def test_what_the_board_would_refuse_is_told_and_is_refused(
    server: Server, changes: dict[str, Any], code: str
) -> None:
    adapter = kit(server.url)
    assert codes(adapter, **changes) == [code]
    with pytest.raises(Rejected):
        adapter.create(adapter.payload(offer(**changes)), "1")


def test_the_limits_are_the_boards(server: Server) -> None:
    adapter = kit(server.url)
    body = f"<p>{'x' * 9_993}</p><h2>You</h2><p>A.</p>"
    whole = offer(title="x" * 200, body=body)
    assert list(adapter.problems(whole)) == []
    adapter.create(adapter.payload(whole), "1")
    assert codes(title="x" * 201, board_title="Baker") == []


def test_the_line_to_write_is_in_the_offers_language() -> None:
    for language, line in (("fr-FR", "## Profil recherché"), ("it", "## Your profile")):
        (problem,) = kit().problems(offer(body="<p>Bread.</p>", language=language))
        assert (problem.field, problem.hint) == ("body", line)
        repaired = offer(body=f"<p>Bread.</p><h2>{line[3:]}</h2><p>A.</p>", language=language)
        assert list(kit().problems(repaired)) == []


# -- what the board holds ---------------------------------------------------------------------


@pytest.mark.parametrize(("say", "status"), [({}, "published"), ({"publish": False}, "draft")])
def test_jobs_are_published_unless_they_are_to_be_drafts(
    server: Server, say: dict[str, object], status: str
) -> None:
    held(kit(server.url, **say))
    assert statuses(server) == [status]


def test_a_change_leaves_the_status_that_people_gave(server: Server) -> None:
    adapter = kit(server.url)
    posting = held(adapter)
    server.shelf.replace("1", dict(server.postings[0].body) | {"status": "draft"})
    adapter.update(adapter.payload(offer(title="Miller")), posting, "2")
    assert statuses(server) == ["draft"]
    assert server.postings[0].body["name"] == "Miller"


def test_what_is_no_longer_stated_is_taken_back(server: Server) -> None:
    adapter = kit(server.url)
    posting = held(adapter, experience=24)
    two = (Location(city="Lyon", country="FR"), Location(city="Gent", country="BE"))
    changed = offer(experience=24, pay=None, apply_url=None, locations=two)
    adapter.update(adapter.payload(changed), posting, "2")
    sent = server.calls[-1].fields()
    assert {name for name, value in sent.items() if value is None} == {
        "salary_min",
        "salary_max",
        "salary_currency",
        "salary_period",
    }
    assert server.postings[0].body["experience_level"] == "2_TO_3_YEARS"


def test_a_closed_offer_is_archived_and_comes_back_as_the_same_job(server: Server) -> None:
    adapter = kit(server.url)
    posting = held(adapter)
    adapter.withdraw(posting, "2")
    assert statuses(server) == ["archived"]
    assert list(adapter.listing()) == []
    again = adapter.create(adapter.payload(offer(title="Miller")), "3")
    assert again.remote_id == posting.remote_id
    assert statuses(server) == ["published"]
    assert server.postings[0].body["name"] == "Miller"


def test_where_references_need_not_be_unique_it_comes_back_as_a_new_job(server: Server) -> None:
    server.unique = False
    adapter = kit(server.url)
    posting = held(adapter)
    adapter.withdraw(posting, "2")
    again = adapter.create(adapter.payload(offer()), "3")
    assert again.remote_id == "WTTJ_2"
    assert adapter.find("baker") == Posting("baker", "WTTJ_2")


def test_a_job_that_someone_archived_is_shown_again_by_a_change(server: Server) -> None:
    adapter = kit(server.url, publish=False)
    posting = held(adapter)
    adapter.withdraw(posting, "2")
    adapter.update(adapter.payload(offer(title="Miller")), posting, "3")
    assert statuses(server) == ["draft"]


def test_a_job_that_is_gone_is_gone_for_a_change(server: Server) -> None:
    adapter = kit(server.url)
    with pytest.raises(Gone):
        adapter.update(adapter.payload(offer()), Posting("baker", "WTTJ_404"), "1")


def test_a_reference_that_is_refused_for_another_reason_is_told(server: Server) -> None:
    adapter = kit(server.url)
    server.next(refused(400, "validation_failed", "external_reference is too long"))
    with pytest.raises(Rejected, match="external_reference is too long"):
        adapter.create(adapter.payload(offer()), "1")


def test_every_page_is_read_and_jobs_of_others_are_left_alone(server: Server) -> None:
    adapter = kit(server.url)
    names = [f"n-{number}" for number in range(5)]
    for name in names:
        held(adapter, name)
    assert [posting.subject for posting in adapter.listing()] == names
    found = adapter.find("n-4")
    assert found is not None
    assert found.remote_id == "WTTJ_5"


def test_a_list_that_never_ends_is_no_answer(server: Server) -> None:
    page = json.dumps([{"reference": "WTTJ_0", "external_reference": None}]).encode()
    server.always(faults.nonsense(page))
    with pytest.raises(Ambiguous, match="again and again"):
        list(kit(server.url).listing())


@pytest.mark.parametrize("call", ["update", "withdraw"])
def test_a_job_without_a_reference_is_not_guessed(server: Server, call: str) -> None:
    adapter = kit(server.url)
    payloads = [adapter.payload(offer())] * (call == "update")
    with pytest.raises(Rejected, match="job of baker is not known"):
        getattr(adapter, call)(*payloads, Posting("baker"), "1")
    assert server.calls == []


# -- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (refused(400, "validation_failed", "contract_type is invalid"), Rejected),
        (refused(400, "validation_failed", "organization_reference is invalid"), Unauthorised),
        (refused(401, "unauthorized", "You are not member of this organization"), Unauthorised),
        (refused(403, "invalid_scope", "jobs_rw"), Unauthorised),
        (refused(404, "not_found", "The organization could not be found"), Unauthorised),
        (refused(500, "internal", "?"), Ambiguous),
        (faults.nonsense(b'{"reference": null}'), Ambiguous),
        (faults.nonsense(b'{"reference": 7}'), Ambiguous),
    ],
)
def test_what_the_board_says_is_told_by_its_type(
    server: Server, fault: Fault, error: type[AdapterError]
) -> None:
    adapter = kit(server.url)
    server.next(fault)
    with pytest.raises(error) as caught:
        adapter.create(adapter.payload(offer()), "1")
    assert type(caught.value) is error


@pytest.mark.parametrize("call", ["update", "withdraw"])
def test_a_404_that_is_not_the_boards_is_no_success(server: Server, call: str) -> None:
    adapter = kit(server.url)
    posting = held(adapter)
    payloads = [adapter.payload(offer())] * (call == "update")
    server.next(faults.refuse(404, b"<html>nginx</html>"))
    with pytest.raises(Unauthorised, match="check url"):
        getattr(adapter, call)(*payloads, posting, "2")
    assert statuses(server) == ["published"]


@pytest.mark.parametrize("body", [b"{}", b'{"status": "published"}', b"[]", b""])
def test_an_archiving_that_is_not_confirmed_is_in_doubt(server: Server, body: bytes) -> None:
    adapter = kit(server.url)
    posting = held(adapter)
    server.next(faults.nonsense(body))
    with pytest.raises(Ambiguous):
        adapter.withdraw(posting, "2")


def test_check_names_the_words_that_the_board_does_not_know(server: Server) -> None:
    told = kit(server.url).check()
    assert told == f"the board knows {ORGANIZATION}, but not the contracts OTHER, VOLUNTEER"
    with pytest.raises(Unauthorised, match="does not know the organization"):
        kit(server.url, organization="x").check()


def test_a_mistake_in_the_configuration_is_told() -> None:
    with pytest.raises(ConfigurationError, match=r"\[boards\.jungle\] office_id"):
        kit(office_id="Paris")


def test_a_site_without_an_address_asks_for_a_place() -> None:
    site = replace(make_site("/"), address=None)
    values = {"token": TOKEN, "organization": ORGANIZATION}
    adapter = WelcomeKit(Options("jungle", values, site, Client()))
    assert codes(adapter, locations=(), workplace="remote") == ["no-office"]


# -- power cuts -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ({}, {"baker": "Baker"}, [("Baker", "published")]),
        ({"baker": "Baker"}, {"baker": "Miller"}, [("Miller", "published")]),
        ({"baker": "Baker"}, {}, [("Baker", "archived")]),
    ],
)
def test_after_a_power_cut_the_next_run_makes_it_right(
    tmp_path: Path,
    server: Server,
    before: dict[str, str],
    after: dict[str, str],
    shown: list[tuple[str, str]],
) -> None:
    server.unique = False  # nothing but the look-up keeps a second job away
    values = {"url": server.url, "token": TOKEN, "organization": ORGANIZATION, "profile": "You."}
    pushing = Pushing(tmp_path, "syndicate_adapters.welcome_kit:WelcomeKit", values)
    if before:
        pushing.run(before)
    pushing.run(after, dies=1)
    pushing.run(after)
    assert [(one.body["name"], one.body["status"]) for one in server.postings] == shown
    with Ledger.open("sqlite:///ledger.db", root=tmp_path) as ledger:
        assert ledger.entries("board", [State.HELD]) == []
