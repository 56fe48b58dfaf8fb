"""What is already fit for feeds and links is handed back as it is, and nothing else is."""

from __future__ import annotations

import re
from urllib.parse import quote

from hypothesis import example, given
from hypothesis import strategies as st

from syndicate.jobposting.text import clean as cleaned
from syndicate.jobposting.text import spotless
from syndicate.renderings.addresses import mail_link
from syndicate.renderings.characters import html_bytes, one_line, uri
from syndicate.text import clean

RESERVED = "%/:?#[]@!$&'()*+,;="
TEXTS = st.lists(
    st.sampled_from(("a", "é", " ", "  ", "\t", "\n", "\u00a0", "\u2003", "\x00", "\x85", "\ud800"))
    | st.characters()
).map("".join)
ADDRESSES = st.lists(
    st.sampled_from(
        ("https://", "a", "/", "é", "%C3", "%", "?", "#", "[", "]", " ", "\\", '"', "_", "~")
    )
    | st.characters(max_codepoint=0x17F)
).map("".join)


@given(text=TEXTS)
@example(text=" a ")
@example(text="a\u00a0b")
def test_a_line_is_cleaned_and_its_blanks_are_single(text: str) -> None:
    assert one_line(text) == " ".join(clean(text).split())


@given(address=ADDRESSES)
@example(address="https://example.org/a?b=c#d")
def test_an_address_without_a_foreign_host_is_quoted_once(address: str) -> None:
    if re.match("[a-zA-Z][a-zA-Z0-9+.-]*://", address):
        host = address.partition("://")[2]
        if not re.split("[/?#]", host, maxsplit=1)[0].isascii():
            return
    assert uri(address) == quote(address, safe=RESERVED, errors="surrogatepass")


@given(parts=st.lists(TEXTS | st.sampled_from(("\x7f", "\r", "\x1f", "\udc00")), max_size=4))
@example(parts=["a\x00\x08\x0b\x1f\x7fb\t\r\n\x80é\ud800", "\udc00😀"])
def test_html_is_clean_and_in_utf_8_whether_whole_or_in_parts(parts: list[str]) -> None:
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", "".join(parts))
    expected = re.sub("[\ud800-\udfff]", "?", text).encode()
    assert html_bytes("".join(parts)) == expected == b"".join(map(html_bytes, parts))


@given(text=TEXTS)
@example(text="a\t\nb é😀")
@example(text="a\rb")
@example(text="a\x7fb")
@example(text="a\udc00b")
def test_a_body_in_which_a_job_posting_cleans_nothing_is_clean_html(text: str) -> None:
    assert spotless(text) == (html_bytes(text) if cleaned(text) == text else None)


@given(subject=TEXTS | ADDRESSES, address=st.sampled_from(("a@b.example", "é+ü&?@b.example")))
@example(subject="  Candidature : Chargé·e  de projets & co ", address="a@b.example")
def test_the_address_and_the_subject_of_a_mail_are_quoted(subject: str, address: str) -> None:
    quoted = [quote(text, safe="@", errors="replace") for text in (address, subject)]
    assert mail_link(address, subject) == "mailto:{}?subject={}".format(*quoted)
