"""Everything that happens to a file."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models, transaction

from sinan.base.audit import ledger
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.refusal import Refusal

from .models import FileSpace, StoredFile
from .rules import FileKind, clean_name, kind_of
from .sentences import Names

MEGABYTE = 1024 * 1024


class Readable(Protocol):
    """Anything with bytes to read, such as an upload."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""


class _Measured(File):  # type: ignore[type-arg]
    """A content that is counted and hashed while it is read, and refused once it is too large."""

    def __init__(self, content: Readable, most: int) -> None:
        super().__init__(content, name=None)  # type: ignore[arg-type]
        self.content, self.most = content, most
        self.count = 0
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.content.read(size)
        self.count += len(chunk)
        if self.count > self.most:
            raise Refusal("files.too_large", field="file", megabytes=self.most // MEGABYTE)
        self.hash.update(chunk)
        return chunk


def keep(
    *,
    content: BinaryIO,
    name: str,
    unit: Unit,
    purpose: str,
    kinds: Collection[FileKind],
    ability: str = "",
    by: Scope,
    at: datetime,
) -> StoredFile:
    """Store a file of one of `kinds`: first the content, synced, then its row.

    Raises `Refusal` when it is empty, of another kind by its content, too large, or the unit
    has no room left. A content whose row did not come to be is cleaned up a day later.
    """
    kind = _allowed(content, kinds)
    measured = _Measured(content, settings.SINAN_FILE_BYTES)
    content.seek(0)
    random = secrets.token_hex(16)
    path = default_storage.save(f"{random[:2]}/{random}", measured)
    try:
        return _enter(
            file=StoredFile(
                unit=unit,
                name=clean_name(name, kind),
                kind=kind,
                size=measured.count,
                sha256=measured.hash.hexdigest(),
                path=path,
                purpose=purpose,
                ability=ability,
                by_id=by.user_id,
                at=at,
            ),
            by=by,
            at=at,
        )
    except Refusal:
        # After any other failure the row may be there all the same: that is for the clean-up.
        default_storage.delete(path)
        raise


@transaction.atomic
def archive(*, file: StoredFile, by: Scope, at: datetime) -> None:
    """Take a file out of use; its content stays."""
    if StoredFile.objects.current().filter(pk=file.pk).update(archived_at=at):
        ledger.record("files.file.archived", file, unit_id=file.unit_id, by=by, at=at)


@transaction.atomic
def _enter(*, file: StoredFile, by: Scope, at: datetime) -> StoredFile:
    _take_room(file.unit, file.size)
    file.save()
    values = {"kind": file.kind, "size": file.size, "sha256": file.sha256, "purpose": file.purpose}
    ledger.record("files.file.kept", file, unit_id=file.unit_id, by=by, at=at, values=values)
    return file


def _take_room(unit: Unit, size: int) -> None:
    quota = settings.SINAN_FILE_QUOTA_BYTES
    FileSpace.objects.get_or_create(unit=unit)
    # One statement looks and takes, so that uploads of the same moment cannot both fit.
    room = FileSpace.objects.filter(unit=unit, used__lte=quota - size)
    if not room.update(used=models.F("used") + size):
        used = FileSpace.objects.get(unit=unit).used
        raise Refusal(
            "files.no_room",
            field="file",
            used=_megabytes(used),
            quota=_megabytes(quota),
            size=_megabytes(size),
        )


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"


def _allowed(content: BinaryIO, kinds: Collection[FileKind]) -> FileKind:
    content.seek(0)
    if not content.read(1):
        raise Refusal("files.empty", field="file")
    kind = kind_of(content)
    if kind is None:
        raise Refusal("files.kind_unknown", field="file", taken=Names(*kinds))
    if kind not in kinds:
        raise Refusal("files.kind_refused", field="file", kind=Names(kind), taken=Names(*kinds))
    return kind
