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
    """Return the installation's secret, made at the first call and readable by its owner only.

    It appears whole or not at all, and once: several processes may start in a new folder.
    """
    path = folder / "secret.key"
    if not path.exists():
        _offer(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _offer(path: Path, key: str) -> None:
    """Put the key in its place unless somebody else's stands there by now."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        except OSError:  # a file system without links: there the last of two wins
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def address(environment: Mapping[str, str]) -> str:
    """Return how people reach the installation: SINAN_ADDRESS, else by the first of its hosts."""
    given = environment.get("SINAN_ADDRESS", "").rstrip("/")
    if given:
        return given
    host = next(filter(None, environment.get("SINAN_HOSTS", "").split(",")), "")
    if environment.get("SINAN_HTTPS") == "1" and host:
        return f"https://{host}"
    return f"http://{host or '127.0.0.1'}:{PORT}"


def megabytes(environment: Mapping[str, str], name: str, usual: int) -> int:
    """Return a size that the environment states in whole megabytes, in bytes.

    Raises `ValueError` for anything else.
    """
    text = environment.get(name, "") or str(usual)
    if not text.isdecimal() or not int(text):
        raise ValueError(f"{name}: a number of megabytes is expected, not {text[:20]!r}")
    return int(text) * 1024 * 1024
