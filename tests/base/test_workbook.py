"""Tables out of workbooks, and the many things that only look like one."""

import re
import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sinan.base.exchange import archive, sheet_rows
from sinan.base.exchange.shapes import Heading, Sheet, Wanted
from sinan.base.exchange.tables import read_table
from sinan.base.exchange.words import WORDS
from sinan.kernel.refusal import Refusal
from tests.base.workbooks import TYPES, by_hand, inline, saved, sheet_xml, workbook, zipped

HEADINGS = (
    Heading("metric", ("指标",), required=True),
    Heading("value", ("数值",)),
    Heading("month", ("月份",), of_months=True),
)
SOUND = workbook([["metric", "value"], ["M1", 88], ["M2", "八十八"]])
EARLY = datetime(2016, 2, 29, 8, 30, tzinfo=UTC).replace(tzinfo=None)
AT_SHEET = SOUND.index(b"xl/worksheets/sheet1.xml")
HEADER = inline("metric", "value")


def read(content: bytes, **wanted: Any) -> Sheet:
    return read_table(content, HEADINGS, Wanted(**wanted))


def refused(content: bytes, **wanted: Any) -> str:
    with pytest.raises(Refusal) as caught:
        read(content, **wanted)
    assert caught.value.code in WORDS
    return caught.value.code


def values(content: bytes, **wanted: Any) -> list[str]:
    return [row["value"] for row in read(content, **wanted).rows]


def told(value: object, form: str = "General") -> str:
    (text,) = values(workbook([["metric", "value"], ["M1", value]], formats={"B2": form}))
    return text


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (88, "General", "88"),
        (-1108, "#,##0", "-1108"),
        (0.1 + 0.2, "General", "0.3"),
        (9.21, "0.00", "9.21"),
        (0.29, "0%", "29%"),
        (0.29, "0.00%", "29%"),
        (0.285, "0%", "28.5%"),
        (0.1 + 0.2, "0%", "30%"),
        (-0.07, "0.0%", "-7%"),
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (0.29, '0"%"', "0.29"),
        (True, "General", "TRUE"),
        ("  八十八\u3000", "General", "八十八"),
        ("39%", "General", "39%"),
        ("#DIV/0!", "General", "#DIV/0!"),
        (date(2016, 2, 29), "yyyy-mm-dd", "2016-02-29"),
        (EARLY, "yyyy-mm-dd hh:mm", "2016-02-29 08:30:00"),
        (date(2016, 2, 1), "yyyy-mm", "2016-02"),
        (date(2016, 2, 1), 'yyyy"年"m"月"', "2016-02"),
        (42429, "General", "42429"),
        (1.5, "[h]:mm", "1.5"),
        (88, '0"day"', "88"),
        (88, "[Red]0_d", "88"),
    ],
)
def test_cells_as_text(value: object, form: str, text: str) -> None:
    assert told(value, form) == text


def test_date_in_a_column_of_months_is_a_month() -> None:
    content = workbook(
        [["metric", "month"], ["M1", date(2016, 2, 29)]], formats={"B2": "yyyy-mm-dd"}
    )
    assert read(content).rows[0]["month"] == "2016-02"


def test_date_of_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["metric", "month"])
    sheet.append(["M1", date(2016, 2, 1)])
    assert read(saved(book)).rows[0]["month"] == "2016-02"


def test_formula_is_refused_at_its_cell() -> None:
    sheet = read(workbook([["metric", "value"], ["M1", "=1+1"], ["M2", 2]]))
    first, second = sheet.rows
    assert first["metric"] == "M1"
    with pytest.raises(Refusal) as caught:
        first["value"]
    assert caught.value.code == "workbook.formula"
    assert second["value"] == "2"


def test_text_that_begins_like_a_formula_is_text() -> None:
    content = by_hand(sheet_xml(HEADER + inline("M1", "=1+1")))
    assert values(content) == ["=1+1"]


def test_header_below_titles_and_merged_cells() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["2016年 metric"], [], ["指标", "数值"], ["M1", 1], ["M2", 2], [None, 3]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A5:A6")
    found = read(saved(book), lacks=lambda found: None if "value" in found else Refusal("x"))
    assert found.header == 3
    assert [(row.number, row["metric"], row["value"]) for row in found.rows] == [
        (4, "M1", "1"),
        (5, "M2", "2"),
        (6, "", "3"),
    ]


def test_header_too_far_down() -> None:
    assert refused(workbook([["note"]] * 20 + [["metric"], ["M1"]])) == "workbook.no_header"
    assert read(workbook([["note"]] * 19 + [["metric"], ["M1"]])).header == 20


