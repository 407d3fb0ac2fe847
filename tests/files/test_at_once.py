"""Many uploads in the same moment, by several processes: the room is never overdrawn."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT, environment, fresh_database, sinan

pytestmark = pytest.mark.slow
EACH, PROCESSES, FIT = 10, 4, 25
MEGABYTE = 1024 * 1024


def test_the_room_is_never_overdrawn(tmp_path: Path) -> None:
    with fresh_database("sinan_files_at_once") as url:
        assert sinan(tmp_path, "init", DATABASE_URL=url).returncode == 0
        variables = environment(
            tmp_path,
            DATABASE_URL=url,
            DJANGO_SETTINGS_MODULE="sinan.site.settings",
            SINAN_FILE_QUOTA_MB=str(FIT),
            PYTHONPATH=f"{ROOT / 'src'}:{ROOT}",
        )
        words = [sys.executable, "-m", "tests.files.uploading", str(EACH)]
        started = [
            subprocess.Popen(words, env=variables, stdout=subprocess.PIPE, text=True)
            for _ in range(PROCESSES)
        ]
        told = [json.loads(process.communicate(timeout=120)[0]) for process in started]
    assert sum(one["kept"] for one in told) == FIT
    assert sum(one["refused"] for one in told) == EACH * PROCESSES - FIT
    whole = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert len(whole) == FIT
    assert {path.stat().st_size for path in whole} == {MEGABYTE}
