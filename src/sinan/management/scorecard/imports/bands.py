"""Files of bands: a row for each metric and band, a column for the year and each month."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sinan.base.exchange.tables import Row, Sheet, Wanted, read_table, shown
from sinan.kernel.refusal import Refusal

from ..queries.shapes import MetricInfo
from ..rules.cells import BandCell, band_key
from ..rules.figures import YEAR
from ..rules.problems import Place
from .reading import Metrics, Percentages, Reading, chosen
from .words import BAND, BANDS, METRIC, month_headings

YEAR_COLUMN = "year"
_LIKE_A_MONTH = re.compile(r"(?:[0-9]{4}[-/年])?[0-9]{1,2}月?")


def read_bands(
    content: bytes,
    *,
    file: str,
    metrics: Iterable[MetricInfo],
    year: int,
    fractions: bool = False,
    sheet_name: str | None = None,
) -> Reading[BandCell]:
    """Read a file of bands. Raises `Refusal` when it is no such file at all."""
    headings = month_headings(year)
    months = {heading.name for heading in headings}
    lack = Refusal("table.columns_missing", missing="01…12")
    wanted = Wanted(sheet=sheet_name, lacks=lambda found: None if months & found else lack)
    sheet = read_table(content, (METRIC, replace(BAND, required=True), *headings), wanted)
    columns = {h.name: sheet.written[h.name] for h in headings if h.name in sheet.written}
    reading: Reading[BandCell] = Reading()
    sheet = _without_other_months(sheet, reading, file)
    reading.tell_about(sheet, file)
    known, percentages = Metrics(metrics), Percentages(fractions=fractions)
    for row in sheet.rows:
        for cell in _cells(row, columns, known, percentages, reading, file=file, year=year):
            reading.rows.append(cell)
    percentages.warn(reading.outcome)
    return reading


def _without_other_months(sheet: Sheet, reading: Reading[BandCell], file: str) -> Sheet:
    """Refuse columns such as 13 or 2017-01: what stands there was meant to go in."""
    outside = [name for name in sheet.unknown if _LIKE_A_MONTH.fullmatch(name)]
    for name in outside:
        place = Place(file=file, row=sheet.header, column=name)
        reading.refuse(Refusal("month.outside", text=name), place)
    rest = tuple(name for name in sheet.unknown if name not in outside)
    return replace(sheet, unknown=rest)


def _cells(
    row: Row,
    columns: Mapping[str, str],
    known: Metrics,
    percentages: Percentages,
    reading: Reading[BandCell],
    *,
    file: str,
    year: int,
) -> Iterable[BandCell]:
    place = Place(file=file, row=row.number, column=METRIC.name)
    try:
        info = known.find(row["metric"])
        place = Place(file=file, row=row.number, column=BAND.name, key=info.code)
        band = _band(row["band"])
    except Refusal as refusal:
        if not reading.skips_total(refusal, row.cells.get("metric", ""), place):
            reading.refuse(refusal, place)
        return
    for name, written in columns.items():
        month = YEAR if name == YEAR_COLUMN else int(name)
        key = band_key(info.code, year, month, band)
        place = Place(file=file, row=row.number, column=written, key=key)
        try:
            value = percentages.read(row[name], info, place)
        except Refusal as refusal:
            reading.refuse(refusal, place)
            continue
        if value is not None:
            yield BandCell(metric=info.code, month=month, band=band, value=value, place=place)


def _band(text: str) -> str:
    if not text:
        raise Refusal("text.missing")
    try:
        return chosen(text, BANDS, BAND.name)
    except Refusal:
        raise Refusal("band.unknown", text=shown(text)) from None
