"""Builders for the scorecard's tests: plain functions, keyword-only, sensible defaults."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from sinan.base.org.api import Scope
from sinan.base.org.models import Unit
from sinan.kernel.lights import BAND_NAMES
from sinan.kernel.month import Month
from sinan.management.scorecard import api
from sinan.management.scorecard.api import ActualCell, BandCell, Outcome
from sinan.management.scorecard.models import Scorecard
from sinan.management.scorecard.queries.shapes import MetricMonth, MonthBoard
from tests.conftest import NOW, OPERATOR

REFERENCE = Path(__file__).resolve().parents[1] / "data/reference"
YEAR = 2016
LATER = date(2026, 11, 21)

OBJECTIVES = "code,perspective,theme_zh,theme_en,name_zh,name_en"
METRICS = (
    "code,objective,department,name_zh,name_en,unit,direction,precision,annual_aggregate,formula"
)
PLANS = "code,objective,department,name_zh,name_en"

# A small catalogue: a count, a percentage, an amount that reveals margin.
SMALL: Mapping[str, Sequence[str]] = {
    "objectives.csv": (
        OBJECTIVES,
        "F1,financial,增长战略,Growth,提升收入,Grow revenue",
        "P1,internal_process,,,提升销量,Sell more",
    ),
    "metrics.csv": (
        METRICS,
        "M1,P1,sales,销量,Sales,辆,higher,0,sum,delivered",
        "M2,P1,sales,渗透率,Penetration,%,higher,1,ratio,financed / delivered",
        "M3,F1,sales,单车毛利,Gross profit,元,higher,0,ratio,profit / delivered",
    ),
    "action_plans.csv": (PLANS, "K1,P1,marketing,活动,Events"),
}


@dataclass
class Store:
    """A store with a scorecard, and short ways to put things into it."""

    unit: Unit
    by: Scope = field(default_factory=Scope.of_operator)

    @property
    def scorecard(self) -> Scorecard:
        return Scorecard.objects.get(unit=self.unit, year=YEAR)

    def load(self, folder: Path, *, year: int = YEAR) -> Outcome:
        catalogue, outcome = api.read_catalogue(folder)
        outcome.absorb(
            api.load_catalogue(unit=self.unit, year=year, catalogue=catalogue, by=self.by, at=NOW)
        )
        return outcome

    def bands(
        self,
        metric: str,
        months: Iterable[int],
        *values: int | str | None,
        approve: bool = True,
        reason: str = "",
    ) -> Outcome:
        """Put the bands of some months, from threshold to challenge 2; None leaves one out."""
        cells = [
            BandCell(metric=metric, month=month, band=band, value=Decimal(value))
            for month in months
            for band, value in zip(BAND_NAMES, values, strict=True)
            if value is not None
        ]
        return self.put_bands(cells, approve=approve, reason=reason)

    def put_bands(
        self, cells: Iterable[BandCell], *, approve: bool = True, reason: str = ""
    ) -> Outcome:
        return api.put_bands(
            scorecard=self.scorecard,
            cells=cells,
            approve=approve,
            by=self.by,
            at=NOW,
            source_name="bands.csv",
            reason=reason,
        )

    def actual(self, metric: str, month: str, *figures: int | str | None) -> Outcome:
        """Put one actual: a value, and its parts where given."""
        value, numerator, denominator = [
            None if figure is None else Decimal(figure) for figure in (*figures, None, None)[:3]
        ]
        cell = ActualCell(
            metric=metric,
            month=Month.parse(month),
            value=value,
            numerator=numerator,
            denominator=denominator,
        )
        return self.put_actuals([cell])

    def put_actuals(self, cells: Iterable[ActualCell]) -> Outcome:
        return api.put_actuals(
            unit=self.unit,
            cells=cells,
            by=self.by,
            at=NOW,
            source="imported",
            source_name="actuals.csv",
        )

    def import_bands(self, text: str | bytes, *, fractions: bool = False) -> Outcome:
        reading = api.read_bands(
            _bytes(text),
            file="bands.csv",
            metrics=api.metrics_of(self.scorecard),
            year=YEAR,
            fractions=fractions,
        )
        reading.outcome.absorb(self.put_bands(reading.rows))
        return reading.outcome

    def import_actuals(self, text: str | bytes, *, fractions: bool = False) -> Outcome:
        reading = api.read_actuals(
            _bytes(text),
            file="actuals.csv",
            metrics_of_year=lambda _: api.metrics_of(self.scorecard),
            fractions=fractions,
        )
        reading.outcome.absorb(self.put_actuals(reading.rows))
        return reading.outcome

    def board(self, month: str, *, scope: Scope = OPERATOR) -> MonthBoard:
        board = api.month_board(scope, self.unit, Month.parse(month), today=LATER)
        assert board is not None
        return board

    def metric(self, code: str, month: str, *, scope: Scope = OPERATOR) -> MetricMonth:
        board = self.board(month, scope=scope)
        return next(metric for metric in board.metrics() if metric.info.code == code)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def write_catalogue(folder: Path, **changed: Sequence[str] | None) -> Path:
    """Write the small catalogue with some files changed: `metrics=[...]`, None for none."""
    files = {**SMALL, **{f"{name}.csv": lines for name, lines in changed.items()}}
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        if lines is None:
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def reference_store(unit: Unit) -> Store:
    """Load the reference catalogue, bands and actuals into a unit."""
    store = Store(unit)
    store.load(REFERENCE)
    store.import_bands((REFERENCE / "bands.csv").read_bytes())
    store.import_actuals((REFERENCE / "actuals.csv").read_bytes())
    return store


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference file."""
    text = (REFERENCE / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def codes(outcome: Outcome) -> list[str]:
    """Return the codes of the problems."""
    return [problem.code for problem in outcome]
