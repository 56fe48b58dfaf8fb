"""The heartbeat: an address that is called after each round, and missed when it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.errors import AdapterError, SyndicateError
from syndicate.project.pushing import setting

if TYPE_CHECKING:
    from syndicate.site import Site


class Heartbeat:
    """Calls ``[run] heartbeat_url``, if there is one."""

    def __init__(self, site: Site) -> None:
        url = site.run.heartbeat_url
        self._url = setting(site, "heartbeat_url", url) if url else None

    def beat(self) -> None:
        """One beat. Raises ``SyndicateError``, without the address: it may be a secret."""
        if self._url is None:
            return
        from syndicate.http import Client

        try:
            Client(secrets=[self._url], allow_private=True).get(self._url)
        except AdapterError as error:
            raise SyndicateError(f"[run] heartbeat_url: {error}") from error
