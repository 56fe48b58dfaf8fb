"""The preview over real sockets: files as HTTP answers, and builds while one edits."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx
import pytest

from syndicate.errors import ConfigurationError, SyndicateError
from syndicate.offer import Location, Organization
from syndicate.project import Built
from syndicate.serve import Preview
from syndicate.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

DEV = """\
---
title: Developer
date: 2026-02-01
closes: 2026-03-31
tags: [python]
apply_url: https://example.org/apply
---
We look for somebody who writes **good** code and likes to explain it to others.
"""

#: Nothing here takes so long unless it hangs.
PATIENCE = 30


def make_site(root: Path) -> Site:
    (root / "content").mkdir()
    (root / "content" / "developer.md").write_text(DEV, encoding="utf-8")
    return Site(
        root=root,
        url="https://jobs.example.org/",
        title="Jobs at Example",
        timezone=ZoneInfo("Europe/Paris"),
        organization=Organization("Example", "https://example.org/"),
        address=Location(city="Paris", country="FR"),
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path)


class Running:
    """A preview at work in a thread of its own."""

    def __init__(self, load: Callable[[], Site], clock: Callable[[], datetime]) -> None:
        self.reports: queue.Queue[Built | SyndicateError] = queue.Queue()
        self._announced: queue.Queue[str] = queue.Queue()
        self.preview = Preview(load, clock, port=0, report=self.reports.put)
        self._thread = threading.Thread(
            target=self.preview.run, args=[self._announced.put], daemon=True
        )
        self._thread.start()
        self.url = self._announced.get(timeout=PATIENCE)
        self.first = self.reports.get(timeout=PATIENCE)
        self.client = httpx.Client(base_url=self.url, timeout=PATIENCE, trust_env=False)

    def stop(self) -> None:
        self.client.close()
        self.preview.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the preview does not stop"

    def get(self, path: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path, headers={"Accept-Encoding": "identity"} | named)

    def raw(self, path: str, method: str = "GET", host: str | None = None) -> int:
        """The status for *path* sent as it is: clients would tidy it up."""
        place = urlsplit(self.url)
        connection = http.client.HTTPConnection(place.netloc, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=host is not None)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        status = connection.getresponse().status
        connection.close()
        return status


@contextmanager
def running(
    load: Callable[[], Site], clock: Callable[[], datetime] = lambda: NOW
) -> Iterator[Running]:
    served = Running(load, clock)
    try:
        yield served
    finally:
        served.stop()


@pytest.fixture
def served(site: Site) -> Iterator[Running]:
    with running(lambda: site) as one:
        yield one


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview whose site nobody edits, with things in its folder that must not be shown."""
    site = make_site(tmp_path_factory.mktemp("still"))
    (site.root / "secret.txt").write_text("secret")
    feeds = site.feeds_dir
    (feeds / ".git").mkdir(parents=True)
    (feeds / ".git" / "config").write_text("secret")
    (feeds / ".hidden").write_text("secret")
    (feeds / "link.txt").symlink_to(site.root / "secret.txt")
    (feeds / "folder").symlink_to(site.root)
    (feeds / "loop").symlink_to(feeds / "loop")
    os.mkfifo(feeds / "pipe")
    with running(lambda: site) as one:
        yield one


@contextmanager
def events(served: Running) -> Iterator[Iterator[dict[str, str]]]:
    """The states an open page is told, one after the other."""
    with served.client.stream("GET", "/.syndicate/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _states(answer.iter_lines())


def _states(lines: Iterator[str]) -> Iterator[dict[str, str]]:
    deadline = time.monotonic() + PATIENCE
    for line in lines:
        assert time.monotonic() < deadline, "nothing was told in time"
        if line.startswith("data: "):
            yield json.loads(line[6:])


# -- files as answers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/jobs/developer/", "text/html; charset=utf-8"),
        ("/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/tags/python/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/feeds.opml", "text/x-opml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
    ],
)
def test_every_kind_of_file_has_its_type(still: Running, path: str, kind: str) -> None:
    answer = still.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_json_ld_fragment_has_its_type(site: Site) -> None:
    with running(lambda: replace(site, feeds=replace(site.feeds, pages=False))) as served:
        answer = served.get("/jobs/developer.jsonld")
        assert answer.headers["content-type"] == "application/ld+json"
        assert answer.json()["title"] == "Developer"


