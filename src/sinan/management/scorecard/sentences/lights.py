"""A light explained in one sentence: "February: 88 vehicles, below the threshold of 162: red"."""

from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinan.base.web.templatetags.web import light_word
from sinan.kernel.lights import Bands, Direction, Light, Reason
from sinan.kernel.numbers import format_number

from ..queries.shapes import MetricMonth

# A number in the unit of a metric; units are written in Chinese in the catalogue.
AMOUNTS: dict[str, Promise] = {
    "辆": _("%(number)s vehicles"),
    "台次": _("%(number)s visits"),
    "条": _("%(number)s leads"),
    "分": _("%(number)s points"),
    "元": _("CN¥%(number)s"),
    "万元": _("%(number)s CN¥10k"),
    "%": _("%(number)s%%"),
}
# The unit alone, beside a number or over a column.
UNITS: dict[str, Promise] = {
    "辆": _("vehicles"),
    "台次": _("visits"),
    "条": _("leads"),
    "分": _("points"),
    "元": _("CN¥"),
    "万元": _("CN¥10k"),
}
# What is missed comes second: "reaches the threshold of 162, not the target of 180".
JUDGED: dict[Light, Promise] = {
    Light.YELLOW: _(
        "%(month)s: %(value)s, reaches the threshold of %(reached)s, misses the target of"
        " %(missed)s: %(light)s"
    ),
    Light.GREEN: _(
        "%(month)s: %(value)s, reaches the target of %(reached)s, misses challenge 1 of"
        " %(missed)s: %(light)s"
    ),
    Light.ONE_STAR: _(
        "%(month)s: %(value)s, reaches challenge 1 of %(reached)s, misses challenge 2 of"
        " %(missed)s: %(light)s"
    ),
    Light.TWO_STARS: _("%(month)s: %(value)s, reaches challenge 2 of %(reached)s: %(light)s"),
}
RED: dict[Direction, Promise] = {
    Direction.HIGHER: _("%(month)s: %(value)s, below the threshold of %(missed)s: %(light)s"),
    Direction.LOWER: _("%(month)s: %(value)s, above the threshold of %(missed)s: %(light)s"),
}
GREY: dict[Reason, Promise] = {
    Reason.NO_DATA: _("%(month)s: no data: %(light)s"),
    Reason.NO_BANDS: _("%(month)s: %(value)s, bands not approved: %(light)s"),
    Reason.INCOMPLETE_BANDS: _("%(month)s: %(value)s, bands incomplete: %(light)s"),
    Reason.HELD_BANDS: _("%(month)s: %(value)s, bands held, they are out of order: %(light)s"),
}
HIDDEN = _("%(month)s: %(light)s, figures need the right to see margins")

# The bands that a light reaches and misses, by their place in `Bands`.
_AROUND = {
    Light.RED: (None, 0),
    Light.YELLOW: (0, 1),
    Light.GREEN: (1, 2),
    Light.ONE_STAR: (2, 3),
    Light.TWO_STARS: (3, None),
}


def sentence(metric: MetricMonth) -> str:
    """Explain a metric's light in a month."""
    judgement, info = metric.judgement, metric.info
    told = {
        "month": MONTHS[metric.month.number],
        "light": light_word(judgement.light).lower(),
        "value": amount(judgement.value, info.measured_in, info.precision),
    }
    if judgement.reason is Reason.NO_DATA:
        return str(GREY[Reason.NO_DATA]) % told
    if metric.hidden:
        return str(HIDDEN) % told
    if judgement.reason is not Reason.JUDGED or judgement.bands is None:
        return str(GREY[judgement.reason]) % told
    told |= _bands(judgement.light, judgement.bands, info.measured_in)
    if judgement.light is Light.RED:
        return str(RED[info.direction]) % told
    return str(JUDGED[judgement.light]) % told


def unit_word(measured_in: str) -> str:
    """Say a unit in the reader's language; one that is not known stands as it was written."""
    return str(UNITS.get(measured_in, measured_in))


def amount(value: Decimal | None, measured_in: str, precision: int | None = None) -> str:
    """Write a value with its unit; without a precision with the decimals that it has."""
    if value is None:
        return "—"
    if precision is None:
        precision = max(0, -int(value.normalize().as_tuple().exponent))
    number = format_number(value, precision)
    wording = AMOUNTS.get(measured_in)
    return f"{number} {measured_in}" if wording is None else str(wording) % {"number": number}


def _bands(light: Light, bands: Bands, measured_in: str) -> dict[str, str]:
    values = bands.values()
    reached, missed = _AROUND[light]
    return {
        "reached": "" if reached is None else amount(values[reached], measured_in),
        "missed": "" if missed is None else amount(values[missed], measured_in),
    }
