"""The folder of an installation: its secret, who may read what lies in it, what a log tells."""

import logging
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sinan.base.accounts.services import one_time_path
from sinan.base.database.sqlite.base import DatabaseWrapper
from sinan.site.home import secret_key
from sinan.site.logs import WithoutLinks
from tests.conftest import Trade, browser_of
from tests.running import sinan


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_secret_is_made_once_whoever_asks_first(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def ask(_: int) -> str:
        start.wait()
        return secret_key(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(ask, range(8)))
    assert len(keys) == 1
    assert len(keys.pop()) > 60
    # Drafts do not stay behind, and only the owner reads it.
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
    assert mode(tmp_path / "secret.key") == 0o600


def test_secret_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert secret_key(tmp_path) == secret_key(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_new_database_is_its_owners(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)  # somebody else made the folder
    assert sinan(tmp_path, "init").returncode == 0
    lying = [path for path in tmp_path.iterdir() if path.name.startswith("sinan.sqlite3")]
    assert lying
    assert {mode(path) for path in lying} == {0o600}


def test_place_that_cannot_be_written_is_said_by_the_database(tmp_path: Path) -> None:
    settings = {
        "NAME": str(tmp_path / "nowhere" / "db"), "OPTIONS": {}, "TIME_ZONE": None,
        "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True,
    }  # fmt: skip
    wrapper = DatabaseWrapper(settings, "elsewhere")
    with pytest.raises(wrapper.Database.OperationalError):
        wrapper.get_new_connection(wrapper.get_connection_params())


def test_log_keeps_no_link_that_still_works(trade: Trade, caplog: pytest.LogCaptureFixture) -> None:
    path = one_time_path(trade.person("staff", name="newcomer"))
    caplog.handler.addFilter(WithoutLinks())
    # Too weak: a 422, which Django logs with its address where somebody wants to know of those.
    caplog.set_level("WARNING", logger="django.request")
    assert browser_of().post(path, {"password": "1", "again": "1"}).status_code == 422
    assert browser_of().get(path).status_code == 200
    assert "/enter/…" in caplog.text
    assert path not in caplog.text


def test_every_line_of_the_log_is_filtered() -> None:
    handlers = logging.getLogger().handlers
    ours = [one for one in handlers if type(one) is logging.StreamHandler]
    assert ours
    assert all(any(isinstance(f, WithoutLinks) for f in one.filters) for one in ours)
