"""Keeping a file: its content first, its row after it, within the room of its unit."""

import hashlib
import os
import stat
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import Settings

from sinan.base.audit.models import AuditLine
from sinan.base.files import jobs, services
from sinan.base.files.models import FileSpace, StoredFile
from sinan.base.files.rules import FileKind
from sinan.base.files.services import archive, keep
from sinan.base.files.tidying import Tidied, tidy_folder, wrong_spaces
from sinan.base.jobs.models import Job
from sinan.base.jobs.runner import Outcome, Terms, run
from sinan.base.jobs.services import leases, queue
from sinan.base.web.refusals import worded
from sinan.kernel.refusal import Refusal
from tests.conftest import NOW, OPERATOR, Trade

from .conftest import Keep

pytestmark = pytest.mark.django_db
TABLE = b"code,value\nM3,88\n"


def contents(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def refusal_of(put: Keep, content: bytes = TABLE, **more: Any) -> Refusal:
    with pytest.raises(Refusal) as no:
        put(content, **more)
    assert worded(no.value)
    return no.value


def test_kept(put: Keep, folder: Path, trade: Trade) -> None:
    file = put(name="二月.csv")
    assert (file.name, file.kind, file.size) == ("二月.csv", FileKind.CSV, len(TABLE))
    assert file.sha256 == hashlib.sha256(TABLE).hexdigest()
    assert contents(folder) == [file.path]
    start, name = file.path.split("/")
    assert (len(name), name[:2], "二月" in file.path) == (32, start, False)
    with default_storage.open(file.path) as content:
        assert content.read() == TABLE
    assert FileSpace.objects.get(unit=trade.store).used == len(TABLE)
    assert AuditLine.objects.get(deed="files.file.kept").unit_id == trade.store.pk


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_only_we_read_it(put: Keep, folder: Path) -> None:
    path = folder / put().path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "incoming").stat().st_mode) == 0o700


def test_the_same_content_twice_is_two_files(put: Keep) -> None:
    assert put().path != put().path


def test_an_upload_is_kept_like_any_content(trade: Trade) -> None:
    upload = SimpleUploadedFile("x.csv", TABLE, content_type="text/html")
    file = keep(
        content=upload,  # type: ignore[arg-type]
        name=upload.name or "",
        unit=trade.store,
        purpose="tests",
        kinds={FileKind.CSV},
        by=trade.scope("store_manager"),
        at=NOW,
    )
    assert (file.kind, file.by_id) == (FileKind.CSV, trade.person("store_manager").pk)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "files.empty"),
        (b"<script>alert(1)</script>", "a.csv", "files.kind_unknown"),
        (b"\x89PNG\r\n\x1a\n", "a.csv", "files.kind_refused"),
        (b"MZ" + bytes(50), "a.csv", "files.kind_unknown"),
    ],
)
def test_what_lies_about_itself(
    put: Keep, folder: Path, content: bytes, name: str, code: str
) -> None:
    assert refusal_of(put, content, name=name, kinds={FileKind.CSV}).code == code
    assert not StoredFile.objects.exists()
    assert not contents(folder)


