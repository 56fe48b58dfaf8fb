"""Boards from the configuration: adapters found, secrets read, mistakes named."""

from __future__ import annotations

import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from syndicate.adapter import Options
from syndicate.config import load
from syndicate.delivery import loading
from syndicate.delivery.registry import available, open_board, open_boards
from syndicate.errors import ConfigurationError
from tests.delivery.offers import offer, site

INTRANET = """
from __future__ import annotations
from dataclasses import dataclass
from datetime import timedelta
from syndicate.adapter import Adapter, Features, Kind, Payload, RateLimit

@dataclass(frozen=True, slots=True)
class Style:
    prefix: str

class Intranet(Adapter):
    features = Features(
        kind=Kind.POSTING, limits=(RateLimit("day", 200, timedelta(days=1)),)
    )
    def __init__(self, options):
        self.options = options
        self.token = options.text("token", "none")
        self.style = Style(options.text("prefix", "Job: "))
        self.words = options.by_language("text")
    def payload(self, offer):
        return Payload(offer.id, {"title": self.style.prefix + offer.title})

class Bare(Adapter):
    def payload(self, offer):
        return Payload(offer.id, {})

class Picky(Intranet):
    def __init__(self, options):
        raise TypeError("no")

class Talking(Intranet):
    def __init__(self, options):
        raise KeyError(options.text("token"))

NOTHING = 1
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "adapters").mkdir()
    (tmp_path / "adapters/intranet.py").write_text(INTRANET)
    return tmp_path


def refusal(root: Path, **values: object) -> str:
    board = {"adapter": "adapters/intranet.py:Intranet"} | values
    with pytest.raises(ConfigurationError) as caught:
        open_boards(site(root, intra=board), environment={"EMPTY": "", "T": "canary-91"})
    assert "canary-91" not in str(caught.value)
    return str(caught.value)


def test_an_adapter_of_the_site_is_loaded_by_its_path(root: Path) -> None:
    here = site(root, intra={"adapter": "adapters/intranet.py:Intranet", "prefix": "Poste : "})
    board = open_board(here, "intra")
    assert board.adapter.payload(offer("cook")).body == {"title": "Poste : Cook"}
    assert type(board.adapter).__module__ in sys.modules


def test_a_file_without_its_class_is_told_how_to_name_it(root: Path) -> None:
    told = refusal(root, adapter="adapters/intranet.py")
    assert told.endswith('name its class too: adapter = "adapters/intranet.py:Class"')


def test_the_keys_around_the_adapter_are_taken_out_and_read(root: Path) -> None:
    values: dict[str, object] = {
        "adapter": "adapters/intranet.py:Intranet",
        "every": "15 minutes",
        "where": {"language": "fr", "tags": ["a", "b"]},
        "limits": {"day": 2000},
        "allow_private_addresses": True,
        "enabled": True,
    }
    board = open_board(site(root, intra=values), "intra")
    assert board.where == {"language": ("fr",), "tags": ("a", "b")}
    assert [limit.capacity for limit in board.limits] == [2000]
    adapter: Any = board.adapter
    assert adapter.options.http.allow_private


def test_a_board_that_is_not_enabled_stays_shut_unless_it_is_named(root: Path) -> None:
    here = site(root, intra={"adapter": "adapters/intranet.py:Intranet", "enabled": False})
    assert open_boards(here) == ()
    assert [board.name for board in open_boards(here, ["intra"])] == ["intra"]


def test_secrets_are_read_where_they_are_kept_and_hidden_in_errors(root: Path) -> None:
    (root / "token").write_text("from-a-file\n")
    values: dict[str, object] = {
        "adapter": "adapters/intranet.py:Intranet",
        "token": "${env:T}-${file:token}",
    }
    board = open_board(site(root, intra=values), "intra", {"T": "from-outside"})
    adapter: Any = board.adapter
    assert adapter.token == "from-outside-from-a-file"  # noqa: S105
    text = "from-outside and from-a-file"
    assert adapter.options.http._redact(text) == board.without_secrets(text) == "… and …"
    assert "from-outside" not in repr(board)
    spelled = b64encode(b"user:from-outside-from-a-file").decode()
    assert "…" in board.without_secrets(f"Basic {spelled}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", {}),
        ("text = {}", {}),
        ("text = 'We hire'", {"": "We hire"}),
        ("text = { fr = 'On recrute', pt-BR = 'Vagas', '' = 'We hire' }", None),
        ("[boards.intra.text]\nfr = 'On recrute'\npt-BR = 'Vagas'\n'' = 'We hire'", None),
    ],
)
def test_a_text_is_one_for_all_languages_or_one_for_each(
    root: Path, text: str, words: dict[str, str] | None
) -> None:
    head = '[site]\nurl = "https://jobs.example.org/"\ntitle = "Jobs"\n'
    board = '[boards.intra]\nadapter = "adapters/intranet.py:Intranet"\n'
    (root / "syndicate.toml").write_text(head + board + text, "utf-8")
    adapter: Any = open_board(load(root / "syndicate.toml"), "intra").adapter
    each = {"fr": "On recrute", "pt-br": "Vagas", "": "We hire"}
    assert adapter.words == (each if words is None else words)
    assert adapter.options.unused() == ()


def test_a_secret_in_a_text_is_read_and_hidden(root: Path) -> None:
    values = {"adapter": "adapters/intranet.py:Intranet", "text": {"fr": "code ${env:T}"}}
    board = open_board(site(root, intra=values), "intra", {"T": "from-outside"})
    adapter: Any = board.adapter
    assert adapter.words == {"fr": "code from-outside"}
    assert board.without_secrets("from-outside") == "…"


def test_no_secret_is_told_of_an_adapter_that_cannot_be_made(root: Path) -> None:
    told = refusal(root, adapter="adapters/intranet.py:Talking", token="${env:T}")  # noqa: S106
    assert "Talking cannot be made: KeyError" in told


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"token": "${env:NOWHERE}"}, "[boards.intra] token: the environment variable NOWHERE"),
        ({"token": "${env:EMPTY}"}, "EMPTY is empty"),
        ({"token": "${file:none}"}, "token: the file none cannot be read"),
        ({"tokn": "${env:T}"}, "tokn is not a key of this board; did you mean token?"),
        (
            {"adapter": "adapters/intranet.py:Talking", "tokn": "${env:T}"},
            "token is missing (is tokn meant to be it?)",
        ),
        ({"evry": "1 day"}, "did you mean every?"),
        ({"txt": {"fr": "x"}}, "txt is not a key of this board; did you mean text?"),
        ({"text": {"fr": "${env:NOWHERE}"}}, "text.fr: the environment variable NOWHERE"),
        ({"text": 7}, "text is neither a text nor a table of one by language; write: text = {"),
        ({"text": ["x"]}, "neither a text nor a table"),
        ({"text": " "}, "neither a text nor a table"),
        ({"text": {"fr": "x", "en": ""}}, "neither a text nor a table"),
        ({"text": {"fr": {"en": "x"}}}, "neither a text nor a table"),
        ({"text": {"french": "x"}}, "text has 'french', which is no language"),
        ({"where": {"langage": "fr"}}, "did you mean language?"),
        ({"where": {"employment": ["Fixed-Term", "permanant"]}}, "did you mean permanent?"),
        ({"limits": {"dya": 3}}, "there is no limit dya; did you mean day?"),
        ({"limits": {"day": 0}}, "limits = { day = 100 }"),
        ({"enabled": "yes"}, "enabled = true"),
        ({"adapter": "adapters/nowhere.py:X"}, "there is no file adapters/nowhere.py"),
        ({"adapter": "adapters/intranet.py:X"}, "has no such class"),
        ({"adapter": "adapters/intranet.py:NOTHING"}, "has no such class"),
        ({"adapter": "adapters/intranet.py:Bare"}, "does not say what it can"),
        ({"adapter": "adapters/intranet.py:Picky"}, "Picky cannot be made: TypeError: no"),
        ({"adapter": "mastodn"}, "did you mean mastodon?"),
    ],
)
def test_a_mistake_is_named_with_the_way_out(
    root: Path, values: dict[str, object], words: str
) -> None:
    assert words in refusal(root, **values)


def test_every_board_is_looked_at_before_any_is_refused(root: Path) -> None:
    bad: dict[str, object] = {"adapter": "nothing"}
    with pytest.raises(ConfigurationError) as caught:
        open_boards(site(root, one=bad, two=bad))
    assert [line.split("]")[0] for line in str(caught.value).splitlines()] == [
        "[boards.one",
        "[boards.two",
    ]


def test_a_board_that_is_not_configured_is_named_with_the_nearest(root: Path) -> None:
    here = site(root, intra={"adapter": "adapters/intranet.py:Intranet"})
    with pytest.raises(ConfigurationError, match=r"no \[boards.intro\]; did you mean intra\?"):
        open_boards(here, ["intro"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("import nowhere_at_all\n", "needs 'nowhere_at_all', which is not installed"),
        ("\n\nboom = 1 / 0\n", "adapters/broken.py:3: ZeroDivisionError"),
        ("class X(:\n", "adapters/broken.py:1: invalid syntax"),
    ],
)
def test_a_file_that_cannot_run_is_named_with_its_line(root: Path, text: str, words: str) -> None:
    (root / "adapters/broken.py").write_text(text)
    known = set(sys.modules)
    assert words in refusal(root, adapter="adapters/broken.py:X")
    assert {name for name in set(sys.modules) - known if "broken" in name} == set()


def test_the_missing_package_of_an_installed_adapter_is_named_with_its_extra() -> None:
    from syndicate.delivery.loading import missing_package

    missing = ModuleNotFoundError("no", name="google.auth")
    assert "pip install 'syndicate-jobs[google]'" in str(
        missing_package("[boards.g] adapter", missing, "google_indexing")
    )


def test_the_installed_adapters_are_listed_without_being_loaded() -> None:
    known = set(sys.modules)
    assert available()["folder"] == "syndicate-jobs"
    assert set(sys.modules) - known == set()


def test_the_version_follows_the_adapter_and_its_settings_but_no_secret(root: Path) -> None:
    def version(token: str, **values: object) -> str:
        board = {"adapter": "adapters/intranet.py:Intranet", "token": "${env:T}"} | values
        return open_board(site(root, intra=board), "intra", {"T": token}).version

    assert version("one") == version("two") == version("one", every="1 day")
    assert version("one") != version("one", prefix="Poste")


def test_the_version_follows_every_module_of_an_adapters_package() -> None:
    kind = loading.load("board", "google_indexing", Path())
    parts = list(Path(str(sys.modules[kind.__module__].__file__)).parent.glob("*.py"))
    assert len(parts) > 1
    assert all(part.read_bytes() in loading.source(kind) for part in parts)


def test_the_version_follows_the_one_module_of_an_adapter() -> None:
    kind = loading.load("board", "mastodon", Path())
    file = Path(str(sys.modules[kind.__module__].__file__))
    assert file.read_bytes() in loading.source(kind)


@pytest.mark.parametrize(
    ("key", "line"),
    [("token", 'token = "${env:JOBS_BOARD_TOKEN}"'), ("chat", 'chat = "…"')],
)
def test_the_line_for_a_secret_that_is_missing_is_one_that_may_stand_in_the_file(key, line):
    with pytest.raises(ConfigurationError) as caught:
        Options("jobs-board", {}, site(Path())).text(key)
    assert str(caught.value) == f"[boards.jobs-board] {key} is missing; write: {line}"


def test_how_to_go_on_without_the_board_with_a_mistake_is_told(tmp_path):
    folder: dict[str, object] = {"adapter": "folder", "path": "board"}
    wrong: dict[str, object] = {"adapter": "telegram", "chat": "@jobs"}
    with pytest.raises(ConfigurationError, match=r"enabled = false below \[boards\.tele\]$"):
        open_boards(site(tmp_path, local=folder, tele=wrong))
    with pytest.raises(ConfigurationError) as caught:
        open_boards(site(tmp_path, local=folder, tele=wrong), ["tele"])
    assert "enabled" not in str(caught.value)
    assert len(open_boards(site(tmp_path, local=folder, tele={**wrong, "enabled": False}))) == 1
