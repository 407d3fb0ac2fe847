"""Comparing the storage with its rows, one folder at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import models

from .models import FileSpace, StoredFile
from .storage import INCOMING

FOLDERS = tuple(f"{number:02x}" for number in range(256))
# An upload that runs now has no row yet.
OLD_ENOUGH = timedelta(days=1)


@dataclass(slots=True)
class Tidied:
    """What was found: contents without a row (removed), and rows without a content (kept)."""

    removed: int = 0
    missing: list[int] = field(default_factory=list)


def tidy_folder(folder: str, *, at: datetime, found: Tidied) -> None:
    """Compare one folder; remove what belongs to nobody and is older than a day."""
    rows = StoredFile.objects.filter(path__startswith=f"{folder}/")
    known = dict(rows.values_list("path", "pk"))
    # Listed after the rows were read: what has come since is young, and stays.
    there = _names(folder)
    found.removed += _remove(there - known.keys(), at)
    found.missing += [pk for path, pk in known.items() if path not in there]


def tidy_incoming(*, at: datetime, found: Tidied) -> None:
    """Remove what an upload that broke off has left."""
    found.removed += _remove(_names(INCOMING), at)


def wrong_spaces() -> list[int]:
    """Return the units whose counted room differs from the sum of their files."""
    sums = StoredFile.objects.values("unit").annotate(sum=models.Sum("size")).order_by()
    real = dict(sums.values_list("unit", "sum"))
    counted = dict(FileSpace.objects.values_list("unit_id", "used"))
    return sorted(
        unit for unit in real.keys() | counted.keys() if real.get(unit, 0) != counted.get(unit, 0)
    )


def _names(folder: str) -> set[str]:
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return set()
    return {f"{folder}/{name}" for name in names}


def _remove(paths: Iterable[str], at: datetime) -> int:
    removed = 0
    for path in paths:
        try:
            if default_storage.get_modified_time(path) < at - OLD_ENOUGH:
                default_storage.delete(path)
                removed += 1
        except FileNotFoundError:  # an upload has just ended, or another worker was faster
            continue
    return removed
