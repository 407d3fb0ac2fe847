"""The folder that holds an installation: database, files, secret key."""

import os
import secrets
from pathlib import Path


def home() -> Path:
    """Return the folder that ``SINAN_HOME`` names, ``~/.sinan`` without one; makes it."""
    folder = Path(os.environ.get("SINAN_HOME") or Path.home() / ".sinan").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
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


def is_demo(folder: Path) -> bool:
    """Tell whether the folder was made by ``sinan demo``; a real one never becomes a demo."""
    return (folder / "demo").exists()
