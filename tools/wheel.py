"""See that a built wheel holds what git does not: front-end files, messages, licences."""

import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
BUILT = ["src/sinan/site/static/vendor", "src/sinan/site/locale"]


def wanted() -> set[str]:
    """List the files that must be inside, by the names that they have there."""
    files = {
        path.relative_to(ROOT / "src").as_posix()
        for folder in BUILT
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    must = {"sinan/site/static/vendor/icons.svg", "sinan/site/locale/zh_Hans/LC_MESSAGES/django.mo"}
    return files | must | {"sinan/__init__.py"}


def main() -> int:
    """Name what is missing."""
    wheel = Path(sys.argv[1])
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    missing = sorted(wanted() - inside)
    missing += [
        name
        for name in ("LICENSE", "NOTICE")
        if not any(file.endswith(f".dist-info/licenses/{name}") for file in inside)
    ]
    for name in missing:
        print(f"{wheel.name}: {name} is missing", file=sys.stderr)
    if not missing:
        print(f"{wheel.name}: {len(inside)} files, nothing missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
