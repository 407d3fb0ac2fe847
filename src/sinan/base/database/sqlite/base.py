"""Connections to SQLite with the settings that keep an acknowledged write."""

import os
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base

# Releases in which WAL mode no longer loses commits, by branch.
FIXED = {(3, 44): 6, (3, 50): 7}
FIXED_SINCE = (3, 51, 3)


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Tell whether this SQLite release keeps every commit in WAL mode."""
    fixed_patch = FIXED.get(version[:2])
    return version >= FIXED_SINCE or (fixed_patch is not None and version[2] >= fixed_patch)


def library_version() -> tuple[int, int, int]:
    """Return the version of the SQLite library in use."""
    # Of the module that Django has really bound, whoever imported what before.
    version: tuple[int, int, int] = vars(base)["Database"].sqlite_version_info
    return version


def pragmas(version: tuple[int, int, int]) -> str:
    """State the pragmas of every connection as one script."""
    journal = "WAL" if wal_is_safe(version) else "TRUNCATE"
    return (
        f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY"
    )


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend with Sinan's defaults."""

    def get_connection_params(self) -> dict[str, Any]:
        """Add writes that queue (IMMEDIATE), patience, and the pragmas."""
        options = self.settings_dict["OPTIONS"]
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", 20)
        options.setdefault("init_command", pragmas(library_version()))
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Make a missing file for its owner only; SQLite would let everybody read it.

        The journal beside it takes over its rights.
        """
        name = str(conn_params["database"])
        if name != ":memory:" and not name.startswith("file:"):
            # What cannot be made here SQLite will say itself.
            with suppress(OSError):
                os.close(os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
        return super().get_new_connection(conn_params)
