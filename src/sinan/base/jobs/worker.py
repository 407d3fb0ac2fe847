"""A worker: threads that run jobs, and one that keeps their leases and looks after the queue.

A worker that is asked to stop lets its jobs finish or reach their next step, and gives back
what is left. One that dies leaves leases behind; when they are over, another worker's beat
queues those jobs again.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Lock, Thread

from django.db import DatabaseError, close_old_connections, connections

from . import kinds
from .models import Job
from .runner import Outcome, Terms, run
from .services import leases, schedules, workers

log = logging.getLogger("sinan.jobs")
LONGEST_BEAT = timedelta(seconds=10)
TOOK_TOO_LONG = "jobs.took_too_long"
# How long a step of the end may wait for a database that somebody holds.
PATIENCE = 2.0


def _name() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass(slots=True, kw_only=True)
class Manner:
    """How a worker works: its threads, the lease, the pause of an idle thread, the last grace."""

    threads: int = 1
    lease: timedelta = timedelta(seconds=60)
    pause: float = 1.0
    grace: float = 10.0
    once: bool = False


@dataclass(slots=True)
class Worker:
    """One process that works on jobs until it is asked to stop."""

    clock: Callable[[], datetime]
    manner: Manner = field(default_factory=Manner)
    stopping: Event = field(default_factory=Event)
    name: str = field(default_factory=_name)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    hung: bool = False
    _held: dict[str, tuple[Job, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def work(self) -> bool:
        """Work until asked to stop, or once until nothing is due; False when a job hangs on."""
        ended = Event()
        beating = Thread(target=self._beat_until, args=(ended,), daemon=True)
        self._beat()
        beating.start()
        threads = [Thread(target=self._run_jobs, daemon=True) for _ in range(self.manner.threads)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads) and not self.stopping.wait(0.1):
            pass
        idle = self._await(threads)
        ended.set()
        _patiently(partial(workers.report, name=self.name, at=self.clock(), stopped=True))
        return idle

    def stop(self) -> None:
        """Ask for the end; harmless inside a signal handler."""
        self.stopping.set()

    def _await(self, threads: list[Thread]) -> bool:
        last = time.monotonic() + (0 if self.hung else self.manner.grace)
        for thread in threads:
            thread.join(max(0.0, last - time.monotonic()))
        with self._lock:
            left = list(self._held)
        for token in left:
            _patiently(partial(leases.give_back, token=token, at=self.clock()))
        return not any(thread.is_alive() for thread in threads)

    def _run_jobs(self) -> None:
        while not self.stopping.is_set():
            try:
                worked = self._run_next()
            except DatabaseError as problem:
                # Away for a moment, or busy; the lease ends by itself if a job was lost to it.
                log.warning("the queue cannot be reached: %s", type(problem).__name__)
                worked = False
            close_old_connections()
            if not worked:
                if self.manner.once:
                    break
                self.stopping.wait(self.manner.pause)
        connections.close_all()

    def _run_next(self) -> bool:
        lease, clock = self.manner.lease, self.clock
        job = leases.claim(kinds=kinds.job_kinds(), lease=lease, at=clock())
        if job is None:
            return False
        with self._lock:
            self._held[job.token] = (job, clock())
        try:
            outcome = run(job, Terms(lease=lease, clock=clock, stopping=self.stopping))
        finally:
            with self._lock:
                del self._held[job.token]
        self.outcomes[outcome] += 1
        return True

    def _beat_until(self, ended: Event) -> None:
        pause = min(self.manner.lease / 3, LONGEST_BEAT).total_seconds()
        while not ended.wait(pause):
            self._beat()
        connections.close_all()

    def _beat(self) -> None:
        """Keep what is ours, take back what the dead have left, ask for what is scheduled."""
        try:
            with self._lock:
                held = list(self._held.items())
            for token, (job, since) in held:
                self._keep(token, job, since)
            if not self.stopping.is_set():
                leases.recover(at=self.clock())
                schedules.ask_for_scheduled(at=self.clock())
                workers.report(name=self.name, at=self.clock())
        except DatabaseError as problem:
            log.warning("a beat of the worker failed: %s", type(problem).__name__)
        close_old_connections()

    def _keep(self, token: str, job: Job, since: datetime) -> None:
        kind, at = kinds.job_kinds()[job.kind], self.clock()
        if at - since <= kind.longest:
            leases.heartbeat(token=token, lease=self.manner.lease, at=at)
            return
        # Nothing can end a thread that hangs but the end of its process.
        log.error("job %s (%s) hangs: this worker ends", job.pk, job.kind)
        leases.fail(token=token, problem=TOOK_TOO_LONG, params={}, rest=kind.first_rest, at=at)
        self.hung = True
        self.stopping.set()


def _patiently(step: Callable[[], object]) -> None:
    """Do a last step, but do not wait long for the database: a job may hold what it needs."""

    def stepping() -> None:
        try:
            step()
        except DatabaseError as problem:
            log.warning("a last step of the worker failed: %s", type(problem).__name__)
        finally:
            connections.close_all()

    thread = threading.Thread(target=stepping, daemon=True)
    thread.start()
    thread.join(PATIENCE)
