"""S3, and what speaks like it: signed requests, sent by the house's own client."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_plus

from lxml import etree

from syndicate.errors import Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate_adapters.upload.account import Account, Signature
from syndicate_adapters.upload.media import media_type
from syndicate_adapters.upload.store import Occupied, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element

    from syndicate.adapter import Options
    from syndicate.errors import AdapterError
    from syndicate.http import Answer, Client
    from syndicate_adapters.upload.target import Target

#: What is read back are files of our own size, or larger ones in their place.
_MOST_BYTES = 2**30
#: A file gets the time of any call, and as long as its bytes take on a slow line: bytes a second.
_SLOW = 100_000
_LONGEST = 240.0

#: Codes that come with 400 and speak of the account, or of this moment, and not of the file.
#: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_ACCOUNT = frozenset(
    {
        "AuthorizationHeaderMalformed",
        "ExpiredToken",
        "IllegalLocationConstraintException",
        "IncorrectEndpoint",
        "InvalidBucketName",
        "InvalidToken",
        "TokenRefreshRequired",
    }
)
_MOMENT = frozenset({"BadDigest", "IncompleteBody", "RequestTimeout"})


class Bucket:
    """A bucket, or what is below a prefix in it; a file's version is its ETag.

    Files are put on conditions: that nothing is there, or the version that was put last. So
    nothing is read first, and of two that publish at once one is told, and overwrites nothing.
    """

    def __init__(self, target: Target, options: Options) -> None:
        self.target = target
        self.account = Account(options)
        self.region = options.text("region", "us-east-1")
        self.cache_control = options.text("cache_control", "max-age=300")
        self.conditional = options.flag("conditional", default=True)
        self.http = options.http.at(_base(target.host, self.region, options))

    def body(self, path: str, sha256: str) -> Mapping[str, object]:
        """The fingerprint of the bytes, and the headers that readers get with them."""
        return _body(sha256, media_type(path), self.cache_control)

    @contextmanager
    def session(self) -> Iterator[Objects]:
        """Keys are asked for; nothing is called yet."""
        keys = self.account.keys()
        http = self.http.hiding(keys.secret_key, *([keys.token] if keys.token else []))
        http.max_bytes = _MOST_BYTES
        yield Objects(self, http, Signature(keys, self.region))


class Objects:
    """One visit to a bucket."""

    def __init__(self, bucket: Bucket, http: Client, signature: Signature) -> None:
        self.bucket = bucket
        self.http = http
        self.signature = signature
        self.start = bucket.target.folder and f"{bucket.target.folder}/"

    def look(self, path: str) -> Seen | None:
        """GET: the bytes themselves are the proof, not what was noted about them."""
        try:
            answer = self._call("GET", self._key(path), size=_MOST_BYTES)
        except _MissingError:
            return None
        headers = answer.headers
        sha256 = hashlib.sha256(answer.body).hexdigest()
        body = _body(sha256, headers.get("content-type", ""), headers.get("cache-control", ""))
        return Seen(_etag(answer), body)

    def put(self, path: str, content: bytes, version: str | None) -> str:
        """PUT, if the object is of *version* still, or absent still."""
        headers = {
            "Content-Type": media_type(path),
            "Cache-Control": self.bucket.cache_control,
        }
        if self.bucket.conditional:
            headers |= {"If-Match": version} if version else {"If-None-Match": "*"}
        try:
            answer = self._call("PUT", self._key(path), content, headers, size=len(content))
        except _MissingError as error:
            raise Occupied(f"{path} is there no more") from error
        return _etag(answer)

    def remove(self, path: str) -> None:
        """DELETE; S3 says 204 of what is not there, others 404."""
        try:
            self._call("DELETE", self._key(path))
        except _MissingError:
            return

    def listing(self) -> Iterator[tuple[str, str]]:
        """All objects below the prefix, up to a thousand an answer."""
        query = {"list-type": "2", "encoding-type": "url", "prefix": self.start}
        while True:
            page = self._page(query)
            for item in page.iterfind("{*}Contents"):
                key = unquote_plus(item.findtext("{*}Key") or "")
                if key.startswith(self.start) and not key.endswith("/"):
                    yield key.removeprefix(self.start), item.findtext("{*}ETag") or ""
            following = page.findtext("{*}NextContinuationToken")
            if page.findtext("{*}IsTruncated") != "true" or not following:
                return
            if following == query.get("continuation-token"):
                raise Ambiguous("S3: the list of objects begins anew and anew")
            query["continuation-token"] = following

    def about(self) -> str:
        """Ask for one key: whether the bucket is there, and shows itself to us."""
        page = self._page({"list-type": "2", "max-keys": "1", "prefix": self.start})
        found = "holds files" if page.find("{*}Contents") is not None else "is empty"
        return f"s3://{self.bucket.target.host}/{self.start} {found}; writing was not tried"

    def _page(self, query: Mapping[str, str]) -> _Element:
        said = "&".join(f"{name}={quote(query[name], safe='')}" for name in sorted(query))
        return _list(self._call("GET", f"?{said}"))

    def _key(self, path: str) -> str:
        return quote(self.start + path, safe="/~")

    def _call(
        self,
        method: str,
        url: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        size: int = 0,
    ) -> Answer:
        return self.http.call(
            method,
            url,
            data=content,
            headers=headers,
            auth=self.signature,
            errors=_ERRORS,
            deadline=min(self.http.deadline + size / _SLOW, max(self.http.deadline, _LONGEST)),
        )


class _MissingError(Rejected):
    """There is no such object."""


def _base(bucket: str, region: str, options: Options) -> str:
    """Where the objects are: at Amazon in a host of their own, elsewhere below the bucket."""
    if options.has("endpoint"):
        return f"{options.url('endpoint').rstrip('/')}/{bucket}/"
    # A certificate covers one name in front of it, none with a dot in it.
    if "." in bucket:
        return f"https://s3.{region}.amazonaws.com/{bucket}/"
    return f"https://{bucket}.s3.{region}.amazonaws.com/"


def _body(sha256: str, content_type: str, cache_control: str) -> Mapping[str, object]:
    return {"sha256": sha256, "content_type": content_type, "cache_control": cache_control}


def _etag(answer: Answer) -> str:
    etag = answer.headers.get("etag", "")
    if not etag:
        raise Ambiguous("S3: the answer names no version (ETag)")
    return etag


def _list(answer: Answer) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        page = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        page = None
    if page is None or etree.QName(page).localname != "ListBucketResult":
        raise Ambiguous("S3: the answer is no list of objects")
    return page


def _code(words: str) -> str:
    found = re.search(r"<Code>(\w+)</Code>", words)
    return found[1] if found else ""


def _malformed(words: str) -> AdapterError:
    code = _code(words)
    if code in _ACCOUNT:
        return Unauthorised(f"{words}: check keys, region and bucket")
    return Unavailable(words) if code in _MOMENT else Rejected(words)


def _missing(words: str) -> AdapterError:
    if _code(words) == "NoSuchKey":
        return _MissingError(words)
    return Unauthorised(f"{words}: check the bucket's name, and the endpoint")


def _unsupported(words: str) -> AdapterError:
    return Unauthorised(f"{words}: if this store knows no conditions, write: conditional = false")


#: What S3 means by statuses that others use otherwise.
_ERRORS: Mapping[int, Callable[[str], AdapterError]] = {
    400: _malformed,
    404: _missing,
    409: Unavailable,  # another request for the same object was quicker, by a moment
    412: Occupied,
    501: _unsupported,
}
