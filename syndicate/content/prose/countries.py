"""The countries that remote work is limited to: ``100 % remote, partout en France``."""

from __future__ import annotations

import re

from syndicate.content.gazetteer import country_code

_COUNTRY = re.compile(
    r"(?:\b(?:in|within|from|across|depuis|en|au|aux|dans|partout en|aus|in ganz"
    r"|desde|binnen|vanuit)"
    r"|[(:,/–-])\s?"
    r"(?:the |la |le |l['’]|les |all of the |toute la |toute l['’]|ganz |heel |UE ou )?"
    r"(?=([A-ZÀ-Þ][\w.]*(?:[ -][A-ZÀ-Þ][\w.]*){0,2}))"
)
_OR_COUNTRY = re.compile(r"\b(?:or|ou) (?:the |la |le |l['’])?([A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*)*)")
_MORE = re.compile(
    r"\s?(?:,|/|&|\bor\b|\band\b|\bou\b|\bet\b|\bund\b|\boder\b|\by\b|\bo\b|\ben\b|\bof\b)\s?"
    r"(?:the |la |le |l['’]|les |en |au |in )?(?=([A-ZÀ-Þ][\w.]*(?:[ -][A-ZÀ-Þ][\w.]*){0,2}))"
)
#: Who or what is in the country that follows, when it is not the reader.
_OTHERS = re.compile(
    r"\b(?:[Cc]lients?|[Cc]ustomers?|[Uu]sers|serv(?:e|es|ing)|compan\w+|entreprises?|sociétés?"
    r"|associations?|organi[sz]ations?|registered|incorporated|founded|fondée?|née?|born|[Hh]eadq\w+"
    r"|bureaux?|offices?|siège|équipes|teams|meetings?|rencontres?|réunions?|séminaires?|retreats?"
    r"|off-?sites?|meet-?ups?|summits?|seminars?|workshops?|conferences?|conférences?|hubs?|HQ|founders?"
    r"|subsidiar\w+|branch\w*|filiales?|colleagues?|collègues|community|communauté|communities|team"
    r"|gatherings?|trips?|travel\w*|voyages?|déplacements?|visits?|laws?|droit|hospitals?"
    r"|members|membres|utilisat\w+|partners?|partenaires?|événements?|events?|projects?|projets?"
    r"|not|except|hors|sauf|Kunden|klanten)\b"
)


#: "In the Netherlands team": the country's, and not where one may live.
_ITS = re.compile(
    r" (?:team|office|market|branch|entity|subsidiary|clients?|customers?|projects?)\b"
)


def countries(text: str) -> tuple[str, ...]:
    """The countries that *text* limits remote work to, as codes."""
    found: list[str] = []
    for match in _COUNTRY.finditer(text):
        if _OTHERS.search(text, 0, match.start()):
            break
        code, at = _country(text, match.end(), match[1])
        if code and _ITS.match(text, at):
            break
        while code:
            found.append(code)
            more = _MORE.match(text, at)
            code, at = _country(text, more.end(), more[1]) if more else (None, at)
        if found:
            break
    return tuple(dict.fromkeys(found))


def without_countries(text: str) -> str:
    """*text* without the countries of a choice: "France or Germany" leaves no choice of place."""
    return _OR_COUNTRY.sub(_without, text)


def _without(match: re.Match[str]) -> str:
    return "" if country_code(match[1]) else match[0]


def _country(text: str, at: int, words: str) -> tuple[str | None, int]:
    pieces = words.split(" ")
    for count in range(len(pieces), 0, -1):
        name = " ".join(pieces[:count])
        bare = name.rstrip(".")
        code = country_code(bare) if len(bare) > 2 or bare.isupper() else None
        if code and not (len(bare) == 2 and bare not in {"US", "UK"}):
            return code, at + len(name)
    return None, at
