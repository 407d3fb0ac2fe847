"""Reading files."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.storage import default_storage

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.refusal import Refusal

from .models import StoredFile

SEE = "files.see"


def file_of(scope: Scope, unit: Unit, file_id: UUID) -> StoredFile | None:
    """Return a file in use of `unit` or below it, None when the holder does not see it there.

    Raises `PermissionDenied` when it needs a right of its own that the holder lacks.
    """
    seen = StoredFile.objects.within(scope, SEE).current().select_related("unit")
    file = seen.filter(uuid=file_id, unit__path__startswith=unit.path).first()
    if file is not None and file.ability and not scope.can(file.ability, file.unit):
        raise PermissionDenied(file.ability)
    return file


def content_of(file: StoredFile) -> "File[Any]":
    """Open a file's content. Raises `Refusal` when it is missing."""
    try:
        return default_storage.open(file.path, "rb")
    except OSError:
        raise Refusal("files.content_missing") from None
