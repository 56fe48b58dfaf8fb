"""``syndicate boards``: boards, adapters and feeds for boards, and whether credentials work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.options import common, instant_of, site_of
from syndicate.cli.output import harmless, say, say_json
from syndicate.errors import AdapterError, ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from syndicate.adapter import Features
    from syndicate.site import Site


@click.command(short_help="List boards, adapters and dialects, or try a board's credentials.")
@click.argument("action", required=False, metavar="[test NAME]", type=click.Choice(["test"]))
@click.argument("name", required=False, metavar="")
@click.option(
    "--json", "as_json", is_flag=True, help="Print boards, adapters and dialects as JSON."
)
@common
@click.pass_context
def boards(
    ctx: click.Context,
    action: str | None,
    name: str | None,
    as_json: bool,
    project: Path | None,
    now: str | None,
) -> None:
    """List the configured boards, the adapters that are installed, and the dialects of feeds.

    `syndicate boards test NAME` tries the credentials of one board, and changes nothing there;
    a board that rests after failures, and answers now, rests no longer. Exit code 1 when the
    board refuses them.
    """
    site = site_of(project)
    instant = instant_of(now, site.timezone)
    if action is None:
        _list(site, as_json=as_json)
        return
    if name is None:
        names = " or ".join(site.boards)
        asked = f"which board, {names}?" if names else "which board?"
        example = next(iter(site.boards), "NAME")
        raise ConfigurationError(f"{asked} write: syndicate boards test {example}")
    ctx.exit(_test(site, name, instant))


def _test(site: Site, name: str, now: datetime) -> int:
    """Try a board; one that answers is rested no longer."""
    from syndicate.project.pushing import Pushing

    with Pushing.open(site, [name]) as pushing:
        board = pushing.boards[name]
        try:
            seen = board.adapter.check()
        except AdapterError as error:
            say(f"{name}: {board.without_secrets(error)}", err=True, fg="red")
            return 1
        except Exception as error:  # noqa: BLE001 - an adapter's defect, told without secrets
            say(f"{name}: {board.defect(error)}", err=True, fg="red")
            return 1
        pushing.works(name, now)
    say(f"{name}: {board.without_secrets(seen)}")
    return 0


def _list(site: Site, *, as_json: bool) -> None:
    from syndicate.delivery.loading import NO_WAY_IN, available

    configured = {name: _configured(site, name) for name in site.boards}
    adapters = {name: {"from": home, **_adapter(site, name)} for name, home in available().items()}
    dialects = _dialects(site)
    if as_json:
        say_json({"boards": configured, "adapters": adapters, "dialects": dialects})
        return
    closed = (f"  {name:<18}no way in: {why}" for name, why in NO_WAY_IN.items())
    lines = (
        *(*_boards_text(configured), ""),
        *(*_adapters_text(adapters), *closed, ""),
        *_feeds_text(dialects),
    )
    for line in lines:
        click.echo(line)


def _configured(site: Site, name: str) -> dict[str, object]:
    from syndicate.project.standing import schedule_of

    section = site.boards[name]
    adapter = str(section["adapter"])
    enabled = schedule_of(site, name) is not None
    turn = str(section.get("cron") or section.get("every") or "15 minutes")
    return {"adapter": adapter, "enabled": enabled, "turn": turn, **_adapter(site, adapter)}


def _adapter(site: Site, adapter: str) -> dict[str, object]:
    from syndicate.delivery.loading import load

    try:
        return _features(load("NAME", adapter, site.root).features)
    except ConfigurationError as error:
        return {"problem": str(error).removeprefix("[boards.NAME] adapter: ")}


def _features(features: Features) -> dict[str, object]:
    return {
        "kind": features.kind.value,
        "subject": features.subject,
        "updates": features.updates,
        "withdraws": features.withdraws,
        "repeatable": sorted(operation.value for operation in features.repeats),
        "lookup": features.lookup or features.lists,
        "idempotency": bool(features.idempotency),
        "batch": features.max_batch,
        "limits": {limit.name: limit.capacity for limit in features.limits},
        "needs": sorted(features.needs),
    }


def _dialects(site: Site) -> dict[str, dict[str, object]]:
    """Every dialect that a feed for a board can be written in; those of this site come first."""
    from syndicate.project.dialects import names

    written = list(dict.fromkeys(site.feeds.dialects))
    others = [name for name in names(site) if name not in written]
    return {name: _dialect(site, name) for name in (*written, *others)}


def _dialect(site: Site, name: str) -> dict[str, object]:
    from syndicate.project.board_feeds import path_of
    from syndicate.project.dialects import load

    written = name in site.feeds.dialects
    address = site.url + path_of(name, packed=site.feeds.gzip)
    try:
        about = load(name, site).about
    except ConfigurationError as error:
        return {"written": written, "problem": str(error)}
    return {
        "written": written,
        "url": address if written else None,
        "board": about.title,
        "asks": about.asks,
        "register": about.register,
        "reads": about.reads,
        "confidence": about.confidence,
        "checked": about.checked.isoformat(),
        "sources": list(about.sources),
        "unverified": list(about.unverified),
    }


def _feeds_text(dialects: dict[str, dict[str, object]]) -> Iterator[str]:
    yield click.style("Feeds that boards fetch", bold=True)
    others = [name for name, facts in dialects.items() if not facts["written"]]
    if others == list(dialects):
        yield '  none yet; for example: dialects = ["indeed", "jooble"] below [feeds]'
    for name, facts in dialects.items():
        if "problem" in facts:
            yield harmless(f"  {name:<18}{facts['problem']}")
        elif facts["written"]:
            yield harmless(f"  {name:<18}{facts['url']}")
            yield harmless(f"{'':<20}for {facts['board']}, which asks for {facts['asks']}")
            yield harmless(f"{'':<20}register: {facts['register']}")
            yield harmless(f"{'':<20}fetched: {facts['reads']}")
            yield harmless(f"{'':<20}how sure this is: {_sure(facts)}")
    if others:
        yield f"  others there are: {', '.join(others)}"


def _sure(facts: dict[str, object]) -> str:
    from syndicate.renderings.dialect import CONFIDENCE

    return f"{CONFIDENCE[str(facts['confidence'])]} ({facts['checked']})"


def _boards_text(configured: dict[str, dict[str, object]]) -> Iterator[str]:
    yield click.style("Boards in syndicate.toml", bold=True)
    if not configured:
        yield "  none yet; `syndicate plan` says how to begin with a folder"
    for name, facts in configured.items():
        turn = f"turn: {facts['turn']}" if facts["enabled"] else "not enabled"
        yield harmless(f"  {name:<18}{facts['adapter']}; {turn}; {_can(facts)}")


def _adapters_text(adapters: dict[str, dict[str, object]]) -> Iterator[str]:
    yield click.style("Adapters that are installed", bold=True)
    for name, facts in adapters.items():
        yield harmless(f"  {name:<18}{_can(facts)}")


def _can(facts: dict[str, object]) -> str:
    if "problem" in facts:
        return str(facts["problem"])
    parts = [f"{facts['kind']} of {facts['subject']}"]
    parts += [
        words
        for key, words in (("updates", "no updates"), ("withdraws", "no withdrawals"))
        if not facts[key]
    ]
    repeats = facts["repeatable"]
    safe = (
        facts["lookup"]
        or facts["idempotency"]
        or (isinstance(repeats, list) and "create" in repeats)
    )
    parts.append("never posts twice" if safe else "asks a person when in doubt")
    limits = facts["limits"]
    if isinstance(limits, dict) and limits:
        parts.append("limits " + ", ".join(f"{key} {value:,}" for key, value in limits.items()))
    return ", ".join(parts)
