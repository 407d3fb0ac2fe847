"""Files of actuals: a row for each metric and month, with a value or its two parts."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sinan.base.exchange.tables import Row, Sheet, read_table
from sinan.kernel.month import Month
from sinan.kernel.refusal import Refusal

from ..queries.shapes import MetricInfo
from ..rules.cells import ActualCell, actual_key
from ..rules.problems import Place
from .reading import Metrics, Percentages, Reading, month, part
from .words import DENOMINATOR, METRIC, MONTH, NUMERATOR, VALUE

MetricsOfYear = Callable[[int], Iterable[MetricInfo]]


class _Actuals:
    """A file of actuals being read."""

    def __init__(
        self, file: str, sheet: Sheet, metrics_of_year: MetricsOfYear, *, fractions: bool
    ) -> None:
        self.reading: Reading[ActualCell] = Reading()
        self._file = file
        self._written = sheet.written
        self._metrics_of_year = metrics_of_year
        self._known: dict[int, Metrics] = {}
        self._percentages = Percentages(fractions=fractions)

    def read(self, row: Row) -> None:
        """Read one row, or say what is wrong with it."""
        place = Place(file=self._file, row=row.number, column=self._written["month"])
        try:
            when = month(row["month"])
            place = replace(place, key=str(when))
            metrics = self._metrics(when)
            place = replace(place, column=self._written["metric"])
            info = metrics.find(row["metric"])
        except Refusal as refusal:
            self.reading.refuse(refusal, place)
            return
        self._figures(row, info, when)

    def _figures(self, row: Row, info: MetricInfo, when: Month) -> None:
        place = Place(file=self._file, row=row.number, key=actual_key(info.code, when))
        figures = {}
        for name in ("value", "numerator", "denominator"):
            at = replace(place, column=self._written.get(name, name))
            try:
                if name == "value":
                    figures[name] = self._percentages.read(row[name], info, at)
                else:
                    figures[name] = part(row[name], info)
            except Refusal as refusal:
                self.reading.refuse(refusal, at)
                return
        if any(figure is not None for figure in figures.values()):
            cell = ActualCell(metric=info.code, month=when, **figures, place=place)
            self.reading.rows.append(cell)

    def _metrics(self, when: Month) -> Metrics:
        if when.year not in self._known:
            self._known[when.year] = Metrics(self._metrics_of_year(when.year))
        return self._known[when.year]

    def close(self) -> Reading[ActualCell]:
        """Return what was read."""
        self._percentages.warn(self.reading.outcome)
        return self.reading


def read_actuals(
    content: bytes, *, file: str, metrics_of_year: MetricsOfYear, fractions: bool = False
) -> Reading[ActualCell]:
    """Read a file of actuals. Raises `Refusal` when it is no such file at all.

    `metrics_of_year` gives the metrics of the store's scorecard of a year; it raises `Refusal`
    where there is none.
    """
    sheet = read_table(content, (METRIC, MONTH, VALUE, NUMERATOR, DENOMINATOR))
    if not {"value", "numerator"} & set(sheet.written):
        found = ", ".join([*sheet.written.values(), *sheet.unknown])
        raise Refusal("table.columns_missing", missing=VALUE.name, found=found)
    actuals = _Actuals(file, sheet, metrics_of_year, fractions=fractions)
    actuals.reading.tell_about(sheet, file)
    for row in sheet.rows:
        actuals.read(row)
    return actuals.close()
