"""What the script that draws a metric's chart is given: numbers as text, and every word."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sinan.base.web.templatetags.web import light_mark, light_word, plain
from sinan.kernel.lights import Light
from sinan.kernel.month import Month
from sinan.kernel.numbers import format_number

from ..queries.band_table import BandCell, BandLine, BandTable
from ..queries.shapes import MetricMonth, MetricYear
from ..sentences import sentence, unit_word
from ..templatetags.scorecard_figures import band, short_month

Chart = dict[str, Any]


def chart(
    metric: MetricYear, table: BandTable, former: MetricYear | None, month: Month
) -> Chart | None:
    """Describe the chart; None for a person who may not see the figures."""
    if metric.hidden:
        return None
    return {
        "asked": month.number - 1,
        "unit": unit_word(metric.info.measured_in),
        "months": [_month(each) for each in metric.months],
        "bands": [_line(line) for line in table.lines],
        "former": None if former is None else _former(former),
        "words": {
            "actual": _("Actual"),
            "draft": _("draft"),
            "lights": {light.value: light_word(light) for light in Light},
        },
    }


def _month(month: MetricMonth) -> Chart:
    value = month.judgement.value
    return {
        "label": short_month(month.month.number),
        "value": _text(value),
        "shown": None if value is None else format_number(value, month.info.precision),
        "light": str(month.light),
        "mark": light_mark(month.light),
        "word": light_word(month.light),
        "sentence": sentence(month),
    }


def _line(line: BandLine) -> Chart:
    return {"band": line.band, "name": band(line.band), "months": [_cell(c) for c in line.months]}


def _cell(cell: BandCell) -> Chart | None:
    if cell.value is None:
        return None
    return {"value": _text(cell.value), "shown": plain(cell.value), "draft": cell.draft}


def _former(former: MetricYear) -> Chart:
    values = [month.judgement.value for month in former.months]
    return {
        "name": str(former.year),
        "values": [_text(value) for value in values],
        "shown": [v if v is None else format_number(v, former.info.precision) for v in values],
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
