"""The door of the files for other apps."""

from .models import StoredFile
from .queries import content_of, file_of
from .rules import SORTS, FileKind, kind_of
from .services import archive, keep

__all__ = [
    "SORTS",
    "FileKind",
    "StoredFile",
    "archive",
    "content_of",
    "file_of",
    "keep",
    "kind_of",
]
