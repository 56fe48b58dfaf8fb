"""``syndicate check --boards`` and ``--summary``: golden reports, and lines that are right."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import comrak
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from syndicate.cli.matrix_markdown import LIMIT, MARK
from tests.cli.judged import GOLDEN, OFFERS, REPORTS, SITE, check, project

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

#: What an author would write in place of what a line leaves open.
KNOWN = {"COUNTRY": "FR", "POSTCODE": "69002", "TOWN": "Lyon", "REGION": "Île-de-France"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def judged(root: Path, *arguments: str) -> dict[str, Any]:
    """What ``--boards --format json`` says, by the path of each offer."""
    result = check(root, "--boards", "--format", "json", *arguments)
    found: dict[str, Any] = {offer["path"]: offer for offer in json.loads(result.stdout)["offers"]}
    return found


def fits(offer: Any) -> dict[str, str]:
    return {name: cell["fit"] for name, cell in offer["boards"].items()}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_the_golden_one(name: str, root: Path) -> None:
    assert check(root, *REPORTS[name]).stdout_bytes == (GOLDEN / name).read_bytes()


def test_no_line_of_the_table_is_wider_than_the_terminal(root: Path) -> None:
    lines = check(root, "--boards").stdout.split("\n\n")[0].splitlines()
    assert len(lines) == 9
    assert max(map(len, lines)) <= 80


# -- lines that do what they say ------------------------------------------------------------------


def written(root: Path, offer: Any, remedy: Any) -> None:
    """Do what *remedy* says, as a person would who knows the facts."""
    path = root / offer["path"]
    lines = path.read_text("utf-8").split("\n")
    for line in remedy["lines"]:
        text = line["text"].replace("…", line["example"] or "https://example.org/apply")
        text = re.sub("|".join(KNOWN), lambda found: KNOWN[found[0]], text)
        day = "2026-05-31" if line["key"] == "deadline" else "2026-02-28"
        text = text.replace("YYYY-MM-DD", day)
        if line["replaces"]:
            assert lines[line["line"] - 1] == line["replaces"]
            lines[line["line"] - 1] = text
        elif line["line"]:
            first = last = line["line"] - 1
            while lines[last + 1].startswith((" ", "-")) and lines[last + 1] != "---":
                last += 1
            lines[first : last + 1] = [text]
        else:
            lines.insert(lines.index(lines[0], 1), text)
    path.write_text("\n".join(lines), "utf-8")


def test_each_line_unlocks_the_boards_that_it_names(root: Path) -> None:
    tried = 0
    for path, offer in judged(root).items():
        before = (root / path).read_text("utf-8")
        for remedy in offer["remedies"]:
            if not remedy["lines"]:
                continue
            written(root, offer, remedy)
            after = judged(root, str(root / path))[path]
            (root / path).write_text(before, "utf-8")
            left = {name for name, fit in fits(after).items() if fit == "refused"}
            assert not left.intersection(remedy["unlocks"]), (path, remedy["lines"])
            tried += len(remedy["unlocks"])
    assert tried > 15


def test_all_lines_together_make_an_offer_ready_that_states_the_rest(root: Path) -> None:
    offer = judged(root)["content/teacher.md"]
    for remedy in offer["remedies"]:
        written(root, offer, remedy)
    after = judged(root)["content/teacher.md"]
    assert set(fits(after).values()) == {"ready", "unknown"}
    assert after["remedies"] == []


# -- which boards, which files --------------------------------------------------------------------


def test_paths_restrict_what_is_judged(root: Path) -> None:
    assert set(judged(root, str(root / "content/cook.md"))) == {"content/cook.md"}
    summary = json.loads(
        check(root, "--summary", "--format", "json", str(root / "content/cook.md")).stdout
    )
    assert summary["files"] == 1
    assert [key["key"] for key in summary["keys"]] == [
        "contract", "date", "location", "salary", "title"
    ]  # fmt: skip


def test_the_exit_code_is_that_of_check(root: Path) -> None:
    good, bad = str(root / "content/beekeeper.md"), str(root / "content/broken.md")
    for option in ("--boards", "--summary"):
        assert check(root, option, good).exit_code == check(root, good).exit_code == 0
        assert check(root, option, bad).exit_code == check(root, bad).exit_code == 1


def test_a_board_can_be_named_whether_it_is_switched_on_or_not(root: Path) -> None:
    for name in ("hook", "talent", "google"):
        assert set(fits(judged(root, "--board", name)["content/guide.md"])) == {name}


def test_a_name_that_is_none_is_answered_with_the_nearest(root: Path) -> None:
    result = check(root, "--board", "linkedn")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no board or feed 'linkedn'; did you mean linkedin?" in result.stderr


def test_a_board_and_a_feed_of_one_name_are_told_apart(root: Path) -> None:
    offer = judged(root, "--all-boards")["content/guide.md"]
    assert fits(offer)["linkedin-feed"] == "refused"
    assert list(fits(judged(root, "--board", "linkedin-feed")["content/guide.md"])) == [
        "linkedin-feed"
    ]


def test_a_board_that_is_switched_off_is_judged_only_by_name(root: Path) -> None:
    text = SITE.replace('adapter = "webhook"', 'adapter = "webhook"\nenabled = false')
    (root / "syndicate.toml").write_text(text)
    assert "hook" not in fits(judged(root)["content/guide.md"])
    assert fits(judged(root, "--board", "hook")["content/guide.md"]) == {"hook": "ready"}


def test_a_form_that_makes_no_sense_is_refused(root: Path) -> None:
    for arguments, words in (
        (("--format", "markdown"), "add --boards"),
        (("--boards", "--format", "sarif"), "--boards takes --format text or json or markdown"),
        (("--summary", "--format", "markdown"), "--summary takes --format text or json"),
    ):
        result = check(root, *arguments)
        assert result.exit_code == 2
        assert words in result.stderr


def test_no_offer_to_judge_is_said(root: Path) -> None:
    closed = str(root / "content/closed.md")
    for form in ("text", "markdown"):
        told = check(root, "--boards", "--format", form, closed)
        assert (told.exit_code, "No offer that is open" in told.stdout) == (0, True)
    assert "none is judged" in check(root, "--summary", closed).stdout


def test_a_scheduled_offer_is_judged_as_of_the_day_when_it_opens(root: Path) -> None:
    assert fits(judged(root, "--board", "jooble")["content/teacher.md"]) == {"jooble": "ready"}


# -- a comment ------------------------------------------------------------------------------------


def comment(root: Path) -> str:
    return check(root, "--boards", "--format", "markdown").stdout_bytes.decode()


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_comment_is_never_too_long_and_says_what_had_no_room(root: Path) -> None:
    for number in range(700):
        text = OFFERS["gardener.md"].replace("Gardener", f"Gardener {'🌱' * 20} {number}")
        (root / f"content/gardener-{number}.md").write_text(text, "utf-8")
    told = comment(root)
    assert LIMIT * 0.9 < units(told) <= LIMIT
    assert told.startswith(MARK)
    shown = told.count("<details>")
    assert told.count("</details>") == shown
    left_out = re.search(r"([\d,]+) more offers have lines to add", told)
    assert left_out
    assert shown + int(left_out[1]) == 707
    rows = len(re.findall(r"(?m)^\| .* [❌✅] \|", told))
    table = re.search(r"([\d,]+) more offers had no room in this table", told)
    assert table
    assert rows + int(table[1]) == 708


@pytest.mark.parametrize(
    "title", ["see #12 and @team", "a | b", "`x` ``` y", "<img src=x>", "a_b_c"]
)
def test_nothing_that_an_author_wrote_is_more_than_text(title: str, root: Path) -> None:
    for path in (root / "content").iterdir():
        path.unlink()
    (root / "content/odd.md").write_text(f"---\ntitle: {json.dumps(title)}\n---\n", "utf-8")
    told = comment(root)
    [row] = re.findall(r"(?m)^\| (.*?) \| ❌", told)
    plain = re.sub(r"\\(.)", r"\1", row).replace("\u200b", "").replace("&amp;", "&")
    assert plain == title
    assert len(re.findall(r"(?<!\\)\|", f"| {row} |")) == 2
    assert not re.search(r"(?<![\w\u200b])[@#]\w", told.split("diff")[0])
    assert "<img" not in re.sub(r"\\<", "", told)


def rendered(markdown: str) -> HtmlElement:
    """*markdown* as GitHub reads it: with its tables, and HTML let through."""
    extension = comrak.ExtensionOptions()
    extension.table = extension.autolink = extension.strikethrough = True
    render = comrak.RenderOptions()
    render.unsafe_ = True
    page = comrak.render_markdown(markdown, extension_options=extension, render_options=render)
    return html.fromstring(f"<div>{page}</div>")


def test_a_comment_is_a_table_and_parts_to_unfold_with_their_lines(root: Path) -> None:
    page = rendered(comment(root))
    rows = page.xpath("//table/tbody/tr")
    assert [len(row) for row in rows] == [8] * 8
    assert rows[6][0].text_content() == "Teacher | @\u200bschool <b>now</b>"
    parts = page.xpath("//details")
    assert len(parts) == 7
    assert all(part.xpath("./pre/code[@class='language-diff']") for part in parts)
    [cook] = [part for part in parts if "Cook" in part[0].text_content()]
    assert cook.xpath("string(./pre)").splitlines() == [
        '- location: "Lyon"   # by the river',
        '+ location: "Lyon, COUNTRY"   # by the river',
    ]
    assert page.xpath("//a | //img | //script") == []


def test_a_comment_says_what_keeps_a_file_from_being_read(root: Path) -> None:
    (root / "content/odd.md").write_text("@team, no title here\n", "utf-8")
    for paths in ((), (str(root / "content/broken.md"), str(root / "content/odd.md"))):
        told = check(root, "--boards", "--format", "markdown", *paths).stdout_bytes.decode()
        broken, odd = rendered(told).xpath("//ul/li[contains(., ', line ')]")[:2]
        assert broken.text_content().startswith("content/broken.md, line 3: the front matter is")
        assert odd.text_content().startswith("content/odd.md, line 1: there is no title")
        assert "Begin the file with a line ---" in odd.text_content()


def test_a_comment_on_many_unreadable_files_is_not_too_long(root: Path) -> None:
    for number in range(400):
        (root / f"content/{'long' * 40}-{number}.md").write_text("no title here\n", "utf-8")
    told = comment(root)
    shown, more = (
        told.count(", line 1: there is no title"),
        re.search(r"and (\d+) more faults", told),
    )
    assert more
    assert shown + told.count("`content/broken.md`") + int(more[1]) == 401
    assert told.count("<details>") == 7
    assert units(told) <= LIMIT


def test_advice_for_the_whole_site_is_not_told_where_the_text_states_the_place(
    root: Path,
) -> None:
    for form in ("text", "markdown"):
        told = check(root, "--boards", "--format", form, str(root / "content/boulangere.md")).stdout
        assert "12 rue Mercière" in told
        assert "for all offers" not in told


def test_where_lines_go_is_told_where_there_is_one_to_add(root: Path) -> None:
    for form in ("text", "markdown"):
        some = check(root, "--boards", "--format", form, str(root / "content/gardener.md")).stdout
        assert "between its two lines ---" in some
        other = check(root, "--boards", "--format", form, str(root / "content/cook.md")).stdout
        assert "between its two lines ---" not in other  # its line is there, and is to be mended


SHAPES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1)
#: What means something in Markdown, in HTML or to a service.
HOSTILE = st.lists(
    st.sampled_from(
        ["@a", "#1", "`", "|", "<b>", "](x)", "[", "*", "_", "\\", "&lt;", "~~", " ", "é"]
    ),
    min_size=1,
).map("".join)


@given(SHAPES | HOSTILE)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    from syndicate.cli.matrix_markdown import _code, _text

    page = rendered(f"| head |\n|---|\n| x{_text(text)}x |\n")
    [cell] = page.xpath("//table/tbody/tr/td")
    plain = cell.text_content().replace("\u200b", "")
    assert plain == f"x{' '.join(text.split())}x".replace("\u200b", "")
    assert len(cell) == 0
    shown = rendered(f"x {_code(text)} x").text_content()
    assert "".join(shown.split()) == "".join(f"x{text}x".split())


# -- what the text states, and what only the author knows -----------------------------------------

MAIL = "Pour candidater : envoyez votre CV à emploi@ruche.example.org."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (MAIL, "email: emploi@ruche.example.org"),
        ("Vous gardez les ruches.", "apply: https://…"),
    ],
)
def test_the_way_to_apply_that_the_text_states_comes_first(
    root: Path, text: str, line: str
) -> None:
    path = root / "content/gardien.md"
    path.write_text(
        f"---\ntitle: Apiculteur\nlang: fr\ndate: 2026-03-01\nlocation: Lyon, FR\n---\n\n{text}\n",
        "utf-8",
    )
    offer = judged(root, "--board", "absolventa", str(path))["content/gardien.md"]
    [remedy] = [each for each in offer["remedies"] if "apply" in each["about"]]
    assert [each["text"] for each in remedy["lines"]] == [line]
    assert bool(remedy["stated"]) == (text == MAIL)
    assert remedy["refused_by"] == ["absolventa"]
    summary = check(root, "--summary", "--board", "absolventa", str(path)).stdout
    assert ("1 offer says it in the text" in summary) == (text == MAIL)


def test_words_that_are_to_be_replaced_are_explained_where_there_are_any(root: Path) -> None:
    asks = "for what only you know"
    for form in ("text", "markdown"):
        some = check(root, "--boards", "--format", form, str(root / "content/cook.md")).stdout
        assert some.count(asks) == 1
        ready = str(root / "content/beekeeper.md")
        assert asks not in check(root, "--boards", "--format", form, ready).stdout
