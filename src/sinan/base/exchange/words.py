"""What reading a file refuses, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "file.missing": _("There is no file %(path)s."),
    "file.is_folder": _("%(path)s is a folder; name a file in it."),
    "file.unreadable": _("%(path)s cannot be read; check who may read it."),
    "table.is_empty": _("The file is empty."),
    "table.has_only_header": _("The file has a header (row %(row)s) and no rows below it."),
    "table.is_excel": _("This is an Excel workbook; save the sheet as “CSV UTF-8” and take that."),
    "table.is_pdf": _("This is a PDF, not a table; take the CSV file it was made from."),
    "table.is_picture": _("This is a picture, not a table; take a CSV file."),
    "table.is_archive": _("This is an archive; unpack it and take the CSV file in it."),
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
}
