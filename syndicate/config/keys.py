"""Every key of ``syndicate.toml``, with a value to show in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Table → key → an example of its value, as TOML. The order is that of the documentation.
KEYS: Mapping[str, Mapping[str, str]] = {
    "site": {
        "url": '"https://jobs.example.org/"',
        "title": '"Jobs at Example"',
        "description": '"Work with us on public software."',
        "language": '"fr"',
        "timezone": '"Europe/Paris"',
        "since": "2015-01-01",
    },
    "organization": {
        "name": '"Example"',
        "url": '"https://example.org/"',
        "logo": '"https://example.org/logo.png"',
        "address": '{ street = "1 rue du Port", postal_code = "44000", city = "Nantes", '
        'country = "FR" }',
    },
    "organization.address": {
        "street": '"1 rue du Port"',
        "postal_code": '"44000"',
        "city": '"Nantes"',
        "region": '"Pays de la Loire"',
        "country": '"FR"',
    },
    "content": {
        "path": '"content"',
        "where": '{ layout = "job" }',
        "infer": "false",
        "infer_above": "0.97",
        "base_url": '"https://example.org/"',
        "fields": '{ title = "roles", closes = ["deadline", "until"] }',
        "values": '{ employment = { "CDI cadre" = "permanent" } }',
        "defaults": '[{ path = "en/**", values = { language = "en" } }]',
    },
    "content.defaults": {
        "path": '"en/**"',
        "values": '{ language = "en" }',
    },
    "lifecycle": {
        "expires_after": '"45 days"',
        "future_dates": '"hold"',
        "remind": '"7 days"',
        "still_open_after": '"90 days"',
    },
    "check": {
        "pay-transparency": '"error"',
        "pay-before-interview": '"off"',
        "gender-marker": '"error"',
        "gender-style": '"error"',
        "age-criterion": '"error"',
        "sex-criterion": '"error"',
        "nationality-criterion": '"error"',
        "native-speaker": '"error"',
        "canadian-experience": '"error"',
        "private-mail": '"error"',
        "private-phone": '"off"',
        "dead-link": '"error"',
        "no-way-to-apply": '"error"',
        "re-dated": '"error"',
        "deadline-near": '"off"',
        "still-open": '"error"',
        "duplicate-offer": '"error"',
    },
    "feeds": {
        "path": '"feeds"',
        "permalink": '"/jobs/{slug}/"',
        "pages": "true",
        "limit": "200",
        "hub": '"https://hub.example.org/"',
        "by": '["tag", "language"]',
        "complete": '["atom", "rss"]',
        "gzip": "false",
        "dialects": '["indeed", "jooble"]',
    },
    "run": {
        "ledger": '"postgresql://syndicate@db.example.org/jobs"',
        "heartbeat_url": '"${env:HEARTBEAT_URL}"',
        "grace_seconds": "30",
    },
    "boards.NAME": {
        "adapter": '"indexnow"',
        "enabled": "true",
        "every": '"15 minutes"',
        "cron": '"0 7 * * 1-5"',
        "where": '{ language = "fr" }',
        "limits": "{ day = 2000 }",
        "allow_private_addresses": "false",
    },
}

#: The tables that stand at the top of the file.
SECTIONS = ("site", "organization", "content", "lifecycle", "check", "feeds", "run", "boards")

#: The fields that ``[content.fields]`` and ``[content.values]`` may name.
FIELDS = (
    "title",
    "board_title",
    "id",
    "slug",
    "url",
    "translation_key",
    "summary",
    "language",
    "tags",
    "published",
    "draft",
    "open",
    "closed",
    "status",
    "template",
    "date_posted",
    "date_modified",
    "opens",
    "closes",
    "organization",
    "organization_url",
    "organization_logo",
    "locations",
    "street",
    "postal_code",
    "city",
    "region",
    "country",
    "workplace",
    "remote_countries",
    "employment",
    "schedule",
    "days_per_week",
    "duration_months",
    "start",
    "pay",
    "pay_min",
    "pay_max",
    "pay_currency",
    "pay_period",
    "education",
    "experience",
    "languages",
    "skills",
    "openings",
    "requisition_id",
    "apply_url",
    "apply_email",
    "boards",
)
