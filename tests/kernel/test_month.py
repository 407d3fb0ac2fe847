from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.month import Month, months_of

months = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))


@given(months, st.integers(-500, 500))
def test_shifting_there_and_back(month: Month, by: int) -> None:
    there = month.shift(by)
    assert there.shift(-by) == month
    assert (there > month) == (by > 0)


@given(months)
def test_written_and_read_again(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert Month.of(month.first_day) == Month.of(month.last_day) == month
    assert (month.next().first_day - month.last_day).days == 1
    assert month.next().previous() == month


def test_days() -> None:
    assert Month(2016, 2).first_day == date(2016, 2, 1)
    assert Month(2016, 2).last_day == date(2016, 2, 29)
    assert Month(2100, 2).last_day == date(2100, 2, 28)
    assert Month(2200, 12).last_day == date(2200, 12, 31)
    assert Month.of(datetime(2016, 2, 29, 23, 59)) == Month(2016, 2)  # noqa: DTZ001


def test_years_turn() -> None:
    assert Month(2016, 12).next() == Month(2017, 1)
    assert Month(2016, 1).previous() == Month(2015, 12)
    assert Month(2015, 12) < Month(2016, 1) < Month(2016, 2)
    assert [str(month) for month in months_of(2016)][::11] == ["2016-01", "2016-12"]
    assert len(months_of(2016)) == 12


NOT_A_MONTH = [
    *("", "2016", "2016-2", "2016-00", "2016-13", "2016-02-01", " 2016-02", "2016-02\n"),
    *("2016/02", "16-02", "+216-02", "2016-+2", "1899-12", "2201-01", "0000-00"),
    *("２０１６-０２", "٢٠١٦-٠٢", "2016\u201302", "2_16-02"),
]


@pytest.mark.parametrize("text", NOT_A_MONTH)
def test_parse_is_strict(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|year"):
        Month.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2016, 0), (2016, 13), (1899, 1), (2201, 1)])
def test_out_of_range(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Month(year, number)


def test_reckoning_beyond_the_range() -> None:
    with pytest.raises(ValueError, match="out of range"):
        Month(2200, 12).next()
    with pytest.raises(ValueError, match="out of range"):
        Month(1900, 1).previous()
