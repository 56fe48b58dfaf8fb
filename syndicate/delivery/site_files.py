"""The files that boards need on the site: a key that proves it ours, and the like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from syndicate.adapter import Adapter, Options
from syndicate.delivery import loading
from syndicate.delivery.secrets import Secrets
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.site import Site


@dataclass(slots=True)
class SiteFiles:
    """Bytes by their path in the output folder, and why some board's could not be made."""

    files: dict[str, bytes] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)


def site_files(site: Site, environment: Mapping[str, str] | None = None) -> SiteFiles:
    """What the boards of *site* need on it; secrets are read of those alone that need a file.

    A board whose file cannot be made, because a secret is not at hand, is told of and left
    out: pages must be built where secrets are not.
    """
    found = SiteFiles()
    for name, values in site.boards.items():
        if values.get("enabled", True) is False:
            continue
        try:
            found.files |= _of_board(site, name, values, environment)
        except ConfigurationError as error:
            found.mistakes.append(str(error))
    return found


def _of_board(
    site: Site, name: str, values: Mapping[str, object], environment: Mapping[str, str] | None
) -> Mapping[str, bytes]:
    kind = loading.load(name, str(values.get("adapter", "")), site.root)
    if kind.files.__func__ is Adapter.files.__func__:  # type: ignore[attr-defined] # bound methods have it
        return {}
    secrets = Secrets(name, site.root, environment)
    read = {key: secrets.read(key, value) for key, value in values.items()}
    return kind.files(Options(name, read, site))
