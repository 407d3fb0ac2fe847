"""The state of an installation: what its database still lacks, and setting it up alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

# Any number, the same for every `sinan init` at one PostgreSQL database.
LOCK = 7105_2016


def unapplied() -> list[str]:
    """Name the migrations that the database lacks, "app.name" in order.

    Raises `DatabaseError` when there is no database to ask.
    """
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate() -> None:
    """Bring the database to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep others from setting up the same database: several machines may start at once."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        with _file_locked(folder / "init.lock"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def _file_locked(path: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows, where nobody starts many at once
        yield
        return
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
