"""The small parts of a workbook: which sheets it has, and how its numbers are meant."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sinan.kernel.refusal import Refusal

from .archive import Archive

MOST_SHEETS = 200

_DIGITS = 9
_MACRO_KIND = "macroenabled"
_WORKBOOK_KIND = "spreadsheetml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of cells: its name, its part, and whether people see it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """What a workbook says about itself."""

    sheets: tuple[SheetPart, ...]
    strings: str | None
    formats: tuple[str, ...]
    from_1904: bool


def parts_of(archive: Archive) -> Parts:
    """Read what a workbook says about itself. Refusals begin with workbook."""
    _check_content_types(_xml(archive, "[Content_Types].xml"))
    book = _related(archive, "_rels/.rels", "", "/officeDocument")
    if not book:
        raise Refusal("workbook.damaged")
    part = book[0][1]
    root = _xml(archive, part)
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    places = dict(_related(archive, relations, folder, "/worksheet"))
    strings = _related(archive, relations, folder, "/sharedStrings")
    styles = _related(archive, relations, folder, "/styles")
    return Parts(
        sheets=_sheets(root, places),
        strings=strings[0][1] if strings and strings[0][1] in archive else None,
        formats=tuple(_formats(_xml(archive, styles[0][1]))) if styles else (),
        from_1904=any(one.get("date1904") in {"1", "true"} for one in _all(root, "workbookPr")),
    )


def _xml(archive: Archive, part: str) -> Element:
    try:
        root: Element = fromstring(archive.whole(part), forbid_dtd=True)
    except DefusedXmlException:
        raise Refusal("workbook.has_entities") from None
    except (ParseError, ValueError, LookupError):
        raise Refusal("workbook.damaged") from None
    return root


def _check_content_types(root: Element) -> None:
    kinds = [one.get("ContentType", "").lower() for one in root]
    if any(_MACRO_KIND in kind for kind in kinds):
        raise Refusal("workbook.has_macros")
    if not any(_WORKBOOK_KIND in kind for kind in kinds):
        raise Refusal("workbook.is_other_office")


def _related(archive: Archive, part: str, folder: str, kind: str) -> list[tuple[str, str]]:
    """Pair the ids of a kind of relations with the parts they lead to."""
    if part not in archive:
        return []
    return [
        (one.get("Id", ""), _path(folder, one.get("Target", "")))
        for one in _all(_xml(archive, part), "Relationship")
        if one.get("Type", "").endswith(kind) and one.get("TargetMode") != "External"
    ]


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _sheets(root: Element, places: Mapping[str, str]) -> tuple[SheetPart, ...]:
    found = []
    for one in _all(root, "sheet"):
        key = next((value for name, value in one.items() if name.endswith("}id")), "")
        if key in places:
            hidden = one.get("state", "visible") != "visible"
            found.append(SheetPart(one.get("name", ""), places[key], hidden))
    if len(found) > MOST_SHEETS:
        raise Refusal("workbook.too_many_sheets", sheets=MOST_SHEETS)
    return tuple(found)


def _formats(root: Element) -> Iterator[str]:
    """Yield the number format of every style that a cell may have."""
    # Importing openpyxl takes a third of a second, and most commands read no workbook.
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # noqa: PLC0415

    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _all(root, "numFmt")}
    for styles in _all(root, "cellXfs"):
        for style in styles:
            key = style.get("numFmtId", "0")
            number = int(key) if key.isascii() and key.isdigit() and len(key) <= _DIGITS else 0
            yield own.get(key) or BUILTIN_FORMATS.get(number, "General")


def _all(root: Element, name: str) -> Sequence[Element]:
    return [one for one in root.iter() if one.tag.rpartition("}")[2] == name]
