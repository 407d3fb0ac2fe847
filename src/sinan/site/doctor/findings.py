"""What the doctor found."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How bad it is: a note is for information, a warning is to be mended, unsafe stops serving."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check with its outcome and, unless all is well, what to do."""

    id: str
    level: Level
    message: str
    remedy: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "id": self.id,
            "level": self.level.value,
            "message": self.message,
            "remedy": self.remedy,
        }


def judged(
    id_: str, well: object, message: str, remedy: str, *, otherwise: Level = Level.UNSAFE
) -> Finding:
    """Return a finding that is all right when `well`, else `otherwise` with its remedy."""
    if well:
        return Finding(id=id_, level=Level.OK, message=message)
    return Finding(id=id_, level=otherwise, message=message, remedy=remedy)
