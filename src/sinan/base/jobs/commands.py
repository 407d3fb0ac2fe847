"""The operator's command that works on jobs."""

import os
import signal
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import timedelta
from threading import Thread

from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.console.command import BROKEN, OK, Command, say

LEASE = 60.0
SHORTEST, LONGEST = 0.5, 3600
MOST_THREADS = 64
# `serve` does not wait long for its own end.
CHILDS_GRACE = 3.0


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--once", action="store_true", help=_("End when nothing that is due is left")
    )
    parser.add_argument("--threads", type=_threads, default=1, help=_("Jobs worked on at once"))
    parser.add_argument(
        "--lease",
        type=_seconds,
        default=os.environ.get("SINAN_JOB_LEASE") or str(LEASE),
        metavar="SECONDS",
        help=_("How long a worker may be silent before another one takes its jobs"),
    )
    # For the worker that `serve` starts: it ends with the process at the other end of its input.
    parser.add_argument("--with-parent", action="store_true", help=SUPPRESS)


def _threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_THREADS:
        raise ArgumentTypeError(_("a number from 1 to 64"))
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not SHORTEST <= seconds <= LONGEST:
        raise ArgumentTypeError(_("seconds, from 0.5 to 3600"))
    return seconds


def _work(given: Namespace) -> int:
    from .worker import Manner, Worker

    lease = timedelta(seconds=given.lease)
    manner = Manner(threads=given.threads, lease=lease, once=given.once)
    if given.with_parent:
        manner.grace = CHILDS_GRACE
    worker = Worker(timezone.now, manner)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    if given.with_parent:
        Thread(target=_until_input_ends, args=(worker.stop,), daemon=True).start()
    elif not given.once:
        say(_("The worker works on jobs; Ctrl-C ends it."))
        sys.stdout.flush()
    connections.close_all()
    idle = worker.work()
    if given.once:
        counts = ", ".join(f"{outcome}: {count}" for outcome, count in worker.outcomes.items())
        say(_("Jobs worked on: %(count)s") % {"count": worker.outcomes.total()})
        say(counts or "-")
    if not idle or worker.hung:
        # A job that does not heed the end must not hold it up: its transaction is rolled back.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(BROKEN if worker.hung else OK)
    return OK


def _until_input_ends(stop: Callable[[], None]) -> None:
    while os.read(0, 64):
        pass
    stop()


COMMANDS = (
    Command(
        words="worker",
        help=gettext_lazy("Work on jobs: imports, exports and what is scheduled"),
        arguments=_arguments,
        run=_work,
    ),
)
