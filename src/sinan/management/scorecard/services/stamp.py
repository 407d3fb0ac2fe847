"""Who puts figures in, when and from where."""

from dataclasses import dataclass
from datetime import datetime

from sinan.base.org.scope import Scope

CHUNK = 500
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What every row of one intake has in common."""

    by: Scope
    at: datetime
    source_name: str
    reason: str = ""

    @property
    def source(self) -> str:
        """Return the source's name as it is kept."""
        return self.source_name[:LONGEST_SOURCE]

    @property
    def why(self) -> str:
        """Return the reason for changing what was approved; the source where none is given."""
        return (self.reason or self.source_name)[:LONGEST_SOURCE]