def test_columns_without_a_name_are_told_by_letter() -> None:
    content = workbook([["metric", None, "备注"], ["M1", 3, "x"], ["M2", None, None, 4]])
    sheet = read(content)
    assert sheet.unknown == ("备注",)
    assert [(one.code, one.params) for one in sheet.remarks] == [
        ("workbook.columns_unnamed", {"columns": "B, D"})
    ]


def several() -> bytes:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "说明"
    first.append(["read me"])
    hidden = book.create_sheet("旧")
    hidden.append(["metric", "value"])
    hidden.append(["M1", 1])
    hidden.sheet_state = "hidden"
    for name, value in (("二月", 2), ("三月", 3)):
        sheet = book.create_sheet(name)
        sheet.append(["metric", "value"])
        sheet.append(["M1", value])
    return saved(book)


def test_sheet_that_fits_is_taken_and_the_others_are_told() -> None:
    sheet = read(several())
    assert sheet.rows[0]["value"] == "2"
    assert [(one.code, one.params) for one in sheet.remarks] == [
        ("workbook.sheet_taken", {"sheet": "二月", "others": "说明, 三月"}),
        ("workbook.sheets_hidden", {"sheets": "旧"}),
    ]


def test_sheet_by_its_name() -> None:
    assert values(several(), sheet="三月") == ["3"]
    assert values(several(), sheet="旧") == ["1"]
    assert refused(several(), sheet="四月") == "workbook.no_such_sheet"
    assert refused(b"metric\nM1\n", sheet="三月") == "table.has_no_sheets"
    assert refused(several(), sheet="说明") == "workbook.no_header"


ENTITY = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLE, "workbook.is_old"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook.locked"),
        (SOUND[:-40], "workbook.damaged"),
        (SOUND[:500], "workbook.damaged"),
        (SOUND[: AT_SHEET + 40] + b"\xff" * 50 + SOUND[AT_SHEET + 90 :], "workbook.damaged"),
        (b"%PDF-1.7", "table.is_pdf"),
        (zipped({"readme.txt": "x"}), "table.is_archive"),
        (zipped({"[Content_Types].xml": TYPES}), "workbook.damaged"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "workbook.is_other_office"),
        (zipped({"[Content_Types].xml": TYPES, "xl/workbook.bin": ""}), "workbook.is_binary"),
        (by_hand(sheet_xml(HEADER), **{"xl/vbaProject.bin": b"x"}), "workbook.has_macros"),
        (
            by_hand("", **{"[Content_Types].xml": TYPES.replace("sheet.main", "macroEnabled")}),
            "workbook.has_macros",
        ),
        (by_hand(ENTITY + sheet_xml(HEADER)), "workbook.has_entities"),
        (by_hand("", **{"xl/workbook.xml": ENTITY + "<workbook/>"}), "workbook.has_entities"),
        (by_hand("<worksheet>"), "workbook.damaged"),
        (by_hand(sheet_xml("")), "table.is_empty"),
        (by_hand(sheet_xml(HEADER)), "table.has_only_header"),
        (by_hand(sheet_xml('<row r="2"/><row r="1"/>')), "workbook.damaged"),
        (by_hand(sheet_xml('<row><c r="ABCD1"><v>1</v></c></row>')), "workbook.damaged"),
        (by_hand(sheet_xml('<row><c t="s"><v>7</v></c></row>')), "workbook.damaged"),
        (by_hand("", **{"xl/workbook.xml": "<workbook/>"}), "workbook.no_sheets"),
        (workbook([[f"c{at}" for at in range(1000)], [1] * 1000]), "table.too_wide"),
        (workbook([["metric", "指标"], ["M1", "M1"]]), "table.column_twice"),
        (by_hand(sheet_xml(HEADER + '<row r="100003"><c><v>1</v></c></row>')), "table.too_long"),
    ],
)
def test_what_is_no_workbook_to_read(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_encrypted_parts() -> None:
    central = SOUND.index(b"PK\x01\x02")
    content = SOUND[: central + 8] + b"\x01" + SOUND[central + 9 :]
    assert refused(content) == "workbook.locked"


def test_part_that_is_said_to_lie_behind_the_end() -> None:
    central = SOUND.rindex(b"PK\x01\x02")
    offset = (len(SOUND) - 10).to_bytes(4, "little")
    content = SOUND[: central + 42] + offset + SOUND[central + 46 :]
    assert refused(content) == "workbook.damaged"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_elements_within_elements_without_end(part: str) -> None:
    deep = "".join(f"<a{at * 7919 % 1009}>" for at in range(300_000))
    assert refused(by_hand("", **{part: deep})) == "workbook.damaged"


def test_false_size_in_the_directory_cannot_grow() -> None:
    rows = HEADER + inline("M1", "1") * 1000
    content = by_hand(sheet_xml(rows))
    size = len(sheet_xml(rows)).to_bytes(4, "little")
    assert refused(content.replace(size, (100).to_bytes(4, "little"))) == "workbook.damaged"


def test_bomb_of_one_part() -> None:
    content = by_hand(sheet_xml(HEADER + "<row><c><v>1</v></c></row>" * 1_000_000))
    assert len(content) < 200_000
    begun = time.monotonic()
    assert refused(content) == "workbook.swells"
    assert time.monotonic() - begun < 1


def test_bomb_of_many_parts() -> None:
    parts = {f"xl/media/{at}.png": b"\0" * 1024 * 1024 for at in range(101)}
    assert refused(by_hand("", **parts)) == "workbook.unpacks_too_large"
    many = {f"x{at}": b"" for at in range(2001)}
    assert refused(by_hand("", **many)) == "workbook.too_many_parts"
    assert refused(by_hand("", **{"xl/workbook.xml": b"\0" * 900_000})) == "workbook.damaged"


def test_a_million_cells_in_one_row_are_not_kept() -> None:
    # Numbered cells do not repeat themselves enough to give the bomb away from outside.
    cells = "".join(f"<c><v>{at * 7919 % 1_000_003}</v></c>" for at in range(1_100_000))
    content = by_hand(sheet_xml(f"{HEADER}<row>{cells}</row>"))
    assert refused(content) == "table.too_wide"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = read(workbook([["metric", "value"], ["M1", "9" * 10_001]])).rows
    assert row.flaws["value"].code == "table.cell_too_long"
    monkeypatch.setattr(sheet_rows, "MOST_CELLS", 5)
    assert refused(SOUND) == "workbook.too_many_cells"
    monkeypatch.setattr(archive, "MOST_OF_A_PART", 100)
    assert refused(SOUND) == "workbook.part_too_large"


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.Deadline.__init__, "__defaults__", (-1.0, 0.0))
    assert refused(SOUND) == "workbook.too_slow"


