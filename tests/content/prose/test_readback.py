"""What a fact is written as in front matter means the same when the file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate.content.prose import Fact, facts
from tests.content.prose import test_applying as applying
from tests.content.prose import test_board_title as board_title
from tests.content.prose import test_education as education
from tests.content.prose import test_experience as experience
from tests.content.prose import test_pay as pay
from tests.content.prose import test_spoken as spoken

if TYPE_CHECKING:
    from tests.content.sites import Folder

#: The key that states each field.
KEYS = {
    "pay": "pay",
    "education": "education",
    "experience": "experience",
    "languages": "languages",
    "apply_email": "apply email",
    "apply_url": "apply url",
    "board_title": "board title",
}
TEXTS = [
    *((language, text) for language, text, *_ in pay.PAID),
    *pay.TERMS,
    *((language, text) for language, text, _ in education.ASKED),
    *((language, text) for language, text, _ in experience.ASKED),
    *((language, text) for language, text, _ in spoken.ASKED),
    *((language, text) for language, text, _ in applying.MAILS),
    *applying.LINKS,
    *((language, f"# {title}") for language, title, _ in board_title.DRESSED),
    ("fr", "**Salaire :** « selon profil » : à négocier # voir avec nous"),
    ("en", 'Salary: 50% of what you\'re worth, i.e. "a lot"'),
    ("fr", "# Développeur : C#, F# & co (H/F)"),
    ("fr", "# « Chef·fe » de projet – CDI"),
]


def told(language: str, text: str) -> list[Fact]:
    title, body = (text[2:], "") if text.startswith("# ") else ("Comptable", text)
    found = facts(title, body, language=language)
    return [fact for fact in found if fact.field in KEYS]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_fact_reads_back_as_itself(folder: Folder, language: str, text: str) -> None:
    for fact in told(language, text):
        front = f"title: Comptable\n{KEYS[fact.field]}: {fact.written}"
        assert getattr(folder.offer(front), fact.field) == fact.value
