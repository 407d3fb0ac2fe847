"""Real workers in real processes: no job is done twice, and none dies with its worker."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.running import ROOT, environment, free_port, fresh_database, sinan

pytestmark = pytest.mark.slow
SETTINGS = "tests.jobs.trial.settings"
MANY = 200


@dataclass
class Yard:
    """An installation of its own with the tests' kinds of jobs."""

    home: Path
    url: str
    running: list["subprocess.Popen[str]"] = field(default_factory=list)

    @property
    def variables(self) -> dict[str, str]:
        return environment(
            self.home,
            DATABASE_URL=self.url,
            SINAN_TRIAL=str(self.home / "notes"),
            DJANGO_SETTINGS_MODULE=SETTINGS,
            PYTHONPATH=f"{ROOT / 'src'}:{ROOT}",
        )

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start ``sinan WORDS``."""
        process = subprocess.Popen(
            [sys.executable, "-m", "sinan", *words],
            env=self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(process)
        return process

    def ask(self, *words: object) -> str:
        """Ask for jobs, or how they are."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.jobs.trial.ask", *map(str, words)],
            env=self.variables,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def jobs(self) -> list[dict[str, Any]]:
        """Tell what has become of the jobs, those of schedules apart."""
        every: list[dict[str, Any]] = json.loads(self.ask())
        return [job for job in every if not job["kind"].endswith(("tidy", "scheduled"))]

    def notes(self) -> list[str]:
        path = self.home / "notes"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with an empty SQLite installation, to be copied."""
    home = tmp_path_factory.mktemp("founded")
    assert sinan(home, "init").returncode == 0
    return home


@pytest.fixture
def yard(tmp_path: Path, founded: Path) -> Iterator[Yard]:
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    with fresh_database("sinan_jobs_workers") as url:
        if url:
            assert sinan(tmp_path, "init", DATABASE_URL=url).returncode == 0
        yard = Yard(tmp_path, url)
        yield yard
        for process in yard.running:
            if process.poll() is None:
                process.kill()
            process.communicate()


def until(true: Callable[[], object], *, within: float = 30) -> None:
    """Wait until something has come true."""
    last = time.monotonic() + within
    while not true():
        assert time.monotonic() < last, "it did not come true in time"
        time.sleep(0.05)


def ended(process: "subprocess.Popen[str]", *, within: float = 60) -> str:
    """Wait for a process that ends well; return what it said."""
    said, problems = process.communicate(timeout=within)
    assert process.returncode == 0, problems
    assert "Traceback" not in problems
    return said


def test_three_workers_do_200_jobs_exactly_once(yard: Yard) -> None:
    yard.ask("trial.mark", MANY, "{}")
    workers = [yard.start("worker", "--once", "--threads", "2") for _ in range(3)]
    for worker in workers:
        ended(worker)
    marks = Counter(note for note in yard.notes() if note != "scheduled")
    assert marks == {str(number): 1 for number in range(MANY)}
    assert {(job["state"], job["attempts"]) for job in yard.jobs()} == {("done", 1)}
    # All of them looked at the schedules at once.
    assert yard.notes().count("scheduled") == 1


def test_killed_in_the_middle_another_goes_on(yard: Yard) -> None:
    yard.ask("trial.steps", 1, '{"steps": 6, "pause": 500}')
    first = yard.start("worker", "--lease", "2")
    until(lambda: "step 1" in yard.notes())
    first.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    second = yard.start("worker", "--lease", "2")
    until(lambda: "try 2" in yard.notes())
    waited = time.monotonic() - killed
    until(lambda: yard.jobs()[0]["state"] == "done")
    second.terminate()
    ended(second)
    assert Counter(note for note in yard.notes() if note.startswith("step")) == {
        f"step {step}": 1 for step in range(6)
    }
    assert yard.jobs()[0]["attempts"] == 2
    assert waited < 10


def test_what_kills_every_worker_parks(yard: Yard) -> None:
    yard.ask("trial.deadly", 1, "{}")
    for _try in range(2):
        worker = yard.start("worker", "--lease", "1")
        worker.communicate(timeout=30)
        assert worker.returncode == 9
        time.sleep(1.2)
    ended(yard.start("worker", "--once", "--lease", "1"))
    job = yard.jobs()[0]
    assert (job["state"], job["problem"], job["attempts"]) == ("failed", "jobs.worker_lost", 2)
    assert [note for note in yard.notes() if note != "scheduled"] == ["try 1", "try 2"]


def test_asked_to_stop_it_gives_its_job_back(yard: Yard) -> None:
    yard.ask("trial.steps", 1, '{"steps": 100, "pause": 200}')
    worker = yard.start("worker")
    until(lambda: "step 1" in yard.notes())
    worker.terminate()
    asked = time.monotonic()
    ended(worker)
    assert time.monotonic() - asked < 3
    job = yard.jobs()[0]
    assert (job["state"], job["attempts"]) == ("queued", 0)


def test_asked_to_stop_while_a_job_hears_nothing(yard: Yard) -> None:
    yard.ask("trial.deaf", 1, '{"pause": 60000}')
    worker = yard.start("worker", "--with-parent", "--lease", "30")
    until(lambda: "deaf" in yard.notes())
    worker.terminate()
    ended(worker, within=9)
    assert (yard.jobs()[0]["state"], yard.jobs()[0]["attempts"]) == ("queued", 0)


def test_a_job_that_hangs_ends_its_worker_and_counts(yard: Yard) -> None:
    yard.ask("trial.deaf", 1, '{"pause": 60000}')
    worker = yard.start("worker", "--lease", "1")
    worker.communicate(timeout=30)
    assert worker.returncode == 3
    job = yard.jobs()[0]
    assert (job["state"], job["problem"], job["attempts"]) == (
        "queued",
        "jobs.took_too_long",
        1,
    )


def test_cancelled_in_the_middle(yard: Yard) -> None:
    yard.ask("trial.steps", 1, '{"steps": 100, "pause": 200}')
    worker = yard.start("worker")
    until(lambda: "step 1" in yard.notes())
    yard.ask("cancel", yard.jobs()[0]["id"])
    until(lambda: yard.jobs()[0]["state"] == "cancelled", within=10)
    worker.terminate()
    ended(worker)
    assert "step 90" not in yard.notes()


def test_serve_brings_a_worker_and_takes_it_along(yard: Yard) -> None:
    yard.ask("trial.mark", 1, "{}")
    server = yard.start("serve", "--port", str(free_port()))
    until(lambda: "0" in yard.notes())
    child = child_of(server.pid)
    os.kill(child, signal.SIGKILL)
    yard.ask("trial.mark", 2, "{}")
    until(lambda: "1" in yard.notes())  # it was started again
    child = child_of(server.pid)
    server.terminate()
    ended(server, within=10)
    until(lambda: not alive(child), within=5)


def test_a_worker_does_not_outlive_a_killed_server(yard: Yard) -> None:
    server = yard.start("serve", "--port", str(free_port()))
    until(lambda: "scheduled" in yard.notes())
    child = child_of(server.pid)
    server.kill()
    until(lambda: not alive(child), within=10)


def test_serve_without_a_worker(yard: Yard) -> None:
    server = yard.start("serve", "--port", str(free_port()), "--no-worker")
    assert server.stdout is not None
    assert "serves at" in server.stdout.readline()
    time.sleep(1)
    assert children_of(server.pid) == []
    server.terminate()
    ended(server, within=10)


@pytest.mark.parametrize("words", [["--threads", "0"], ["--threads", "x"], ["--lease", "0.1"]])
def test_misused(tmp_path: Path, words: list[str]) -> None:
    assert sinan(tmp_path, "worker", *words).returncode == 2


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in listed for child in path.read_text().split()]


def child_of(pid: int) -> int:
    until(lambda: children_of(pid))
    return children_of(pid)[0]


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