def test_cells_styled_far_beyond_the_table_do_no_harm() -> None:
    blank = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert values(by_hand(sheet_xml(HEADER + inline("M1", "1") + blank))) == ["1"]


def test_spoken_hints_beside_a_text_are_not_read() -> None:
    text = "<is><t>北</t><rPh><t>ほく</t></rPh><r><t>京</t></r></is>"
    rows = f'{HEADER}<row><c t="inlineStr">{text}</c><c t="inlineStr">{text}</c></row>'
    assert values(by_hand(sheet_xml(rows))) == ["北京"]


def _answers(content: bytes) -> None:
    try:
        sheet = read(content)
    except Refusal as refusal:
        assert refusal.code in WORDS  # noqa: PT017 - either answer is right
    else:
        assert sheet.rows or sheet.faults


@given(st.binary().map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_refused(content: bytes) -> None:
    _answers(content)


@given(st.integers(0, len(SOUND)))
def test_truncated_workbooks_are_refused(length: int) -> None:
    _answers(SOUND[:length])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
def test_workbooks_with_wrong_bytes_are_read_or_refused(at: int, wrong: bytes) -> None:
    _answers(SOUND[:at] + wrong + SOUND[at + len(wrong) :])


PIECES = st.lists(
    st.sampled_from(
        re.findall(
            r"\S+",
            '<row> </row> <row_r="2"> <row_r="x"> <c> </c> <c_r="B2"> <c_t="s"> <c_t="d">'
            ' <c_t="inlineStr"> <c_s="99"> <v> </v> <is> </is> <t> </t> <f> </f> <rPh> </rPh>'
            " metric value M1 1e999 -1 0 nan 2016-02-01 &amp; &lt; <x/>",
        )
    ).map(lambda piece: piece.replace("_", " ")),
    max_size=30,
)


@given(PIECES)
def test_any_sheet_is_read_or_refused(pieces: list[str]) -> None:
    _answers(by_hand(sheet_xml(HEADER + "".join(pieces))))
    _answers(by_hand(sheet_xml("".join(pieces)), **{"xl/styles.xml": "".join(pieces)}))
