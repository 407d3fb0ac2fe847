"""The one registry of columns per list: drives table, order, filter, export and REST.

A column that a person has no right to does not exist for them anywhere: not in the table, the
export or the search, and not as an order either.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise

from sinan.kernel.refusal import Refusal


class Holder(Protocol):
    """Whoever holds abilities at units; a Scope."""

    def can(self, ability: str, unit: Any) -> bool:
        """Tell whether the holder may do `ability` at `unit`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list.

    `value` reads it off a row; `order` gives the sorting key of a row (None: not sortable);
    `ability` is the right it needs beyond that of the list; `numeric` aligns it to the right.
    """

    name: str
    label: str | Promise
    value: Callable[[Any], Any]
    order: Callable[[Any], Any] | None = None
    ability: str = ""
    numeric: bool = False
    unit: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a list, in the order they are shown."""

    name: str
    columns: tuple[Column, ...]

    def open_to(self, holder: Holder, unit: Any) -> list[Column]:
        """Return the columns that `holder` may see at `unit`."""
        return [c for c in self.columns if not c.ability or holder.can(c.ability, unit)]

    def sorted(self, rows: Iterable[Any], asked: str, *, holder: Holder, unit: Any) -> list[Any]:
        """Sort rows by an asked column ("-name" descends); rows without a value come last.

        Raises `Refusal` for a column that is not sortable or not open to `holder`.
        """
        backwards, name = asked.startswith("-"), asked.removeprefix("-")
        key = next(
            (c.order for c in self.open_to(holder, unit) if c.name == name and c.order), None
        )
        if key is None:
            raise Refusal("list.order_unknown", field="order", order=name[:40])
        known, unknown = _parted(rows, key)
        return sorted(known, key=key, reverse=backwards) + unknown

    def row(self, record: Any, columns: Sequence[Column]) -> list[Any]:
        """Read the given columns off one record."""
        return [column.value(record) for column in columns]


def _parted(rows: Iterable[Any], key: Callable[[Any], Any]) -> tuple[list[Any], list[Any]]:
    known: list[Any] = []
    unknown: list[Any] = []
    for row in rows:
        (unknown if key(row) is None else known).append(row)
    return known, unknown
