"""Facts from prose: what it takes to search the texts of offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import corpus
from benchmarks.outputs import WrongOutputError
from benchmarks.running import Stopwatch

if TYPE_CHECKING:
    from benchmarks.figures import Sample


def read(number: int) -> Sample:
    """All facts of the texts of *number* generated offers; ``us`` are microseconds for each.

    Of the processor: ``python -m benchmarks.running prose.read '{"number": 10000}'``.
    """
    from syndicate.content.prose import facts

    given = [
        (each.title, each.text.replace("\r\n", "\n").split("\n---\n", 1)[-1], each.language)
        for each in corpus.specimens(number)
    ]
    watch = Stopwatch()
    found = sum(len(facts(title, body, language=language)) for title, body, language in given)
    sample = watch.sample(number)
    if found < number:
        raise WrongOutputError(f"{found} facts in the texts of {number} offers")
    return {**sample, "us": sample["cpu"] / number * 1e6}
