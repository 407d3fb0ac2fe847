"""A file is what its bytes are; its name is only shown, and made harmless."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.base.files.rules import LONGEST_NAME, SORTS, FileKind, clean_name, kind_of

from .conftest import archive_of, compound_of

XLSX = archive_of("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
KNOWN = [
    (XLSX, FileKind.XLSX),
    (archive_of("docProps/app.xml", "xl/workbook.xml", "xl/vbaProject.bin"), FileKind.XLSM),
    (compound_of("Root Entry", "Workbook"), FileKind.XLS),
    (compound_of("Root Entry", "EncryptionInfo", "EncryptedPackage"), FileKind.LOCKED),
    (archive_of("a.txt"), FileKind.ZIP),
    (archive_of("word/document.xml"), FileKind.ZIP),
    (archive_of(), FileKind.ZIP),
    (b"%PDF-1.7\n", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n" + bytes(8), FileKind.PNG),
    (b"\xff\xd8\xff\xe0" + bytes(8), FileKind.JPEG),
    (b"code,value\r\nM3,88\r\n", FileKind.CSV),
    ("\ufeff指标,实际\nM3,88\n".encode(), FileKind.CSV),
    ("指标,实际\nM3,88\n".encode("gb18030"), FileKind.CSV),
    (("指" * 3000).encode(), FileKind.CSV),  # a character is cut at the end of the head
    (("指" * 5000).encode("gb18030"), FileKind.CSV),
    (b"x" * 10_000_000, FileKind.CSV),
]
UNKNOWN = [
    b"",
    b"   \r\n",
    b"<html><script>alert(1)</script>",
    b"\xef\xbb\xbf  <svg onload=alert(1)>",
    "\u3000\u200b<!doctype html>".encode(),
    b'<?xml version="1.0"?><svg/>',
    b'{"a": 1}',
    b"#!/bin/sh\n",
    b"%!PS\n",
    b"GIF89a" + bytes(8),
    b"MZ\x90\x00" + bytes(60),
    b"\x7fELF" + bytes(60),
    b"Rar!\x1a\x07\x00",
    b"a,b\x00c\n",
    "a,b\n".encode("utf-16"),
    compound_of("Root Entry", "WordDocument"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe\xfd\xfc",
]


@pytest.mark.parametrize(("content", "kind"), KNOWN)
def test_known(content: bytes, kind: FileKind) -> None:
    assert kind_of(BytesIO(content)) is kind


@pytest.mark.parametrize("content", UNKNOWN)
def test_unknown(content: bytes) -> None:
    assert kind_of(BytesIO(content)) is None


@pytest.mark.parametrize(
    "content",
    [
        XLSX[:200],
        b"PK\x03\x04",
        b"PK\x05\x06",
        XLSX[:-10],
        XLSX + b"PK\x05\x06" + b"\xff" * 18,
        b"PK\x03\x04" + b"PK\x05\x06" * 5000,
    ],
)
def test_damaged_archives_are_archives(content: bytes) -> None:
    assert kind_of(BytesIO(content)) in {FileKind.ZIP, FileKind.XLSX}


@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_bytes_have_an_answer(content: bytes, start: bytes) -> None:
    kind_of(BytesIO(start + content))


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("二月实绩.csv", FileKind.CSV, "二月实绩.csv"),
        ("../../etc/passwd", FileKind.CSV, "passwd.csv"),
        ("C:\\Users\\lin\\二月.XLSX", FileKind.XLSX, "二月.XLSX"),
        ("a.html", FileKind.CSV, "a.html.csv"),
        ("report.pdf", FileKind.ZIP, "report.pdf.zip"),
        ("gepj.\u202excod.pdf", FileKind.PDF, "gepj.xcod.pdf"),
        ("a\r\nSet-Cookie: x=1.csv", FileKind.CSV, "aSet-Cookie x=1.csv"),
        ("\x00\ud800\u200b", FileKind.PDF, "file.pdf"),
        ("", FileKind.PNG, "file.png"),
        (".htaccess", FileKind.CSV, "htaccess.csv"),
        (".csv", FileKind.CSV, "csv.csv"),
        ("con", FileKind.CSV, "_con.csv"),
        ("NUL.csv", FileKind.CSV, "_NUL.csv"),
        ('"><img src=x onerror=alert(1)>.csv', FileKind.CSV, "img src=x onerror=alert(1).csv"),
        ("e\u0301.csv", FileKind.CSV, "\u00e9.csv"),
        ("a. . .csv", FileKind.CSV, "a.csv"),
        ("照片.JPG", FileKind.JPEG, "照片.JPG"),
    ],
)
def test_names(name: str, kind: FileKind, shown: str) -> None:
    assert clean_name(name, kind) == shown


@given(st.text(max_size=400), st.sampled_from(FileKind))
def test_any_name_becomes_fit(name: str, kind: FileKind) -> None:
    shown = clean_name(name, kind)
    assert 1 < len(shown) <= LONGEST_NAME
    assert shown.isprintable()
    assert not set('/\\<>:"|?*') & set(shown)
    assert shown.lower().endswith(SORTS[kind].endings)
    assert clean_name(shown, kind) == shown
