"""Apprise: a message about each new offer, to any of the services that its library speaks to."""

from __future__ import annotations

import logging
import re
import warnings
from typing import TYPE_CHECKING

from syndicate.adapter import Adapter, Features, Kind, Options, Payload, Receipt
from syndicate.announcement import Announcer
from syndicate.errors import Ambiguous, ConfigurationError, Unauthorised, Unavailable
from syndicate.http import Answer
from syndicate.http.addresses import resolve
from syndicate.http.answer import refusal
from syndicate.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apprise import NotifyBase

    from syndicate.errors import AdapterError
    from syndicate.problem import Problem

#: Seconds after which a service is not waited for any longer.
DEADLINE = 30.0
#: What no message needs to exceed, however much a service takes.
LIMIT = 4000

#: How the library tells of an answer that is no success, for almost all of its services.
_CODE = re.compile(r"\berror=(\d{3})\b")
#: How it tells why a call failed, and what in it proves that nothing was sent.
_CAUSE = "Socket Exception: "
_UNSENT = re.compile(r"NewConnectionError|NameResolutionError|ConnectTimeoutError")
_UNTRUSTED = "CERTIFICATE_VERIFY_FAILED"


class Apprise(Adapter[Offer]):
    """Notifies one service, at most once, and remembers: nothing can be changed or taken back.

    The library tells only whether all went well. What it logs says more, and is listened to: a
    refusal and a connection that never came about are known for what they are.
    """

    features = Features(kind=Kind.ANNOUNCEMENT, updates=False, withdraws=False)

    def __init__(self, options: Options) -> None:
        self.allow_private = options.http.allow_private
        self.service = _service(options)
        # Two lines more than the text: some services join a title and a body.
        limit = min(self.service.body_maxlen - 8, LIMIT)
        self.says = Announcer(options, source="apprise", limit=limit)

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """An address so long that the service's messages have no room for words."""
        return self.says.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """A title, where the service has any, and a text within its limit."""
        text = self.says.text(subject)
        title, _, rest = text.partition("\n")
        whole = len(title) > self.service.title_maxlen or "://" in title
        body = {"title": "", "text": text} if whole else {"title": title, "text": rest}
        return Payload(subject.id, body, subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Notify. Raises ``Ambiguous`` for every failure that does not prove the contrary."""
        from apprise import Apprise as Notifier
        from apprise import AppriseResultStatus, NotifyFormat

        self._refuse_private()
        notifier = Notifier()
        notifier.add(self.service)
        result = notifier.notify(
            body=str(payload.body["text"]),
            title=str(payload.body["title"]),
            body_format=NotifyFormat.TEXT,
            timeout=DEADLINE,
            log_level=logging.DEBUG,
        )
        if result.status is AppriseResultStatus.SUCCESS:
            return Receipt()
        if result.status is AppriseResultStatus.TIMEOUT:
            raise Ambiguous(f"{self.name}: no answer within {DEADLINE:g} seconds")
        raise self._failure([(entry.level, entry.message) for entry in result.logs()])

    def check(self) -> str:
        """Nothing can be tried without a message."""
        return f"the address is one of {self.name}; whether it works shows with the first message"

    @property
    def name(self) -> str:
        """The service's name; its address is a secret."""
        return str(self.service.service_name)

    def _refuse_private(self) -> None:
        """The library opens its own connections: what can be seen of them is seen before."""
        host = _host(self.service)
        if host:
            resolve(host, self.service.port or 443, DEADLINE, allow_private=self.allow_private)

    def _failure(self, logs: list[tuple[str, str]]) -> AdapterError:
        """What the library's words prove; they are not repeated, as they may hold the address."""
        causes = [words for _, words in logs if words.startswith(_CAUSE)]
        codes = {
            code for level, words in logs if level == "WARNING" for code in _CODE.findall(words)
        }
        if len(codes) == 1 and not causes:
            code = int(codes.pop())
            said = f"{self.name} answered {code}"
            if code == 404:
                return Unauthorised(f"{said}: nobody is at this address; check url")
            return refusal(Answer(code, {}, b""), said, repeatable=False)
        if len(causes) == 1 and not codes:
            if _UNTRUSTED in causes[0]:
                return Unauthorised(f"{self.name}: its certificate is not trusted")
            if _UNSENT.search(causes[0]):
                return Unavailable(f"{self.name}: nothing was sent: no connection")
        return Ambiguous(f"{self.name}: it failed, and whether the message arrived was not told")


def _service(options: Options) -> NotifyBase:
    """The one service that the address is of; nothing is called."""
    try:
        # Imported here: only who notifies through it needs the package (extra: apprise).
        from apprise import Apprise as Notifier
        from apprise import AppriseAsset, AppriseResult  # noqa: F401 # since 2.2
    except ModuleNotFoundError:
        raise
    except ImportError:
        raise ConfigurationError(
            f"[boards.{options.name}] adapter: apprise is older than 2.2; "
            "pip install --upgrade 'syndicate-jobs[apprise]'"
        ) from None
    # Its log holds addresses. It is listened to in create, and goes nowhere else.
    logger = logging.getLogger("apprise")
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    example = 'url = "${env:APPRISE_URL}"'
    with warnings.catch_warnings():
        # With the first address all of its services are loaded; one asks for the old imghdr.
        warnings.simplefilter("ignore", DeprecationWarning)
        service = Notifier.instantiate(options.text("url"), asset=AppriseAsset())
    if service is None:
        raise options.mistake("url", "is no address that Apprise knows", example)
    if len(service) > 1 and not service.retry:
        raise options.mistake(
            "url", "names several targets, of which one may fail; write a board for each", example
        )
    if not service.verify_certificate:
        raise options.mistake("url", "has verify=no: certificates are always checked", example)
    # What an address may ask for, and what would break a promise.
    service.retry, service.optional, service.redirects = 0, False, False
    return service


def _host(service: NotifyBase) -> str:
    """The machine that *service* calls, where its address names one; else it may be a secret."""
    host = str(service.host or "").strip("[]")
    templates: tuple[str, ...] = service.templates
    named = ["{host}" in template for template in templates]
    is_machine = "." in host or ":" in host or host == "localhost"
    return host if all(named) or (any(named) and is_machine) else ""
