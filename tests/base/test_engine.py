"""The SQLite that is really in use, and PostgreSQL's settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from sinan.base.database.sqlite.base import (
    DatabaseWrapper,
    library_version,
    pragmas,
    wal_is_safe,
)
from sinan.site.database import database
from tests.running import environment

pysqlite3 = pytest.importorskip("pysqlite3")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_only_where_it_keeps_every_commit(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe
    assert f"journal_mode={'WAL' if safe else 'TRUNCATE'};" in pragmas(version)


def test_library_in_use_is_the_one_that_was_brought() -> None:
    assert library_version() == tuple(pysqlite3.sqlite_version_info)
    assert wal_is_safe(library_version())


def wrapper(path: Path, **options: object) -> DatabaseWrapper:
    settings = {**database(f"sqlite://{path}", path.parent), "OPTIONS": options}
    for name in ("TIME_ZONE", "AUTOCOMMIT", "ATOMIC_REQUESTS", "CONN_HEALTH_CHECKS"):
        settings.setdefault(name, {"AUTOCOMMIT": True}.get(name))
    return DatabaseWrapper(settings, alias="engine_test")


def asked(opened: DatabaseWrapper, pragma: str) -> object:
    with opened.cursor() as cursor:
        return cursor.execute(f"PRAGMA {pragma}").fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_every_connection_is_set(tmp_path: Path, pragma: str, value: object) -> None:
    for _ in range(2):
        opened = wrapper(tmp_path / "a.sqlite3")
        try:
            assert asked(opened, pragma) == value
        finally:
            opened.close()


@pytest.mark.django_db
def test_unfixed_library_falls_back_to_truncate(tmp_path: Path) -> None:
    opened = wrapper(tmp_path / "a.sqlite3", init_command=pragmas((3, 40, 1)))
    try:
        assert asked(opened, "journal_mode") == "truncate"
        assert asked(opened, "synchronous") == 2
    finally:
        opened.close()


@pytest.mark.django_db
def test_transaction_takes_the_write_lock_at_once(tmp_path: Path) -> None:
    first = wrapper(tmp_path / "a.sqlite3")
    second = wrapper(tmp_path / "a.sqlite3", timeout=0)
    try:
        with first.cursor() as cursor:
            cursor.execute("CREATE TABLE t (n integer)")
        first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with pytest.raises(Exception, match="locked"):
            second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        first.rollback()
    finally:
        first.close()
        second.close()


@pytest.mark.parametrize(
    "entry",
    ["import sinan.site.wsgi", "import sinan.site.asgi", "import django; django.setup()"],
)
def test_every_entry_point_has_it(tmp_path: Path, entry: str) -> None:
    code = (
        "import sqlite3; old = sqlite3.sqlite_version\n"  # imported before us, as a tool might
        f"{entry}\n"
        "from django.db import connection\n"
        "connection.ensure_connection()\n"
        "print(connection.connection.execute('SELECT sqlite_version()').fetchone()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "sinan.site.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == pysqlite3.sqlite_version


def test_addresses_of_databases(tmp_path: Path) -> None:
    assert database("", tmp_path)["NAME"] == str(tmp_path / "sinan.sqlite3")
    assert database("sqlite:///var/lib/a%20b.db", tmp_path)["NAME"] == "/var/lib/a b.db"
    found = database("postgres://me:s%40fe@db:5433/sinan?sslmode=require", tmp_path)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("me", "s@fe", "db")
    assert (found["PORT"], found["NAME"]) == ("5433", "sinan")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (None, True)
    with pytest.raises(ValueError, match="mysql"):
        database("mysql://db/x", tmp_path)


@pytest.mark.django_db
def test_tests_run_on_the_database_that_was_asked_for() -> None:
    asked_for = os.environ.get("DATABASE_URL", "")
    assert connection.vendor == ("postgresql" if asked_for.startswith("postgres") else "sqlite")
