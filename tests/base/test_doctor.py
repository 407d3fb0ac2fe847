"""What the doctor sees: each fault made on purpose, each with its level and a remedy."""

from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone, translation
from pytest_django import Settings

from sinan.base.jobs.api import cancel, enqueue
from sinan.base.jobs.services.leases import claim, park
from sinan.base.jobs.services.workers import report
from sinan.base.org.api import found_group
from sinan.site import doctor
from sinan.site.doctor import Finding, Level, database, surroundings
from tests.conftest import NOW, OPERATOR

Usage = namedtuple("Usage", "total used free")
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'")
postgres_only = pytest.mark.skipif("connection.vendor != 'postgresql'")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    key = tmp_path / "secret.key"
    key.write_text("x")
    key.chmod(0o600)
    settings.SINAN_HOME = tmp_path
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    settings.HTTPS = False


def found(id_: str) -> Finding:
    return {finding.id: finding for finding in doctor.examine()}[id_]


def level(id_: str) -> Level:
    finding = found(id_)
    assert finding.message
    assert bool(finding.remedy) == (finding.level in {Level.WARNING, Level.UNSAFE})
    return finding.level


def test_sound_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "PRAGMA journal_mode", "wal")  # the tests' own is kept in memory
    assert not doctor.unsafe(doctor.examine())


def test_debugging_pages(settings: Settings) -> None:
    settings.DEBUG = True
    assert level("settings.debug") is Level.WARNING
    settings.ALLOWED_HOSTS = ["store.example"]
    assert level("settings.debug") is Level.UNSAFE


@pytest.mark.parametrize("name", ["*", ".example", "*.example"])
def test_wildcard_host(settings: Settings, name: str) -> None:
    settings.ALLOWED_HOSTS = ["localhost", name]
    assert level("settings.hosts") is Level.UNSAFE


def test_passwords_in_the_clear(settings: Settings) -> None:
    assert level("settings.https") is Level.OK
    settings.ALLOWED_HOSTS = ["store.example"]
    assert level("settings.https") is Level.WARNING
    settings.HTTPS = True
    assert level("settings.https") is Level.OK


def test_secret_that_others_read(tmp_path: Path) -> None:
    (tmp_path / "secret.key").chmod(0o640)
    assert level("home.secret") is Level.UNSAFE
    (tmp_path / "secret.key").unlink()
    assert level("home.secret") is Level.UNSAFE


def test_folder_that_everybody_looks_into(tmp_path: Path) -> None:
    assert level("home.private") is Level.OK
    tmp_path.chmod(0o755)
    assert level("home.private") is Level.WARNING


def test_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings.shutil, "disk_usage", lambda _: Usage(9, 9, 1000))
    assert level("home.disk") is Level.WARNING


def test_missing_files(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    monkeypatch.setattr(surroundings.finders, "find", lambda _: None)
    settings.LOCALE_PATHS = [tmp_path]
    assert level("files.static") is Level.WARNING
    assert level("files.messages") is Level.WARNING


def test_missing_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    assert level("database.migrations") is Level.OK
    monkeypatch.setattr(database, "unapplied", lambda: ["org.0002_more"])
    assert level("database.migrations") is Level.UNSAFE


@sqlite_only
@pytest.mark.parametrize("pragma", ["foreign_keys", "secure_delete", "synchronous"])
def test_sqlite_that_is_set_otherwise(monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    pretend(monkeypatch, f"PRAGMA {pragma}", 0)
    assert level(f"sqlite.{pragma}") is Level.UNSAFE


@sqlite_only
@pytest.mark.parametrize(
    ("version", "mode", "library", "journal"),
    [
        ("3.40.1", "wal", Level.NOTE, Level.UNSAFE),
        ("3.40.1", "truncate", Level.NOTE, Level.OK),
        ("3.53.4", "wal", Level.OK, Level.OK),
        ("3.53.4", "off", Level.OK, Level.UNSAFE),
    ],
)
def test_journal_fits_the_library(
    monkeypatch: pytest.MonkeyPatch, version: str, mode: str, library: Level, journal: Level
) -> None:
    pretend(monkeypatch, "SELECT sqlite_version()", version)
    pretend(monkeypatch, "PRAGMA journal_mode", mode)
    assert found("sqlite.library").level is library
    assert found("sqlite.journal").level is journal


@postgres_only
@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_postgres_that_may_lose_writes(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert level(f"postgres.{name}") is Level.OK
    pretend(monkeypatch, f"SHOW {name}", "off")
    assert level(f"postgres.{name}") is Level.UNSAFE


@postgres_only
def test_old_postgres(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "SHOW server_version_num", "130012")
    assert level("postgres.version") is Level.UNSAFE


def pretend(monkeypatch: pytest.MonkeyPatch, statement: str, value: object) -> None:
    """Let the database answer one question otherwise."""
    ask = database._one
    monkeypatch.setattr(
        database, "_one", lambda cursor, asked: value if asked == statement else ask(cursor, asked)
    )


def test_speaks_both_languages() -> None:
    assert connection.vendor
    with translation.override("en"):
        assert found("settings.debug").message == "Debugging pages are off."


@sqlite_only
def test_database_file_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "sinan.sqlite3"
    file.touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    assert level("sqlite.writable") is Level.OK
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    assert level("sqlite.writable") is Level.UNSAFE


def test_jobs_that_nobody_works_on() -> None:
    assert found("jobs.worker").level is Level.NOTE
    assert level("jobs.queue") is Level.OK
    group = found_group(code="hh", name="和合集团", by=OPERATOR, at=NOW)
    job = enqueue(kind="jobs.tidy", unit=group, by=OPERATOR, at=NOW)
    assert level("jobs.queue") is Level.WARNING
    assert level("jobs.worker") is Level.WARNING
    report(name="w", at=timezone.now())
    assert level("jobs.worker") is Level.OK
    report(name="w", at=timezone.now(), stopped=True)
    assert level("jobs.worker") is Level.WARNING
    cancel(job=job, by=OPERATOR, at=NOW)
    assert level("jobs.queue") is Level.OK


def test_jobs_that_failed_for_good() -> None:
    group = found_group(code="hh", name="和合集团", by=OPERATOR, at=NOW)
    at = timezone.now()
    for problem in ("jobs.broke", "unit.unknown"):
        job = enqueue(kind="jobs.tidy", unit=group, by=OPERATOR, at=at)
        taken = claim(kinds=["jobs.tidy"], lease=timedelta(minutes=1), at=at)
        assert taken is not None
        assert taken.pk == job.pk
        park(token=taken.token, problem=problem, params={"error": "X"}, at=at)
    assert level("jobs.failed") is Level.WARNING
    assert "1" in found("jobs.failed").message
    assert not doctor.unsafe([found("jobs.failed")])
