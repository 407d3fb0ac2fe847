"""Writing bands, decided month by month, in a few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sinan.base.audit import ledger
from sinan.kernel.lights import BAND_NAMES, Bands

from ..models import BandState, MonthBands, Scorecard, ScorecardMetric
from ..queries.shapes import MetricInfo
from ..rules.bands import Step
from ..rules.cells import BandCell
from ..rules.figures import written
from .stamp import CHUNK, LONGEST_SOURCE, Stamp

NONE = Bands(None, None, None, None)
DEEDS = {
    Step.DRAFT: "scorecard.bands.drafted",
    Step.APPROVE: "scorecard.bands.approved",
    Step.WITHDRAW: "scorecard.bands.withdrawn",
}


@dataclass(slots=True, kw_only=True)
class Slot:
    """A metric's month (0: the year): what is in force, what waits, and the cells that came."""

    info: MetricInfo
    month: int
    last_version: int = 0
    approved: MonthBands | None = None
    draft: MonthBands | None = None
    cells: list[BandCell] = field(default_factory=list)
    step: Step = Step.NOTHING

    @property
    def base(self) -> Bands:
        """Return the values that the cells are laid over: the draft's, else those in force."""
        row = self.draft or self.approved
        return NONE if row is None else row.bands

    @property
    def wanted(self) -> Bands:
        """Return the values with the cells in them."""
        values = dict(zip(BAND_NAMES, self.base.values(), strict=True))
        return Bands(**values | {cell.band: cell.value for cell in self.cells})

    @property
    def is_approval(self) -> bool:
        """Tell whether the values come into force now."""
        return self.step is Step.APPROVE


def write(slots: Iterable[Slot], scorecard: Scorecard, stamp: Stamp) -> None:
    """Write what was decided. What is replaced goes first: one row a month is in force."""
    todo = [slot for slot in slots if slot.step is not Step.NOTHING]
    deeds = [_deed(slot, scorecard, stamp) for slot in todo]
    _supersede([s.approved.pk for s in todo if s.is_approval and s.approved is not None])
    _withdraw([s.draft.pk for s in todo if s.step is Step.WITHDRAW and s.draft is not None])
    kept = [slot for slot in todo if slot.step is not Step.WITHDRAW]
    changed = [_filled(s.draft, s, stamp) for s in kept if s.draft is not None]
    fresh = [_filled(_blank(s, scorecard), s, stamp) for s in kept if s.draft is None]
    columns = [
        *BAND_NAMES,
        *("state", "entered_at", "entered_by", "approved_at", "approved_by", "reason"),
    ]
    MonthBands.objects.bulk_update(changed, columns, batch_size=CHUNK)
    MonthBands.objects.bulk_create(fresh, batch_size=CHUNK)
    for start in range(0, len(deeds), CHUNK):
        ledger.record_all(deeds[start : start + CHUNK], by=stamp.by, at=stamp.at)


def _supersede(keys: Sequence[int]) -> None:
    for start in range(0, len(keys), CHUNK):
        rows = MonthBands.objects.filter(pk__in=keys[start : start + CHUNK])
        rows.update(state=BandState.SUPERSEDED)


def _withdraw(keys: Sequence[int]) -> None:
    # Drafts were never in force and may go; the ledger says what they held.
    for start in range(0, len(keys), CHUNK):
        MonthBands.objects.filter(pk__in=keys[start : start + CHUNK]).delete()


def _blank(slot: Slot, scorecard: Scorecard) -> MonthBands:
    return MonthBands(
        unit_id=scorecard.unit_id,
        metric_id=slot.info.metric_id,
        month=slot.month,
        version=slot.last_version + 1,
    )


def _filled(row: MonthBands, slot: Slot, stamp: Stamp) -> MonthBands:
    wanted = slot.wanted
    if row.bands != wanted:
        row.entered_at, row.entered_by = stamp.at, stamp.by.user_id
    for name, value in zip(BAND_NAMES, wanted.values(), strict=True):
        setattr(row, name, value)
    row.state = BandState.APPROVED if slot.is_approval else BandState.DRAFT
    row.reason = stamp.why if slot.approved is not None else stamp.reason[:LONGEST_SOURCE]
    if slot.is_approval:
        row.approved_at, row.approved_by = stamp.at, stamp.by.user_id
    return row


def _deed(slot: Slot, scorecard: Scorecard, stamp: Stamp) -> ledger.Deed:
    base, wanted = _compared(slot)
    changes: dict[str, Any] = {
        name: [written(before), written(after)]
        for name, before, after in zip(BAND_NAMES, base.values(), wanted.values(), strict=True)
        if before != after
    }
    when = f"{scorecard.year}-{slot.month:02d}" if slot.month else str(scorecard.year)
    return ledger.Deed(
        deed=DEEDS[slot.step],
        # The metric is the subject, so that its history is found under one name.
        subject=ScorecardMetric(pk=slot.info.metric_id),
        unit_id=scorecard.unit_id,
        values={"month": when, **changes, "reason": stamp.reason, "source": stamp.source},
    )


def _compared(slot: Slot) -> tuple[Bands, Bands]:
    """Return before and after: what was in force for an approval, else what stood last."""
    if slot.is_approval:
        return (slot.approved.bands if slot.approved else NONE), slot.wanted
    return slot.base, slot.wanted
