"""Files of actuals: a row for each metric and month, or a column for each month."""

from collections.abc import Callable, Iterable, Set
from dataclasses import replace

from sinan.base.exchange.tables import Row, Sheet, Wanted, read_table
from sinan.kernel.month import Month
from sinan.kernel.refusal import Refusal

from ..queries.shapes import MetricInfo
from ..rules.cells import ActualCell, actual_key
from ..rules.problems import Place, note
from .reading import Metrics, Percentages, Reading, month, part
from .wide import YEAR_COLUMN, is_month_column, month_column, months_of, sum_to_date
from .words import BAND, DENOMINATOR, METRIC, MONTH, NUMERATOR, VALUE

MetricsOfYear = Callable[[int], Iterable[MetricInfo]]


class _Actuals:
    """A file of actuals being read."""

    def __init__(
        self, file: str, sheet: Sheet, metrics_of_year: MetricsOfYear, *, fractions: bool
    ) -> None:
        self.reading: Reading[ActualCell] = Reading()
        self._file = file
        self._sheet = sheet
        self._written = sheet.written
        self._metrics_of_year = metrics_of_year
        self._known: dict[int, Metrics | Refusal] = {}
        self._percentages = Percentages(fractions=fractions)

    def read_long(self) -> None:
        """Read rows that say their month."""
        for row in self._sheet.rows:
            place = Place(file=self._file, row=row.number, column=self._written["month"])
            try:
                when = month(row["month"])
                place = replace(place, key=str(when))
                metrics = self._metrics(when)
                place = replace(place, column=self._written["metric"])
                info = metrics.find(row["metric"])
            except Refusal as refusal:
                self._refuse(refusal, row, place)
            else:
                self._figures(row, info, when)

    def _refuse(self, refusal: Refusal, row: Row, place: Place) -> None:
        if not self.reading.skips_total(refusal, row.cells.get("metric", ""), place):
            self.reading.refuse(refusal, place)

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

    def read_wide(self, year: int | None) -> None:
        """Read rows with a column for each month; that of the year is only compared."""
        months: dict[str, Month] = {}
        for name, when in months_of(self._written, year).items():
            if isinstance(when, Refusal):
                at = Place(file=self._file, row=self._sheet.header, column=self._written[name])
                self.reading.refuse(when, at)
            else:
                months[name] = when
        if YEAR_COLUMN in self._written:
            at = Place(file=self._file, row=self._sheet.header, column=self._written[YEAR_COLUMN])
            told = note("actuals.year_left_out", at, column=self._written[YEAR_COLUMN])
            self.reading.outcome.append(told)
        for row in self._sheet.rows:
            self._metric_row(row, months)

    def _metric_row(self, row: Row, months: dict[str, Month]) -> None:
        place = Place(file=self._file, row=row.number, column=self._written["metric"])
        refused = False
        for name, when in months.items():
            try:
                info = self._metrics(when).find(row["metric"])
            except Refusal as refusal:
                # Said once for all months of the row.
                if not refused:
                    self._refuse(refusal, row, place)
                refused = True
                continue
            self._month(row, name, info, when)
        if not refused:
            self._tell_sum(row, months)

    def _month(self, row: Row, name: str, info: MetricInfo, when: Month) -> None:
        key = actual_key(info.code, when)
        place = Place(file=self._file, row=row.number, column=self._written[name], key=key)
        try:
            value = self._percentages.read(row[name], info, place)
        except Refusal as refusal:
            self.reading.refuse(refusal, place)
            return
        if value is not None:
            cell = ActualCell(metric=info.code, month=when, value=value, place=place)
            self.reading.rows.append(cell)

    def _tell_sum(self, row: Row, months: Iterable[str]) -> None:
        total = sum_to_date(row, months) if YEAR_COLUMN in self._written else None
        if total is not None:
            column = self._written[YEAR_COLUMN]
            place = Place(file=self._file, row=row.number, column=column)
            self.reading.outcome.append(note("actuals.year_to_date", place, value=total))

    def _metrics(self, when: Month) -> Metrics:
        if when.year not in self._known:
            self._known[when.year] = self._asked(when.year)
        known = self._known[when.year]
        if isinstance(known, Refusal):
            raise known
        return known

    def _asked(self, year: int) -> Metrics | Refusal:
        # A year without a scorecard is asked for once and not row by row.
        try:
            return Metrics(self._metrics_of_year(year))
        except Refusal as refusal:
            return refusal

    def close(self) -> Reading[ActualCell]:
        """Return what was read."""
        self._percentages.warn(self.reading.outcome)
        return self.reading


def read_actuals(
    content: bytes,
    *,
    file: str,
    metrics_of_year: MetricsOfYear,
    fractions: bool = False,
    year: int | None = None,
    sheet_name: str | None = None,
) -> Reading[ActualCell]:
    """Read a file of actuals. Raises `Refusal` when it is no such file at all.

    `metrics_of_year` gives the metrics of the store's scorecard of a year; it raises `Refusal`
    where there is none. `year` is that of columns such as 1月.
    """
    wanted = Wanted(sheet=sheet_name, lacks=_lacks, named=month_column)
    sheet = read_table(content, (METRIC, MONTH, BAND, VALUE, NUMERATOR, DENOMINATOR), wanted)
    if "month" in sheet.written:
        sheet = _without_months(sheet)
    actuals = _Actuals(file, sheet, metrics_of_year, fractions=fractions)
    actuals.reading.tell_about(sheet, file)
    if "month" in sheet.written:
        actuals.read_long()
    else:
        actuals.read_wide(year)
    return actuals.close()


def _lacks(columns: Set[str]) -> Refusal | None:
    # Taken for actuals, bands would go in as figures of the months.
    if BAND.name in columns:
        return Refusal("actuals.are_bands")
    if MONTH.name in columns:
        found, missing = bool({"value", "numerator"} & columns), VALUE
    else:
        found, missing = any(is_month_column(name) for name in columns), MONTH
    return None if found else Refusal("table.columns_missing", missing=missing.name)


def _without_months(sheet: Sheet) -> Sheet:
    """Count columns of months as unknown where every row says its month."""
    stray = {name for name in sheet.written if name == YEAR_COLUMN or is_month_column(name)}
    return replace(
        sheet,
        written={name: text for name, text in sheet.written.items() if name not in stray},
        unknown=(*sheet.unknown, *(sheet.written[name] for name in stray)),
    )
