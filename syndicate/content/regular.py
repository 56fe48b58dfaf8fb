"""Regular HTML: what an engine makes of plain Markdown, recognised whole, with nothing to mend.

Most offers are headings, paragraphs and lists with some emphasis and a few links. To clean such
HTML and rebuild it changes next to nothing, and costs many times what it costs to recognise it.
What is recognised here is an allow-list of its own, narrower than that of ``fragment``: whatever
wrote the HTML, each character of it stands in one of the words below, and each tag in its place.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from syndicate.content.fragment import Levels

#: Longer texts are rare, and matching takes memory for each of their words.
_MOST_CHARACTERS = 65_536

# The words of regular HTML. No two can begin at one place, and runs of characters are possessive:
# a text that is not regular is refused in one pass over it.

#: No control character and no carriage return; the entities are those that engines write.
_TEXT = (
    r"[\t\n -%'-;=?-~\xa0-\xff]++|[^\x00-\xff\ud800-\udfff\ufffe\uffff]++"
    r"|&(?:amp|lt|gt|quot);"
)
# Content begins and ends with something to see: what does not is trimmed, or goes.
_BEGIN = r"(?![\s\xad\u200b-\u200f\u2060\ufeff]|<br|</)"
_END = r"(?<!\s)(?<!<br>)(?<!<br />)"
#: Between blocks stands one line feed.
_NEXT = r"\n(?=<|\Z)"
# No address that anything could read in two ways: no port, no user, no number, no odd character.
_HOST = r"(?:[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*\.)+[A-Za-z]{2,}+"
_PATH = r"(?:[/?#](?:[\w./?#=%:@!$'()*+,;~-]++|&amp;)*)?"
_ADDRESS = rf"(?a:https?://{_HOST}{_PATH}|mailto:[\w.+-]++@{_HOST})"
_WORDS = "|".join(
    (
        _TEXT,
        rf"<(?:p|li|strong|em|code|del|h[1-6]|a href=\"{_ADDRESS}\")>{_BEGIN}",
        r"</(?:strong|em|code|del|a)>|<br(?: /)?>",
        rf"{_END}</(?:p|li|h[1-6])>{_NEXT}",
        # An item holds either words, or paragraphs, each on a line of its own.
        r"<li>\n(?=<p>)|(?<=</p>\n)</li>\n(?=<)",
        r"<(?:ul|ol(?: start=\"[0-9]{1,6}\")?)>\n(?=<li>)",
        rf"(?:</(?:ul|ol)>|<hr(?: /)?>){_NEXT}",
    )
)


# The sentence that they make: which tag may stand in which, whatever is written between them.

_ANY = r"[^<]*+"
_LINE_BREAK = rf"<br(?: /)?>{_ANY}"


def _phrases(name: str) -> str:
    """Text, and phrases of which one may stand in another, but not in its own kind."""
    outer, inner = f"{name}_outer", f"{name}_inner"
    nested = (
        rf"<(?!(?P={outer})\b)(?P<{inner}>[acdes]\w*)[^>]*+>{_ANY}(?:{_LINE_BREAK})*</(?P={inner})>"
    )
    return (
        rf"{_ANY}(?:{_LINE_BREAK}|<(?P<{outer}>[acdes]\w*)[^>]*+>{_ANY}"
        rf"(?:{_LINE_BREAK}|{nested}{_ANY})*</(?P={outer})>{_ANY})*"
    )


def _sentence() -> str:
    block = rf"<(?P<block>p|h[1-6])>{_phrases('block')}</(?P=block)>\n"
    paragraphs = rf"\n(?:<p>{_phrases('loose')}</p>\n)+"
    item = rf"<li>(?:{paragraphs}|{_phrases('tight')})</li>\n"
    items = rf"<(?P<list>[uo]l)[^>]*+>\n(?:{item})+</(?P=list)>\n"
    return rf"(?:{block}|{items}|<hr(?: /)?>\n)+"


#: What editors leave behind when text is pasted. It means nothing to us, wherever it ends.
_SPAN = re.compile(r"</?span(?: [a-z-]++=\"[^\"<>&]*+\")*>")

_LEVEL = re.compile("<h([1-6])")
_HEADING = re.compile(r"(</?h)[1-6]")


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Compiled when first used: that takes as long as reading many an offer.
    return re.compile(rf"(?=<)(?:{_WORDS})*"), re.compile(_sentence())


def regular(html: str) -> str | None:
    """*html* as cleaning and rebuilding it would leave it, or None when that has more to do."""
    if len(html) > _MOST_CHARACTERS:
        return None
    if "span" in html:
        html = _SPAN.sub("", html)
    words, sentence = _grammar()
    if not words.fullmatch(html) or not sentence.fullmatch(html):
        return None
    if " />" in html:
        html = html.replace("<br />", "<br>").replace("<hr />", "<hr>")
    html = html[:-1]
    if "&" in html:
        html = html.replace("&quot;", '"')
    if "\xa0" in html:
        html = html.replace("\xa0", "&nbsp;")
    return _levelled(html, tuple(_LEVEL.findall(html)))


def _levelled(html: str, stated: tuple[str, ...]) -> str:
    shown = _shown(stated)
    if shown == stated:
        return html
    # Each heading has two tags.
    each = iter([level for level in shown for _ in range(2)])
    return _HEADING.sub(lambda tag: tag[1] + next(each), html)


@lru_cache(maxsize=256)
def _shown(stated: tuple[str, ...]) -> tuple[str, ...]:
    levels = Levels()
    return tuple(str(levels.shown(int(level))) for level in stated)
