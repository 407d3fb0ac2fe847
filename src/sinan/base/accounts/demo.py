"""The sign-ins that a demo shows at its door; ``sinan demo`` writes them beside the database."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSignIn:
    """One invented person of the demo, where they work and their first page."""

    username: str
    name: str
    role: str
    unit: str
    password: str
    path: str


def demo_sign_ins() -> list[DemoSignIn]:
    """Return the people of a demo installation, nobody for a real one."""
    if not settings.SINAN_DEMO:
        return []
    try:
        told = json.loads((Path(settings.SINAN_HOME) / "demo").read_text(encoding="utf-8"))
        return [_person(row) for row in told["sign_ins"]]
    except (OSError, ValueError, TypeError, KeyError):
        # The file marks a demo even when it lists nobody.
        return []


def _person(row: dict[str, str]) -> DemoSignIn:
    chinese = (get_language() or "").startswith("zh")
    return DemoSignIn(
        username=row["username"],
        name=row["name"],
        role=row["role_zh" if chinese else "role_en"],
        unit=row["unit"],
        password=row["password"],
        path=row["path"],
    )
