"""The slow second opinion: jsonschema, which tells every error with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from syndicate.jobposting.keywords import KEYWORDS
from syndicate.jobposting.rules import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Finding:
    """One error: *instance* does not hold to *keyword* with the value *wanted*.

    ``name`` is the document's property that it lies in, empty for the document itself;
    ``message`` is jsonschema's own.
    """

    name: str
    keyword: str
    wanted: Any
    instance: Any
    message: str


def findings(document: Mapping[str, object]) -> Iterator[Finding]:
    """Every error of *document* by our schema, in the schema's order; none when it is valid."""
    for error in _validator().iter_errors(document):
        name = str(error.absolute_path[0]) if error.absolute_path else ""
        keyword = str(error.validator)
        yield Finding(name, keyword, error.validator_value, error.instance, error.message)


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    keywords = {name: _keyword(holds) for name, holds in KEYWORDS.items()}
    extended = cast("Any", extend)(Draft202012Validator, keywords)
    return cast("Draft202012Validator", extended(schema()))


def _keyword(holds: Callable[[object, object], bool]) -> Callable[..., Iterator[ValidationError]]:
    """*holds* in the shape that jsonschema asks for."""

    def keyword(
        _validator: object, value: list[str], instance: object, _schema: object
    ) -> Iterator[ValidationError]:
        if isinstance(instance, dict) and not holds(*(instance.get(key) for key in value)):
            yield ValidationError(", ".join(value))

    return keyword
