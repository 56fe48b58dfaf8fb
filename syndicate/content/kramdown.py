"""Kramdown, the Markdown of many sites, as the Markdown every engine reads."""

from __future__ import annotations

import re

_INSIDE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^{}\"'\n])*"

# What is code or escaped is matched too, so that it is stepped over. All begins at a line's
# beginning or with one of four characters: saying so first makes the search several times faster.
_PIECE = re.compile(
    r"""(?=[\\`{\u00a0]|^)(?:
      (?P<fence>^[ \t>]*(?P<marks>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t>]*(?P=marks)[`~]*[ \t]*$|.*\Z))
    | (?P<escape>\\[\\`{])
    | (?P<span>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    | (?P<toc>^[ \t]*(?:[*+-]|[0-9]+[.)])[^\n]*\n[ \t]*\{:toc\b INSIDE \}[ \t]*(?:\n|\Z))
    | (?P<comment>\{::comment\b INSIDE (?<!/)\}.*?(?:\{:/(?:comment)?\}|\Z)\n?)
    | (?P<line>^[ \t>]*\{:(?=[ \t]*[:.\#/\w]) INSIDE \}[ \t]*(?:\n|\Z))
    | (?P<inline>\{:(?=[ \t]*[:.\#/\w]) INSIDE \})
    | (?P<heading>^(?P<text>[ ]{0,3}\#{1,6}[ \t](?:[^\n{]|\{(?![.\#]))*)\{[.\#][^{}\n]*\}[ \t\#]*$)
    | (?P<hashes>^[ ]{0,3}(?:\#{1,6}(?=\u00a0)|\#{2,6}(?=[^\#\s])))\u00a0*
    | (?P<rule>^[ ]{0,3}<hr\b[^<>\n]*>[ \t]*\n|(?<=\n\n)[ ]{0,3}<br\b[^<>\n]*>[ \t]*\n)(?=[^\s<])
    | (?P<closed>^[ ]{0,3}</[a-z][a-z0-9]*>[ \t]*\n)(?=[ ]{0,3}(?:\#{1,6}|[*+-]|[0-9]+[.)])[ \t])
    | (?<=\S)\u00a0+(?=[*_]{1,3}(?:[ \t.,;:!?)]|$))
    )""".replace("INSIDE", _INSIDE),
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_BRACED = re.compile(r"\{[:#.]")
#: Elements after which Markdown goes on.
_RULES = ("hr", "br")
# One mark to look for is found in half the time of two.
_CLOSE_HEADING = re.compile(r"#(?<=##)[^#\s]")
# How many lines back the beginning of a list is looked for.
_FARTHEST = 300
_INDENTED = re.compile(r"(?: {4}|\t)")
_LIST = re.compile(r"[ ]{0,3}(?:[*+-]|[0-9]{1,9}[.)])[ \t]")


def as_commonmark(markdown: str) -> str:
    """*markdown* without ``{: .x}``, ``{::options /}``, ``{:toc}`` and heading ids.

    Code stays as it is. A comment goes with its content, the placeholder of a table of
    contents with its list item; what ``{::nomarkdown}`` encloses stays. ``##Heading`` gets the
    blank it lacks, emphasis that ends in a no-break space is emphasis, and what follows ``<hr>``
    or a closing tag on the next line is Markdown again.
    """
    return _PIECE.sub(_replacement, markdown) if may_be_kramdown(markdown) else markdown


def may_be_kramdown(markdown: str) -> bool:
    """Whether anything in *markdown* may be a piece that is replaced; quickly, and rather yes.

    Where it is not so, it is not so of what is left when whole lines at the beginning are cut.
    """
    return (
        "\u00a0" in markdown
        or ("{" in markdown and bool(_BRACED.search(markdown)))
        or ("<" in markdown and _is_tagged(markdown))
        or ("##" in markdown and bool(_CLOSE_HEADING.search(markdown)))
    )


def _is_tagged(markdown: str) -> bool:
    # From one mark to the next, of which there are few: to look for two characters, or for a
    # pattern, takes many times as long as for one.
    at = markdown.find("<")
    while at >= 0:
        if markdown.startswith(_RULES, at + 1) or (
            markdown.startswith("/", at + 1) and _begins_a_line(markdown, at)
        ):
            return True
        at = markdown.find("<", at + 1)
    return False


def _begins_a_line(text: str, at: int) -> bool:
    """Whether nothing but an indent of three blanks at most stands before *at* on its line."""
    before = text[max(at - 4, 0) : at].rstrip(" ")
    return before.endswith("\n") or (not before and at < 4)


def _replacement(match: re.Match[str]) -> str:
    is_code = match["fence"] or match["span"] or match["escape"]
    if is_code or _is_indented_code(match):
        return match.group()
    if match["hashes"]:
        return f"{match['hashes']} "
    before = match["rule"] or match["closed"]
    return f"{before}\n" if before else (match["text"] or "").rstrip()


def _is_indented_code(match: re.Match[str]) -> bool:
    """Whether *match* stands in a block that is code because it is indented by four blanks."""
    text = match.string
    end = text.rfind("\n", 0, match.start())
    if not _INDENTED.match(text, end + 1):
        return False
    for _ in range(_FARTHEST):
        if end < 0:
            return True
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip() and not _INDENTED.match(text, start):
            return not _LIST.match(text, start)
        end = start - 1
    return False
