"""Words and small pictures of figures: bands, months, changes, sparklines."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sinan.base.web.templatetags.frame import month_name
from sinan.base.web.templatetags.web import light_class, light_word
from sinan.kernel.month import Month
from sinan.kernel.numbers import format_number
from sinan.kernel.spans import Aggregate

from ..models import OwnerKind
from ..queries.people import Person
from ..queries.shapes import MetricMonth
from ..queries.trends import Change, Turn

register = template.Library()

BANDS = {
    "threshold": _("Threshold"),
    "target": _("Target"),
    "challenge_1": _("Challenge 1"),
    "challenge_2": _("Challenge 2"),
}
AGGREGATES = {
    Aggregate.SUM: _("sum of the months"),
    Aggregate.MEAN: _("mean of the months"),
    Aggregate.LAST: _("last month"),
    Aggregate.RATIO: _("ratio worked out from its parts"),
}
TURNS = {
    Turn.BETTER: ("good", _("better than last month")),
    Turn.WORSE: ("bad", _("worse than last month")),
    Turn.SAME: ("same", _("as last month")),
}
# A sparkline's box, in pixels: a point a month, and room for the dots at the edges.
STEP = 8
HEIGHT = 24
EDGE = 4


@register.filter
def band(name: str) -> str:
    """Say a band's name."""
    return str(BANDS[name])


@register.filter
def owner_kind(kind: str) -> str:
    """Say how somebody answers for a metric."""
    return str(OwnerKind(kind).label)


@register.filter
def aggregate(code: str) -> str:
    """Say how the months of a metric come together."""
    return str(AGGREGATES[Aggregate(code)])


@register.filter
def names(people: Iterable[Person]) -> str:
    """Write people's names in a row."""
    comma = "、" if (get_language() or "").startswith("zh") else ", "
    return comma.join(person.name for person in people)


@register.filter
def short_month(number: int) -> str:
    """Write a month of a known year in the space of a column: "2月", "Feb"."""
    return month_name(number).capitalize()


@register.filter
def short_months(numbers: Sequence[int]) -> str:
    """Write months with runs drawn together: "3月、7月–12月", "Mar, Jul–Dec"."""
    comma = "、" if (get_language() or "").startswith("zh") else ", "
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return comma.join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    # The bands of the whole year stand as month 0.
    names = [
        short_month(number) if number else str(_("Whole year")) for number in (run[0], run[-1])
    ]
    if run[0] == 0 and len(run) > 1:
        return f"{names[0]}, {_run(run[1:])}"
    return names[0] if len(run) == 1 else "–".join(names)


@register.simple_tag(name="change")
def change_tag(change: Change | None, precision: int) -> SafeString:
    """Show a change with sign and arrow; its colour and words say whether it is good."""
    if change is None:
        return format_html('<span class="delta delta-same">{}</span>', "—")
    tone, word = TURNS[change.turn]
    arrow, sign = ("↑", "+") if change.up else ("↓", "")
    shown = format_number(change.amount, precision)
    text = f"{arrow} {sign}{shown}" if change.amount else f"→ {shown}"
    return format_html(
        '<span class="delta delta-{}" title="{}">{}<span class="visually-hidden"> {}</span></span>',
        tone,
        word,
        text,
        word,
    )


@register.filter
def count_change(change: int | None) -> str:
    """Write by how much a count changed, nothing where it did not."""
    if not change:
        return ""
    return f"↑ +{change}" if change > 0 else f"↓ \u2212{-change}"


@register.simple_tag
def sparkline(months: Sequence[MetricMonth], asked: Month) -> SafeString:
    """Draw a year's values as a line with a dot of the light's colour for each month."""
    values = [month.judgement.value for month in months]
    known = [value for value in values if value is not None]
    if not known:
        return format_html('<span class="text-secondary">{}</span>', "—")
    points = list(_points(values, min(known), max(known)))
    lines = format_html_join(
        "", '<polyline points="{}"></polyline>', ((run,) for run in _runs(points))
    )
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="{}" class="light-{}"></circle>',
        (
            (point[0], point[1], 3 if month.month == asked else 2, light_class(month.light))
            for month, point in zip(months, points, strict=True)
            if point is not None
        ),
    )
    return format_html(
        '<svg class="spark" width="{}" height="{}" role="img" aria-label="{}">'
        '<line x1="0" y1="{}" x2="100%" y2="{}"></line>{}{}</svg>',
        STEP * (len(months) - 1) + 2 * EDGE,
        HEIGHT,
        _spoken(months),
        HEIGHT,
        HEIGHT,
        lines,
        dots,
    )


def _points(
    values: Iterable[Decimal | None], low: Decimal, high: Decimal
) -> Iterable[tuple[int, str] | None]:
    room = HEIGHT - 2 * EDGE
    for place, value in enumerate(values):
        if value is None:
            yield None
        else:
            share = (high - value) / (high - low) if high > low else Decimal("0.5")
            yield EDGE + STEP * place, f"{EDGE + room * share:.1f}"


def _runs(points: Iterable[tuple[int, str] | None]) -> Iterable[str]:
    run: list[str] = []
    for point in (*points, None):
        if point is not None:
            run.append(f"{point[0]},{point[1]}")
        elif run:
            yield " ".join(run)
            run = []


def _spoken(months: Iterable[MetricMonth]) -> str:
    return ", ".join(
        f"{short_month(m.month.number)} {format_number(m.judgement.value, m.info.precision)}"
        f" {light_word(m.light)}"
        for m in months
        if m.judgement.value is not None
    )
