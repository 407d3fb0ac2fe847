"""One port by uvicorn; pages on threads behind it (`asgi.py`)."""

import os
import signal
import socket
import sys
from types import FrameType

import uvicorn
from django.conf import settings

from .worker_process import WorkerProcess

# Seconds that a running request gets to finish after SIGTERM.
GRACE = 3


def bound(host: str, port: int) -> socket.socket:
    """Take the port, so that a taken one is said before anything starts; raises `OSError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048)


def run(taken: socket.socket, *, threads: int, worker: WorkerProcess | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; running requests get a few seconds to finish.

    A `worker` is started and stopped along with us.
    """
    os.environ["SINAN_THREADS"] = str(threads)
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn raises the signal again when it has stopped; a wished end is no failure.
        signal.signal(number, _asked_to_stop)
    if worker is not None:
        worker.start()
    uvicorn.Server(configuration()).run(sockets=[taken])
    if worker is not None:
        worker.stop()
    # A thread that is still in a request after the grace must not hold the process up: its
    # transaction is rolled back as it would be by any other end.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def configuration() -> uvicorn.Config:
    """Return uvicorn's settings: no log line per request, forwarded headers only behind TLS."""
    return uvicorn.Config(
        "sinan.site.asgi:application",
        http="h11",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=settings.HTTPS,
        timeout_graceful_shutdown=GRACE,
    )


def _asked_to_stop(number: int, frame: FrameType | None) -> None:
    """Do nothing more: uvicorn has stopped already."""
