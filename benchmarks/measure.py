"""Timing a page and the bare SQL below it, in the same run and through the same connection."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection

Statement = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Medians in milliseconds, and how many statements and rows stood below."""

    name: str
    ours: float
    bare: float
    statements: int
    rows: int


def measure(name: str, deed: Callable[[], Any], *, runs: int) -> Outcome:
    """Time `deed` and the statements it sends, each the median of `runs`, in turns."""
    deed()
    recorded: list[Statement] = []
    with recording(recorded):
        deed()
    rows = bare(recorded)
    ours_times, bare_times = [], []
    for _ in range(runs):
        ours_times.append(timed(deed))
        bare_times.append(timed(lambda: bare(recorded)))
    return Outcome(name, median(ours_times), median(bare_times), len(recorded), rows)


def recording(into: list[Statement]) -> AbstractContextManager[None]:
    """Note every statement that goes through Django's connection."""

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        into.append((sql, params))
        return execute(sql, params, many, context)

    return connection.execute_wrapper(note)


def bare(statements: list[Statement]) -> int:
    """Send the statements through the driver itself and fetch all they give; count the rows."""
    rows = 0
    for sql, params in statements:
        cursor = connection.connection.cursor()
        cursor.execute(_as_the_driver_writes(sql), params or ())
        if cursor.description:
            rows += len(cursor.fetchall())
        cursor.close()
    return rows


def timed(deed: Callable[[], Any]) -> float:
    """Return how many milliseconds `deed` takes."""
    started = time.perf_counter()
    deed()
    return (time.perf_counter() - started) * 1000


def _as_the_driver_writes(sql: str) -> str:
    return sql if connection.vendor == "postgresql" else sql.replace("%s", "?").replace("%%", "%")
