"""The folder that holds an installation: database, files, secret key."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

PORT = 8000


def home() -> Path:
    """Return the folder that ``SINAN_HOME`` names, ``~/.sinan`` without one; makes it."""
    folder = Path(os.environ.get("SINAN_HOME") or Path.home() / ".sinan").expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return the installation's secret, made at the first call and readable by its owner only."""
    path = folder / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key


def address(environment: Mapping[str, str]) -> str:
    """Return how people reach the installation: SINAN_ADDRESS, else by the first of its hosts."""
    given = environment.get("SINAN_ADDRESS", "").rstrip("/")
    if given:
        return given
    host = next(filter(None, environment.get("SINAN_HOSTS", "").split(",")), "")
    if environment.get("SINAN_HTTPS") == "1" and host:
        return f"https://{host}"
    return f"http://{host or '127.0.0.1'}:{PORT}"
