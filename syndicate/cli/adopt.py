"""``syndicate adopt``: take over what a board shows already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import counted, harmless, note, say, say_json
from syndicate.errors import AdapterError

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.delivery.adopting import Adopted

_SHOWN = 20


@click.command(short_help="Take over what a board shows already.")
@click.argument("board", metavar="BOARD")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@common
@click.pass_context
def adopt(
    ctx: click.Context, board: str, as_json: bool, project: Path | None, now: str | None
) -> None:
    """Match what BOARD shows already with the offers, and write it into the ledger.

    Nothing is posted, changed or withdrawn. For boards that were filled before Syndicate came,
    and after a ledger was lost. Exit code 1 when the board does not answer.
    """
    from syndicate.delivery.registry import open_boards
    from syndicate.project.pushing import Pushing, make_ledger

    site = site_of(project)
    instant = instant_of(now, site.timezone)
    boards = open_boards(site, [board])
    with Pushing(site, boards, make_ledger(site, anew=True)) as pushing:
        run = pushing.ledger.run_started("adopt", instant)
        try:
            found = pushing.adopt(board, instant, run)
        except AdapterError as error:
            pushing.ledger.run_ended(run, "failed", instant)
            say(f"{board}: {pushing.boards[board].without_secrets(error)}", err=True, fg="red")
            ctx.exit(1)
        pushing.ledger.run_ended(run, "done", instant)
        entries = {subject: pushing.entry(board, subject) for subject in found.missing}
    lost = [subject for subject, entry in entries.items() if entry and entry.live_since]
    if as_json:
        say_json(found.report())
    else:
        _tell(board, found, lost)


def _tell(board: str, found: Adopted, lost: list[str]) -> None:
    """What was found; the ledger has *lost* as there, and the board does not show them."""
    say(f"{board}: {counted(len(found.matched), 'offer')} found there; nothing was sent.")
    for words, subjects in (
        ("not there yet (apply posts them)", [s for s in found.missing if s not in lost]),
        (f"gone from there; to be posted again: syndicate resolve {board} OFFER --as absent", lost),
        ("there, but of no open offer (left alone)", found.foreign),
    ):
        if subjects:
            say(f"  {len(subjects):,} {words}:")
            for subject in subjects[:_SHOWN]:
                say(f"    {harmless(subject)}")
            if len(subjects) > _SHOWN:
                say(f"    and {len(subjects) - _SHOWN:,} more")
    note("What is to be done now: syndicate plan")
