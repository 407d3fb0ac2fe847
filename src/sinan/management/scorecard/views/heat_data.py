"""The heat map as the browser gets it: one letter and one number a cell."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sinan.base.web.templatetags.web import light_word, named
from sinan.kernel.lights import Light, Reason
from sinan.kernel.month import Month
from sinan.kernel.scaled import Verdict

from ..queries.cells import Adopted
from ..queries.heat import HeatMap, HeatRow
from ..rules.figures import PLACES
from ..sentences import unit_word

LETTERS = {
    Light.RED: "r",
    Light.YELLOW: "y",
    Light.GREEN: "g",
    Light.ONE_STAR: "s",
    Light.TWO_STARS: "t",
}
GREY_LETTERS = {
    Reason.NO_DATA: "n",
    Reason.NO_BANDS: "b",
    Reason.INCOMPLETE_BANDS: "i",
    Reason.HELD_BANDS: "h",
}
NOT_ADOPTED = "."
# Beyond, a browser's numbers lose digits; such a value travels as text.
EXACT = 2**53


def heat_data(heat: HeatMap) -> dict[str, Any]:
    """Pack a heat map: columns, regions, and for each store its letters and values.

    A value is a whole number of the last decimal shown. None beside a letter that was judged:
    the reader may know the light and not the figure.
    """
    regions = sorted({row.store.region for row in heat.rows})
    at = {region: index for index, region in enumerate(regions)}
    steps = [_step(column) for column in heat.columns]
    return {
        "month": str(heat.month),
        "columns": [_column(column) for column in heat.columns],
        "regions": regions,
        "rows": [_row(row, at[row.store.region], steps) for row in heat.rows],
    }


def trend_data(trend: Sequence[tuple[Month, Mapping[Light, int]]]) -> dict[str, Any]:
    """Pack the counts of lights by month."""
    return {
        "months": [str(month) for month, _counts in trend],
        "counts": {light.value: [counts[light] for _m, counts in trend] for light in Light},
    }


def heat_words() -> dict[str, Any]:
    """Word what the browser writes itself."""
    return {
        "lights": {
            **{letter: light_word(light) for light, letter in LETTERS.items()},
            "x": light_word(Light.GREY),
        },
        "reasons": {
            "n": _("no data for the month"),
            "b": _("no approved bands"),
            "i": _("some of the four bands are missing"),
            "h": _("bands out of order"),
            ".": _("not on this store's scorecard"),
        },
        "states": {
            "no_scorecard": _("No scorecard for this year"),
            "no_metrics": _("Scorecard without metrics"),
        },
        "hidden": _("figure not shown: you lack the right at this store"),
        "other": _("measured by another version of the definition"),
        "store": _("Store"),
        "region": _("Region"),
        "lower": _("lower is better"),
        "worst": _("To be corrected"),
        "none_worst": _("Nothing red or yellow"),
        "stores": _("stores"),
        "more": _("Show more"),
        "sort": _("Sort by this column"),
    }


def _step(version: Adopted) -> int:
    return int(10 ** (PLACES - version.precision))


def _column(column: Adopted) -> dict[str, Any]:
    return {
        "code": column.code,
        "name": named(column),
        "unit": unit_word(column.measured_in),
        "precision": column.precision,
        "lower": column.direction == "lower",
    }


def _row(row: HeatRow, region: int, steps: Sequence[int]) -> list[Any]:
    store = row.store
    others = row.others
    if others:
        steps = [_step(others[at]) if at in others else step for at, step in enumerate(steps)]
    packed = [
        store.key,
        store.code,
        store.name,
        region,
        str(row.state),
        "".join(map(_letter, row.verdicts)),
        [_value(verdict, step) for verdict, step in zip(row.verdicts, steps, strict=True)],
    ]
    if others:
        packed.append({at: [v.precision, unit_word(v.measured_in)] for at, v in others.items()})
    return packed


def _letter(verdict: Verdict | None) -> str:
    if verdict is None:
        return NOT_ADOPTED
    return LETTERS.get(verdict[0]) or GREY_LETTERS[verdict[1]]


def _value(verdict: Verdict | None, step: int) -> int | str | None:
    if verdict is None or verdict[2] is None:
        return None
    value = verdict[2] // step
    return value if -EXACT < value < EXACT else str(value)
