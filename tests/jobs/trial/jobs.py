"""Kinds of jobs that only the tests have; their payload says what they shall do."""

import os
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from sinan.base.jobs.api import JobContext, JobKind, Schedule
from sinan.kernel.refusal import Refusal


def note(line: object) -> None:
    """Append a line to the file that the test reads; one write, so that lines stay whole."""
    path = os.environ["SINAN_TRIAL"]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def noted() -> list[str]:
    path = Path(os.environ["SINAN_TRIAL"])
    return path.read_text().splitlines() if path.exists() else []


def _mark(context: JobContext) -> None:
    note(context.payload["number"])


def _steps(context: JobContext) -> Mapping[str, Any]:
    """Take `steps` steps of `pause` milliseconds; a second run goes on behind those noted."""
    steps = context.payload["steps"]
    note(f"try {context.attempt}")
    for step in range(steps):
        if f"step {step}" in noted():
            continue
        with transaction.atomic():
            context.progress(step, steps)
        time.sleep(context.payload["pause"] / 1000)
        note(f"step {step}")
    return {"steps": steps}


def _deaf(context: JobContext) -> None:
    note("deaf")
    time.sleep(context.payload["pause"] / 1000)
    note("heard")


def _poison(context: JobContext) -> None:
    raise ZeroDivisionError("13812345678 is somebody's number")


def _deadly(context: JobContext) -> None:
    note(f"try {context.attempt}")
    os._exit(9)


def _refused(context: JobContext) -> None:
    raise Refusal("unit.unknown", code="S\x00\ud800")


REST = timedelta(milliseconds=100)
JOBS = (
    JobKind(name="trial.mark", label="Mark", run=_mark),
    JobKind(
        name="trial.steps",
        label="Steps",
        run=_steps,
        told=lambda result: f"{result['steps']} steps",
    ),
    JobKind(name="trial.deaf", label="Deaf", run=_deaf, longest=timedelta(seconds=2)),
    JobKind(name="trial.poison", label="Poison", run=_poison, max_attempts=3, first_rest=REST),
    JobKind(name="trial.deadly", label="Deadly", run=_deadly, max_attempts=2),
    JobKind(name="trial.refused", label="Refused", run=_refused),
    JobKind(name="trial.guarded", label="Guarded", run=_mark, ability="jobs.manage"),
    JobKind(name="trial.scheduled", label="Scheduled", run=lambda _context: note("scheduled")),
)
SCHEDULES = (Schedule(kind="trial.scheduled", every_minutes=60 * 24),)
