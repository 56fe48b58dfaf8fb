"""Gaps filled from prose while a site is built: ``infer = true``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.fields import Given
from syndicate.content.gaps import gaps, holds, keeps, prose_of
from syndicate.content.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from syndicate.content.fields import Fields, Vocabulary
    from syndicate.content.front_matter import Document
    from syndicate.content.gaps import Gap
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
    not come out as the fact has it, or changes what the author wrote, is left out: for such facts
    no line is suggested either.
    """
    found = [
        gap
        for gap in gaps(prose_of(item, document), item, document, site, words)
        if gap.fact.confidence >= site.content.infer_above
    ]

    def tried(wanted: Sequence[Gap]) -> Understood | None:
        values = {gap.fact.field: _given(gap.key, gap.fact) for gap in wanted}
        complete = again(values)
        sound = all(holds(complete.offer, gap.fact) for gap in wanted)
        return complete if sound and keeps(item.offer, complete.offer, values) else None

    if not found:
        return item
    if complete := tried(found):
        return complete
    sound = [gap for gap in found if tried([gap])]
    return (tried(sound) if sound else None) or item


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
