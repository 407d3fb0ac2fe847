"""One metric through a year."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sinan.kernel.lights import BAND_NAMES, Bands, judge, out_of_order
from sinan.kernel.month import months_of
from sinan.kernel.spans import (
    Figure,
    SpanReason,
    SpanValue,
    span_bands,
    span_value,
    suspect_year,
)

from ..rules.figures import YEAR, written_step
from .board import metric_month
from .shapes import MetricInfo, MetricYear, Reported
from .year import ScorecardYear

HIDDEN = SpanValue(value=None, reason=SpanReason.NO_DATA, missing=0)


def metric_year(year: ScorecardYear, info: MetricInfo) -> MetricYear:
    """Gather a metric's twelve months, its year to date and what looks wrong in its bands."""
    hidden = info.metric_id in year.hidden
    bands = {} if hidden else year.bands.get(info.metric_id, {})
    drafts = {} if hidden else year.drafts.get(info.metric_id, {})
    reported = {} if hidden else year.reported.get(info.metric_id, {})
    to_date = HIDDEN if hidden else _to_date(info, reported)
    whole = to_date.value if len(reported) == len(months_of(year.scorecard.year)) else None
    return MetricYear(
        info=info,
        year=year.scorecard.year,
        months=tuple(metric_month(year, info, m) for m in months_of(year.scorecard.year)),
        bands=bands,
        drafts=drafts,
        held=_held(info, drafts),
        to_date=to_date,
        year_judgement=judge(whole, _year_bands(info, bands), info.direction, info.precision),
        suspect=_suspect(info, {**drafts, **bands}),
        hidden=hidden,
    )


def _to_date(info: MetricInfo, reported: Mapping[int, Reported]) -> SpanValue:
    last = max(reported, default=0)
    figures = [_figure(reported.get(month)) for month in range(1, last + 1)]
    return span_value(info.aggregate, figures, percent=info.is_percent)


def _figure(row: Reported | None) -> Figure | None:
    return None if row is None else Figure(row.value, row.numerator, row.denominator)


def _year_bands(info: MetricInfo, bands: Mapping[int, Bands]) -> Bands | None:
    months = [bands.get(month) for month in range(1, 13)]
    return span_bands(info.aggregate, months, bands.get(YEAR))


def _held(
    info: MetricInfo, drafts: Mapping[int, Bands]
) -> Mapping[int, tuple[tuple[str, str], ...]]:
    found = {month: out_of_order(bands, info.direction) for month, bands in drafts.items()}
    return {month: pairs for month, pairs in found.items() if pairs}


def _suspect(info: MetricInfo, bands: Mapping[int, Bands]) -> Mapping[str, Decimal]:
    given = bands.get(YEAR)
    if given is None:
        return {}
    found = {
        name: suspect_year(
            info.aggregate, _column(bands, name), getattr(given, name), written_step(info.aggregate)
        )
        for name in BAND_NAMES
    }
    return {name: expected for name, expected in found.items() if expected is not None}


def _column(bands: Mapping[int, Bands], name: str) -> Sequence[Decimal | None]:
    return [getattr(bands.get(month), name, None) for month in range(1, 13)]
