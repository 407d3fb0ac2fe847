"""The reference roles, as the commented YAML beside this module states them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _document() -> dict[str, Any]:
    text = Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    return document


def abilities() -> dict[str, dict[str, str]]:
    """Return every ability the product knows with its names by language."""
    known: dict[str, dict[str, str]] = _document()["abilities"]
    return known


def reference_roles() -> list[dict[str, Any]]:
    """Return the roles a new group starts with: code, name_zh, name_en, abilities."""
    return [
        {
            "code": code,
            "name_zh": role["zh"],
            "name_en": role["en"],
            "abilities": list(abilities()) if role["abilities"] == "all" else role["abilities"],
        }
        for code, role in _document()["roles"].items()
    ]
