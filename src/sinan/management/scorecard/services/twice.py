"""The same key twice in one intake: equal values are noted, different ones refuse both."""

from collections.abc import Callable, Hashable, Iterable
from typing import Protocol, TypeVar

from ..rules.cells import by_key
from ..rules.problems import Outcome, Place, error, note


class Placed(Protocol):
    """Anything with a place."""

    @property
    def place(self) -> Place:
        """Return where it stands."""


P = TypeVar("P", bound=Placed)


def once(
    items: Iterable[P],
    outcome: Outcome,
    *,
    key: Callable[[P], Hashable],
    value: Callable[[P], object],
) -> list[P]:
    """Keep one item of each key; what is refused or noted goes to `outcome`."""
    kept: list[P] = []
    noted: set[tuple[str, int | None]] = set()
    for same in by_key(items, key):
        first, *others = same
        if all(value(item) == value(first) for item in others):
            kept.append(first)
            noted |= _note(first, others, outcome, noted)
            continue
        rows = ", ".join(str(row) for row in sorted({item.place.row or 0 for item in same}))
        for item in same:
            outcome.append(error("twice.different", item.place, rows=rows))
        outcome.tally.refused += len(same)
    return kept


def _note(
    first: P, others: Iterable[P], outcome: Outcome, noted: set[tuple[str, int | None]]
) -> set[tuple[str, int | None]]:
    # A row of thirteen equal cells is one thing to say.
    found: set[tuple[str, int | None]] = set()
    for item in others:
        row = (item.place.file, item.place.row)
        if row not in noted and row not in found:
            outcome.append(note("twice.equal", item.place, row=first.place.row))
        found.add(row)
    return found
