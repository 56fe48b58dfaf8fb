"""An offer's own text for one board: said there, changed there, and of no account elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from syndicate.cli.app import app
from tests.adapters.test_indexnow import KEY
from tests.adapters.test_mastodon import TOKEN
from tests.adapters.test_together import Organisation, organisation
from tests.adapters.test_webhook import SECRET

if TYPE_CHECKING:
    from syndicate.testing import Held

__all__ = ["organisation"]  # a fixture

LINK = "jobs/baker/?utm_source=mastodon&utm_content=baker"


def own(text: str) -> str:
    return f'boards: {{ toots: {{ text: "{text}" }} }}'


def toots(organisation: Organisation) -> list[str]:
    """What the statuses say, without the address of the site."""
    held: list[Held] = organisation.boards["toots"].postings
    home = organisation.boards["bing"].url
    return sorted(str(one.body["status"]).replace(home, "") for one in held)


def told(organisation: Organisation, day: str) -> dict[str, int]:
    """Build and apply: the boards that were told something, and how often."""
    return {name: calls for name, calls in organisation.day(day).items() if calls}


def test_a_change_of_the_text_is_pushed_to_its_board_and_to_no_other(
    organisation: Organisation,
) -> None:
    organisation.offer("baker")
    organisation.offer("miller")
    told(organisation, "02")
    before = toots(organisation)

    organisation.offer("baker", own(r"Come and bake!\n\n{link}\nYours, {employer}"))
    assert told(organisation, "03") == {"toots": 1}
    said = f"Come and bake!\n\n{LINK}\nYours, Example Cooperative"
    assert toots(organisation) == [said, before[1]]
    assert told(organisation, "04") == {}

    organisation.offer("baker", own("Come and bake bread!"))
    assert told(organisation, "05") == {"toots": 1}
    assert toots(organisation)[0] == f"Come and bake bread!\n{LINK}"

    organisation.offer("baker")
    assert told(organisation, "06") == {"toots": 1}
    assert toots(organisation) == before


def asked(organisation: Organisation, *arguments: str) -> tuple[int, str]:
    """What a command on the third of March ends with, and says."""
    where = ["--now", "2026-03-03T12:00:00+01:00", "--project", str(organisation.root)]
    secrets = {"HOOK_SECRET": SECRET, "INDEXNOW_KEY": KEY, "MASTODON_TOKEN": TOKEN}
    result = CliRunner().invoke(app, [*arguments, *where], env=secrets)
    return result.exit_code, result.output


def test_a_text_that_cannot_be_said_leaves_its_board_as_it_is(organisation: Organisation) -> None:
    organisation.offer("baker", own("Come and bake!"))
    told(organisation, "02")

    organisation.offer("baker", own("Come, {titel}!"), "tags: bread")
    code, said = asked(organisation, "check")
    assert code == 1
    assert "content/baker.md:4:26: error[board-text]: boards.toots.text has a field" in said
    organisation.boards["toots"].calls.clear()
    _, said = asked(organisation, "apply", "--yes", "--board", "toots")
    assert "boards.toots.text has a field that is none of" in said
    assert organisation.boards["toots"].calls == []
    assert toots(organisation) == [f"Come and bake!\n{LINK}"]

    organisation.offer("baker", own("Come, {title}!"), "tags: bread")
    assert told(organisation, "04")["toots"] == 1
    assert toots(organisation) == [f"Come, Baker!\n{LINK}"]


def test_a_board_that_there_is_not_is_told_by_check_and_keeps_nothing_back(
    organisation: Organisation,
) -> None:
    organisation.offer("baker", "boards: { toost: { text: Come and bake! } }")
    assert told(organisation, "02")["toots"] == 1
    assert "Come and bake!" not in toots(organisation)[0]
    code, said = asked(organisation, "check")
    assert code == 0
    assert "content/baker.md:4:11: warning[unknown-board]" in said
    assert "help: toots: { text:" in said
