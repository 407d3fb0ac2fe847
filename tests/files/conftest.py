"""Contents of every kind, and a folder of files for each test."""

import io
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from sinan.base.files.models import StoredFile
from sinan.base.files.rules import FileKind
from sinan.base.files.services import keep
from tests.conftest import NOW, OPERATOR, Trade

ALL = frozenset(FileKind)
Keep = Callable[..., StoredFile]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder of files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def put(trade: Trade) -> Keep:
    """Return a way to keep a file of the store."""

    def kept(content: bytes = b"code,value\nM3,88\n", **more: Any) -> StoredFile:
        given = {"name": "a.csv", "unit": trade.store, "purpose": "tests", "kinds": ALL, **more}
        return keep(content=BytesIO(content), by=OPERATOR, at=NOW, **given)

    return kept


def archive_of(*names: str, body: bytes = b"x") -> bytes:
    """Return a ZIP file with those names in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, body)
    return packed.getvalue()


def compound_of(*streams: str) -> bytes:
    """Return the beginning of an OLE compound file with those streams."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (1).to_bytes(4, "little")
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return bytes(head) + bytes(512) + names
