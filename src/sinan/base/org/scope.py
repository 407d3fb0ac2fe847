"""Who is asking, and what they may do where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.http import HttpRequest

EVERYWHERE = ("/",)


class Placed(Protocol):
    """Anything that stands in the tree of units."""

    @property
    def path(self) -> str:
        """Return the keys of the unit and all above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The grants of one request: for each ability the paths of the units where it holds.

    Never a flat pair of sets: manager at A and viewer at B must not become manager at B.
    """

    user_id: int | None
    grants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    everything: bool = False

    @classmethod
    def of_operator(cls) -> "Scope":
        """Return the scope of the command line: every ability in every unit."""
        return cls(user_id=None, everything=True)

    def paths(self, ability: str) -> tuple[str, ...]:
        """Return the paths at or below which `ability` holds."""
        return EVERYWHERE if self.everything else self.grants.get(ability, ())

    def all_paths(self) -> tuple[str, ...]:
        """Return the paths that any ability reaches."""
        if self.everything:
            return EVERYWHERE
        return tuple(sorted({path for paths in self.grants.values() for path in paths}))

    def can(self, ability: str, unit: Placed) -> bool:
        """Tell whether the holder may do `ability` at `unit`."""
        return any(unit.path.startswith(path) for path in self.paths(ability))

    def sees(self, unit: Placed) -> bool:
        """Tell whether any ability reaches `unit`; one that is not seen does not exist."""
        return any(unit.path.startswith(path) for path in self.all_paths())


class ScopedRequest(HttpRequest):
    """A request after the scope middleware has run."""

    scope: Scope
