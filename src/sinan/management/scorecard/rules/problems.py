"""What did not go in, or looks odd, and where it stands; worded by `sentences`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from sinan.kernel.refusal import Refusal


class Severity(StrEnum):
    """An error did not go in; a warning went in and looks wrong; a note is for knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a cell stands: in a file, and in the scorecard ("M13 · 2016-03 · target")."""

    file: str = ""
    row: int | None = None
    column: str = ""
    key: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to tell about one place."""

    code: str
    severity: Severity
    place: Place = NOWHERE
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Tell whether something did not go in."""
        return self.severity is Severity.ERROR


def error(code: str, place: Place = NOWHERE, **params: Any) -> Problem:
    """State what did not go in."""
    return Problem(code=code, severity=Severity.ERROR, place=place, params=params)


def warning(code: str, place: Place = NOWHERE, **params: Any) -> Problem:
    """State what went in and looks wrong."""
    return Problem(code=code, severity=Severity.WARNING, place=place, params=params)


def note(code: str, place: Place = NOWHERE, **params: Any) -> Problem:
    """State what is good to know."""
    return Problem(code=code, severity=Severity.NOTE, place=place, params=params)


def refused(refusal: Refusal, place: Place) -> Problem:
    """Turn a refusal into an error at its place."""
    return Problem(
        code=refusal.code, severity=Severity.ERROR, place=place, params=dict(refusal.params)
    )


@dataclass(slots=True)
class Tally:
    """How much went in; every cell (or row of a catalogue) counts once.

    `empty` are cells that say "no data". Beside the cells three count months of bands: those
    `approved` now, those whose draft was written or withdrawn, those in order that wait.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    held: int = 0
    empty: int = 0
    approved: int = 0
    drafted: int = 0
    waiting: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


class Outcome(list[Problem]):
    """The problems of one intake, and beside them how much went in."""

    def __init__(self, problems: Iterable[Problem] = (), *, tally: Tally | None = None) -> None:
        super().__init__(problems)
        self.tally = tally or Tally()

    def absorb(self, other: "Outcome") -> None:
        """Add the problems and counts of another intake."""
        self += other
        mine, others = self.tally.as_dict(), other.tally.as_dict()
        self.tally = Tally(**{name: count + others[name] for name, count in mine.items()})

    @property
    def changed_nothing(self) -> bool:
        """Tell whether all stands as it stood before."""
        tally = self.tally
        return not (tally.new or tally.changed or tally.approved or tally.drafted)

    @property
    def complete(self) -> bool:
        """Tell whether all went in."""
        return not any(problem.is_error for problem in self)
