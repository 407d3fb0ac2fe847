"""Addresses of static files change with their content."""

from pathlib import Path

import pytest
from django.templatetags.static import static

from sinan.site import static_files


def test_address_carries_a_version() -> None:
    address = static("vendor/htmx/htmx.min.js")
    assert address.startswith("/static/vendor/htmx/htmx.min.js?v=")
    assert static("vendor/htmx/htmx.min.js") == address


def test_file_that_is_not_there_has_a_bare_address() -> None:
    assert static("nowhere.js") == "/static/nowhere.js"


def test_version_follows_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "own.js"
    monkeypatch.setattr(static_files, "_path", lambda _name: file)
    file.write_text("one")
    first = static("own.js")
    file.write_text("two")
    assert static("own.js") != first
