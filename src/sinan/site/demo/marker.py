"""The file that makes an installation a demonstration, and what it says.

It names the database that ``sinan demo`` filled: a folder or a database alone never becomes a
demonstration, whoever points one at the other. Plain Python, because settings read it.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "demo"
# The same content while the database is being filled; what an interrupted run leaves behind.
UNFINISHED = "demo.partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A user of the demonstration and the first page that is theirs."""

    username: str
    password: str
    name: str
    role_zh: str
    role_en: str
    unit: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Which database holds the demonstration, from what it was made, and who signs in.

    `token` stands in the database too, and tells a demonstration's from any other.
    """

    database: str
    token: str
    today: str
    seed: int
    stores: int
    sign_ins: Sequence[SignIn]


def database_name(settings: Mapping[str, Any], folder: Path) -> str:
    """Name a database without its password; one inside the folder moves along with it."""
    name = str(settings["NAME"])
    if "sqlite" in settings["ENGINE"]:
        return Path(os.path.relpath(name, folder)).as_posix()
    return f"postgresql://{settings.get('HOST', '')}:{settings.get('PORT', '')}/{name}"


def read(folder: Path, name: str = NAME) -> Marker | None:
    """Return what the file says, None where there is none or it is not ours."""
    try:
        told = json.loads((folder / name).read_text(encoding="utf-8"))
        return Marker(**{**told, "sign_ins": [SignIn(**one) for one in told["sign_ins"]]})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_demo(folder: Path, settings: Mapping[str, Any]) -> bool:
    """Tell whether ``sinan demo`` made this folder and filled this database."""
    marker = read(folder)
    return marker is not None and marker.database == database_name(settings, folder)


def begin(folder: Path, marker: Marker) -> None:
    """Write the marker beside its place; it is flushed before the database is."""
    text = json.dumps(asdict(marker), ensure_ascii=False, indent=1)
    handle = os.open(folder / UNFINISHED, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def finish(folder: Path) -> None:
    """Put the marker in its place, whole or not at all."""
    (folder / UNFINISHED).replace(folder / NAME)


def forget(folder: Path) -> None:
    """Take the marker away: a database that is founded for real is no demonstration."""
    for name in (NAME, UNFINISHED):
        (folder / name).unlink(missing_ok=True)
