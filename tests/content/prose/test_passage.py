"""The prose of an offer in passages: nothing is lost, and each is where it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.prose.passage import Passage, passages
from syndicate.content.prose.prose import Prose

WORD = re.compile(r"[^\W_]+")
_WORDS = st.text(alphabet="abdeéilnoprstuàç", min_size=2, max_size=9)
_CLAUSE = st.lists(_WORDS, min_size=1, max_size=9).map(" ".join)
_SENTENCE = st.builds(
    lambda clause, end: clause.capitalize() + end, _CLAUSE, st.sampled_from(".!?")
)
_SENTENCES = st.lists(_SENTENCE, min_size=1, max_size=5)
_MARKS = st.sampled_from(["", "**", "_", "`"])


def _marked(clause: str, mark: str) -> str:
    first, _, rest = clause.partition(" ")
    return f"{mark}{first}{mark} {rest}".rstrip()


_BLOCKS = st.one_of(
    _SENTENCES.map(" ".join),
    _SENTENCES.map("\n".join),
    st.builds(lambda clause: f"## {clause}", _CLAUSE),
    st.builds(lambda clause: f"{clause}\n---", _CLAUSE),
    st.builds(lambda clause: f"> {clause}", _CLAUSE),
    st.builds(lambda key, value: f"**{key}:** {value}", _WORDS, _CLAUSE),
    st.builds(lambda key, value: f"{key} : {value}", _WORDS, _CLAUSE),
    st.builds(lambda clause, mark: _marked(clause, mark) + ".", _CLAUSE, _MARKS),
    st.lists(_CLAUSE, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {i}" for i in items)),
    st.lists(_SENTENCE, min_size=1, max_size=3).map(
        lambda items: "\n".join(f"{n}. {i}" for n, i in enumerate(items, 1))
    ),
    st.builds(lambda left, right: f"| {left} | {right} |", _WORDS, _CLAUSE),
    st.builds(lambda left, right: f"* {left},\n  {right}", _CLAUSE, _CLAUSE),
)
_BODIES = st.lists(_BLOCKS, max_size=8).map("\n\n".join)


def texts(body: str) -> list[str]:
    return [passage.sentence for passage in passages("", body, 1)]


def only(body: str) -> Passage:
    (passage,) = passages("", body, 1)
    return passage


@given(_BODIES)
def test_no_word_is_lost_and_their_order_stays(body: str) -> None:
    numbers = re.sub(r"^[0-9]+\. ", "", body, flags=re.MULTILINE)
    assert WORD.findall(" ".join(texts(body))) == WORD.findall(numbers)


@given(_BODIES, st.integers(1, 40))
def test_each_passage_begins_where_it_says(body: str, first_line: int) -> None:
    lines = body.split("\n")
    for passage in passages("", body, first_line):
        there = lines[passage.line - first_line][passage.column - 1 :]
        assert WORD.findall(there)[:1] == WORD.findall(passage.sentence)[:1]


@given(_BODIES, st.sets(_WORDS, max_size=4))
def test_what_holds_a_trigger_is_near_it_and_nothing_else_is(body: str, others: set[str]) -> None:
    triggers = {*WORD.findall(body.lower())[::3], *others}
    prose = Prose("", body, language="fr", triggers=dict.fromkeys(triggers, ("kind",)))
    with_trigger = [
        each for each in prose.passages if triggers & set(WORD.findall(each.sentence.lower()))
    ]
    assert list(prose.near("kind")) == with_trigger


@given(_BODIES)
def test_passages_stand_in_their_order(body: str) -> None:
    found = passages("Title", body, 1)
    assert [each.place for each in found] == sorted(each.place for each in found)
    assert all(0 <= each.place < 1 for each in found)


@given(st.text(alphabet="aB1 .:*_-#>|`~=<>/!&[](){}%\\\t\n\xa0é’«»…", max_size=80))
def test_any_text_at_all_is_read(body: str) -> None:
    triggers = {"a": ("kind",), "b": ("kind",)}
    prose = Prose("", body, language="fr", triggers=triggers)
    assert set(prose.near("kind")) <= set(prose.passages)
    lines = body.split("\n")
    assert all(1 <= each.line <= len(lines) for each in prose.passages)


@pytest.mark.parametrize(
    ("body", "label", "text"),
    [
        ("**Lieu :** Paris", "Lieu", "Paris"),
        ("**Lieu** : Paris", "Lieu", "Paris"),
        ("Lieu : Paris", "Lieu", "Paris"),
        ("- **Location:** Paris", "Location", "Paris"),
        ("* Location: Paris", "Location", "Paris"),
        ("📍 **Lieu :** Paris", "Lieu", "Paris"),
        ("- 💶 Salaire : 45 k€", "Salaire", "45 k€"),
        ("__Where__: [Paris](https://example.org/paris)", "Where", "Paris"),
        ("| Lieu | Paris |", "Lieu", "Paris"),
        ("> **Lieu :** Paris", "Lieu", "Paris"),
    ],
)
def test_a_key_and_its_value_are_a_pair(body: str, label: str, text: str) -> None:
    passage = only(body)
    assert (passage.kind, passage.label, passage.text) == ("pair", label, text)


def test_several_keys_in_bold_share_a_line() -> None:
    body = "**Start** : May **Hours:** 25, evenings **Length** : 12 months"
    found = [(each.label, each.text, each.column) for each in passages("", body, 1)]
    assert found == [
        ("Start", "May", 3),
        ("Hours", "25, evenings", 19),
        ("Length", "12 months", 43),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "https://example.org/jobs",
        "Nous cherchons une personne qui sache tout faire et bien plus : le reste viendra.",
        "À 10:30 nous prenons un café",
    ],
)
def test_other_colons_make_no_pair(body: str) -> None:
    assert all(passage.kind == "sentence" for passage in passages("", body, 1))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("We hire. We pay well! Do you come?", ["We hire.", "We pay well!", "Do you come?"]),
        ("M. Dupont et Mme. Martin vous attendent.", ["M. Dupont et Mme. Martin vous attendent."]),
        ("Environ 3.500 euros. Bon.", ["Environ 3.500 euros.", "Bon."]),
        ("« Venez ! » Nous recrutons.", ["« Venez ! »", "Nous recrutons."]),
        ("A line that\ngoes on.\nAnother.", ["A line that goes on.", "Another."]),
        ("- one item\n  of two lines\n- two", ["one item of two lines", "two"]),
        ("- an item\nA paragraph", ["an item", "A paragraph"]),
        ("Paris, France  \nCDI  \n", ["Paris, France", "CDI"]),
        (
            "The orchard of our cooperative is worked by nine people and  \nlies by a river.  \n",
            ["The orchard of our cooperative is worked by nine people and lies by a river."],
        ),
        (
            "A sound knowledge of how bread is leavened and shaped;  \nan early start.  \n",
            ["A sound knowledge of how bread is leavened and shaped;", "an early start."],
        ),
        ("Heading\n=======\nText", ["Heading", "Text"]),
        ("before\n```\ncode: 3000 €\n```\nafter", ["before", "after"]),
        ("<h2>Where</h2>\n<p>In <b>Paris</b>.</p>", ["Where", "In Paris ."]),
        ("T&eacute;l&eacute;travail &amp; bureau", ["Télétravail & bureau"]),
        ("Seen <!-- not\n\nseen --> again", ["Seen", "again"]),
        ("{% comment %}\nIn Lyon.\n{% endcomment %}\nIn Paris.", ["In Paris."]),
        ("{% include salary.html %}\nText", ["Text"]),
        ("<script>\nvar pay = 1\n</script>\nText", ["Text"]),
        ("<tr><th>Town</th><td>In <b>Riga</b></td></tr>", ["Town: In Riga"]),
        ('<tr class="x"><td>a</td><td>b</td><td>c</td></tr>', ["a", "b", "c"]),
        ("**Starting date.** As soon as can be.", ["Starting date: As soon as can be."]),
        ("**Baker** – In Riga", ["Baker – In Riga"]),
        ("**We bake bread.**", ["We bake bread."]),
        ("## Pay :moneybag:\n\nMuch.", ["Pay", "Much."]),
        ("<dt>Town</dt><dd>Riga</dd>", ["Town: Riga"]),
        ("<dl>\n<dt>Town</dt>\n<dd>Riga</dd>\n</dl>", ["Town", "Riga"]),
        ("| a | b |\n|---|---|\n| c | d | e |", ["a: b", "c", "d", "e"]),
    ],
)
def test_what_is_one_passage(body: str, wanted: list[str]) -> None:
    assert texts(body) == wanted


def test_passages_know_their_heading_and_links() -> None:
    body = "### Postuler :\n\nÉcrivez-nous. Le [lien](https://example.org/a) ou <rh@example.org>."
    heading, first, second = passages("Développeuse", body, 10)[1:]
    assert (heading.kind, heading.text, heading.line) == ("heading", "Postuler :", 10)
    assert first.heading == second.heading == "Postuler"
    assert first.links == ()
    assert second.links == (("lien", "https://example.org/a"), ("", "rh@example.org"))
    assert (second.line, second.column) == (12, 15)


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ('<a href="mailto:rh@example.org">Écrivez</a>', (("Écrivez", "mailto:rh@example.org"),)),
        ("[**Postulez**](https://a.org/b_c)", (("Postulez", "https://a.org/b_c"),)),
        ("Voir https://a.org/x.", (("", "https://a.org/x."),)),
        ("![logo](/logo.png) seul", ()),
        ("rh@example.org", ()),
    ],
)
def test_links_have_their_words(body: str, links: tuple[tuple[str, str], ...]) -> None:
    assert only(body).links == links


def test_what_links_is_near_a_word_for_links() -> None:
    body = "Rien ici.\n\nQui ? rh@example.org\n\nUn mot. Le [lien](https://a.org). Fin."
    prose = Prose("Titre", body, language="fr", triggers={"@": ("mail",), "https": ("link",)})
    assert [each.text for each in prose.near("mail")] == ["Qui ? rh@example.org"]
    assert [each.text for each in prose.near("link")] == ["Le lien."]


def test_what_stands_before() -> None:
    prose = Prose("Titre", "Un.\n\nDeux. Trois.", language="fr", triggers={})
    _, one, two, three = prose.passages
    assert [prose.before(each) for each in (one, two, three)] == [None, one, two]


def test_what_is_said_behind_the_value_of_a_pair_is_a_sentence_as_well() -> None:
    found = passages("", "**Salary:** 40 k€ per year. Two days a week at home.\n", 3)
    assert [(one.kind, one.text, one.line, one.column) for one in found] == [
        ("pair", "40 k€ per year. Two days a week at home.", 3, 3),
        ("sentence", "Two days a week at home.", 3, 29),
    ]


def test_a_bold_line_is_a_heading() -> None:
    heading, text = passages("", "**Le poste**\n\nUn texte.", 1)
    assert (heading.kind, text.heading) == ("heading", "Le poste")


def test_a_wrapped_sentence_begins_in_its_line() -> None:
    body = "Une phrase qui **continue**\nencore. La seconde est *là*. La\ntroisième."
    found = passages("", body, 1)
    assert [(each.line, each.column) for each in found] == [(1, 1), (2, 9), (2, 30)]


@pytest.mark.parametrize(
    ("address", "reads"),
    [
        ("https:&#x2F;&#x2F;example.org&#47;f", "https://example.org/f"),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"),
        ("https://example.org/?a=1&copy=2", "https://example.org/?a=1&copy=2"),
    ],
)
def test_an_address_is_read_without_entities(address: str, reads: str) -> None:
    for body in (f'<a href="{address}">Here</a>', f"[Here]({address})"):
        (passage,) = passages("", body, 1)
        assert passage.links == (("Here", reads),)


def test_the_title_comes_first() -> None:
    prose = Prose("CDI à Paris", "Du texte.", language="fr-FR", triggers={"cdi": ("kind",)})
    assert [each.kind for each in prose.near("kind")] == ["title"]
    assert prose.language == "fr"
