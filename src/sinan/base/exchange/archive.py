"""The archive that a workbook is: looked at from outside before anything in it is unpacked."""

import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from sinan.kernel.refusal import Refusal

MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_OF_A_PART: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 2_000
MOST_RATIO: Final = 150
MOST_SECONDS: Final = 60.0

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Small parts repeat themselves; only from here on does that tell a bomb.
_RATIO_COUNTS_FROM = 1024 * 1024
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_LOCKED_NAME = "EncryptedPackage".encode("utf-16-le")
# All that the standard library raises over broken archives; struct.error for a wrong offset.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError),
)


@dataclass(slots=True)
class Deadline:
    """The moment by which a file must have been read."""

    seconds: float = MOST_SECONDS
    until: float = 0.0

    def __post_init__(self) -> None:
        self.until = time.monotonic() + self.seconds

    def check(self) -> None:
        """Refuse to go on when time is up. Refusal: workbook.too_slow."""
        if time.monotonic() > self.until:
            raise Refusal("workbook.too_slow", seconds=int(self.seconds))


class Archive:
    """The parts of a workbook, unpacked one by one and never beyond what was announced."""

    def __init__(self, content: bytes) -> None:
        self.deadline = Deadline()
        _refuse_old_office(content)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _DAMAGED:
            raise Refusal("workbook.damaged") from None
        infos = self._zip.infolist()
        _check_sizes(infos)
        self._infos = {info.filename.lstrip("/").lower(): info for info in infos}
        if len(self._infos) < len(infos):
            raise Refusal("workbook.damaged")
        _check_kind(set(self._infos))

    def __contains__(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.lower() in self._infos

    def whole(self, name: str) -> bytes:
        """Return a small part. Refusals: workbook.damaged, workbook.part_too_large."""
        if self._info(name).file_size > MOST_OF_A_PART:
            raise Refusal("workbook.part_too_large", megabytes=MOST_OF_A_PART // 1024 // 1024)
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a part piece by piece. Refusals: workbook.damaged, workbook.too_slow."""
        try:
            # The reader stops at the announced size, so that a false one cannot grow.
            with self._zip.open(self._info(name)) as part:
                while chunk := part.read(_CHUNK):
                    self.deadline.check()
                    yield chunk
        except _DAMAGED:
            raise Refusal("workbook.damaged") from None

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self:
            raise Refusal("workbook.damaged")
        return self._infos[name.lower()]


def _refuse_old_office(content: bytes) -> None:
    if content.startswith(OLE):
        # Office wraps what has a password into the container of its old files.
        locked = _LOCKED_NAME in content
        raise Refusal("workbook.locked" if locked else "workbook.is_old")


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_PARTS:
        raise Refusal("workbook.too_many_parts", parts=MOST_PARTS)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refusal("workbook.locked")
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Refusal("workbook.unpacks_too_large", megabytes=MOST_UNPACKED // 1024 // 1024)
    for info in infos:
        swollen = info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if swollen and info.file_size > _RATIO_COUNTS_FROM:
            raise Refusal("workbook.swells", times=MOST_RATIO)


def _check_kind(names: set[str]) -> None:
    if any("vbaproject" in name for name in names):
        raise Refusal("workbook.has_macros")
    if "xl/workbook.bin" in names:
        raise Refusal("workbook.is_binary")
    if "[content_types].xml" not in names:
        raise Refusal("table.is_archive")
