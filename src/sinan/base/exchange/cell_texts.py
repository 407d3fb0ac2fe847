"""What the cells of a workbook say, as text: numbers, percentages, dates."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from math import isfinite

from sinan.kernel.refusal import Refusal

from .parts import Parts
from .shapes import LONGEST_CELL, shown
from .sheet_rows import Stored

Told = str | datetime | Refusal

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]")
_DIGITS_THAT_COUNT = ".15g"
_MONTH_FORMAT = "%Y-%m"


class Kind(Enum):
    """How a number is meant by its format."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    MONTH = "month"


class Teller:
    """Says what cells hold; it knows the workbook's texts and formats."""

    def __init__(self, parts: Parts, strings: Sequence[str]) -> None:
        self._strings = strings
        self._kinds = [_kind(form) for form in parts.formats]
        self._from_1904 = parts.from_1904

    def tell(self, stored: Stored) -> Told:
        """Return a cell as text, a date, or why it cannot be read."""
        kind, style, text = stored
        if kind == "f":
            # The value beside a formula is what some program once reckoned, or nothing.
            return Refusal("workbook.formula")
        if kind == "s":
            text = self._string(text)
        elif kind == "b":
            text = "TRUE" if text == "1" else "FALSE"
        elif kind in {"n", "d", ""}:
            return self._number(text, style) if kind != "d" else _iso(text)
        if len(text) > LONGEST_CELL:
            return Refusal("table.cell_too_long", characters=LONGEST_CELL)
        return text

    def month_of(self, stored: Stored, told: datetime) -> str | None:
        """Write a date whose format shows no day as people see it."""
        return f"{told:{_MONTH_FORMAT}}" if self._kind_of(stored[1]) is Kind.MONTH else None

    def _string(self, text: str) -> str:
        if not text.isascii() or not text.isdigit() or int(text[:9]) >= len(self._strings):
            raise Refusal("workbook.damaged")
        return self._strings[int(text[:9])]

    def _kind_of(self, style: str) -> Kind:
        if style.isascii() and style.isdigit() and int(style[:9]) < len(self._kinds):
            return self._kinds[int(style[:9])]
        return Kind.NUMBER

    def _number(self, text: str, style: str) -> Told:
        try:
            number = float(text)
        except ValueError:
            return Refusal("number.not_a_number", text=shown(text))
        if not isfinite(number):
            return Refusal("number.not_finite", text=shown(text))
        # Excel counts fifteen digits; the sixteenth is the shadow of the binary fraction.
        told = format(number, _DIGITS_THAT_COUNT)
        kind = self._kind_of(style)
        if kind is Kind.NUMBER:
            return told
        if kind is Kind.PERCENT:
            return f"{Decimal(told).scaleb(2).normalize():f}%" if number else "0%"
        return self._date(number, told)

    def _date(self, number: float, told: str) -> Told:
        from openpyxl.utils.datetime import (  # noqa: PLC0415 - see parts
            CALENDAR_MAC_1904,
            CALENDAR_WINDOWS_1900,
            from_excel,
        )

        epoch = CALENDAR_MAC_1904 if self._from_1904 else CALENDAR_WINDOWS_1900
        try:
            found = from_excel(number, epoch)
        except (ValueError, OverflowError):
            return Refusal("date.malformed", text=told)
        if isinstance(found, datetime):
            return found
        return f"{found}" if isinstance(found, date | time | timedelta) else told


def _iso(text: str) -> Told:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return Refusal("date.malformed", text=shown(text))


def text_of(told: datetime) -> str:
    """Write a date as ISO does, with its time only where it has one."""
    if told.time() == time():
        return f"{told:%Y-%m-%d}"
    return f"{told:%Y-%m-%d %H:%M:%S}"


def _kind(form: str) -> Kind:
    bare = _without_literals(form.lower().partition(";")[0])
    if bare == "general":
        return Kind.NUMBER
    if "%" in bare:
        return Kind.PERCENT
    # [h]:mm counts hours and is no date.
    if _ELAPSED.search(form.lower()) or not any(sign in bare for sign in "ymdhs"):
        return Kind.NUMBER
    if "m" in bare and not any(sign in bare for sign in "dhs"):
        return Kind.MONTH
    return Kind.DATE


def _without_literals(form: str) -> str:
    """Drop what a format shows as it stands: quoted, escaped, in brackets, spaced."""
    left, at = [], 0
    while at < len(form):
        sign = form[at]
        if sign in {"\\", "_", "*"}:
            at += 2
            continue
        end = {'"': '"', "[": "]"}.get(sign)
        if end is None:
            left.append(sign)
            at += 1
        else:
            close = form.find(end, at + 1)
            at = len(form) if close < 0 else close + 1
    return "".join(left)
