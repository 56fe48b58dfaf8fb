"""Liquid is resolved where it is known, else taken out, and never reaches an output."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.liquid import Removed, expand
from tests.corpora import CORPUS, needs_corpus

VARIABLES = {
    "page.title": "R&D lead",
    "site.url": "https://example.org",
    "site.baseurl": "/careers",
}
DELIMITERS = ("{{", "}}", "{%", "%}")


def expanded(text: str) -> str:
    return expand(text, VARIABLES).text


@pytest.mark.parametrize(
    "comment",
    [
        "{% comment %}hidden{% endcomment %}",
        "{%- comment -%}hidden{%- endcomment -%}",
        "{% comment ------- %}hidden {{ page.title }} {% include x %}{% endcomment ------- %}",
        "{%comment%}a{% comment %}b{% endcomment %}c{%endcomment%}",
        "{% comment %}\nlines\n\nof text\n{% endcomment %}",
    ],
)
def test_comments_are_dropped_without_a_word(comment: str) -> None:
    found = expand(f"before{comment}after", VARIABLES)
    assert (found.text, found.removed) == ("beforeafter", ())


def test_a_comment_without_an_end_hides_the_rest_and_is_reported() -> None:
    found = expand("seen\n{% comment %} internal salary", VARIABLES)
    assert found.text == "seen\n"
    assert found.removed == (Removed(2, 1, "{% comment %}"),)


def test_a_second_comment_mark_that_was_forgotten_does_not_hide_the_rest() -> None:
    assert expanded("a{% comment %}b{% comment %}c{% endcomment %}d") == "ad"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{ page.title }}", "R&D lead"),
        ("{{page.title}}", "R&D lead"),
        ("a  {{- page.title -}}  b", "aR&D leadb"),
        ("{{ page.title | escape }}", "R&amp;D lead"),
        ("{{ page.title | upcase | append: '!' }}", "R&D LEAD!"),
        ("{{ page.title | slugify }}", "r-d-lead"),
        ("{{ '/jobs' | relative_url }}", "/careers/jobs"),
        ('{{ "jobs/" | absolute_url }}', "https://example.org/careers/jobs/"),
        ("{{ 'https://x.org/a' | relative_url }}", "https://x.org/a"),
        ("{{ '/a' | prepend: site.baseurl | prepend: site.url }}", "https://example.org/careers/a"),
        ("{{ page.city | default: 'Paris | Lyon' }}", "Paris | Lyon"),
        ("![x]({{ site.baseurl }}/img/a.png)", "![x](/careers/img/a.png)"),
    ],
)
def test_what_is_known_is_resolved(written: str, shown: str) -> None:
    found = expand(written, VARIABLES)
    assert (found.text, found.removed) == (shown, ())


@pytest.mark.parametrize(
    ("written", "left", "piece"),
    [
        ("a {{ page.secret }} b", "a  b", "{{ page.secret }}"),
        ("{{ page.title | markdownify }}", "", "{{ page.title | markdownify }}"),
        ("{% include job/apply.html a='}' %}x", "x", "{% include job/apply.html a='}' %}"),
        ("[pdf]({% link files/a.pdf %})", "[pdf]()", "{% link files/a.pdf %}"),
        ('{% include a.html\n  min="1" %}x', "x", '{% include a.html\n  min="1" %}'),
        ("{{ site.baseurl }/img/a.png", "/img/a.png", "{{ site.baseurl }"),
        ("{{ page.title and so on", " and so on", "{{ page.title"),
        ("{% include x }then", "then", "{% include x }"),
        ("{% if", "", "{% if"),
        ("{{< figure src='a' >}}x", "x", "{{< figure src='a' >}}"),
    ],
)
def test_the_rest_is_removed_and_reported(written: str, left: str, piece: str) -> None:
    found = expand(written, VARIABLES)
    assert found.text == left
    assert [removed.text for removed in found.removed] == [piece]


def test_a_tag_without_an_end_does_not_take_the_next_paragraph_along() -> None:
    assert "Second." in expanded("{% include x\n\nSecond.\n\n%} third")


def test_what_stands_between_tags_stays() -> None:
    found = expand("{% if x %}A{% else %}B{% endif %}", VARIABLES)
    assert found.text == "AB"
    assert len(found.removed) == 3


def test_places_count_from_one_in_the_text_given() -> None:
    found = expand("one\n\n  {% include x %} {{ y }}\n", VARIABLES)
    assert [(each.line, each.column) for each in found.removed] == [(3, 3), (3, 19)]


def test_raw_text_stays_readable_but_is_no_template_any_more() -> None:
    found = expand("{% raw %}{{ x }} {% if %}{% endraw %}", VARIABLES)
    assert (found.text, found.removed) == ("{ { x } } { % if % }", ())


def test_a_value_that_holds_liquid_is_not_expanded_again() -> None:
    assert (
        expand("{{ page.title }}", {"page.title": "{{ page.title }}"}).text == "{ { page.title } }"
    )


def test_text_without_liquid_stays_as_it_is() -> None:
    text = "CDI {50 %} — a { b } 100 %"
    assert expanded(text.replace("%}", "% }")) == text.replace("%}", "% }")


@given(
    st.lists(
        st.sampled_from(
            [
                *("{", "}", "%", "{{", "}}", "{%", "%}", "-", " ", "\n", "raw", "endraw"),
                *("comment", "endcomment", "page.title", "|", "'", '"', "default:", "x", "é"),
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_delimiter_is_ever_left(text: str) -> None:
    found = expand(text, VARIABLES)
    assert not [mark for mark in DELIMITERS if mark in found.text]
    for removed in found.removed:
        line = text.split("\n")[removed.line - 1]
        assert line[removed.column - 1 :].startswith(removed.text.split("\n")[0])


@given(st.text("{}% ab\n'\"|", max_size=60))
def test_nothing_but_templates_is_lost(text: str) -> None:
    found = expand(text, {})
    letters = re.sub(r"[^ab]", "", found.text)
    removed = sum(len(re.sub(r"[^ab]", "", each.text)) for each in found.removed)
    literals = len(re.sub(r"[^ab]", "", text)) - removed
    assert len(letters) <= literals
    if not any(mark in text for mark in ("{{", "{%")):
        assert len(letters) == literals


@needs_corpus
def test_no_offer_of_the_corpus_keeps_liquid_and_comments_are_not_reported() -> None:
    words = set()
    for path in sorted(CORPUS.rglob("*.m*d*")):
        found = expand(path.read_text(encoding="utf-8", errors="replace"), VARIABLES)
        assert not [mark for mark in DELIMITERS if mark in found.text], path
        if path.name == "README.md":  # prose about the corpus, which names a lone tag
            continue
        words |= {
            word for each in found.removed for word in re.findall(r"^..-?\s*(\w+)", each.text)
        }
    assert words >= {"include", "link", "for", "assign"}
    assert not words & {"comment", "endcomment", "page", "site"}
