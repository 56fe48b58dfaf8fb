"""Credentials are given to the board, and to nobody else: no error shows them."""

from __future__ import annotations

from base64 import b64encode
from traceback import format_exception
from urllib.parse import quote, quote_plus

from syndicate.adapter import Call, Operation
from syndicate.errors import AdapterError
from syndicate.testing import faults
from syndicate.testing.contract.bench import Bench, create, fresh_key, outcome

#: Failures whose words are made from what was sent or from what came back.
_TELLING = {
    "400": faults.echo(400),
    "401": faults.echo(401),
    "422": faults.echo(422),
    "429": faults.echo(429),
    "500": faults.echo(500),
    "503": faults.echo(503),
    "a success that is none": faults.echo(200),
    "a redirect": faults.redirect("https://example.org/?token=c4n4ry/t0ken+with=signs"),
    "no answer": faults.drop_unanswered(),
    "half an answer": faults.truncate(),
}


class SecretContract(Bench):
    """``self.secret`` is sent, and told to nobody."""

    def test_the_secret_is_sent(self) -> None:
        with self.bench("server", "secret") as (adapter, board):
            create(adapter, self.payload(adapter))
            sent = b"".join(call.everything() for call in board.calls)
            assert any(form.encode() in sent for form in _forms(self.secret)), (
                "make gives the adapter no self.secret, so that nothing is known of its errors; "
                'if there is none to give, write: exempt = {"secret": "…"}'
            )

    def test_no_error_shows_the_secret(self) -> None:
        with self.bench("server") as (adapter, board):
            for name, fault in _TELLING.items():
                call = Call(Operation.CREATE, fresh_key(), self.payload(adapter, f"n-{name}"))
                board.next(fault)
                answer = outcome(adapter, call)
                if isinstance(answer, AdapterError):
                    self._assert_silent(answer, name)

    def test_nothing_about_the_adapter_shows_the_secret(self) -> None:
        with self.bench() as (adapter, _):
            made = create(adapter, self.payload(adapter))
            for shown in (repr(adapter), str(adapter), repr(made), adapter.check()):
                assert self.secret not in shown, f"the secret is shown: {shown}"

    def _assert_silent(self, error: AdapterError, name: str) -> None:
        shown = "".join(format_exception(error)) + repr(error)
        for form in _forms(self.secret):
            assert form not in shown, f"{name}: the error shows the secret: {error}"


def _forms(secret: str) -> tuple[str, ...]:
    """The ways in which a secret may stand in an address, a header or a body."""
    encoded = b64encode(secret.encode()).decode()
    return (secret, quote(secret), quote(secret, safe=""), quote_plus(secret), encoded)
