"""What the database in use really does, asked of the database and not of the settings."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import Error, connection
from django.utils.translation import gettext as _

from sinan.base.database.sqlite.base import wal_is_safe
from sinan.site.installation import unapplied

from .findings import Finding, Level, judged
from .jobs import job_findings

FULL = 2
OLDEST_POSTGRES = 140000
PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")


def database_findings() -> list[Finding]:
    """Examine the database in use and how complete it is."""
    try:
        with connection.cursor() as cursor:
            own = _sqlite(cursor) if connection.vendor == "sqlite" else _postgres(cursor)
            return [*own, *_contents()]
    except Error as problem:
        finding = Finding(
            id="database.reachable",
            level=Level.UNSAFE,
            message=_("The database cannot be used: %(why)s") % {"why": str(problem).strip()},
            remedy=_("Check DATABASE_URL, and that the database runs and lets Sinan in."),
        )
        return [finding]


def _sqlite(cursor: Any) -> Iterator[Finding]:
    version: str = _one(cursor, "SELECT sqlite_version()")
    fixed = wal_is_safe(_numbers(version))
    found = {name: _one(cursor, f"PRAGMA {name}") for name in PRAGMAS}
    journal = str(found["journal_mode"]).lower()
    yield judged(
        "sqlite.library",
        fixed,
        _("SQLite %(version)s") % {"version": version},
        _("Install the package pysqlite3; until then a slower journal keeps the data safe."),
        otherwise=Level.NOTE,
    )
    name = str(connection.settings_dict["NAME"])
    yield judged(
        "sqlite.writable",
        not Path(name).is_file() or os.access(name, os.W_OK),
        _("Database file: %(path)s") % {"path": name},
        _("Sinan's user must be able to write to it: chmod 600, and chown where needed."),
    )
    yield judged(
        "sqlite.journal",
        journal == "wal" if fixed else journal in {"truncate", "delete", "persist"},
        _("Journal mode %(mode)s") % {"mode": journal},
        _("This mode can lose acknowledged writes: start Sinan with its own settings."),
    )
    yield judged(
        "sqlite.synchronous",
        found["synchronous"] == FULL,
        _("Every commit is synced: %(value)s") % {"value": found["synchronous"]},
        _("synchronous must be FULL (2), or a power cut loses commits."),
    )
    yield judged(
        "sqlite.foreign_keys",
        found["foreign_keys"] == 1,
        _("Foreign keys are held: %(value)s") % {"value": found["foreign_keys"]},
        _("foreign_keys must be ON (1)."),
    )
    yield judged(
        "sqlite.secure_delete",
        found["secure_delete"] == 1,
        _("Deleted rows are overwritten: %(value)s") % {"value": found["secure_delete"]},
        _("secure_delete must be ON (1), or erased data stays in the file."),
    )
    mode = connection.settings_dict["OPTIONS"].get("transaction_mode")
    yield judged(
        "sqlite.transactions",
        mode == "IMMEDIATE",
        _("Transactions begin %(mode)s") % {"mode": mode},
        _("transaction_mode must be IMMEDIATE, or writers fail instead of queueing."),
    )


def _postgres(cursor: Any) -> Iterator[Finding]:
    version = int(_one(cursor, "SHOW server_version_num"))
    yield judged(
        "postgres.version",
        version >= OLDEST_POSTGRES,
        _("PostgreSQL %(version)s") % {"version": _one(cursor, "SHOW server_version")},
        _("Sinan needs PostgreSQL 14 or later."),
    )
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        value = _one(cursor, f"SHOW {name}")
        yield judged(
            f"postgres.{name}",
            value != "off",
            _("%(name)s is %(value)s") % {"name": name, "value": value},
            _("Switch %(name)s on, or a crash loses acknowledged writes.") % {"name": name},
        )
    encoding = _one(cursor, "SHOW server_encoding")
    yield judged(
        "postgres.encoding",
        encoding == "UTF8",
        _("The database's encoding is %(value)s") % {"value": encoding},
        _("Create the database with ENCODING 'UTF8', or Chinese text is refused."),
    )


def _contents() -> Iterator[Finding]:
    migrations = _migrations()
    yield migrations
    if migrations.level is Level.OK:
        yield from job_findings()


def _migrations() -> Finding:
    missing = unapplied()
    return judged(
        "database.migrations",
        not missing,
        _("Migrations that are not applied: %(count)s") % {"count": len(missing)},
        _("Run “sinan init”; it brings the database to this version."),
    )


def _one(cursor: Any, statement: str) -> Any:
    cursor.execute(statement)
    return cursor.fetchone()[0]


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = (int(piece) for piece in version.split(".")[:3])
    return major, minor, patch
