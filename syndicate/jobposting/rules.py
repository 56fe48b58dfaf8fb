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
    return _validator().is_valid(document) and all(
        holds(document.get(first), document.get(second)) for holds, first, second in _compared()
    )


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The schema, read once; not to be changed."""
    loaded: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    # Imported here, because pages of closed offers and feeds need no verdict.
    from jsonschema_rs import Draft202012Validator

    # For each of these keywords it makes Python's values of what it compares anew.
    rules = {name: rule for name, rule in schema().items() if name not in KEYWORDS}
    keywords = {name: _keyword(holds) for name, holds in KEYWORDS.items()}
    return Draft202012Validator(rules, keywords=keywords)


@lru_cache(maxsize=1)
def _compared() -> tuple[tuple[Callable[[object, object], bool], str, str], ...]:
    """The keywords of the schema itself, each with the two properties of a document it compares."""
    rules = schema()
    return tuple((holds, *rules[name]) for name, holds in KEYWORDS.items() if name in rules)


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
