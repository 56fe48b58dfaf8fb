"""Gaps filled from prose while a site is built: ``infer = true``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.fields import Given
from syndicate.content.gaps import gaps, holds, keeps, prose_of
from syndicate.content.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from syndicate.content.fields import Fields, Vocabulary
    from syndicate.content.front_matter import Document
    from syndicate.content.prose import Fact
    from syndicate.content.report import Report
    from syndicate.content.understand import Understood
    from syndicate.site import Site


class Inferred(NamedTuple):
    """What front matter would have *given*, and the *sentence* that says so."""

    given: Given
    sentence: str


def inferred(
    item: Understood,
    document: Document,
    site: Site,
    words: Vocabulary,
    again: Callable[[Mapping[str, Inferred]], Understood],
) -> Understood:
    """*item* with its gaps filled by facts that are as sure as the site asks for.

    *again* understands the file once more with those values beside the front matter. What does
    not come out as the fact has it, or changes what the author wrote, is left out again.
    """
    found = [
        gap
        for gap in gaps(prose_of(item, document), item, document, site, words)
        if gap.fact.confidence >= site.content.infer_above
    ]
    values = {gap.fact.field: _given(gap.key, gap.fact) for gap in found}
    if not values:
        return item
    complete = again(values)
    if not keeps(item.offer, complete.offer, values):
        return item
    sound = {
        gap.fact.field: values[gap.fact.field] for gap in found if holds(complete.offer, gap.fact)
    }
    return complete if sound == values else again(sound)


def filled(fields: Fields, inferred: Mapping[str, Inferred], report: Report) -> Fields:
    """*fields* as if the front matter had said what the prose does, each value reported."""
    given = dict(fields.given)
    for name, (value, sentence) in inferred.items():
        given[name] = (value, *fields.all(name))
        report.info(
            "inferred",
            f"{name} was taken from the text: '{sentence}'",
            at=value,
            field=name,
            hint=f"{value.key}: {value.text}",
        )
    return fields._replace(given=given)


def _given(key: str, fact: Fact) -> Inferred:
    node = Scalar(fact.written, fact.line, fact.column)
    given = Given(key, node, fact.line, fact.column, source="prose")
    return Inferred(given, fact.sentence)
