"""One load of a catalogue under way."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sinan.base.org.models import Employee, Unit

from ..models import Scorecard
from ..rules.catalogue import Catalogue
from ..rules.problems import NOWHERE, Outcome, error
from .settling import Settled
from .stamp import Stamp
from .twice import P, once


@dataclass(slots=True, kw_only=True)
class Loading:
    """One load under way: where to, by whom, and what has become of it."""

    unit: Unit
    scorecard: Scorecard
    catalogue: Catalogue
    stamp: Stamp
    people: dict[str, Employee]
    outcome: Outcome
    deeds: dict[str, list[str]] = field(default_factory=dict)

    def unique(self, rows: Iterable[P], key: Callable[[P], Hashable]) -> list[P]:
        """Keep one row of each key."""
        return once(
            rows,
            self.outcome,
            key=key,
            value=lambda row: replace(row, place=NOWHERE),  # type: ignore[type-var]
        )

    def refuse(self, code: str, row: Any, **params: Any) -> None:
        """Refuse a row at its place."""
        self.outcome.append(error(code, row.place, **params))
        self.outcome.tally.refused += 1

    def count(self, kind: str, settled: Settled[str, Any], touched: Iterable[str] = ()) -> None:
        """Count what became of the rows of one kind."""
        tally = self.outcome.tally
        changed = (settled.changed | set(touched)) - settled.fresh
        tally.new += len(settled.fresh)
        tally.changed += len(changed)
        tally.unchanged += len(settled.rows) - len(settled.fresh) - len(changed)
        for word, keys in (("new", settled.fresh), ("changed", changed)):
            if keys:
                self.deeds[f"{kind}.{word}"] = sorted(keys)
