"""The state of an installation: what its database still lacks, whether it was founded."""

from django.db import DEFAULT_DB_ALIAS, connections


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
