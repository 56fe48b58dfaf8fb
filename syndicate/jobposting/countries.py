"""Countries by name, in any language that CLDR knows."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=2048)
def country_name(code: str, language: str = "en") -> str:
    """The name of the ISO 3166-1 alpha-2 country *code* in *language*, or *code* where unknown."""
    # Imported here: few offers name countries, and the names cost more to load than an offer.
    from babel import Locale

    return str(Locale.parse(language).territories.get(code.upper(), code))
