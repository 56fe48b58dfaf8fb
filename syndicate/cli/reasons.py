"""Why a problem matters, told once for each kind of problem."""

from __future__ import annotations

_UNREADABLE = (
    "an offer that cannot be read keeps its last good version online, and no change of it is "
    "published until it is repaired"
)
_DECIDES = (
    "this decides whether the offer is published, so it is not guessed: what was published stays "
    "until it is repaired"
)
_SEARCH = (
    "search engines list a job only when its page states the facts of a JobPosting, complete and "
    "true; in the feeds and on its own page the offer is published all the same"
)
_UNUSED = "a value that is not understood is left out: readers and job boards do not get it"

#: By code, or by the beginning of a family of codes, which ends with a hyphen.
_REASONS = {
    "control-character": _UNREADABLE,
    "duplicate-key": _UNREADABLE,
    "encoding": _UNREADABLE,
    "file-name": _UNREADABLE,
    "file-size": _UNREADABLE,
    "file-unreadable": _UNREADABLE,
    "front-matter-": _UNREADABLE,
    "json-syntax": _UNREADABLE,
    "missing-title": _UNREADABLE,
    "not-a-file": _UNREADABLE,
    "number-size": _UNREADABLE,
    "symbolic-link": _UNREADABLE,
    "toml-syntax": _UNREADABLE,
    "unclosed-front-matter": _UNREADABLE,
    "yaml-": _UNREADABLE,
    "board-feed-held": "what is not in its feed is closed on the board: a feed that lost its "
    "offers by accident would close them all",
    "board-feed-": "a job board takes an offer only as it asks for it; everywhere else the offer "
    "is published all the same",
    "closes-before-it-opens": "an offer with such dates is never open",
    "contradicting-keys": _DECIDES,
    "unknown-truth": _DECIDES,
    "bad-date": "dates decide when an offer is published, where it stands in the feeds, and when "
    "it closes; a wrong one is never guessed at",
    "jobposting-": _SEARCH,
    "duplicate-id": "feed readers and job boards know an offer by its id: two with one id would "
    "overwrite each other",
    "pay-without-period": "many look for the pay first, and search engines show it only with its "
    "currency and its period",
    "title-advice": "search engines compare titles of jobs; one that says more is ranked lower, or "
    "dropped",
    "unknown-": _UNUSED,
    "bad-url": _UNUSED,
    "inferred": "with infer = true, what the text states fills what the front matter leaves open; "
    "a line of the front matter overrules it",
    "liquid-removed": "the commands of a site generator mean nothing to readers of feeds, so they "
    "are taken out, and a word may be missing there",
    "placeholder": "a word from a template says nothing of the job and is taken as not stated",
}


def reason(code: str) -> str | None:
    """Why problems of *code* matter, in one sentence, or None when the fault says it all."""
    if code in _REASONS:
        return _REASONS[code]
    families = (beginning for beginning in _REASONS if beginning.endswith("-"))
    known = next((_REASONS[start] for start in families if code.startswith(start)), None)
    return known or _asked(code)


def _asked(code: str) -> str | None:
    """What the rule *code* asks of offers, if it is one."""
    from syndicate.content.rules import rules

    rule = rules().get(code)
    return rule.asks if rule else None
