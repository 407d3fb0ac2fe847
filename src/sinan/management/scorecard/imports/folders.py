"""A folder with files of a catalogue, as CSV or as workbooks."""

from collections.abc import Callable
from pathlib import Path


def path_of(folder: Path, name: str) -> Path:
    """Return the CSV file, or the workbook of the same name where there is only that."""
    path = folder / name
    workbook = path.with_suffix(".xlsx")
    if not is_there(path, Path.exists) and is_there(workbook, Path.exists):
        return workbook
    return path


def is_there(path: Path, look: Callable[[Path], bool]) -> bool:
    """Look for a file or folder; what cannot be looked for is not there."""
    try:
        return look(path)
    except OSError:  # names too long, folders that may not be entered
        return False
