"""The tables of ``build.db``."""

from __future__ import annotations

#: Raised when the tables change; a number above it was written by a newer program.
VERSION = 7

#: An instant after all that a calendar has, in microseconds since 1970.
NEVER = 2**62

#: Looked through whenever the file is opened; the large ones are met page by page.
TABLES = ("meta", "files", "sources", "gone", "offers")

# What earlier versions had: files written, last good texts, files that vanished.
_FIRST = """
CREATE TABLE files (path TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    path TEXT PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, text BLOB NOT NULL,
    first_seen TEXT NOT NULL);
CREATE TABLE gone (
    path TEXT PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, text BLOB NOT NULL,
    gone_at TEXT NOT NULL);
"""

# A reading is one file as it was understood at one instant: what is light stands in `offers`,
# what is heavy in `bodies`. A `fresh` one has not been compared with the others yet. `kept` is
# the last good version of a file that cannot be read now. Instants are microseconds since 1970.
_READINGS = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
ALTER TABLE files ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN owner TEXT NOT NULL DEFAULT '';
CREATE TABLE fresh (
    path TEXT NOT NULL, kept INTEGER NOT NULL, version INTEGER NOT NULL,
    stamp TEXT NOT NULL, digest TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, change INTEGER,
    language TEXT NOT NULL, spoken TEXT, moment REAL NOT NULL, claim BLOB NOT NULL,
    PRIMARY KEY (path, kept)) WITHOUT ROWID;
CREATE TABLE offers (
    seat INTEGER PRIMARY KEY, path TEXT NOT NULL, kept INTEGER NOT NULL,
    version INTEGER NOT NULL, stamp TEXT NOT NULL, digest TEXT NOT NULL,
    id TEXT NOT NULL, status TEXT NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, change INTEGER,
    language TEXT NOT NULL, spoken TEXT, moment REAL NOT NULL,
    first_seen TEXT, good INTEGER NOT NULL,
    slug TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '', page TEXT, problem BLOB,
    made INTEGER NOT NULL DEFAULT 0,
    errors INTEGER NOT NULL DEFAULT 0, warnings INTEGER NOT NULL DEFAULT 0,
    notes INTEGER NOT NULL DEFAULT 0, mark INTEGER NOT NULL DEFAULT 0,
    shown TEXT NOT NULL DEFAULT '', spoilt INTEGER NOT NULL DEFAULT 0,
    UNIQUE (path, kept));
CREATE INDEX offers_unmade ON offers (seat) WHERE made != 1;
CREATE INDEX offers_kept ON offers (path) WHERE kept = 1;
CREATE INDEX offers_spoilt ON offers (seat) WHERE spoilt = 1;
CREATE INDEX offers_page ON offers (page) WHERE page IS NOT NULL;
CREATE INDEX offers_spoken ON offers (spoken) WHERE spoken IS NOT NULL;
CREATE TABLE bodies (version INTEGER PRIMARY KEY AUTOINCREMENT, item BLOB NOT NULL, text BLOB);
CREATE TABLE claims (seat INTEGER PRIMARY KEY, claim BLOB NOT NULL);
CREATE TABLE findings (seat INTEGER PRIMARY KEY, problems BLOB NOT NULL);
"""

# What files about many offers are made of; `stale` are those that must be made again.
_LISTS = """
CREATE TABLE listed (
    selection TEXT NOT NULL, state INTEGER NOT NULL, moment REAL NOT NULL, entry TEXT NOT NULL,
    seat INTEGER NOT NULL, word TEXT NOT NULL, closed TEXT,
    PRIMARY KEY (selection, state, moment, entry, seat)) WITHOUT ROWID;
CREATE INDEX listed_seat ON listed (seat);
CREATE TABLE lines (
    month TEXT NOT NULL, moment REAL NOT NULL, id TEXT NOT NULL, seat INTEGER NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (month, moment, id, seat)) WITHOUT ROWID;
CREATE UNIQUE INDEX lines_seat ON lines (seat);
CREATE INDEX lines_month ON lines (month);
CREATE TABLE urls (
    moment REAL NOT NULL, url TEXT NOT NULL, id TEXT NOT NULL, seat INTEGER NOT NULL,
    fragment BLOB NOT NULL,
    PRIMARY KEY (moment, url, id, seat)) WITHOUT ROWID;