def test_too_large_stops_at_the_limit(put: Keep, folder: Path, settings: Settings) -> None:
    settings.SINAN_FILE_BYTES = 1024 * 1024

    class Endless(BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            chunk = b"x" * (1000 if size is None or size < 0 else size)
            Endless.taken += len(chunk)
            return chunk

    with pytest.raises(Refusal) as no:
        services.keep(
            content=Endless(),
            name="a.csv",
            unit=put().unit,
            purpose="tests",
            kinds={FileKind.CSV},
            by=OPERATOR,
            at=NOW,
        )
    assert no.value.code == "files.too_large"
    assert Endless.taken < 3 * 1024 * 1024
    assert len(contents(folder)) == 1  # the small one that gave the unit


def test_quota(put: Keep, folder: Path, settings: Settings, trade: Trade) -> None:
    settings.SINAN_FILE_QUOTA_BYTES = 2 * len(TABLE) + 1
    put()
    put()
    no = refusal_of(put)
    assert (no.code, no.field) == ("files.no_room", "file")
    assert len(contents(folder)) == 2
    assert FileSpace.objects.get(unit=trade.store).used == 2 * len(TABLE)
    assert put(unit=trade.sister).pk
    assert not wrong_spaces()


def test_a_broken_write_leaves_nothing(
    put: Keep, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put()
    assert not contents(folder)
    assert not StoredFile.objects.exists()


def test_a_lost_row_leaves_its_content_to_the_clean_up(
    put: Keep, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(services, "_enter", broken)
    with pytest.raises(DatabaseError):
        put()
    assert len(contents(folder)) == 1


def old(folder: Path, path: str, *, days: int = 2) -> None:
    at = (NOW - timedelta(days=days)).timestamp()
    os.utime(folder / path, (at, at))


def tidy(trade: Trade) -> Job:
    queue.enqueue(kind="files.tidy", unit=trade.group, by=OPERATOR, at=NOW)
    lease = timedelta(minutes=1)
    job = leases.claim(kinds=["files.tidy"], lease=lease, at=NOW)
    assert job is not None
    assert run(job, Terms(lease=lease, clock=lambda: NOW)) is Outcome.DONE
    return Job.objects.get(pk=job.pk)


def test_the_clean_up(put: Keep, folder: Path, trade: Trade) -> None:
    kept, lost, archived = put(), put(), put()
    archive(file=archived, by=OPERATOR, at=NOW)
    with transaction.atomic():
        orphan, young = put().path, put().path
        transaction.set_rollback(True)
    (folder / "incoming/left").write_bytes(b"half")
    for path in (kept.path, archived.path, orphan, "incoming/left"):
        old(folder, path)
    old(folder, young, days=0)
    (folder / lost.path).unlink()
    FileSpace.objects.filter(unit=trade.store).update(used=1)
    job = tidy(trade)
    assert contents(folder) == sorted([kept.path, archived.path, young])
    assert job.result == {
        "removed": 2,
        "missing": 1,
        "missing_files": [lost.pk],
        "wrong_spaces": [trade.store.pk],
    }
    assert jobs._told(job.result)


def test_a_folder_that_is_not_there_yet() -> None:
    found = Tidied()
    tidy_folder("00", at=NOW, found=found)
    assert (found.removed, found.missing) == (0, [])


# ---- Handing out ----


def get(browser: Client, file: StoredFile, unit: str = "S1") -> Any:
    return browser.get(f"/u/{unit}/files/{file.uuid}/")


def test_download(put: Keep, trade: Trade) -> None:
    file = put(name='二月"实绩.csv')
    answer = get(trade.client("store_manager"), file)
    assert b"".join(answer.streaming_content) == TABLE
    assert answer["Content-Type"] == "text/csv"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E4%BA%8C")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"a,<svg onload=x>\n"]
)
def test_nothing_is_shown_inside_the_page(put: Keep, trade: Trade, content: bytes) -> None:
    answer = get(trade.client("store_manager"), put(content, name="a.svg"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert not answer["Content-Disposition"].endswith('.svg"')
    assert b"".join(answer)


def test_who_may_have_it(put: Keep, trade: Trade) -> None:
    file = put(ability="scorecard.history.see")
    assert get(trade.client("staff"), file).status_code == 403
    assert get(trade.client("department_manager"), file).status_code == 403
    for role, unit in (("store_manager", "S1"), ("owner", "S1"), ("owner", "hh")):
        answer = get(trade.client(role), file, unit)
        assert answer.status_code == 200
        assert b"".join(answer)
    sister = trade.client("store_manager", at=trade.sister)
    assert get(sister, file, "S2").status_code == 404
    assert get(sister, file).status_code == 404
    assert get(trade.client("owner", at=trade.other_group), file, "xy").status_code == 404


def test_archived_is_gone(put: Keep, trade: Trade, folder: Path) -> None:
    file = put()
    archive(file=file, by=OPERATOR, at=NOW)
    archive(file=file, by=OPERATOR, at=NOW)
    assert AuditLine.objects.filter(deed="files.file.archived").count() == 1
    assert get(trade.client("owner"), file).status_code == 404
    assert contents(folder) == [file.path]


def test_lost_content_is_said(put: Keep, trade: Trade, folder: Path) -> None:
    file = put()
    (folder / file.path).unlink()
    assert get(trade.client("owner"), file).status_code == 422
