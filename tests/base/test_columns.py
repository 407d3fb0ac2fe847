"""The registry of columns: what is not open to somebody does not exist for them."""

from dataclasses import dataclass

import pytest

from sinan.base.exchange.columns import Column, Table
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.refusal import Refusal


@dataclass(frozen=True)
class Row:
    name: str
    margin: int | None


TABLE = Table(
    "cars",
    (
        Column(name="name", label="Name", value=lambda r: r.name, order=lambda r: r.name),
        Column(
            name="margin",
            label="Margin",
            value=lambda r: r.margin,
            order=lambda r: r.margin,
            ability="margin.see",
            numeric=True,
        ),
        Column(name="note", label="Note", value=lambda _row: ""),
    ),
)
ROWS = [Row("b", 2), Row("a", None), Row("c", 1)]
UNIT = Unit(path="/1/2/")
ALL = Scope(user_id=1, grants={"margin.see": ("/1/",)})
SOME = Scope(user_id=2, grants={"margin.see": ("/1/3/",)})


def names(rows: list[Row]) -> str:
    return "".join(row.name for row in rows)


def test_closed_column_is_not_there() -> None:
    assert [c.name for c in TABLE.open_to(ALL, UNIT)] == ["name", "margin", "note"]
    assert [c.name for c in TABLE.open_to(SOME, UNIT)] == ["name", "note"]
    assert TABLE.row(ROWS[0], TABLE.open_to(SOME, UNIT)) == ["b", ""]


def test_sorting_puts_rows_without_a_value_last_both_ways() -> None:
    assert names(TABLE.sorted(ROWS, "margin", holder=ALL, unit=UNIT)) == "cba"
    assert names(TABLE.sorted(ROWS, "-margin", holder=ALL, unit=UNIT)) == "bca"
    assert names(TABLE.sorted(ROWS, "-name", holder=SOME, unit=UNIT)) == "cba"


@pytest.mark.parametrize("asked", ["margin", "-margin", "note", "", "name;--", "__class__"])
def test_order_that_is_closed_or_unknown_is_refused(asked: str) -> None:
    with pytest.raises(Refusal) as caught:
        TABLE.sorted(ROWS, asked, holder=SOME, unit=UNIT)
    assert caught.value.code == "list.order_unknown"
