"""Markdown in, safe and valid HTML out; and the plain text of it.

The engine is comrak: it links bare addresses and mails, which offers are full of, and its
tables and footnotes are valid HTML. pyromark renders the 86 files of the corpus four times
faster (15 µs a file to comrak's 60) but links no bare address, and either is a small part of
what an offer costs. Both are MIT, with wheels for 3.11 to 3.13 and releases this year. Whatever
the engine lets through is then cleaned by nh3 and rebuilt by ``fragment``, unless ``regular``
recognises it character by character as what both would leave alone: no engine is trusted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from itertools import count
from urllib.parse import urljoin

import comrak
import nh3

from syndicate.content.fragment import ELEMENTS, RENAMED, TRAILING_BLANKS, WRAPPERS, rebuilt
from syndicate.content.kramdown import as_commonmark
from syndicate.content.liquid import neutral
from syndicate.content.regular import regular
from syndicate.text import clean


def _words(text: str) -> list[str]:
    return text.split(" ")


# Their text is for machines, or stands in for what cannot be shown.
_DROPPED = frozenset(
    _words(
        "script style iframe noscript template textarea title object embed svg math select "
        "noembed noframes xmp plaintext video audio"
    )
)
_BACK_REFERENCE = re.compile(r' ?<a href="#fnref[^"]*" class="footnote-backref"[^>]*>.*?</a>')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/?#:<>\"]+@[^\s@/?#:<>\"]+\.[^\s@/?#:<>\"]+")

_TAG = re.compile(r"<(/?[a-z][a-z0-9]*)(?: [^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*)?>")
_LINE_ENDS = _words(
    "p br li h2 h3 h4 h5 h6 blockquote pre hr tr caption dt dd table ul ol dl figure figcaption"
)
#: What stands for a tag where there are none; nothing for all others.
_TEXTS_OF_TAGS = {
    **dict.fromkeys((*_LINE_ENDS, *(f"/{tag}" for tag in _LINE_ENDS)), "\n"),
    **dict.fromkeys(("/td", "/th"), " "),
}

# nh3's time grows with the square of the depth: minutes for the deepest a file can hold. What
# nobody wrote to be read is shown as it was written.
_MOST_LEVELS = 1_000
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NOT_NESTED = frozenset(_words("area br col dd dt hr img input li link meta option p td th tr wbr"))

_BEFORE_HEADING = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)
_ATX = re.compile(r"#(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*(?:\n|\Z)")
_SETEXT = re.compile(
    r"(?![ \t]*(?:[>#*+-][ \t]|[0-9]+[.)][ \t]|```|~~~))(\S.*+)\n {0,3}=+[ \t]*(?:\n|\Z)"
)


def _extensions(*, definitions: bool) -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = True
    options.strikethrough = True
    options.autolink = True
    options.footnotes = True
    options.description_lists = definitions
    return options


def _raw_html() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    # Lets raw HTML through; nh3 judges it afterwards, as it judges everything.
    options.unsafe_ = True
    return options


_EXTENSIONS = _extensions(definitions=True)
# comrak's time grows with the square of the definitions: 20,000 of them take five seconds.
_MOST_DEFINITIONS = 1_000
_WITHOUT_DEFINITIONS = _extensions(definitions=False)
_PARSING = comrak.ParseOptions()
_RENDERING = _raw_html()


#: How many texts have been asked for, and from how many on it is worth to know regular ones.
_ASKED, _FEW = count(), 32


def to_html(markdown: str, base_url: str, *, is_plain: bool = False) -> str:
    """*markdown* as HTML that is safe anywhere and valid inside an article.

    Links and images are absolute (relative ones start at *base_url*); only http, https, mailto
    and tel are left. Headings start at h2 and never skip a level. No element or attribute
    but those of ``fragment.ELEMENTS``; no control character; nothing a template engine reads.
    Whoever has seen that there is no kramdown in it says *is_plain*.
    """
    text = _readable(markdown)
    if not is_plain or text != markdown:
        text = as_commonmark(text)
    try:
        html = rendered(text)
    except UnicodeEncodeError:  # a lone surrogate
        text = as_commonmark(clean(_readable(markdown)))
        html = rendered(text)
    # To learn to recognise it takes as long as mending some fifty texts.
    result = regular(html) if next(_ASKED) >= _FEW else None
    return neutral(mended(html, text, base_url) if result is None else result)


def rendered(text: str) -> str:
    """*text*, plain Markdown, as HTML that nobody has looked at yet."""
    usual = text.count(":") <= _MOST_DEFINITIONS or text.count("\n:") <= _MOST_DEFINITIONS
    extensions = _EXTENSIONS if usual else _WITHOUT_DEFINITIONS
    return comrak.render_markdown(text, extensions, _PARSING, _RENDERING)


def mended(html: str, text: str, base_url: str) -> str:
    """*html*, which is *text* as :func:`rendered`, cleaned and rebuilt: safe whatever it holds."""
    if html.count("<") > _MOST_LEVELS and _depth(html) > _MOST_LEVELS:
        html = f"<pre>{escape(text, quote=False)}</pre>"
    if "footnote-backref" in html:
        html = _BACK_REFERENCE.sub("", html)
    # Entities may have become control characters and carriage returns, so they are looked for
    # once more here; lines end with a line feed alone.
    html = rebuilt(clean(_cleaner(base_url).clean(html)).replace("\r", ""))
    # To look for every run of blanks takes many times as long as to see that no line ends in one.
    return TRAILING_BLANKS.sub("\n", html) if " \n" in html or "\t\n" in html else html


def plain_text(html: str) -> str:
    """The text of *html* as :func:`to_html` makes it, a line for each block or ``<br>``."""
    lines = (" ".join(line.split()) for line in _text(html).split("\n"))
    return "\n".join(line for line in lines if line)


def _text(html: str) -> str:
    pieces = _TAG.split(html)  # every second one is a tag
    pieces[1::2] = [_TEXTS_OF_TAGS.get(tag, "") for tag in pieces[1::2]]
    return neutral(unescape("".join(pieces)))


def summarise(text: str, limit: int = 300) -> str:
    """The beginning of *text* on one line: whole words, at most *limit* characters.

    What is cut off is marked with an ellipsis, which counts.
    """
    return _shortened(" ".join(text.split()), limit)


def _shortened(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    words = line[:limit].rsplit(" ", 1)
    kept = words[0] if len(words) == 2 else line[: limit - 1]
    return kept.rstrip(" ,;:.!?–—-(") + "…"


def beginning(html: str, limit: int = 300) -> str:
    """What :func:`summarise` makes of the plain text of *html*; long ones are not read whole."""
    if not html:
        return ""
    for length in (3 * limit // 2, 8 * limit):
        if length < len(html):
            text = " ".join(_text(html[: _cut(html, length)]).split())
            if len(text) > limit:
                return _shortened(text, limit)
    return summarise(_text(html), limit)


def _cut(html: str, length: int) -> int:
    """Where to cut *html*, at *length* or before, so that no tag and no entity is in two."""
    end = max(html.rfind(" ", 0, length), 0)
    tag = html.rfind("<", 0, end)
    return end if html.rfind(">", 0, end) >= tag else tag


def leading_heading(markdown: str) -> tuple[str | None, str]:
    """The level-one heading *markdown* begins with, as plain text, and what follows it.

    Comments before it are skipped. Without such a heading: None, and all of *markdown*.
    """
    text = markdown.replace("\r\n", "\n") if "\r" in markdown else markdown
    start = _BEFORE_HEADING.match(text)
    at = start.end() if start else 0
    # The heading's own line begins at the last line break: an indent of four is code.
    indent = text[text.rfind("\n", 0, at) + 1 : at]
    match = _ATX.match(text, at) or _SETEXT.match(text, at)
    if match is None or "\t" in indent or indent.endswith("    "):
        return None, markdown
    title = plain_text(to_html(f"# {(match[1] or '').strip()}", "https://example.invalid/"))
    return (" ".join(title.split()), text[match.end() :]) if title else (None, markdown)


@lru_cache(maxsize=16)
def _cleaner(base_url: str) -> nh3.Cleaner:
    def absolute(url: str) -> str | None:
        return _absolute(url, base_url)

    return nh3.Cleaner(
        tags={*ELEMENTS, *WRAPPERS, *RENAMED, "h1"},
        clean_content_tags=set(_DROPPED),
        attributes={tag: set(names) for tag, names in ELEMENTS.items() if names},
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative=absolute,
    )


def _depth(html: str) -> int:
    """How deeply the elements of *html* are nested, or more: what a parser mends is not."""
    deepest = depth = 0
    for closing, tag in _ANY_TAG.findall(html):
        if tag.lower() not in _NOT_NESTED:
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _absolute(url: str, base_url: str) -> str | None:
    """Where the relative *url* leads; None when nowhere, as ``#fragment`` and an empty one."""
    address = url.strip()
    if not address or address.startswith("#") or _SCHEME.match(address):
        return None
    if _MAIL.fullmatch(address):
        return f"mailto:{address}"
    if address.lower().startswith("www."):
        return f"https://{address}"
    try:
        return urljoin(base_url, address)
    except ValueError:
        return None


def _readable(markdown: str) -> str:
    """*markdown* with line feeds only, without what no engine may be given."""
    if "\r" in markdown:
        markdown = markdown.replace("\r\n", "\n").replace("\r", "\n")
    return markdown.replace("\x00", "") if "\x00" in markdown else markdown