CREATE UNIQUE INDEX urls_seat ON urls (seat);
CREATE TABLE pieces (
    seat INTEGER NOT NULL, format TEXT NOT NULL, piece BLOB NOT NULL,
    PRIMARY KEY (seat, format)) WITHOUT ROWID;
CREATE TABLE selections (
    path TEXT PRIMARY KEY, title TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '',
    open INTEGER NOT NULL, news INTEGER NOT NULL, there INTEGER NOT NULL DEFAULT 0)
    WITHOUT ROWID;
CREATE TABLE folders (path TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX files_owner ON files (owner) WHERE owner != '';
CREATE TABLE stale (what TEXT PRIMARY KEY) WITHOUT ROWID;
"""

# What feeds for job boards hold of each offer, and under which titles boards first saw its ads.
_ADS = """
DROP TABLE IF EXISTS ads;
CREATE TABLE ads (
    seat INTEGER NOT NULL, dialect TEXT NOT NULL, number INTEGER NOT NULL, changed INTEGER,
    PRIMARY KEY (seat, dialect)) WITHOUT ROWID;
CREATE TABLE ad_texts (seat INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS ad_titles (
    dialect TEXT NOT NULL, reference TEXT NOT NULL, title TEXT NOT NULL,
    PRIMARY KEY (dialect, reference)) WITHOUT ROWID;
"""

#: What feeds of all open offers hold of each: what formats write around its text, and its text,
#: which RSS and Atom escape alike. In the order of seats, as SQLite keeps large rows best.
PIECES = """
DROP TABLE pieces;
CREATE TABLE pieces (
    seat INTEGER PRIMARY KEY, atom_before BLOB, atom_after BLOB, rss_before BLOB, rss_after BLOB,
    json_before BLOB, json_after BLOB, xml_text BLOB, json_text BLOB);
UPDATE offers SET made = -1 WHERE made = 1;
"""

# What a build asks of all offers at each edit: found without a look at every one of them.
_INDEXES = f"""
CREATE VIEW owned AS SELECT path, digest, owner FROM files WHERE owner != '';
CREATE INDEX offers_status ON offers (kept, status, since);
CREATE INDEX offers_until ON offers (until) WHERE until < {NEVER};
CREATE INDEX offers_change ON offers (change, status) WHERE change IS NOT NULL;
CREATE INDEX offers_unread ON offers (path) WHERE digest = '';
CREATE INDEX offers_found ON offers (errors, warnings, notes, mark)
    WHERE errors OR warnings OR notes;
"""  # noqa: S608 - a constant

# What offers want to be called, and who is asked for a name that somebody wants: `names` are
# digests. A new offer has the number of its first reading for its seat. `alike` are readings
# that claim what the last one of their file did. The names of all offers are to be found anew.
_NAMES = """
DELETE FROM bodies WHERE version IN (SELECT version FROM fresh);
DROP TABLE fresh;
CREATE TABLE fresh (
    version INTEGER PRIMARY KEY, path TEXT NOT NULL, kept INTEGER NOT NULL, seat INTEGER,
    stamp TEXT NOT NULL, digest TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, change INTEGER,
    language TEXT NOT NULL, spoken TEXT, moment REAL NOT NULL,
    slug TEXT NOT NULL, url TEXT NOT NULL, page TEXT, problem BLOB, names BLOB NOT NULL,
    alike INTEGER NOT NULL DEFAULT 0);
CREATE INDEX fresh_seat ON fresh (seat) WHERE seat IS NOT NULL;
DROP TABLE claims;
CREATE TABLE claims (version INTEGER PRIMARY KEY, claim BLOB NOT NULL);
CREATE TABLE names (
    name BLOB NOT NULL, seat INTEGER NOT NULL, PRIMARY KEY (name, seat)) WITHOUT ROWID;
ALTER TABLE offers ADD COLUMN names BLOB NOT NULL DEFAULT x'';
UPDATE offers SET since = until WHERE kept = 0;
"""


def upgrade(version: int) -> str:
    """The statements that bring the tables of *version* (0: none) to ``VERSION``."""
    steps = (_FIRST, _READINGS + _LISTS, "", _ADS, _INDEXES, PIECES, _NAMES)
    return "".join(steps[version:]) + f"PRAGMA user_version = {VERSION};"
