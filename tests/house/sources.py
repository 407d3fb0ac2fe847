"""What the rules of the house look at: the project's own files."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/sinan"
# Made by script/setup, or made by Django.
MADE = ("static/vendor/", "site/locale/", "/migrations/")


def shown(path: Path) -> str:
    """Name a file as a reader of the repository does."""
    return path.relative_to(ROOT).as_posix()


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Return our own files under src with one of the suffixes."""
    found = (path for path in sorted(SOURCE.rglob("*")) if path.suffix in suffixes)
    return tuple(path for path in found if not any(made in path.as_posix() for made in MADE))


@cache
def tree(path: Path) -> ast.Module:
    """Parse one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Walk the calls of a file with the last part of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield function.attr, node
            elif isinstance(function, ast.Name):
                yield function.id, node


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """Walk the lines of a file with "file:number"."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield f"{shown(path)}:{number}", line
