"""Write NOTICE: what of others Sinan ships or runs on, by name and licence.

With --check say whether NOTICE is as it should be. Versions stand in the lock files, not here.
"""

import argparse
import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTICE = ROOT / "NOTICE"
PINNED = re.compile(r"(?m)^([A-Za-z0-9._-]+)==")
ENTRY = re.compile(r"(?m)^- (\S+): (.+)$")

# What older packages say in words or classifiers, as SPDX names it.
SPDX = {
    "Apache-2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "MIT": "MIT",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}
# Its metadata is silent, its licence file has zlib's terms.
SILENT = {"pysqlite3": "Zlib"}
HEAD = """\
Sinan (司南)
Copyright 2026 The Sinan Authors

Licensed under the Apache License, Version 2.0; see LICENSE.

This file is made by tools/notices.py.

Shipped with Sinan under sinan/site/static/vendor, each with its licence beside it:

{npm}

The JavaScript of @tabler/core contains parts of Bootstrap (MIT), that of echarts parts of d3
(BSD-3-Clause).

Python packages that Sinan runs on. They are installed beside it and carry their own licences:

{python}
"""


def python_licence(name: str) -> str | None:
    """Read a package's licence from its metadata; None if it is not installed here."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    told_so = [told.get("License"), *classifiers]
    licence = next((SPDX[words] for words in told_so if words in SPDX), SILENT.get(name))
    return licence or sys.exit(f"tools/notices.py: {name}: which licence?")


def python_entries(before: dict[str, str]) -> dict[str, str]:
    """Pair every pinned run-time package with its licence; keep what cannot be read here."""
    pinned = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")
    entries = {}
    for name in PINNED.findall(pinned):
        licence = python_licence(name) or before.get(name)
        if licence is None:
            sys.exit(f"tools/notices.py: {name} is not for this machine: run it where it is")
        entries[name] = licence
    return entries


def npm_entries() -> dict[str, str]:
    """Pair every package that the shipped files come from with its licence."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return {
        path.removeprefix("node_modules/"): package["license"]
        for path, package in lock["packages"].items()
        if path and not package.get("dev")
    }


def lines(entries: dict[str, str]) -> str:
    """Write one line for each component."""
    return "\n".join(f"- {name}: {licence}" for name, licence in sorted(entries.items()))


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    old = NOTICE.read_text(encoding="utf-8") if NOTICE.exists() else ""
    python = python_entries(dict(ENTRY.findall(old)))
    new = HEAD.format(npm=lines(npm_entries()), python=lines(python))
    if not check:
        NOTICE.write_text(new, encoding="utf-8")
    elif new != old:
        print("NOTICE is out of date: run tools/notices.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
