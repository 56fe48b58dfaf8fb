"""``--project`` and ``--now``: where the site is, and what time it is there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from syndicate.cli.options import instant_of, site_of
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC)),
        ("2026-07-01T12:00", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("2026-07-01 12:00:30", datetime(2026, 7, 1, 10, 0, 30, tzinfo=UTC)),
        ("2026-07-01T12:00:00Z", datetime(2026, 7, 1, 12, tzinfo=UTC)),
        ("2026-07-01T12:00-05:00", datetime(2026, 7, 1, 17, tzinfo=UTC)),
    ],
)
def test_now_without_an_offset_is_in_the_site_s_zone(text: str, utc: datetime) -> None:
    assert instant_of(text, PARIS) == utc


@pytest.mark.parametrize(
    "text", ["", "0001-01-01", "9999-12-31T23:59-12:00", "yesterday", "2026-02-30", "12:00"]
)
def test_a_wrong_now_says_what_to_write(text: str) -> None:
    with pytest.raises(ConfigurationError, match="write 2026-07-01"):
        instant_of(text, PARIS)


def test_the_clock_is_aware_when_nothing_is_said() -> None:
    assert instant_of(None, PARIS).tzinfo is not None


def test_the_project_is_the_nearest_upwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "syndicate.toml").write_text('[site]\nurl = "https://example.org/"\ntitle = "x"\n')
    (tmp_path / "content/deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "content/deep")
    assert site_of(None).root.resolve() == tmp_path.resolve()
    with pytest.raises(ConfigurationError, match="syndicate init"):
        site_of(tmp_path / "content")
