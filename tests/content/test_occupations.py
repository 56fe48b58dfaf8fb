"""Codes of the occupation: read by their form, carried into the JobPosting."""

from __future__ import annotations

import pytest

from syndicate.jobposting import is_valid, job_posting
from tests.content.sites import codes

FRONT = "title: Developer\ndate: 2026-06-01\n"


@pytest.mark.parametrize(
    ("line", "isco", "rome"),
    [
        ("isco: 2512", ("2512",), ()),
        ("isco: 0110", ("0110",), ()),
        ('isco: "2512"', ("2512",), ()),
        ("isco: 2512, 2513", ("2512", "2513"), ()),
        ("isco: [2512, 2513]", ("2512", "2513"), ()),
        ("isco: ISCO-08 2512", ("2512",), ()),
        ("ISCO-08: 2512", ("2512",), ()),
        ("rome: M1805", (), ("M1805",)),
        ("rome: m1805", (), ("M1805",)),
        ("Code ROME: M 1805", (), ("M1805",)),
        ("isco: 2512\nrome: M1805", ("2512",), ("M1805",)),
        ("isco: 2512, 2512", ("2512",), ()),
        ("", (), ()),
    ],
)
def test_codes_are_read_however_they_are_written(folder, line, isco, rome):
    offer = folder.offer(FRONT + line)
    assert (offer.isco, offer.rome) == (isco, rome)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("isco: 25", "isco: …    (such as: 2512)"),
        ("isco: 25121", "isco: …    (such as: 2512)"),
        ("isco: software developer", "isco: …    (such as: 2512)"),
        ("isco: M1805", "isco: …    (such as: 2512)"),
        ("rome: Z1805", "rome: …    (such as: M1805)"),
        ("rome: M180", "rome: …    (such as: M1805)"),
        ("rome: Italy", "rome: …    (such as: M1805)"),
        ("code rome: 1805", "code rome: …    (such as: M1805)"),
    ],
)
def test_what_has_another_form_is_told_with_its_line_and_left_out(folder, line, hint):
    problems = folder.problems(FRONT + line)
    [problem] = [p for p in problems if p.code == "unknown-value"]
    assert (problem.line, problem.hint) == (4, hint)
    offer = folder.offer(FRONT + line)
    assert offer.isco == offer.rome == ()


def test_one_wrong_code_does_not_take_the_others_along(folder):
    assert folder.offer(FRONT + "isco: 2512, 25").isco == ("2512",)
    assert "unknown-value" in codes(folder.problems(FRONT + "isco: 2512, 25"))


def test_search_engines_are_told_each_code_with_its_list(folder):
    document = job_posting(folder.offer(FRONT + "isco: 2512\nrome: M1805"), folder.site)
    assert is_valid(document)
    assert document["occupationalCategory"] == [
        {"@type": "CategoryCode", "codeValue": code, "inCodeSet": in_code_set}
        for code, in_code_set in (
            ("2512", {"@type": "CategoryCodeSet", "name": "ISCO-08"}),
            ("M1805", {"@type": "CategoryCodeSet", "name": "ROME"}),
        )
    ]
    assert "occupationalCategory" not in job_posting(folder.offer(FRONT), folder.site)
