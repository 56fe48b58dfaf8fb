"""Whatever an author writes is looked through for facts, and nothing goes wrong."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.content.prose import LOW, facts

_PIECES = st.sampled_from(
    [
        *("Salaire", "salary", "35-45 k€", "€", "2 500", "par mois", "TJM", ":", "**", "- ", "\n"),
        *("\n\n", "## ", "(", ")", "[ici](", "https://example.org/", "@", "rh@example.org", "CV"),
        *("expérience", "3 ans", "d'", "Bac+", "5", "master", "anglais", "courant", "pas", "H/F"),
        *("CDI", "Paris", "19e", "remote", "1er", "mars", "2026", "&nbsp;", "<b>", "{% x %}", "…"),
        *("|", "postuler", "no", "degree", "apply", "\xa0", "·", "-", "/", ",", "2", "jours", "!"),
    ]
)
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=25).map(" ".join)


# The first text loads every list of words.
@settings(deadline=None)
@given(_TEXTS, _TEXTS, st.sampled_from(["fr", "en-GB", "de", "es", "nl", "it", ""]))
def test_any_text_has_facts_or_none(title: str, body: str, language: str) -> None:
    lines = body.split("\n")
    found = facts(title.replace("\n", " "), body, language=language, first_line=3, title_line=1)
    assert len({fact.field for fact in found}) == len(found)
    for fact in found:
        assert LOW <= fact.confidence < 1
        assert fact.sentence
        assert 1 <= fact.line < 3 + len(lines)
        assert fact.column >= 1
