"""Run benchmarks: ``python -m benchmarks [NAME...] [--stores N] [--runs N]``."""

# Models can be imported only after the settings know the temporary home.
# ruff: noqa: PLC0415

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

NAMES = ("lights", "heatmap", "store")


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="sinan-benchmark-") as home:
        os.environ["SINAN_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "sinan.site.settings"
        os.environ["SINAN_HOSTS"] = "testserver"
        import django

        django.setup()
        with own_database():
            report(asked)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)}; else all")
    parser.add_argument("--stores", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    unknown = set(asked.names) - set(NAMES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    return asked


@contextmanager
def own_database() -> Iterator[None]:
    """Work in a database that is made now and dropped at the end; nothing else is touched."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite":
        # It lies in the temporary home and goes with it.
        call_command("migrate", verbosity=0)
        yield
        connection.close()
        return
    given = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(given, verbosity=0)


def report(asked: argparse.Namespace) -> None:
    from .dataset import analyse, build
    from .deeds import DEEDS
    from .measure import measure

    print(f"{os.cpu_count()} CPUs · Python {platform.python_version()} · {engine()}")
    started = time.perf_counter()
    data = build(stores=asked.stores)
    analyse()
    spent = time.perf_counter() - started
    print(f"{asked.stores:,} stores x {data.metrics} metrics x {data.year}, built in {spent:.0f} s")
    print(f"medians of {asked.runs} runs; bare SQL: the same statements through the driver\n")
    print(f"{'':34}{'ours ms':>9}{'bare ms':>9}{'ratio':>7}{'stmts':>7}{'rows':>9}")
    for name in asked.names or NAMES:
        for title, deed in DEEDS[name](data).items():
            found = measure(title, deed, runs=asked.runs)
            ratio = found.ours / found.bare
            print(
                f"{title:34}{found.ours:9.1f}{found.bare:9.1f}{ratio:7.1f}"
                f"{found.statements:7}{found.rows:9,}",
                flush=True,
            )


def engine() -> str:
    """Name the database and its version."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"


if __name__ == "__main__":
    sys.exit(main())
