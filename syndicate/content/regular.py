"""Regular HTML: what an engine makes of plain Markdown, recognised whole, with nothing to mend.

Most offers are headings, paragraphs and lists with some emphasis and a few links. To clean such
HTML and rebuild it changes next to nothing, and costs many times what it costs to recognise it.
What is recognised here is an allow-list of its own, narrower than that of ``fragment``: whatever
wrote the HTML, the grammar below has a place for each tag of it, and for each character.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from syndicate.content.fragment import Levels

#: Longer texts are rare, and matching takes memory for each of their words.
_MOST_CHARACTERS = 65_536

# The grammar of regular HTML: which tag may stand in which, and each character between them. No two
# of its alternatives can begin at one place: a text that is not regular is refused in one pass over
# it. Only runs of characters are possessive, as Python 3.11 misreads groups that are: gh-106052.

# No control character, no carriage return and no blank that ends a line; the entities are those
# that engines write.
_LATIN = r"[\t -%'-;=?-~\xa0-\xff]*+"
_WIDE = r"[^\x00-\xff\ud800-\udfff\ufffe\uffff]++"
_TEXT = rf"{_LATIN}(?:(?:{_WIDE}|&(?:amp|lt|gt|quot);|(?<![\t ])\n){_LATIN})*"
# Content begins and ends with something to see: what does not is trimmed, or goes.
_BEGIN = r"(?![\s\xad\u200b-\u200f\u2060\ufeff]|<br|</)"
_END = r"(?<!\s)(?<!<br>)(?<!<br />)"
_LINE_BREAK = rf"<br(?: /)?>{_TEXT}"
# No address that anything could read in two ways: no port, no user, no number, no odd character.
_HOST = r"(?:[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*\.)+[A-Za-z]{2,}+"
_PATH = r"(?:[/?#](?:[\w./?#=%:@!$'()*+,;~-]++|&amp;)*)?"
_ADDRESS = rf"(?a:https?://{_HOST}{_PATH}|mailto:[\w.+-]++@{_HOST})"


def _opening(name: str, other_than: str = "") -> str:
    """The opening tag of a phrase, known as *name* from then on."""
    other = rf"(?!(?P={other_than})\b)" if other_than else ""
    tags = rf"(?:strong|em|code|del)(?=>)|a(?= href=\"{_ADDRESS}\">)"
    return rf"<{other}(?P<{name}>{tags})[^>]*+>{_BEGIN}"


def _phrases(name: str) -> str:
    """Text, and phrases of which one may stand in another, but not in its own kind."""
    outer, inner = f"{name}_outer", f"{name}_inner"
    nested = rf"{_opening(inner, outer)}{_TEXT}(?:{_LINE_BREAK})*</(?P={inner})>"
    return (
        rf"{_TEXT}(?:{_LINE_BREAK}|{_opening(outer)}{_TEXT}"
        rf"(?:{_LINE_BREAK}|{nested}{_TEXT})*</(?P={outer})>{_TEXT})*"
    )


def _content(name: str) -> str:
    return rf"{_BEGIN}{_phrases(name)}{_END}"


def _blocks() -> str:
    """Blocks, with one line feed after each."""
    block = rf"<(?P<block>p|h[1-6])>{_content('block')}</(?P=block)>\n"
    # An item holds either words, or paragraphs, each on a line of its own.
    paragraphs = rf"\n(?:<p>{_content('loose')}</p>\n)+"
    item = rf"<li>(?:{paragraphs}|{_content('tight')})</li>\n"
    list_ = r"ul(?=>)|ol(?=(?: start=\"[0-9]{1,6}\")?>)"
    items = rf"<(?P<list>{list_})[^>]*+>\n(?:{item})+</(?P=list)>\n"
    return rf"(?:{block}|{items}|<hr(?: /)?>\n)+"


#: What editors leave behind when text is pasted. It means nothing to us, wherever it ends.
_SPAN = re.compile(r"</?span(?: [a-z-]++=\"[^\"<>&]*+\")*>")

_LEVEL = re.compile("<h([1-6])")
_HEADING = re.compile(r"(</?h)[1-6]")


@cache
def _grammar() -> re.Pattern[str]:
    # Compiled when first used: that takes as long as reading many an offer.
    return re.compile(_blocks())


def regular(html: str) -> str | None:
    """*html* as cleaning and rebuilding it would leave it, or None when that has more to do."""
    if len(html) > _MOST_CHARACTERS:
        return None
    if "span" in html:
        html = _SPAN.sub("", html)
    if not _grammar().fullmatch(html):
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
