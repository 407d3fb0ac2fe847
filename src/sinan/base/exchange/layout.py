"""Which column of a table is which, by its header."""

from collections.abc import Mapping, Sequence

from sinan.kernel.refusal import Refusal

from .shapes import MOST_COLUMNS, Heading, Wanted, clean, plain_name, shown

MISSING = "table.columns_missing"

_MOST_NAMED = 20


def columns_of(names: Sequence[str], headings: Sequence[Heading], wanted: Wanted) -> dict[str, int]:
    """Find the columns by their headings.

    Refusals: table.too_wide, table.column_twice, table.columns_missing, what `wanted` lacks.
    """
    if len(names) > MOST_COLUMNS:
        raise Refusal("table.too_wide", columns=MOST_COLUMNS)
    known = {
        plain_name(spelling): heading.name
        for heading in headings
        for spelling in (heading.name, *heading.synonyms)
    }
    columns: dict[str, int] = {}
    for at, written in enumerate(names):
        plain = plain_name(clean(written))
        name = known.get(plain) or wanted.named(plain)
        if name in columns:
            raise Refusal("table.column_twice", column=shown(clean(written)))
        if name is not None:
            columns[name] = at
    _check(names, [h.name for h in headings if h.required and h.name not in columns])
    lack = wanted.lacks(columns.keys())
    if lack is not None and lack.code == MISSING:
        _check(names, [str(lack.params["missing"])])
    if lack is not None:
        raise lack
    return columns


def _check(names: Sequence[str], missing: Sequence[str]) -> None:
    if missing:
        found = [shown(clean(name)) for name in names[:_MOST_NAMED] if clean(name)]
        raise Refusal(MISSING, missing=", ".join(missing), found=", ".join(found))


def written_of(names: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """Tell how the file writes each heading."""
    return {name: shown(clean(names[at])) for name, at in columns.items()}


def unknown_of(names: Sequence[str], columns: Mapping[str, int]) -> tuple[str, ...]:
    """Name the columns that nobody looked for."""
    taken = set(columns.values())
    return tuple(
        shown(clean(name)) for at, name in enumerate(names) if at not in taken and clean(name)
    )
