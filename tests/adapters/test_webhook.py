"""Webhooks: the contract, against a receiver that verifies; and what receivers say no with."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError
from syndicate_adapters.webhook import Webhook

from syndicate.adapter import Options, Posting
from syndicate.errors import ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.jobposting import is_valid
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_offer, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.testing import Request

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
OLDER = "whsec_" + base64.b64encode(bytes(range(40))).decode()
NODE_MODULES = Path(__file__).parents[1] / "judges" / "node_modules"


class Receiver(BoardServer):
    """What the specification asks of receivers: verify, know what came before, then act."""

    def answer(self, request: Request) -> Reply:
        try:
            event: Any = Verifier(SECRET).verify(request.body, dict(request.headers))
        except WebhookVerificationError as error:
            return Reply(401, {"error": str(error)})
        held = {held.reference: held for held in self.postings}.get(event["data"]["id"])
        match event["type"]:
            case "offer.withdrawn" if held:
                self.shelf.remove(held.id)
            case "offer.created" | "offer.updated" if held:
                self.shelf.replace(held.id, event["data"])
            case "offer.created" | "offer.updated":
                key = request.headers["webhook-id"]
                self.shelf.add(event["data"]["id"], event["data"], key)
        return Reply(204)


class TestWebhook(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "nonsense": "a receiver's answer has a status and no meaning beyond it"
    }

    def make(self, board: BoardServer) -> Webhook:
        return Webhook(self.options(url=board.url, secret=SECRET, authorization=self.secret))

    def board(self) -> BoardServer:
        return Receiver(keys=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver(keys=True) as receiver:
        yield receiver


def webhook(receiver: BoardServer | None = None, **values: object) -> Webhook:
    url = receiver.url if receiver else "https://example.org/hook"
    client = Client(secrets=[SECRET], allow_private=True)
    options = {"url": url, "secret": SECRET, **values}
    return Webhook(Options("hook", options, make_site("/"), client))


def test_an_event_tells_the_whole_offer(receiver: Receiver) -> None:
    hook = webhook(receiver)
    hook.create(hook.payload(make_offer(title="Boulangère")), "key-1")
    event = receiver.calls[0].json()
    assert event["type"] == "offer.created"
    assert event["data"] | {"job_posting": None} == {
        "id": "baker",
        "title": "Boulangère",
        "url": "https://jobs.example.org/jobs/baker/",
        "job_posting": None,
    }
    assert is_valid(event["data"]["job_posting"])


def test_a_withdrawal_tells_what_was_last_known(receiver: Receiver) -> None:
    hook = webhook(receiver)
    hook.withdraw(Posting("baker", body=hook.payload(make_offer()).body), "key-1")
    hook.withdraw(Posting("miller"), "key-2")
    known, unknown = (call.json() for call in receiver.calls)
    assert known["type"] == "offer.withdrawn"
    assert (known["data"]["title"], known["data"]["job_posting"]) == ("Baker", None)
    assert unknown["data"] == {"id": "miller", "title": None, "url": None, "job_posting": None}


def test_an_offer_without_a_valid_job_posting_is_told_without_one() -> None:
    hook = webhook()
    assert hook.payload(make_offer(organization=None)).body["job_posting"] is None


def test_every_try_has_the_id_of_the_first(receiver: Receiver) -> None:
    hook = webhook(receiver)
    payload = hook.payload(make_offer())
    receiver.next(faults.drop_unanswered())
    with pytest.raises(Unavailable):
        hook.create(payload, "key-1")
    hook.create(payload, "key-1")
    assert [call.headers["webhook-id"] for call in receiver.calls] == ["key-1", "key-1"]
    assert len(receiver.postings) == 1


def test_a_secret_is_replaced_without_a_gap(receiver: Receiver) -> None:
    hook = webhook(receiver, secret=OLDER, previous_secret=SECRET)
    hook.create(hook.payload(make_offer()), "key-1")
    signatures = receiver.calls[0].headers["webhook-signature"].split()
    assert len(signatures) == 2
    assert len(receiver.postings) == 1


def test_a_wrong_secret_needs_a_person(receiver: Receiver) -> None:
    hook = webhook(receiver, secret=OLDER)
    with pytest.raises(Unauthorised, match="No matching signature"):
        hook.create(hook.payload(make_offer()), "key-1")


@pytest.mark.parametrize(
    ("status", "error"),
    [(410, Unauthorised), (404, Unauthorised), (405, Unauthorised), (413, Rejected)]
    + [(status, Unavailable) for status in (408, 429, 500, 502, 504)],
)
def test_what_receivers_say_no_with(
    receiver: Receiver, status: int, error: type[Exception]
) -> None:
    hook = webhook(receiver)
    receiver.next(faults.refuse(status))
    with pytest.raises(error, match=str(status)):
        hook.create(hook.payload(make_offer()), "key-1")


@pytest.mark.parametrize(
    "secret",
    [
        "hunter2",
        "whsec_",
        "whsec_not base64!",
        "whsec_" + base64.b64encode(bytes(23)).decode(),
        "whsec_" + base64.b64encode(bytes(65)).decode(),
        SECRET.removeprefix("whsec_"),
    ],
)
def test_a_secret_of_another_form_is_refused_and_not_shown(secret: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\[boards\.hook\] secret is not") as caught:
        webhook(secret=secret)
    hidden = secret.removeprefix("whsec_")
    assert not hidden or hidden not in str(caught.value)


needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not (NODE_MODULES / "standardwebhooks").is_dir(),
    reason="the npm package standardwebhooks is not installed: make judges does it",
)

VERIFY = """
import { Webhook } from "standardwebhooks";
let text = "";
for await (const chunk of process.stdin) text += chunk;
const { secret, calls } = JSON.parse(text);
const verdicts = calls.map(({ body, headers }) => {
  try { return new Webhook(secret).verify(body, headers).data.id; }
  catch (error) { return error.message; }
});
console.log(JSON.stringify(verdicts));
"""


@needs_node
def test_the_reference_library_for_javascript_verifies_what_we_sign(receiver: Receiver) -> None:
    hook = webhook(receiver, secret=OLDER, previous_secret=SECRET)
    hook.create(hook.payload(make_offer("plain")), "key-1")
    hook.create(hook.payload(make_offer("crème-🥐", title='"Quotes" & crème 🥐')), "key-2")
    sent = [{"body": c.body.decode(), "headers": dict(c.headers)} for c in receiver.calls]
    sent.append(sent[0] | {"body": sent[0]["body"].replace("plain", "plainer")})  # type: ignore[attr-defined]
    expected = ["plain", "crème-🥐", "No matching signature found"]
    assert javascript(SECRET, sent) == expected
    assert javascript(OLDER, sent) == expected


def javascript(secret: str, calls: list[dict[str, Any]]) -> list[str]:
    answer = subprocess.run(
        ["node", "--input-type=module", "--eval", VERIFY],
        input=json.dumps({"secret": secret, "calls": calls}),
        cwd=NODE_MODULES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    verdicts: list[str] = json.loads(answer.stdout)
    return verdicts
