"""The worker that `sinan serve` brings along: its own process, started again should it die."""

import subprocess
import sys
import time
from threading import Event, Thread

# Seconds that the worker gets to give its jobs back, and that a broken one rests.
GRACE = 8
SHORTEST_REST, LONGEST_REST = 1.0, 60.0
# One that lived this long was sound.
SOUND = 60.0


class WorkerProcess:
    """A child process that works on jobs as long as we live.

    It reads our end of a pipe and stops when that closes, so that it never outlives us, not
    even a `kill -9`.
    """

    def __init__(self) -> None:
        self._stopping = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start the worker and keep it running."""
        self._keeper.start()

    def stop(self) -> None:
        """End the worker; it finishes or gives back its job."""
        self._stopping.set()
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
        self._keeper.join(GRACE)
        if self._child is not None and self._child.poll() is None:
            self._child.kill()

    def _keep(self) -> None:
        rest = SHORTEST_REST
        while not self._stopping.is_set():
            began = time.monotonic()
            self._child = _started()
            if self._stopping.is_set() and self._child.stdin is not None:
                self._child.stdin.close()
            self._child.wait()
            sound = time.monotonic() - began > SOUND
            rest = SHORTEST_REST if sound else min(rest * 2, LONGEST_REST)
            self._stopping.wait(rest)


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "sinan", "worker", "--with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
