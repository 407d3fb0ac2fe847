"""What a file is by its content, and what it may be called."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

HEAD = 4096
BLANK = 0x20
LONGEST_NAME = 120
# A table of contents of a workbook is small; a larger one is not looked through.
LONGEST_CONTENTS = 1024 * 1024
END_OF_ZIP = b"PK\x05\x06"
TAIL = 22 + 65_535
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DIRECTORY = 16 * 1024
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)
MARKUP = ("<", "{", "[", "%!", "#!")


class FileKind(StrEnum):
    """What a content can be recognised as."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    LOCKED = "locked"
    CSV = "csv"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Sort:
    """How a kind of content is sent: its type, and the endings its name may have."""

    content_type: str
    endings: tuple[str, ...]


SORTS = {
    FileKind.XLSX: Sort(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",)
    ),
    FileKind.XLSM: Sort("application/vnd.ms-excel.sheet.macroEnabled.12", (".xlsm",)),
    FileKind.XLS: Sort("application/vnd.ms-excel", (".xls",)),
    FileKind.LOCKED: Sort("application/octet-stream", (".xlsx", ".xls")),
    FileKind.CSV: Sort("text/csv", (".csv", ".txt", ".tsv")),
    FileKind.PDF: Sort("application/pdf", (".pdf",)),
    FileKind.PNG: Sort("image/png", (".png",)),
    FileKind.JPEG: Sort("image/jpeg", (".jpg", ".jpeg")),
    FileKind.ZIP: Sort("application/zip", (".zip", ".docx", ".pptx", ".xlsb", ".ods")),
}
MAGIC = {
    b"%PDF-": FileKind.PDF,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"\xff\xd8\xff": FileKind.JPEG,
}


def kind_of(content: BinaryIO) -> FileKind | None:
    """Recognise a content by its bytes, None when it is nothing we know; never by a name."""
    content.seek(0)
    head = content.read(HEAD)
    for magic, kind in MAGIC.items():
        if head.startswith(magic):
            return kind
    if head.startswith((b"PK\x03\x04", END_OF_ZIP)):
        return _zipped(content)
    if head.startswith(OLE):
        return _compound(content, head)
    return FileKind.CSV if _is_text_table(head) else None


def _zipped(content: BinaryIO) -> FileKind:
    contents = _table_of_contents(content)
    if b"xl/workbook.xml" not in contents:
        return FileKind.ZIP
    return FileKind.XLSM if b"vbaProject.bin" in contents else FileKind.XLSX


def _table_of_contents(content: BinaryIO) -> bytes:
    """Read the names in an archive without unpacking or trusting anything in it."""
    size = content.seek(0, 2)
    content.seek(max(0, size - TAIL))
    tail = content.read(TAIL)
    at = tail.rfind(END_OF_ZIP)
    if at < 0 or len(tail) < at + 20:
        return b""
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    start = int.from_bytes(tail[at + 16 : at + 20], "little")
    content.seek(min(start, size))
    return content.read(min(length, LONGEST_CONTENTS))


def _compound(content: BinaryIO, head: bytes) -> FileKind | None:
    # A workbook of Excel 97, or a newer one behind a password: the names of the streams tell.
    sector = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    content.seek((int.from_bytes(head[48:52], "little") + 1) * sector)
    names = content.read(DIRECTORY)
    if "EncryptedPackage".encode("utf-16-le") in names:
        return FileKind.LOCKED
    if any(name.encode("utf-16-le") in names for name in ("Workbook", "Book")):
        return FileKind.XLS
    return None


def _is_text_table(head: bytes) -> bool:
    text = _text(head)
    if text is None:
        return False
    inside = text.lstrip("\ufeff \t\r\n\u00a0\u3000\u200b")
    return bool(inside) and not inside.startswith(MARKUP)


def _text(head: bytes) -> str | None:
    if any(byte < BLANK and byte not in b"\t\r\n\x0b\x0c" for byte in head):
        return None
    # A character may be cut in two at the end of the head.
    for cut in range(4 if len(head) == HEAD else 1):
        for encoding in ("utf-8", "gb18030"):
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def clean_name(name: str, kind: FileKind) -> str:
    """Make a name fit to be shown and saved anywhere, with an ending that its content has."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    shown = shown.strip(" .") or "file"
    if DEVICES.match(shown):
        shown = f"_{shown}"
    stem, ending = _parted(shown, kind)
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip(' .')}{ending}"


def _parted(name: str, kind: FileKind) -> tuple[str, str]:
    endings = SORTS[kind].endings
    for ending in endings:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)], name[-len(ending) :]
    return name, endings[0]
