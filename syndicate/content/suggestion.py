"""What the text of one file states and its front matter does not, as lines to add."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from syndicate.content.front_matter import parse
from syndicate.content.gaps import Remark, gaps, holds, keeps, prose_of, remarks
from syndicate.content.insertion import insertion
from syndicate.content.source import decoded
from syndicate.content.understand import understand, unreadable
from syndicate.errors import ContentError
from syndicate.offer import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from syndicate.content.fields import Vocabulary
    from syndicate.content.gaps import Gap
    from syndicate.content.insertion import Insertion
    from syndicate.content.source import Source
    from syndicate.content.understand import Understood
    from syndicate.offer import Offer
    from syndicate.site import Site


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for one file, whose bytes were *before*.

    ``proposed`` are the gaps that *change* fills, whose ``lines`` end with one for each of them, in
    their order; ``doubtful`` those of which the text is not sure enough; ``remarks`` facts that
    only the author can settle. Without anything proposed *change* is None; *closes* says that the
    offer, which is not closed now, is closed with it, by a deadline that has passed.
    """

    source: Source
    before: bytes
    offer: Offer
    proposed: tuple[Gap, ...] = ()
    doubtful: tuple[Gap, ...] = ()
    remarks: tuple[Remark, ...] = ()
    change: Insertion | None = None
    closes: bool = False


def suggest(
    source: Source, site: Site, words: Vocabulary, now: datetime, least: float
) -> Suggestion:
    """What is suggested for the file *source*: lines for facts as sure as *least*; raises nothing.

    Every line has been tried: with it the file says what the fact says, and all else that it said
    before.
    """
    site = replace(site, content=replace(site.content, infer=False))
    before = b""
    try:
        before = source.data()
        text = decoded(before)
        document = parse(text)
    except ContentError as error:
        return Suggestion(source, before, unreadable(source, error, site).offer)
    item = understand(source, text, site, words, now)
    if item.offer.status in {Status.TEMPLATE, Status.UNREADABLE}:
        return Suggestion(source, before, item.offer)
    facts = prose_of(item, document)
    found = gaps(facts, item, document, site, words)
    told = remarks(facts, item, document, site, words)
    trial = Trial(source, before.decode("utf-8"), site, words, now, item)
    sound, change = trial.of([gap for gap in found if gap.fact.confidence >= least])
    doubtful = [gap for gap in found if gap.fact.confidence < least]
    told += [
        Remark(gap.fact, trial.why_not(gap))
        for gap in found
        if gap not in sound and gap not in doubtful
    ]
    closed = Status.CLOSED
    closes = change is not None and trial.status is closed and item.offer.status is not closed
    return Suggestion(
        source, before, item.offer, tuple(sound), tuple(doubtful), tuple(told), change, closes
    )


class Trial:
    """Adds lines to the *text* of a file, which was read as *item*, and reads it again.

    ``status`` is that of the offer with the lines that were added last.
    """

    def __init__(
        self,
        source: Source,
        text: str,
        site: Site,
        words: Vocabulary,
        now: datetime,
        item: Understood,
    ) -> None:
        self.source = source
        self.text = text
        self.site = site
        self.words = words
        self.now = now
        self.item = item
        self.status = item.offer.status

    def of(self, wanted: Sequence[Gap]) -> tuple[Sequence[Gap], Insertion | None]:
        """Those of *wanted* that can be added, and all of them added."""
        if not wanted:
            return (), None
        if change := self.added(wanted):
            return wanted, change
        sound = [gap for gap in wanted if self.added([gap])]
        change = self.added(sound) if sound else None
        return (sound, change) if change else ((), None)

    def why_not(self, gap: Gap) -> str:
        """Why the line of *gap* cannot be added, as the words of a remark."""
        line = f"{gap.key}: {gap.fact.written}"
        if insertion(self.text, {gap.key: gap.fact.written}) is None:
            return f"no whole line can be added here; write {line}"
        return f"as '{line}' it would be misread: write it there in other words"

    def added(self, wanted: Sequence[Gap]) -> Insertion | None:
        """*wanted* added to the text, if it then says that, and all else that it said before."""
        change = insertion(self.text, {gap.key: gap.fact.written for gap in wanted})
        if change is None:
            return None
        text = decoded(change.text.encode())
        offer = understand(self.source, text, self.site, self.words, self.now).offer
        fields = [gap.fact.field for gap in wanted]
        self.status = offer.status
        sound = all(holds(offer, gap.fact) for gap in wanted)
        return change if sound and keeps(self.item.offer, offer, fields) else None
