"""Putting bands in: drafts, approval, and months held because they contradict themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from sinan.base.org.scope import Scope
from sinan.kernel.lights import BAND_NAMES, Bands, out_of_order, round_half_up
from sinan.kernel.money import scale
from sinan.kernel.refusal import Refusal
from sinan.kernel.spans import suspect_year

from ..models import BandState, MonthBands, Scorecard
from ..queries.shapes import MetricInfo
from ..queries.year import metrics_of
from ..rules.bands import Step, fit, step
from ..rules.cells import BandCell, band_key, by_key
from ..rules.figures import PLACES, YEAR, written_step
from ..rules.problems import Outcome, Place, Problem, error, note, refused, warning
from .band_rows import Slot, write
from .stamp import Stamp
from .twice import once

MONTHS = 12
FULL = Decimal(100)


@transaction.atomic
def put_bands(
    *,
    scorecard: Scorecard,
    cells: Iterable[BandCell],
    approve: bool,
    by: Scope,
    at: datetime,
    source_name: str,
    reason: str = "",
) -> Outcome:
    """Enter bands month by month; with `approve` those that are fit come into force.

    Months out of order or without all four bands stay drafts; what was approved before stays in
    force until something better is. The same values again change nothing.
    """
    outcome = Outcome()
    # Locked, so that two intakes do not number versions alike.
    Scorecard.objects.select_for_update().get(pk=scorecard.pk)
    metrics = {info.code: info for info in metrics_of(scorecard)}
    keyed = [_keyed(cell, scorecard.year) for cell in cells]
    known = [cell for cell in keyed if _is_fine(cell, metrics, outcome)]
    unique = once(
        known, outcome, key=lambda c: (c.metric, c.month, c.band), value=lambda c: c.value
    )
    slots = _slots(scorecard, metrics, unique)
    for slot in slots.values():
        if slot.cells:
            _decide(slot, outcome, approve=approve)
    stamp = Stamp(by=by, at=at, source_name=source_name, reason=reason)
    write([slot for slot in slots.values() if slot.cells], scorecard, stamp)
    outcome += _doubts(slots, unique, metrics)
    return outcome


def _keyed(cell: BandCell, year: int) -> BandCell:
    if cell.place.key:
        return cell
    key = band_key(cell.metric, year, cell.month, cell.band)
    return replace(cell, place=replace(cell.place, key=key))


def _is_fine(cell: BandCell, metrics: Mapping[str, MetricInfo], outcome: Outcome) -> bool:
    problem = _flaw(cell, metrics)
    if problem is not None:
        outcome.append(problem)
        outcome.tally.refused += 1
    return problem is None


def _flaw(cell: BandCell, metrics: Mapping[str, MetricInfo]) -> Problem | None:
    if cell.metric not in metrics:
        return error("metric.unknown", cell.place, metric=cell.metric)
    if not YEAR <= cell.month <= MONTHS:
        return error("month.outside", cell.place, text=str(cell.month))
    if cell.band not in BAND_NAMES:
        return error("band.unknown", cell.place, text=cell.band)
    try:
        scale(cell.value, PLACES)
    except Refusal as refusal:
        return refused(refusal, cell.place)
    return None


def _slots(
    scorecard: Scorecard, metrics: Mapping[str, MetricInfo], cells: Sequence[BandCell]
) -> dict[tuple[str, int], Slot]:
    """Put cells beside what stands already, by metric and month."""
    codes = {info.metric_id: info.code for info in metrics.values()}
    rows = MonthBands.objects.filter(metric__scorecard=scorecard)
    numbers = rows.values_list("metric_id", "month").annotate(last=Max("version"))
    slots: dict[tuple[str, int], Slot] = {}
    for metric_id, month, last in numbers:
        code = codes[metric_id]
        slots[code, month] = Slot(info=metrics[code], month=month, last_version=last)
    for row in rows.exclude(state=BandState.SUPERSEDED):
        slot = slots[codes[row.metric_id], row.month]
        if row.state == BandState.APPROVED:
            slot.approved = row
        else:
            slot.draft = row
    for same in by_key(cells, lambda cell: (cell.metric, cell.month)):
        code, month = same[0].metric, same[0].month
        slot = slots.setdefault((code, month), Slot(info=metrics[code], month=month))
        slot.cells = same
    return slots


def _decide(slot: Slot, outcome: Outcome, *, approve: bool) -> None:
    wanted, direction = slot.wanted, slot.info.direction
    slot.step = step(
        wanted,
        approved=None if slot.approved is None else slot.approved.bands,
        draft=None if slot.draft is None else slot.draft.bands,
        may_approve=approve and fit(wanted, direction),
    )
    outcome.tally.drafted += slot.step in {Step.DRAFT, Step.WITHDRAW}
    outcome.tally.waiting += _waits(slot)
    flaws = out_of_order(wanted, direction)
    outcome += [_out_of_order(slot, pair) for pair in flaws]
    if not wanted.complete:
        outcome.append(_incomplete(slot, approve=approve))
    if slot.approved is not None and not fit(wanted, direction):
        outcome.append(note("bands.approved_stays", _place(slot, *BAND_NAMES)))
    _count(slot, outcome, held=bool(flaws))


def _waits(slot: Slot) -> bool:
    """Tell whether nothing but the approval is missing."""
    if slot.is_approval or not fit(slot.wanted, slot.info.direction):
        return False
    return slot.approved is None or slot.approved.bands != slot.wanted


def _count(slot: Slot, outcome: Outcome, *, held: bool) -> None:
    tally, base = outcome.tally, slot.base
    tally.approved += slot.is_approval
    if held:
        tally.held += len(slot.cells)
        return
    for cell in slot.cells:
        before = getattr(base, cell.band)
        tally.new += before is None
        tally.unchanged += before == cell.value
        tally.changed += before is not None and before != cell.value


def _out_of_order(slot: Slot, pair: tuple[str, str]) -> Problem:
    easier, harder = pair
    rows = sorted({cell.place.row or 0 for cell in slot.cells if cell.band in pair})
    return error(
        "bands.out_of_order",
        _place(slot, easier, harder),
        rows=", ".join(map(str, rows)) or "–",
        easier=easier,
        easier_value=getattr(slot.wanted, easier),
        harder=harder,
        harder_value=getattr(slot.wanted, harder),
    )


def _incomplete(slot: Slot, *, approve: bool) -> Problem:
    missing = [name for name in BAND_NAMES if getattr(slot.wanted, name) is None]
    # Without approval a file may well bring the bands one by one.
    tell = error if approve else warning
    return tell("bands.incomplete", _place(slot, *BAND_NAMES), missing=missing)


def _place(slot: Slot, *bands: str) -> Place:
    """Return the place of the first of these bands that came in, of any cell otherwise."""
    cells = {cell.band: cell for cell in slot.cells}
    return next((cells[band].place for band in bands if band in cells), slot.cells[0].place)


def _doubts(
    slots: Mapping[tuple[str, int], Slot],
    cells: Sequence[BandCell],
    metrics: Mapping[str, MetricInfo],
) -> Iterable[Problem]:
    """Tell what went in and looks wrong; it never keeps a month back."""
    for cell in cells:
        info = metrics[cell.metric]
        if info.is_percent and cell.value > FULL:
            yield warning("percent.over_hundred", cell.place, value=cell.value)
        expected = _expected(slots, info, cell) if cell.month == YEAR else None
        if expected is not None:
            yield warning("bands.year_suspect", cell.place, value=cell.value, expected=expected)


def _expected(
    slots: Mapping[tuple[str, int], Slot], info: MetricInfo, cell: BandCell
) -> Decimal | None:
    months = [slots.get((info.code, month)) for month in range(1, MONTHS + 1)]
    column = [None if slot is None else _band(slot.wanted, cell.band) for slot in months]
    expected = suspect_year(info.aggregate, column, cell.value, written_step(info.aggregate))
    return None if expected is None else round_half_up(expected, info.precision)


def _band(bands: Bands, name: str) -> Decimal | None:
    value: Decimal | None = getattr(bands, name)
    return value
