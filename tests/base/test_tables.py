"""Tables out of text files, and what is no table."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.base.exchange import tables
from sinan.base.exchange.tables import Heading, Row, Sheet, content_of, read_table
from sinan.kernel.refusal import Refusal

HEADINGS = (Heading("metric", ("指标",), required=True), Heading("value", ("数值", "actual value")))


def read(content: str | bytes) -> Sheet:
    return read_table(content if isinstance(content, bytes) else content.encode(), HEADINGS)


def refused(content: str | bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(content)
    return caught.value


def zipped(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "metric,value\nM3,八十八\n".encode(),
        "metric,value\nM3,八十八\n".encode("utf-8-sig"),
        "指标,数值\nM3,八十八\n".encode("gb18030"),
        "metric;value\nM3;八十八\n".encode(),
        "metric\tvalue\nM3\t八十八\n".encode(),
        "metric,value\r\nM3,八十八\r\n".encode(),
        "metric,value\rM3,八十八\r".encode(),
        "\n\n METRIC ,Actual Value\n\nM3, 八十八 \n,,\n".encode(),
        'metric,value\n"M3","八十八"\n'.encode(),
        "指标,数值,\nM3,八十八,\n".encode(),
    ],
)
def test_ways_to_write_a_table(content: bytes) -> None:
    (row,) = read(content).rows
    assert (row["metric"], row["value"]) == ("M3", "八十八")


def test_rows_are_counted_as_spreadsheets_do() -> None:
    sheet = read('metric,value\n\nM1,"two\nlines"\nM2,2\n')
    assert [row.number for row in sheet.rows] == [3, 4]


def test_column_that_is_not_there_reads_as_empty() -> None:
    assert Row(2, {"metric": "M1"})["value"] == ""


def test_unknown_columns_are_named() -> None:
    sheet = read("metric,备注,\nM1,x,\n")
    assert sheet.unknown == ("备注",)
    assert sheet.written == {"metric": "metric"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table.is_empty"),
        (b" \n \r\n", "table.is_empty"),
        (b"\xef\xbb\xbf", "table.is_empty"),
        (b"metric,value\n", "table.has_only_header"),
        (b"metric,value\n,\n", "table.has_only_header"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "workbook.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "workbook.is_old"),
        (zipped("readme.txt"), "table.is_archive"),
        (b"%PDF-1.7\n", "table.is_pdf"),
        (b"\x89PNG\r\n\x1a\n", "table.is_picture"),
        (b"\xff\xd8\xff\xe0", "table.is_picture"),
        ("metric,value\nM1,1\n".encode("utf-16"), "table.is_utf16"),
        (b"metric,value\nM1,\x001\n", "table.is_binary"),
        (b"<!DOCTYPE html><table></table>", "table.is_html"),
        (b"\n  <?xml version='1.0'?>", "table.is_html"),
        (b'{"metric": 1}', "table.is_json"),
        (b"[1, 2]", "table.is_json"),
        (b"metric,value\nM1,\xff\xff\xff\n", "table.text_unknown"),
        ("metric,value\n网电销成交量占比,1\n".encode() + b"M1,\xe6\n", "table.text_broken"),
        (b"value\n1\n", "table.columns_missing"),
        ("metric,指标\nM1,M1\n".encode(), "table.column_twice"),
        (b'metric,value\n"M1,1\nM2,2\n', "table.quotes_open"),
    ],
)
def test_what_is_no_table(content: bytes, code: str) -> None:
    if code == "table.quotes_open":
        sheet = read(content)
        assert sheet.rows == ()
        assert [(fault.row, fault.refusal.code) for fault in sheet.faults] == [(2, code)]
    else:
        assert refused(content).code == code


def test_missing_columns_are_named_beside_what_was_found() -> None:
    assert refused("code,值\nM1,1\n").params == {"missing": "metric", "found": "code, 值"}


def test_broken_byte_is_named_by_its_row() -> None:
    content = "metric,value\n网电销成交量占比,1\n".encode() + b"M1,\xe6\n"
    assert refused(content).params == {"row": 3}


@pytest.mark.parametrize("row", ["M2", "M2,2,3"])
def test_ragged_row_is_refused_and_the_others_are_read(row: str) -> None:
    sheet = read(f"metric,value\nM1,1\n{row}\nM3,3\n")
    assert [found["metric"] for found in sheet.rows] == ["M1", "M3"]
    assert [(f.row, f.refusal.code) for f in sheet.faults] == [(3, "table.row_ragged")]


def test_rows_before_an_open_quote_are_read() -> None:
    sheet = read('metric,value\nM1,1\n"M2,2\nM3,3\n')
    assert [row["metric"] for row in sheet.rows] == ["M1"]
    assert [(f.row, f.refusal.code) for f in sheet.faults] == [(3, "table.quotes_open")]


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(f"metric{',' * 200}\n").code == "table.too_wide"
    assert refused("metric\n" + "M1\n" * 100_001).code == "table.too_long"
    (fault,) = read(f"metric,value\nM1,{'9' * 10_001}\n").faults
    assert fault.refusal.code == "table.cell_too_long"
    monkeypatch.setattr(tables, "MOST_BYTES", 10)
    assert refused("metric,value\nM1,1\n").code == "table.too_big"


def test_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"metric\n")
    assert content_of(tmp_path / "a.csv") == b"metric\n"
    for path, code in [
        (tmp_path, "file.is_folder"),
        (tmp_path / "b.csv", "file.missing"),
        (tmp_path / "a.csv" / "c", "file.unreadable"),
        (tmp_path / "a\0b", "file.missing"),
    ]:
        with pytest.raises(Refusal) as caught:
            content_of(path)
        assert caught.value.code == code


def test_a_byte_too_many_is_as_much_as_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(b"x" * 100)
    assert len(content_of(tmp_path / "a.csv")) == 11


@given(st.one_of(st.binary(), st.text('metric,"\n\t;1é八\x00\ufeff').map(str.encode)))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        sheet = read(content)
    except Refusal:
        return
    assert sheet.rows or sheet.faults


def test_cell_beyond_all_measure_costs_its_row_and_no_other() -> None:
    sheet = read("metric,value\nM1," + "9" * 200_000 + "\nM2,2\n")
    assert [(fault.row, fault.refusal.code) for fault in sheet.faults] == [
        (2, "table.cell_too_long")
    ]
    assert [row["metric"] for row in sheet.rows] == ["M2"]


def test_open_quote_is_told_as_such_however_long_the_file() -> None:
    sheet = read('metric,value\nM1,"1\n' + "M2,2\n" * 60_000)
    assert [(fault.row, fault.refusal.code) for fault in sheet.faults] == [(2, "table.quotes_open")]
    assert sheet.rows == ()


def test_one_endless_line_is_no_header() -> None:
    assert refused("x" * 1_000_000).code == "table.cell_too_long"
    assert refused("x" * 1_000_000 + "\nmetric,value\nM1,1\n").code == "table.cell_too_long"


@pytest.mark.parametrize("name", ["x" * 5_000, "nul\0name"])
def test_name_that_no_file_can_have(name: str) -> None:
    with pytest.raises(Refusal) as caught:
        content_of(Path(name))
    assert caught.value.code == "file.missing"
    assert len(caught.value.params["path"]) < 100
    assert caught.value.params["path"].isprintable()
