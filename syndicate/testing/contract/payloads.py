"""Payloads are pure: equal offers have equal payloads, whatever they contain."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from syndicate.adapter import Payload
from syndicate.problem import Problem
from syndicate.testing.contract.bench import Bench, create
from syndicate.testing.hostile import hostile_offers
from syndicate.testing.offers import make_file

if TYPE_CHECKING:
    from syndicate.adapter import Adapter


class PayloadContract(Bench):
    """``payload`` and ``problems``: no network, no clock, no surprise."""

    def test_payload_names_its_subject(self) -> None:
        with self.bench() as (adapter, _):
            subject = self.subject(adapter)
            name = subject.path if adapter.features.subject == "files" else subject.id
            assert adapter.payload(subject).subject == name

    def test_payload_is_the_same_every_time(self) -> None:
        with self.bench() as (adapter, board):
            for subject in self._subjects(adapter):
                first, again = adapter.payload(subject), adapter.payload(replace(subject))
                twin = self.make(board).payload(subject)
                assert first == again == twin, f"the payload of {first.subject!r} varies"
                assert first.digest == again.digest == twin.digest

    def test_payload_does_not_depend_on_what_was_sent(self) -> None:
        with self.bench() as (adapter, _):
            before = self.payload(adapter)
            digest = before.digest
            create(adapter, before)
            assert before.digest == digest, "create changed the payload that it was given"
            assert self.payload(adapter).digest == digest, "the payload changed with the sending"

    def test_payload_survives_being_kept_as_json(self) -> None:
        with self.bench() as (adapter, _):
            for subject in self._subjects(adapter):
                payload = adapter.payload(subject)
                kept = json.loads(json.dumps(payload.body, allow_nan=False))
                assert Payload(payload.subject, kept).digest == payload.digest, (
                    f"the body of {payload.subject!r} is not plain JSON (lists, texts, numbers)"
                )

    def test_another_title_is_another_payload(self) -> None:
        with self.bench("changes") as (adapter, _):
            before = self.payload(adapter, title="Baker")
            after = self.payload(adapter, title="Pastry chef")
            assert before.digest != after.digest, "a change of the offer would never be pushed"

    def test_payloads_and_problems_need_no_network(self) -> None:
        with self.bench() as (adapter, board):
            for subject in self._subjects(adapter):
                adapter.payload(subject)
                list(adapter.problems(subject))
            assert not board.calls, f"payload or problems called the board: {board.calls[0]}"

    def test_problems_tell_the_file_and_what_to_do(self) -> None:
        with self.bench() as (adapter, _):
            for subject in self._subjects(adapter):
                for problem in adapter.problems(subject):
                    assert isinstance(problem, Problem), f"problems gave {problem!r}"
                    assert problem.path == subject.path, f"{problem} names another file"
                    assert problem.code, f"{problem} has no code"
                    assert problem.message, f"{problem} has no words"

    def test_an_ordinary_subject_has_no_problem(self) -> None:
        with self.bench() as (adapter, _):
            found = list(adapter.problems(self.subject(adapter)))
            assert not found, f"an ordinary offer would be refused: {found}"

    def _subjects(self, adapter: Adapter[Any]) -> list[Any]:
        plain = self.subject(adapter)
        if adapter.features.subject == "offers":
            return [plain, *hostile_offers()]
        other = make_file(self.root / "feeds", "jobs/crème brûlée/100%.html")
        return [plain, other, replace(plain, path="empty.xml", digest="0" * 64)]
