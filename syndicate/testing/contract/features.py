"""Features are promises to planners and people: what is announced exists, and makes sense."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from syndicate.adapter import Adapter, Features, PublishedFile
from syndicate.offer import Offer
from syndicate.testing.contract.bench import PARTS, Bench, operations

if TYPE_CHECKING:
    from syndicate.adapter import RateLimit


class FeatureContract(Bench):
    """The adapter is what it says that it is."""

    def test_what_is_exempt_is_a_part_and_has_a_reason(self) -> None:
        for part, reason in self.exempt.items():
            assert part in PARTS, f"exempt names {part!r}; the parts are: {', '.join(PARTS)}"
            assert len(reason.split()) > 1, f"exempt says no reason why {part!r} cannot apply"

    def test_features_are_announced_by_the_class(self) -> None:
        with self.bench() as (adapter, _):
            assert isinstance(adapter, Adapter), "an adapter is made from syndicate.adapter.Adapter"
            assert isinstance(adapter.features, Features), "write: features = Features(kind=…)"

    def test_what_features_announce_exists(self) -> None:
        with self.bench() as (adapter, _):
            if not (_writes(adapter, "send") or _writes(adapter, "one")):
                for operation in operations(adapter):
                    assert _writes(adapter, operation), f"features announce it: write {operation}"
            for feature, method in _ASKED.items():
                if getattr(adapter.features, feature):
                    assert _writes(adapter, method), f"{feature} is announced: write {method}"

    def test_batches_have_a_send_of_their_own(self) -> None:
        with self.bench() as (adapter, _):
            size = adapter.features.max_batch
            assert size >= 1, f"max_batch is {size}"
            assert size == 1 or _writes(adapter, "send"), "max_batch is announced: write send"

    def test_fields_named_by_features_are_fields(self) -> None:
        with self.bench() as (adapter, _):
            kind = PublishedFile if adapter.features.subject == "files" else Offer
            known = {field.name for field in fields(kind)}
            named = adapter.features.needs | adapter.features.frozen
            assert named <= known, f"features name fields that do not exist: {named - known}"

    def test_measures_are_above_zero(self) -> None:
        with self.bench() as (adapter, _):
            features = adapter.features
            for time in (features.idempotency, features.max_live):
                assert time is None or time > timedelta(), f"features say {time}"
            assert features.text_limit is None or features.text_limit > 0

    def test_limits_can_be_kept_and_told_apart(self) -> None:
        with self.bench() as (adapter, _):
            names = [limit.name for limit in adapter.features.limits]
            assert len(set(names)) == len(names), f"two limits have one name: {names}"
            for limit in adapter.features.limits:
                _assert_sound(limit)


#: What is asked only of adapters whose features say so, and the method that answers.
_ASKED = {"lookup": "find", "lists": "listing", "confirms": "confirm"}


def _writes(adapter: Adapter[Any], method: str) -> bool:
    """True when the adapter's class has its own *method*."""
    return getattr(type(adapter), method) is not getattr(Adapter, method)


def _assert_sound(limit: RateLimit) -> None:
    assert limit.name.strip(), "a limit has no name"
    assert limit.capacity > 0, f"limit {limit.name}: capacity {limit.capacity}"
    assert limit.window > timedelta(), f"limit {limit.name}: window {limit.window}"
    for operation, cost in limit.cost.items():
        assert 0 <= cost <= limit.capacity, f"limit {limit.name}: {operation} costs {cost}"
    assert ZoneInfo(limit.zone), f"limit {limit.name}: zone {limit.zone}"
