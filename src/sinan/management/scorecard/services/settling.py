"""Making rows what they should be: create, change, or leave alone, in two statements."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Manager, Model

from .stamp import CHUNK

K = TypeVar("K", bound=Hashable)
M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class Settled(Generic[K, M]):
    """The rows as they are now, by key, and the keys that are new or changed."""

    rows: dict[K, M] = field(default_factory=dict)
    fresh: set[K] = field(default_factory=set)
    changed: set[K] = field(default_factory=set)


def settle(
    there: Mapping[K, M], wanted: Mapping[K, Mapping[str, Any]], make: Callable[..., M]
) -> Settled[K, M]:
    """Give every wanted row its attributes; rows that are not wanted are left alone."""
    settled: Settled[K, M] = Settled()
    columns: set[str] = set()
    for key, attributes in wanted.items():
        row = there.get(key)
        if row is None:
            settled.rows[key] = make(**attributes)
            settled.fresh.add(key)
            continue
        settled.rows[key] = row
        for name, value in attributes.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
                settled.changed.add(key)
                columns.add(name)
    _write(settled, columns)
    return settled


def table(row: M) -> Manager[M]:
    """Return the manager of the row's table."""
    manager: Manager[M] = type(row)._default_manager  # noqa: SLF001 - its documented name
    return manager


def _write(settled: Settled[K, M], columns: set[str]) -> None:
    fresh = [settled.rows[key] for key in settled.rows if key in settled.fresh]
    changed = [settled.rows[key] for key in settled.rows if key in settled.changed]
    if fresh:
        table(fresh[0]).bulk_create(fresh, batch_size=CHUNK)
    if changed:
        names = sorted(name.removesuffix("_id") for name in columns)
        table(changed[0]).bulk_update(changed, names, batch_size=CHUNK)
