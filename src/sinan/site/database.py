"""Which database an installation uses."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SQLITE = "sinan.base.database.sqlite"


class Unsuitable(ValueError):  # noqa: N818 - an answer to the operator, as a refusal is
    """DATABASE_URL names no database that Sinan runs on."""


def database(url: str, folder: Path) -> dict[str, Any]:
    """Turn ``DATABASE_URL`` into Django's settings; without one SQLite in `folder`.

    Raises `Unsuitable` for what is no address of a database that Sinan runs on.
    """
    if not url:
        return _sqlite(str(folder / "sinan.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Unsuitable(f"DATABASE_URL: Sinan runs on sqlite and postgres, not {parts.scheme!r}")
    if not parts.path.strip("/"):
        raise Unsuitable("DATABASE_URL: the name of the database is missing")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": _port(parts),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _port(parts: SplitResult) -> str:
    try:
        return str(parts.port or "")
    except ValueError:
        raise Unsuitable("DATABASE_URL: the port is no number up to 65535") from None


def _sqlite(name: str) -> dict[str, Any]:
    return {"ENGINE": SQLITE, "NAME": name, "CONN_MAX_AGE": None, "OPTIONS": {}}
