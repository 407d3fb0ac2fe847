"""Copy what the pages need from node_modules, with licences, and build the icon sprite.

Big files get a compressed twin beside them, which the server sends to every browser.

Nothing under static/vendor is edited by hand or kept in git: script/setup runs this.
"""

import gzip
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/sinan/site/static/vendor"
ICONS = ROOT / "src/sinan/base/web/icons.txt"

# Folder under vendor → files out of node_modules. Licences of what a bundle has swallowed count.
FILES = {
    "htmx": ["htmx.org/dist/htmx.min.js", "htmx.org/LICENSE"],
    "tabler": [
        "@tabler/core/dist/css/tabler.min.css",
        "@tabler/core/dist/js/tabler.min.js",
        "@popperjs/core/LICENSE.md",
    ],
    "echarts": [
        "echarts/dist/echarts.min.js",
        "echarts/LICENSE",
        "echarts/NOTICE",
        "echarts/licenses/LICENSE-d3",
        "zrender/LICENSE",
        "tslib/LICENSE.txt",
    ],
    "icons": ["@tabler/icons/LICENSE"],
}

WORTH_COMPRESSING = 8 * 1024
SOURCE_MAP = re.compile(r"\s*(?://|/\*)# sourceMappingURL=\S+(?:\s*\*/)?\s*\Z")
FOREIGN = re.compile(r"@import|url\(\s*[\"']?(?:https?:)?//")
BANNER = re.compile(r"/\*!(.*?)\*/", re.DOTALL)
SVG = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def package(path: str) -> str:
    """Name the package that a path under node_modules belongs to."""
    parts = path.split("/")
    return "/".join(parts[:2] if path.startswith("@") else parts[:1])


def target_name(folder: str, path: str) -> str:
    """Keep a file's name; a licence of a swallowed package says whose it is."""
    name = path.rsplit("/", 1)[-1]
    others = "LICENSE" in name and package(path) != package(FILES[folder][0])
    return f"LICENSE-{package(path).split('/')[0].lstrip('@')}.txt" if others else name


def copy(path: str, target: Path) -> None:
    """Copy one file; scripts and styles lose their source map and may not call elsewhere."""
    source = MODULES / path
    if target.suffix not in {".css", ".js"}:
        shutil.copyfile(source, target)
        return
    text = SOURCE_MAP.sub("", source.read_text(encoding="utf-8"))
    if "sourceMappingURL" in text:
        sys.exit(f"tools/assets.py: {path}: a source map comment is left")
    if target.suffix == ".css" and (found := FOREIGN.search(text)):
        sys.exit(f"tools/assets.py: {path}: refers to another host: {text[found.start() :][:80]}")
    target.write_text(text.rstrip() + "\n", encoding="utf-8")


def tabler_licence(folder: Path) -> None:
    """Write Tabler's licence: its package has none, its files name holders and licence (MIT)."""
    found = BANNER.search((folder / "tabler.min.css").read_text(encoding="utf-8"))
    if not found or "Licensed under MIT" not in found[1]:
        sys.exit("tools/assets.py: Tabler no longer says that it is under the MIT licence")
    holders = "\n".join(line.strip(" *") for line in found[1].strip().splitlines())
    terms = (MODULES / "@tabler/icons/LICENSE").read_text(encoding="utf-8")
    terms = terms[terms.index("Permission is hereby granted") :]
    (folder / "LICENSE").write_text(f"{holders}\n\n{terms}", encoding="utf-8")


def icon_names() -> list[str]:
    """Read the list of icons in use: one a line, `#` begins a comment."""
    lines = (line.partition("#")[0].strip() for line in ICONS.read_text("utf-8").splitlines())
    names = [line for line in lines if line]
    if twice := {name for name in names if names.count(name) > 1}:
        sys.exit(f"tools/assets.py: named twice in {ICONS.name}: {', '.join(sorted(twice))}")
    return sorted(names)


def symbol(name: str, path: Path) -> str:
    """Turn one icon file into a symbol that keeps its strokes and box."""
    found = SVG.search(path.read_text(encoding="utf-8"))
    if not found:
        sys.exit(f"tools/assets.py: {path.name} is no picture")
    kept = {"viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
    box = "".join(f' {key}="{value}"' for key, value in ATTRIBUTE.findall(found[1]) if key in kept)
    drawing = re.sub(r"\s+", " ", found[2]).replace("> <", "><").strip()
    return f'<symbol id="{name}"{box}>{drawing}</symbol>'


def sprite(target: Path) -> None:
    """Gather the used icons (`star` is drawn in lines, `star-filled` is filled)."""
    folder = MODULES / "@tabler/icons/icons"
    paths = {
        name: folder / "filled" / f"{name.removesuffix('-filled')}.svg"
        if name.endswith("-filled")
        else folder / "outline" / f"{name}.svg"
        for name in icon_names()
    }
    if unknown := [name for name, path in paths.items() if not path.is_file()]:
        sys.exit(f"tools/assets.py: Tabler has no icon named {', '.join(unknown)}")
    symbols = "\n".join(symbol(name, path) for name, path in paths.items())
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n', encoding="utf-8"
    )


def compress(folder: Path) -> None:
    """Put a .gz beside every big script, style and picture; the same input gives the same bytes."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".css", ".js", ".svg"} and path.stat().st_size > WORTH_COMPRESSING:
            packed = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
            path.with_name(f"{path.name}.gz").write_bytes(packed)


def main() -> None:
    """Build the folder beside the old one and put it in its place when it is whole."""
    fresh = ROOT / ".cache/vendor"
    shutil.rmtree(fresh, ignore_errors=True)
    for folder, paths in FILES.items():
        (fresh / folder).mkdir(parents=True)
        for path in paths:
            copy(path, fresh / folder / target_name(folder, path))
    tabler_licence(fresh / "tabler")
    sprite(fresh / "icons.svg")
    compress(fresh)
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    fresh.rename(VENDOR)


if __name__ == "__main__":
    main()