def test_what_is_held_already_is_not_sent_again(still: Running) -> None:
    first = still.get("/rss.xml")
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    assert tag.startswith('"')
    for headers in (
        {"If_None_Match": tag},
        {"If_None_Match": f'"other", W/{tag}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": changed},
    ):
        again = still.get("/rss.xml", **headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    for headers in (
        {"If_None_Match": '"other"'},
        {"If_None_Match": '"other"', "If_Modified_Since": changed},
        {"If_Modified_Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert still.get("/rss.xml", **headers).content == first.content


def test_text_is_compressed_for_those_who_take_it(still: Running) -> None:
    plain = still.get("/rss.xml")
    with still.client.stream("GET", "/rss.xml", headers={"Accept-Encoding": "br, gzip"}) as packed:
        data = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(data) == plain.content
    assert len(data) < len(plain.content)
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != packed.headers["etag"]
    assert "content-encoding" not in plain.headers
    refused = still.get("/rss.xml", Accept_Encoding="gzip;q=0, identity")
    assert "content-encoding" not in refused.headers
    again = still.get("/rss.xml", Accept_Encoding="gzip", If_None_Match=packed.headers["etag"])
    assert again.status_code == 304


def test_head_has_the_headers_and_no_body(still: Running) -> None:
    got = still.get("/atom.xml")
    head = still.client.head("/atom.xml", headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "last-modified"):
        assert head.headers[name] == got.headers[name]


def test_a_folder_is_asked_for_with_a_slash(still: Running) -> None:
    answer = still.get("/jobs/developer?utm=x")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/jobs/developer/?utm=x"
    assert still.get("/jobs/").status_code == 404


def test_what_is_not_there_is_said_with_the_address_of_the_live_site(still: Running) -> None:
    answer = still.get("/about/<b>")
    assert answer.status_code == 404
    assert "https://jobs.example.org/about/%3Cb%3E" in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/jobs/..%2f..%2fsecret.txt",
        "/jobs/../../secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/..%5csecret.txt",
        "/.hidden",
        "/.git/config",
        "/link.txt",
        "/folder/secret.txt",
        "/loop",
        "/%00",
        "/%ff",
        "/pipe",
    ],
)
def test_nothing_outside_the_output_folder_is_shown(still: Running, path: str) -> None:
    assert still.raw(path) == 404


def test_only_reading_is_allowed(still: Running) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert still.raw("/rss.xml", method) == 405


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("preview.localhost", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ('127.0.0.1:"><script>', 421),
        ("", 421),
    ],
)
def test_only_requests_for_this_machine_are_answered(
    still: Running, host: str, status: int
) -> None:
    assert still.raw("/rss.xml", host=host) == status


def test_it_listens_on_loopback_alone(still: Running) -> None:
    assert urlsplit(still.url).hostname == "127.0.0.1"


# -- links ------------------------------------------------------------------------------------


def test_links_lead_to_the_preview_and_files_stay_as_published(served: Running, site: Site) -> None:
    feed = served.get("/feed.json").json()
    assert feed["home_page_url"] == served.url
    assert feed["items"][0]["url"] == f"{served.url}jobs/developer/"
    assert served.client.get(feed["items"][0]["url"]).status_code == 200
    page = served.get("/jobs/developer/").text
    assert "https://jobs.example.org/" not in page
    assert b"127.0.0.1" not in b"".join(
        p.read_bytes() for p in site.feeds_dir.rglob("*") if p.is_file()
    )


def test_links_lead_to_the_name_by_which_the_preview_was_asked(still: Running) -> None:
    port = urlsplit(still.url).port
    feed = still.get("/feed.json", Host=f"localhost:{port}").json()
    assert feed["home_page_url"] == f"http://localhost:{port}/"


def test_other_sites_keep_their_address(site: Site) -> None:
    text = DEV + (
        "\n[a](https://jobs.example.org.evil.example/) [b](https://jobs.example.organic/)"
        " [c](https://jobs.example.org)\n"
    )
    (site.content_dir / "developer.md").write_text(text)
    with running(lambda: site) as served:
        page = served.get("/jobs/developer/").text
        assert "https://jobs.example.org.evil.example/" in page
        assert "https://jobs.example.organic/" in page
        assert 'https://jobs.example.org"' not in page


def test_a_site_below_a_path_is_shown_below_that_path(site: Site) -> None:
    with running(lambda: replace(site, url="https://example.org/en/jobs/")) as served:
        assert served.url.endswith("/en/jobs/")
        assert served.client.get("/", follow_redirects=True).url == served.url
        for path in ("/", "/en/jobs"):
            root = served.url.removesuffix("/en/jobs/")
            assert served.client.get(root + path).headers["location"] == "/en/jobs/"
            assert served.client.get(f"{root}/rss.xml").status_code == 404
        feed = served.client.get(f"{served.url}feed.json").json()
        assert feed["items"][0]["url"].startswith(served.url)
        assert served.client.get(feed["items"][0]["url"]).status_code == 200


# -- while one edits --------------------------------------------------------------------------


def test_pages_carry_the_script_and_files_do_not(served: Running, site: Site) -> None:
    page = served.get("/jobs/developer/").text
    assert page.count("/.syndicate/live.js") == 1
    assert page.index("live.js") < page.index("</body>")
    assert "live.js" not in (site.feeds_dir / "jobs" / "developer" / "index.html").read_text()
    script = served.get("/.syndicate/live.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "EventSource" in script.text


def test_an_edit_is_shown_and_told_to_open_pages(served: Running, site: Site) -> None:
    with events(served) as states:
        before = next(states)
        (site.content_dir / "developer.md").write_text(DEV.replace("Developer", "Engineer"))
        after = next(states)
    assert before["failure"] == after["failure"] == ""
    assert before["build"] != after["build"]
    assert "Engineer" in served.get("/jobs/developer/").text
    built = served.reports.get(timeout=PATIENCE)
    assert isinstance(built, Built)
    assert "jobs/developer/index.html" in built.written.written


def test_a_new_offer_in_a_new_folder_is_noticed(served: Running, site: Site) -> None:
    with events(served) as states:
        next(states)
        (site.content_dir / "more").mkdir()
        (site.content_dir / "more" / "writer.md").write_text(DEV.replace("Developer", "Writer"))
        while "Writer" not in served.get("/feed.json").text:
            next(states)


def test_templates_that_appear_are_noticed_and_then_watched(served: Running, site: Site) -> None:
    with events(served) as states:
        next(states)
        (site.root / "templates").mkdir()
        (site.root / "templates" / "style.css").write_text("body { color: red }")
        while "red" not in served.get("/style.css").text:
            next(states)
        (site.root / "templates" / "style.css").write_text("body { color: blue }")
        while "blue" not in served.get("/style.css").text:
            next(states)


def test_a_build_that_fails_is_told_and_the_last_good_files_stay(
    site: Site,
) -> None:
    file = site.root / "syndicate.toml"
    file.write_text("good")

    def load() -> Site:
        if (text := file.read_text()) != "good":
            raise ConfigurationError(f"syndicate.toml:1:1: <{text}>; write something else")
        return site

    with running(load) as served, events(served) as states:
        start = next(states)
        file.write_text("bad")
        failed = next(states)
        assert failed["failure"] == "syndicate.toml:1:1: <bad>; write something else"
        assert failed["build"] == start["build"]
        assert isinstance(served.reports.get(timeout=PATIENCE), ConfigurationError)
        assert "Developer" in served.get("/jobs/developer/").text
        status = served.get("/.syndicate/status").text
        assert "&lt;bad&gt;" in status
        assert "<th>open</th><td>1</td>" in status
        file.write_text("good")
        assert next(states)["failure"] == ""


def test_a_content_folder_that_goes_and_comes_back_is_watched_again(
    served: Running, site: Site
) -> None:
    with events(served) as states:
        next(states)
        site.content_dir.rename(site.root / "away")
        assert "content" in next(states)["failure"]
        (site.root / "away").rename(site.content_dir)
        assert next(states)["failure"] == ""
        (site.content_dir / "developer.md").write_text(DEV.replace("Developer", "Engineer"))
        while "Engineer" not in served.get("/feed.json").text:
            next(states)


def test_a_first_build_that_fails_still_shows_what_is_there(site: Site) -> None:
    site.feeds_dir.mkdir()
    (site.feeds_dir / "index.html").write_text("<p>my own page</p>")
    with running(lambda: site) as served:
        assert isinstance(served.first, SyndicateError)
        assert "my own page" in served.get("/").text
        assert "is in the way" in served.get("/.syndicate/status").text


def test_the_clock_alone_makes_a_build(site: Site) -> None:
    closing = datetime(2026, 3, 31, 22, 0, tzinfo=UTC)
    start = datetime.now(UTC)

    def clock() -> datetime:
        return closing - timedelta(milliseconds=300) + (datetime.now(UTC) - start)

    with running(lambda: site, clock) as served, events(served) as states:
        while served.get("/feed.json").json()["items"]:
            next(states)


def test_the_status_page_counts_and_lists(served: Running, site: Site) -> None:
    with events(served) as states:
        next(states)
        # The broken file first: whoever sees the other one has seen this one too.
        (site.content_dir / "broken.md").write_text("---\ntitle: [\n---\n")
        (site.content_dir / "writer.md").write_text(DEV.replace("Developer", "Writer"))
        while "Writer" not in served.get("/feed.json").text:
            next(states)
    answer = served.get("/.syndicate/status")
    assert answer.headers["content-type"].startswith("text/html")
    page = answer.text
    assert "<th>open</th><td>2</td>" in page
    assert "<th>unreadable</th><td>1</td>" in page
    assert "content/broken.md:" in page
    for feed in ("rss.xml", "atom.xml", "feed.json", "feeds.opml", "tags/python/rss.xml"):
        assert f'href="/{feed}"' in page
    assert "2026-03-31" in page or "2026-04-01" in page


# -- beginning and end ------------------------------------------------------------------------


def test_a_taken_port_is_refused_with_the_remedy(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"port {port}: .* --port 0"):
            Preview(lambda: site, lambda: NOW, port=port, report=lambda _: None)


def test_it_stops_although_a_page_is_open(site: Site) -> None:
    with running(lambda: site) as served, events(served) as states:
        next(states)
        served.preview.stop()
        assert list(states) == []


_SERVE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from syndicate.serve import serve
from syndicate.site import Site
site = Site(root=Path(sys.argv[1]), url="https://jobs.example.org/", title="Jobs")
serve(
    lambda: site,
    lambda: datetime.now(UTC),
    port=0,
    announce=lambda url: print(url, flush=True),
    report=lambda outcome: None,
)
print("ended well", flush=True)
"""


def test_ctrl_c_ends_it_quietly(site: Site) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(site.root)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        url = child.stdout.readline().strip()
        assert httpx.get(url, trust_env=False).status_code == 200
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=PATIENCE)
    assert (child.returncode, out, err) == (0, "ended well\n", "")
