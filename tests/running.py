"""Running the product as its operator does: other processes, a folder of their own."""

import os
import pty
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
FORGOTTEN = ("DATABASE_URL", "SINAN_HOSTS", "SINAN_HTTPS", "SINAN_DEBUG", "SINAN_ADDRESS")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the variables of an operator whose installation is in `home`."""
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    own = {"SINAN_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "SINAN_LANG": "en"}
    return {**kept, **own, **more}


def sinan(
    home: Path, *words: str, said: str = "", **more: str
) -> "subprocess.CompletedProcess[str]":
    """Run ``sinan WORDS`` and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "sinan", *words],
        env=environment(home, **more),
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def at_terminal(home: Path, words: list[str], answers: list[str]) -> tuple[int, str]:
    """Run ``sinan WORDS`` at a terminal; each answer is typed when a question (":") stands."""
    process, terminal = pty.fork()
    if process == 0:  # the child
        os.execve(sys.executable, [sys.executable, "-m", "sinan", *words], environment(home))
    shown = b""
    left = list(answers)
    while True:
        try:
            said = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not said:
            break
        shown += said
        if left and said.rstrip().endswith(b":"):
            os.write(terminal, f"{left.pop(0)}\n".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """Give DATABASE_URL for a fresh database of the kind under test; empty for SQLite."""
    asked = os.environ.get("DATABASE_URL", "")
    if not asked.startswith("postgres"):
        yield ""
        return
    with closing(psycopg.connect(asked, autocommit=True)) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            yield urlsplit(asked)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
