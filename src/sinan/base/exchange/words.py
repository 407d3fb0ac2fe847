"""What reading a file refuses, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "file.missing": _("There is no file %(path)s."),
    "file.is_folder": _("%(path)s is a folder; name a file in it."),
    "file.unreadable": _("%(path)s cannot be read; check who may read it."),
    "table.is_empty": _("The file is empty."),
    "table.has_only_header": _("The file has a header (row %(row)s) and no rows below it."),
    "table.is_pdf": _(
        "This is a PDF, not a table; take the workbook or CSV file it was made from."
    ),
    "table.is_picture": _("This is a picture, not a table; take a workbook or CSV file."),
    "table.is_archive": _("This is an archive; unpack it and take the workbook or CSV file in it."),
    "table.is_utf16": _("The text is UTF-16; save it as “CSV UTF-8” and take that."),
    "table.is_binary": _("This is not a text file; save the table as “CSV UTF-8” and take that."),
    "table.is_html": _("This is a web page or XML, not a table; save the table as “CSV UTF-8”."),
    "table.is_json": _("This is JSON, not a table; save the table as “CSV UTF-8”."),
    "table.text_broken": _(
        "Row %(row)s holds bytes that are not UTF-8; save the file again as “CSV UTF-8”."
    ),
    "table.text_unknown": _(
        "The text is neither UTF-8 nor GB18030; save the file again as “CSV UTF-8”."
    ),
    "table.too_big": _("The file is larger than %(megabytes)s MB; split it."),
    "table.too_wide": _("The table has more than %(columns)s columns."),
    "table.too_long": _("The table has more than %(rows)s rows; split it."),
    "table.columns_missing": _(
        "Columns are missing: %(missing)s. The header, the first row, has: %(found)s."
    ),
    "table.column_twice": _("The column “%(column)s” is there twice; keep one of them."),
    "table.column_unknown": _("The column “%(column)s” is not known and was left out."),
    "table.row_ragged": _(
        "The row has %(cells)s cells and the header %(columns)s; check for a missing or stray"
        " separator."
    ),
    "table.cell_too_long": _("A cell is longer than %(characters)s characters."),
    "table.quotes_open": _(
        "A quotation mark here is not closed, or text follows a closed one; this row and all below"
        " it were not read."
    ),
    "table.has_no_sheets": _(
        "This is no workbook and has no sheet “%(sheet)s”; leave --sheet out."
    ),
    "workbook.damaged": _("The workbook is damaged; open it in Excel and save it again as .xlsx."),
    "workbook.is_old": _(
        "This is a file of Excel 97–2003 (.xls) or another old program; save it as .xlsx and take"
        " that."
    ),
    "workbook.is_binary": _("This is a binary workbook (.xlsb); save it as .xlsx and take that."),
    "workbook.is_other_office": _("This is a file of another program, not an Excel workbook."),
    "workbook.locked": _(
        "The workbook is protected by a password; save it without one and take that."
    ),
    "workbook.has_macros": _(
        "The workbook holds macros; save it as .xlsx (without macros) and take that."
    ),
    "workbook.has_entities": _("The workbook holds XML entities, as no spreadsheet writes them."),
    "workbook.too_many_parts": _("The workbook has more than %(parts)s parts inside."),
    "workbook.too_many_sheets": _("The workbook has more than %(sheets)s sheets."),
    "workbook.unpacks_too_large": _(
        "Unpacked, the workbook is larger than %(megabytes)s MB; split it."
    ),
    "workbook.part_too_large": _(
        "Styles or settings of the workbook are larger than %(megabytes)s MB; copy the values into"
        " a new workbook."
    ),
    "workbook.swells": _(
        "A part of the workbook swells to more than %(times)s times its size; copy the values into"
        " a new workbook."
    ),
    "workbook.too_slow": _("Reading took longer than %(seconds)s seconds; split the workbook."),
    "workbook.too_many_cells": _("The sheet has more than %(cells)s cells; split it."),
    "workbook.no_sheets": _("The workbook has no visible sheet with cells."),
    "workbook.no_such_sheet": _("There is no sheet “%(sheet)s”; there are: %(found)s."),
    "workbook.no_header": _(
        "Columns are missing: %(missing)s. None of the first %(rows)s rows has them; the fullest"
        " has: %(found)s."
    ),
    "workbook.formula": _("This cell is a formula; paste values."),
    "workbook.sheet_taken": _("Read was the sheet “%(sheet)s”; not read: %(others)s."),
    "workbook.sheets_hidden": _("Hidden sheets were not read: %(sheets)s."),
    "workbook.columns_unnamed": _(
        "Columns without a heading were left out: %(columns)s. Where cells of the header are"
        " merged, name each column."
    ),
}
