"""How the ends of content are trimmed when HTML is rebuilt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndicate.content import fragment

EDGES = ("<br>", "&nbsp;", " ", "\n", "\t", "\u00a0", "\u2003")
UNSEEN = (*EDGES, "\u200b", "\ufeff", "\u00ad")

CONTENT = st.lists(
    st.sampled_from([*UNSEEN, "a", "é", "9", ".", "(", ">", ";", "&amp;", "<em>x</em>", "br>"]),
    max_size=6,
).map("".join)


def trimmed(content: str) -> str:
    """*content* cut edge by edge."""
    while edge := next((edge for edge in EDGES if content.startswith(edge)), ""):
        content = content[len(edge) :]
    while edge := next((edge for edge in EDGES if content.endswith(edge)), ""):
        content = content[: -len(edge)]
    return content if seen(content) else ""


def seen(content: str) -> str:
    """What is left of *content* without all that cannot be seen."""
    for unseen in UNSEEN:
        content = content.replace(unseen, "")
    return content


@given(CONTENT)
def test_content_is_cut_to_what_can_be_seen(content: str) -> None:
    assert fragment._trimmed(content) == trimmed(content)


@given(CONTENT)
def test_content_is_blank_when_nothing_can_be_seen(content: str) -> None:
    assert fragment._is_blank(content) is not bool(seen(content))
