"""Files in the installation's folder; another storage may take this one's place by a setting."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

# Where a file lies until it is whole.
INCOMING = "incoming"
CHUNK = 256 * 1024


@deconstructible(path="sinan.base.files.storage.LocalFiles")
class LocalFiles(FileSystemStorage):
    """A folder whose files are whole and synced before they have their name; only we read them."""

    def __init__(self, location: str | None = None) -> None:
        super().__init__(
            location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        incoming = Path(self.path(INCOMING))
        for folder in (incoming, target.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = incoming / secrets.token_hex(16)
        try:
            self._write(part, content)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        for folder in (target.parent, target.parent.parent):
            _sync_folder(folder)
        return name

    def _write(self, part: Path, content: "File[Any]") -> None:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            while chunk := content.read(CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # A name is on the disk only when its folder is. Windows has no such thing.
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
