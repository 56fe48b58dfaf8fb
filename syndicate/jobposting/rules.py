"""The rules of a JobPosting: our JSON Schema, and the validator that decides by it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.jobposting.keywords import KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jsonschema_rs import Draft202012Validator

_SCHEMA = Path(__file__).parents[1] / "schemas" / "jobposting.json"


def is_valid(document: Mapping[str, object]) -> bool:
    """Whether *document* holds every rule of our schema; ``faults`` says why it does not.

    Its text must be encodable, as that of ``job_posting`` is: UnicodeEncodeError otherwise.
    """
    return _validator().is_valid(document)


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The schema, read once; not to be changed."""
    loaded: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    # Imported here, because pages of closed offers and feeds need no verdict.
    from jsonschema_rs import Draft202012Validator

    keywords = {name: _keyword(holds) for name, holds in KEYWORDS.items()}
    return Draft202012Validator(schema(), keywords=keywords)


def _keyword(holds: Callable[[object, object], bool]) -> type:
    """*holds* in the shape that jsonschema-rs asks for."""

    class Keyword:
        def __init__(self, _parent: object, value: list[str], _path: object) -> None:
            self.first, self.second = value

        def validate(self, instance: object) -> None:
            if not isinstance(instance, dict):
                return
            if not holds(instance.get(self.first), instance.get(self.second)):
                raise ValueError(f"{self.first}, {self.second}")

    return Keyword
