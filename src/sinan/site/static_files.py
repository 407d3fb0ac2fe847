"""Addresses of scripts and styles that change with their content."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStorage(StaticFilesStorage):
    """Serve the package's own files and add ``?v=`` to their addresses.

    Browsers may keep a file, and still ask for the new one after an update.
    """

    def url(self, name: str | None) -> str:
        """Return the address of a file with the version of its content."""
        address = super().url(name)
        version = _version(name or "")
        return f"{address}?v={version}" if version else address


def _version(name: str) -> str:
    path = _path(name)
    if path is None:
        return ""
    # The time is asked every time: a developer edits the file under a running server.
    return _digest(path, path.stat().st_mtime_ns)


@cache
def _path(name: str) -> Path | None:
    found = finders.find(name)
    return Path(found) if found else None


@cache
def _digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
