"""Made once, whole, and nowhere but in an empty database."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date

import pytest
from django.db import connection

from sinan.base.org.api import Scope, found_group
from sinan.base.org.models import Unit
from sinan.kernel.refusal import Refusal
from sinan.site.demo import ground, marker
from sinan.site.demo import make as making
from sinan.site.demo.marker import Marker
from tests.conftest import NOW
from tests.running import environment, sinan

TODAY = date(2026, 11, 21)
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def make(tmp_path, transactional_db, settings):
    settings.PASSWORD_HASHERS = FAST

    def make(**more) -> tuple[Marker, bool]:
        options = {"folder": tmp_path, "today": TODAY, "seed": 29, "stores": 1}
        return making.make(**{**options, **more})

    return make


def test_a_second_run_changes_nothing(make, tmp_path):
    first, made = make()
    assert made
    assert ground.bears(first.token)
    written = (tmp_path / "demo").read_bytes()
    again, made_again = make(stores=7, seed=1)
    assert not made_again
    assert again == first
    assert (tmp_path / "demo").read_bytes() == written
    assert not (tmp_path / "demo.partial").exists()


def test_the_marker_is_for_its_owner_only_and_names_the_database(make, tmp_path):
    made, _ = make()
    assert (tmp_path / "demo").stat().st_mode & 0o077 == 0
    assert marker.is_demo(tmp_path, connection.settings_dict)
    other = {**connection.settings_dict, "NAME": "another"}
    assert not marker.is_demo(tmp_path, other)
    assert len(made.sign_ins) == 10


def test_a_real_installation_is_left_alone(make, tmp_path):
    found_group(code="real", name="真实集团", by=Scope.of_operator(), at=NOW)
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.code == "demo.real"
    assert list(Unit.objects.values_list("code", flat=True)) == ["real"]
    assert not (tmp_path / "demo").exists()
    assert not (tmp_path / "demo.partial").exists()


def test_a_foreign_table_with_rows_is_no_empty_database(make):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE somebody_elses (n INTEGER)")
        try:
            assert not ground.holds_anything()
            cursor.execute("INSERT INTO somebody_elses VALUES (1)")
            with pytest.raises(Refusal):
                make()
        finally:
            cursor.execute("DROP TABLE somebody_elses")


def test_the_folder_of_another_database_is_refused(make, tmp_path):
    made, _ = make()
    told = json.loads((tmp_path / "demo").read_text(encoding="utf-8"))
    told["database"] = "postgresql://elsewhere:5432/real"
    (tmp_path / "demo").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.code == "demo.other_database"
    assert ground.bears(made.token)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"sign_ins": []}', "\x00", '{"sign_ins": 1}'])
def test_an_empty_file_makes_no_demonstration(tmp_path, content):
    (tmp_path / "demo").write_text(content, encoding="utf-8")
    assert not marker.is_demo(tmp_path, connection.settings_dict)


class Interrupted(BaseException):
    """What a signal would raise."""


def interrupt(*_given: object, **_more: object) -> None:
    raise Interrupted


def test_an_interruption_in_the_middle_leaves_nothing(make, tmp_path):
    with pytest.raises(Interrupted):
        make(tell=interrupt)
    assert not ground.holds_anything()
    assert not (tmp_path / "demo").exists()
    _, made = make()
    assert made


def test_an_interruption_before_the_end_leaves_nothing_either(make, monkeypatch, tmp_path):
    begin = marker.begin
    with monkeypatch.context() as patched:
        patched.setattr(marker, "begin", lambda *given: (begin(*given), interrupt()))
        with pytest.raises(Interrupted):
            make()
    assert (tmp_path / "demo.partial").exists()
    assert not ground.holds_anything()
    _, made = make()
    assert made
    assert not (tmp_path / "demo.partial").exists()


def test_an_interruption_after_the_end_is_finished_by_the_next_run(make, monkeypatch, tmp_path):
    with monkeypatch.context() as patched:
        patched.setattr(marker, "finish", interrupt)
        with pytest.raises(Interrupted):
            make()
    assert not marker.is_demo(tmp_path, connection.settings_dict)
    found, made = make()
    assert not made
    assert ground.bears(found.token)
    assert marker.is_demo(tmp_path, connection.settings_dict)


def test_what_an_interruption_left_opens_no_real_database(make, monkeypatch, tmp_path):
    with monkeypatch.context() as patched:
        patched.setattr(making, "build", lambda **_: [])
        patched.setattr(marker, "finish", interrupt)
        with pytest.raises(Interrupted):
            make()
    found_group(code="real", name="真实集团", by=Scope.of_operator(), at=NOW)
    with pytest.raises(Refusal):
        make()
    assert not (tmp_path / "demo").exists()


@pytest.mark.slow
def test_the_command_makes_it_says_how_to_sign_in_and_refuses_elsewhere(tmp_path):
    home = tmp_path / "demo-home"
    first = sinan(home, "demo", "--if-empty", "--stores", "1", "--today", "2026-11-21")
    assert first.returncode == 0, first.stderr
    assert "用户名" in first.stdout
    assert "Password:  sinan-demo" in first.stdout
    assert "/u/S001/scorecard/?m=2016-02" in first.stdout
    again = sinan(home, "demo", "--if-empty")
    assert (again.returncode, again.stdout) == (0, first.stdout)
    other = sinan(home, "demo", "--stores", "3")
    assert other.returncode == 1
    assert "already" in other.stderr

    real = tmp_path / "real"
    assert sinan(real, "init").returncode == 0
    refused = sinan(real, "demo", "--if-empty")
    assert refused.returncode == 1
    assert "left alone" in refused.stderr
    assert not (real / "demo").exists()


def test_options_out_of_bounds_are_refused(tmp_path):
    for words in (("--stores", "0"), ("--stores", "5001"), ("--today", "2016-03-31")):
        refused = sinan(tmp_path, "demo", *words)
        assert refused.returncode == 1
        assert "5000" in refused.stderr
    assert not (tmp_path / "sinan.sqlite3").exists()


@pytest.mark.slow
def test_a_killed_run_is_no_obstacle(tmp_path):
    victim = subprocess.Popen(
        [sys.executable, "-m", "sinan", "demo", "--stores", "500"],
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # Long enough to be past the migrations and far from the end.
    time.sleep(6)
    assert victim.poll() is None
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    assert (tmp_path / "sinan.sqlite3").exists()
    assert not (tmp_path / "demo").exists()
    again = sinan(tmp_path, "demo", "--if-empty", "--stores", "1")
    assert again.returncode == 0, again.stderr
    with sqlite3.connect(tmp_path / "sinan.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM org_unit").fetchone() == (6,)


@pytest.mark.slow
def test_founding_for_real_ends_the_demonstration(tmp_path):
    assert sinan(tmp_path, "demo", "--stores", "1").returncode == 0
    for path in tmp_path.glob("sinan.sqlite3*"):
        path.unlink()
    assert sinan(tmp_path, "init").returncode == 0
    assert not (tmp_path / "demo").exists()
