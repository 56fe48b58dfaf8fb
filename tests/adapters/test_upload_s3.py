"""Uploads to S3: the contract against our stand-in, the rest against moto with its own checks."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

import boto3
import pytest
from syndicate_adapters.upload import Upload

from syndicate.adapter import Call, Operation, Options, Receipt
from syndicate.errors import Ambiguous, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_site
from tests.adapters.moto_server import PYTHON, running
from tests.adapters.uploading import Site, Uploading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from syndicate.testing import Held, Request
    from syndicate.testing.faults import Fault
    from tests.adapters.moto_server import Moto

TOKEN = "c4n4ry-session-t0ken"  # noqa: S105 # opens nothing


class Server(BoardServer):
    """One bucket of S3, modelled from its documentation: conditions, ETags, errors in XML."""

    def answer(self, request: Request) -> Reply:
        if request.headers.get("x-amz-security-token") != self.token:
            return error(400, "InvalidToken")
        key = unquote(request.path).removeprefix("/jobs/")
        held = self.shelf.held(key)
        match request.method:
            case "GET" if not key:
                return self.listed(request.query.get("prefix", ""))
            case "GET":
                return shown(held) if held else error(404, "NoSuchKey")
            case "DELETE":
                return Reply(204) if held is None or self.shelf.remove(held.id) else Reply(500)
            case "PUT":
                return self.put(request, key, held)
        return error(405, "MethodNotAllowed")

    def put(self, request: Request, key: str, held: Held | None) -> Reply:
        wanted = request.headers.get("if-match")
        if wanted and held is None:
            return error(404, "NoSuchKey")
        if held and (request.headers.get("if-none-match") or wanted != etag(held)):
            return error(412, "PreconditionFailed")
        names = ("content-type", "cache-control")
        body = {name: request.headers[name] for name in names}
        body["content"] = base64.b64encode(request.body).decode()
        new = self.shelf.replace(held.id, body) if held else self.shelf.add(key, body)
        assert new
        return Reply(200, b"", {"ETag": etag(new)})

    def listed(self, prefix: str) -> Reply:
        rows = "".join(
            f"<Contents><Key>{quote(one.reference)}</Key><ETag>{escape(etag(one))}</ETag></Contents>"
            for one in self.shelf.look_up()
            if one.reference.startswith(prefix)
        )
        space = "http://s3.amazonaws.com/doc/2006-03-01/"
        page = f'<ListBucketResult xmlns="{space}">{rows}<IsTruncated>false</IsTruncated>'
        return Reply(200, f"{page}</ListBucketResult>".encode())


def content(held: Held) -> bytes:
    return base64.b64decode(str(held.body["content"]))


def etag(held: Held) -> str:
    return f'"{hashlib.md5(content(held), usedforsecurity=False).hexdigest()}"'


def shown(held: Held) -> Reply:
    headers = {name.title(): str(held.body[name]) for name in ("content-type", "cache-control")}
    return Reply(200, content(held), headers | {"ETag": etag(held)})


def error(status: int, code: str) -> Reply:
    return Reply(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode())


class TestS3(AdapterContract):
    KEYS: ClassVar[dict[str, str]] = {"access_key": "AKIAEXAMPLE", "secret_key": "wJalrXUtnFEMI"}

    def make(self, board: BoardServer) -> Upload:
        say = {"to": "s3://jobs", "endpoint": board.url, "session_token": self.secret}
        return Upload(self.options(**say, **self.KEYS))

    def board(self) -> BoardServer:
        return Server(token=self.secret)

    def test_half_an_answer_to_create_may_have_happened(self) -> None:
        """S3 says it all in the headers: half of these is half an answer."""
        with self.bench() as (adapter, board):
            board.next(replace(faults.truncate(), stop_after=30))
            payload = adapter.payload(self.subject(adapter))
            (answer,) = adapter.send([Call(Operation.CREATE, "key", payload)])
            assert isinstance(answer, Ambiguous)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(token=TOKEN) as server:
        yield server


@pytest.fixture
def uploading(server: Server, tmp_path: Path) -> Uploading:
    say = {"to": "s3://jobs", "endpoint": server.url, "session_token": TOKEN}
    return Uploading(Upload, tmp_path, **say, **TestS3.KEYS)


@pytest.fixture
def answers(server: Server, uploading: Uploading) -> Callable[[Fault], Any]:
    """What comes of putting a file that is new when the store misbehaves."""

    def ask(fault: Fault) -> Any:
        server.next(fault)
        return uploading.put("rss.xml")

    return ask


def said(status: int, code: str) -> Fault:
    return faults.refuse(status, bytes(error(status, code).body))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["ExpiredToken", "AuthorizationHeaderMalformed", "InvalidToken"])
def test_a_400_about_the_account_stops_the_board(answers: Any, code: str) -> None:
    answer = answers(said(400, code))
    assert isinstance(answer, Unauthorised)
    assert "region" in str(answer)


@pytest.mark.parametrize("code", ["RequestTimeout", "BadDigest", "IncompleteBody"])
def test_a_400_about_the_moment_is_tried_again(answers: Any, code: str) -> None:
    assert isinstance(answers(said(400, code)), Unavailable)


def test_a_400_about_the_file_refuses_that_file(answers: Any) -> None:
    assert isinstance(answers(said(400, "KeyTooLongError")), Rejected)


def test_another_request_that_was_quicker_is_waited_for(answers: Any) -> None:
    assert isinstance(answers(said(409, "ConditionalRequestConflict")), Unavailable)


def test_a_store_that_asks_to_slow_down_is_given_its_time(answers: Any) -> None:
    assert isinstance(answers(said(503, "SlowDown")), Unavailable)


def test_a_store_without_conditions_is_told_with_what_to_write(answers: Any) -> None:
    with pytest.raises(Unauthorised, match="conditional = false"):
        raise answers(said(501, "NotImplemented"))


def test_another_region_is_a_mistake_not_a_way(answers: Any) -> None:
    answer = answers(faults.redirect("https://jobs.s3.eu-west-3.amazonaws.com/rss.xml", 301))
    assert isinstance(answer, Unauthorised)


def test_an_answer_without_a_version_may_have_happened(answers: Any) -> None:
    assert isinstance(answers(faults.nonsense(b"")), Ambiguous)


def test_a_list_that_never_ends_is_left(server: Server, uploading: Uploading) -> None:
    page = "<ListBucketResult><IsTruncated>true</IsTruncated>"
    page += "<NextContinuationToken>1</NextContinuationToken></ListBucketResult>"
    server.always(faults.nonsense(page.encode()))
    with pytest.raises(Ambiguous, match="anew and anew"):
        list(uploading.adapter.listing())


def test_what_got_through_without_an_answer_is_found_with_its_version(
    server: Server, uploading: Uploading
) -> None:
    held = uploading.keep("rss.xml", "old")
    server.next(faults.drop_unanswered())
    call = uploading.call("rss.xml", "new", held)
    assert isinstance(uploading.adapter.send([call])[0], Ambiguous)
    found = uploading.adapter.find("rss.xml")
    assert found
    assert call.payload
    assert found.digest == call.payload.digest
    assert uploading.keep("rss.xml", "newer", found).remote_id != found.remote_id


def test_after_a_failure_of_the_board_the_rest_of_a_batch_waits(
    server: Server, uploading: Uploading
) -> None:
    server.next(None, faults.refuse(400), faults.drop_unanswered())
    paths = ("jobs/a/index.html", "jobs/b/index.html", "jobs/index.html", "rss.xml")
    given = uploading.adapter.send([uploading.call(path) for path in paths])
    assert [type(one) for one in given] == [Receipt, Rejected, Ambiguous, Unavailable]
    assert len(server.calls) == 3


def test_parts_go_first_and_withdrawals_last(server: Server, uploading: Uploading) -> None:
    gone = uploading.keep("jobs/gone/index.html")
    calls = [
        replace(uploading.call(gone.subject, held=gone), operation=Operation.WITHDRAW),
        *map(uploading.call, ("sitemap.xml", "sitemap-1.xml", "jobs/new/index.html", "fr/rss.xml")),
    ]
    before = len(server.calls)
    assert all(isinstance(one, Receipt) for one in uploading.adapter.send(calls))
    assert [call.path for call in server.calls[before:]] == [
        "/jobs/jobs/new/index.html",
        "/jobs/fr/rss.xml",
        "/jobs/sitemap-1.xml",
        "/jobs/sitemap.xml",
        "/jobs/jobs/gone/index.html",
    ]


# -- against moto -----------------------------------------------------------------------------

needs_moto = pytest.mark.skipif(not PYTHON.exists(), reason="moto is not installed: make test")


@pytest.fixture(scope="module")
def moto() -> Iterator[Moto]:
    with running() as server:
        yield server


class Bucket:
    """A bucket of moto's, and both ways to it: ours, and Amazon's own client."""

    def __init__(self, moto: Moto, root: Path, name: str) -> None:
        self.moto = moto
        self.root = root
        self.name = name
        self.s3: Any = boto3.client(
            "s3",
            endpoint_url=moto.url,
            region_name="us-east-1",
            aws_access_key_id=moto.access_key,
            aws_secret_access_key=moto.secret_key,
        )
        self.s3.create_bucket(Bucket=name)

    def upload(self, **say: Any) -> Uploading:
        moto = self.moto
        keys = {"access_key": moto.access_key, "secret_key": moto.secret_key}
        place = {"to": f"s3://{self.name}/site", "endpoint": moto.url}
        return Uploading(Upload, self.root, **(place | keys | say))

    def get(self, path: str) -> Any:
        return self.s3.get_object(Bucket=self.name, Key=f"site/{path}")

    def text(self, path: str) -> str:
        return str(self.get(path)["Body"].read().decode())

    def keys(self) -> list[str]:
        page = self.s3.list_objects_v2(Bucket=self.name)
        return [one["Key"] for one in page.get("Contents", [])]


@pytest.fixture
def bucket(moto: Moto, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Bucket]:
    name = hashlib.sha256(request.node.name.encode()).hexdigest()[:20]
    made = Bucket(moto, tmp_path, name)
    yield made
    made.s3.close()


@needs_moto
def test_a_file_arrives_with_the_headers_that_readers_need(bucket: Bucket) -> None:
    uploading = bucket.upload(cache_control="no-cache")
    uploading.keep("fr/rss.xml", "<rss/>")
    found = bucket.get("fr/rss.xml")
    assert found["Body"].read() == b"<rss/>"
    assert found["ContentType"] == "application/rss+xml; charset=utf-8"
    assert found["CacheControl"] == "no-cache"


@needs_moto
def test_other_headers_are_another_payload(bucket: Bucket) -> None:
    before, after = bucket.upload(), bucket.upload(cache_control="no-cache")
    assert before.file("rss.xml").digest != after.file("rss.xml").digest


@needs_moto
@pytest.mark.parametrize("path", ["jobs/crème brûlée/100%+&~.html", "a b/(c)'!*.json", "é.xml"])
def test_difficult_names_arrive_as_they_are(bucket: Bucket, path: str) -> None:
    uploading = bucket.upload()
    held = uploading.keep(path)
    assert bucket.keys() == [f"site/{path}"]
    found = uploading.adapter.find(path)
    assert found
    assert (found.remote_id, found.digest) == (held.remote_id, held.digest)
    assert [one.subject for one in uploading.adapter.listing()] == [path]
    uploading.withdraw(path)
    assert bucket.keys() == []


@needs_moto
def test_what_somebody_else_put_there_is_not_overwritten(bucket: Bucket) -> None:
    bucket.s3.put_object(Bucket=bucket.name, Key="site/rss.xml", Body=b"theirs")
    uploading = bucket.upload()
    with pytest.raises(Unauthorised, match="adopt"):
        raise uploading.put("rss.xml")  # type: ignore[misc]
    assert bucket.text("rss.xml") == "theirs"


@needs_moto
def test_what_somebody_else_changed_since_is_not_overwritten(bucket: Bucket) -> None:
    uploading = bucket.upload()
    held = uploading.keep("rss.xml", "old")
    bucket.s3.put_object(Bucket=bucket.name, Key="site/rss.xml", Body=b"theirs")
    assert isinstance(uploading.put("rss.xml", "new", held), Unauthorised)
    assert bucket.text("rss.xml") == "theirs"


@needs_moto
def test_what_was_adopted_may_be_overwritten(bucket: Bucket) -> None:
    bucket.s3.put_object(Bucket=bucket.name, Key="site/rss.xml", Body=b"theirs")
    bucket.s3.put_object(Bucket=bucket.name, Key="elsewhere.xml", Body=b"theirs")
    uploading = bucket.upload()
    (shown,) = uploading.adapter.listing()
    uploading.keep("rss.xml", "ours", shown)
    assert bucket.text("rss.xml") == "ours"


@needs_moto
def test_what_a_lost_answer_left_counts_as_done(bucket: Bucket) -> None:
    uploading = bucket.upload()
    held = uploading.keep("rss.xml", "old")
    first = uploading.keep("rss.xml", "new", held)
    assert uploading.keep("rss.xml", "new", held) == first
    assert uploading.keep("rss.xml", "new") == first


@needs_moto
def test_an_update_of_what_is_gone_puts_it_there_again(bucket: Bucket) -> None:
    uploading = bucket.upload()
    held = uploading.keep("rss.xml", "old")
    bucket.s3.delete_object(Bucket=bucket.name, Key="site/rss.xml")
    uploading.keep("rss.xml", "new", held)
    assert bucket.text("rss.xml") == "new"


@needs_moto
def test_what_was_rewritten_with_the_same_bytes_is_still_ours(bucket: Bucket) -> None:
    """Encrypted with another key, or in parts: another ETag, the same file."""
    uploading = bucket.upload()
    held = uploading.keep("rss.xml", "old")
    uploading.keep("rss.xml", "new", replace(held, remote_id='"another"'))
    assert bucket.text("rss.xml") == "new"


@needs_moto
def test_without_conditions_the_last_one_wins(bucket: Bucket) -> None:
    bucket.s3.put_object(Bucket=bucket.name, Key="site/rss.xml", Body=b"theirs")
    bucket.upload(conditional=False).keep("rss.xml", "ours")
    assert bucket.text("rss.xml") == "ours"


@needs_moto
def test_a_listing_of_several_pages_is_read_to_its_end(bucket: Bucket) -> None:
    uploading, names = bucket.upload(), [f"{number:02}.html" for number in range(12)]
    held = [uploading.keep(name) for name in names]
    assert len(bucket.keys()) < len(names)
    shown = list(uploading.adapter.listing())
    assert [(one.subject, one.remote_id) for one in shown] == [
        (one.subject, one.remote_id) for one in held
    ]


@needs_moto
@pytest.mark.parametrize("key", ["access_key", "secret_key"])
def test_a_wrong_key_stops_the_board(bucket: Bucket, key: str) -> None:
    uploading = bucket.upload(**{key: "c4n4ry-wr0ng"})
    with pytest.raises(Unauthorised) as refused:
        uploading.adapter.check()
    assert isinstance(uploading.put("rss.xml"), Unauthorised)
    assert key == "access_key" or "c4n4ry" not in str(refused.value)


@needs_moto
def test_a_bucket_that_is_not_there_stops_the_board(bucket: Bucket) -> None:
    uploading = bucket.upload(to="s3://no-such-bucket")
    with pytest.raises(Unauthorised, match="NoSuchBucket"):
        uploading.adapter.check()
    assert isinstance(uploading.put("rss.xml"), Unauthorised)
    assert isinstance(uploading.withdraw("rss.xml"), Unauthorised)


@needs_moto
def test_the_keys_of_the_machine_are_used_where_none_are_written(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", bucket.moto.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", bucket.moto.secret_key)
    say = {"to": f"s3://{bucket.name}", "endpoint": bucket.moto.url}
    Uploading(Upload, bucket.root, **say).keep("rss.xml")
    assert bucket.keys() == ["rss.xml"]


def test_a_machine_without_keys_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    uploading = Uploading(Upload, tmp_path, to="s3://jobs")
    with pytest.raises(Unauthorised, match="access_key"):
        uploading.adapter.check()


@pytest.mark.parametrize(
    ("bucket_name", "say", "address"),
    [
        ("jobs", {}, "https://jobs.s3.us-east-1.amazonaws.com/"),
        ("jobs", {"region": "eu-west-3"}, "https://jobs.s3.eu-west-3.amazonaws.com/"),
        ("jobs.example.org", {}, "https://s3.us-east-1.amazonaws.com/jobs.example.org/"),
        ("jobs", {"endpoint": "https://s3.example.org"}, "https://s3.example.org/jobs/"),
    ],
)
def test_the_address_of_a_bucket(bucket_name: str, say: dict[str, Any], address: str) -> None:
    values = {"to": f"s3://{bucket_name}", **TestS3.KEYS, **say}
    adapter = Upload(Options("web", values, make_site("/"), Client()))
    assert adapter.store.http.base == address  # type: ignore[attr-defined]


def test_a_private_address_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    say = {"to": "s3://jobs", "endpoint": "http://127.0.0.1:9/", **TestS3.KEYS}
    uploading = Uploading(Upload, tmp_path, allow_private=False, **say)
    with pytest.raises(Unauthorised, match="allow_private_addresses"):
        uploading.adapter.check()


@pytest.mark.parametrize(
    "to", ["s3://AKIAEXAMPLE@jobs/site", "s3://jobs:9000/site", "s3://", "s3:"]
)
def test_more_or_less_than_a_bucket_is_a_mistake(tmp_path: Path, to: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\[boards\.web\] to .*; write: to = "):
        Uploading(Upload, tmp_path, to=to, **TestS3.KEYS)


def test_half_a_pair_of_keys_is_a_mistake(tmp_path: Path) -> None:
    make = partial(Uploading, Upload, tmp_path, to="s3://jobs")
    with pytest.raises(ConfigurationError, match="secret_key is missing"):
        make(access_key="AKIAEXAMPLE")
    with pytest.raises(ConfigurationError, match="access_key is missing"):
        make(secret_key=TOKEN)


@needs_moto
@pytest.mark.slow
def test_an_upload_that_dies_once_its_files_arrived_is_made_right(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("S3_KEY", bucket.moto.access_key)
    monkeypatch.setenv("S3_SECRET", bucket.moto.secret_key)
    say = {"to": f"s3://{bucket.name}/site", "endpoint": bucket.moto.url}
    keys = {"access_key": "${env:S3_KEY}", "secret_key": "${env:S3_SECRET}"}
    (tmp_path / "whole").mkdir()
    site = Site(tmp_path / "whole", Upload, **say, **keys)
    site.offer("baker")
    site.offer("miller")
    for day in ("02", "03"):
        site.push(day, dies=True)
        site.push(day)
        shown = {one.subject for one in bucket.upload().adapter.listing()}
        assert {path: bucket.text(path) for path in shown} == site.files()
        (site.root / "content" / "miller.md").unlink(missing_ok=True)
        site.offer("baker", "You bake bread.")
