"""The sign-ins that a demo shows at its door; ``sinan demo`` writes them beside the database."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSignIn:
    """One invented person of the demo."""

    username: str
    name: str
    role: str
    password: str


def demo_sign_ins() -> list[DemoSignIn]:
    """Return the people of a demo installation, nobody for a real one."""
    if not settings.SINAN_DEMO:
        return []
    try:
        rows = json.loads((Path(settings.SINAN_HOME) / "demo").read_text(encoding="utf-8"))
        return [_person(row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        # The file marks a demo even when it lists nobody.
        return []


def _person(row: dict[str, str]) -> DemoSignIn:
    return DemoSignIn(
        username=row["username"], name=row["name"], role=row["role"], password=row["password"]
    )
