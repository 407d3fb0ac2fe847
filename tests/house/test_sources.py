"""Rules that a reader of any file may rely upon."""

import re
import subprocess
import sys

import pytest

from tests.house.sources import ROOT, calls, files, lines, shown
from tests.running import environment

LONGEST = 300
# Where a string is marked as safe HTML, each looked at: it is built from escaped pieces only.
REVIEWED_AS_SAFE: frozenset[str] = frozenset()
UNSAFE_OUTPUT = re.compile(r"\|\s*(safe|safeseq)\b|\{%\s*autoescape\s+off")
INLINE = re.compile(
    r"<style[\s>]|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on\b|hx-vals\s*=\s*[\"']js:",
    re.IGNORECASE,
)
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmmirror|unpkg\.com|jsdelivr|cdnjs"
)
TEXT = {".py", ".toml", ".json", ".md", ".txt", ".html", ".js", ".css", ".yaml", ".yml", ".svg", ""}


def test_no_file_outgrows_its_reader() -> None:
    long = {
        shown(path): count
        for path in files(".py", ".html", ".js", ".css")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_no_signals() -> None:
    word = re.compile(r"django\.dispatch|db\.models\.signals|\b(pre|post)_(save|delete|init)\b")
    assert not [where for path in files(".py") for where, line in lines(path) if word.search(line)]


def test_nothing_is_called_utils() -> None:
    odd = {"utils", "helpers", "common", "misc"}
    assert not [shown(path) for path in files(".py") if odd & {path.stem, path.parent.name}]


def test_no_output_is_left_unescaped() -> None:
    templates = [
        where
        for path in files(".html", ".txt", ".svg")
        for where, line in lines(path)
        if UNSAFE_OUTPUT.search(line)
    ]
    code = [
        f"{shown(path)}:{node.lineno}"
        for path in files(".py")
        for name, node in calls(path)
        if name in {"mark_safe", "SafeString", "SafeText"} and shown(path) not in REVIEWED_AS_SAFE
    ]
    assert not [*templates, *code]


def test_nothing_inline_in_templates() -> None:
    found = [
        f"{where}: {line.strip()}"
        for path in files(".html")
        for where, line in lines(path)
        if INLINE.search(line)
    ]
    assert not found


def test_scripts_evaluate_nothing() -> None:
    word = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write")
    assert not [where for path in files(".js") for where, line in lines(path) if word.search(line)]


def test_scripts_write_no_markup_as_text() -> None:
    # A text that a chart's `formatter` returns becomes markup; elements are escaped.
    word = re.compile(r"[`\"'][^`\"']*</?[a-z]+[ />]")
    assert not [where for path in files(".js") for where, line in lines(path) if word.search(line)]


def test_no_file_names_a_package_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = [
        where
        for name in listed.stdout.split("\0")
        if name and name != shown(ROOT / "tests/house/test_sources.py")
        if (path := ROOT / name).suffix in TEXT and path.is_file()
        for where, line in lines(path)
        if REGISTRIES.search(line)
    ]
    assert not found


def test_imports_keep_to_the_contracts() -> None:
    variables = environment(ROOT / ".cache/lint-home")
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        env={**variables, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["views", "rest"])
def test_views_only_translate(name: str) -> None:
    found = [
        where
        for path in files(".py")
        if name in {path.stem, path.parent.name}
        for where, line in lines(path)
        if ".objects" in line
    ]
    assert not found
