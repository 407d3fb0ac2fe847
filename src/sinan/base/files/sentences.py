"""What is said when a file is not taken or not there."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import FileKind

REFUSALS = {
    "files.empty": _("The file is empty."),
    "files.kind_unknown": _(
        "This kind of file is not taken: its content was not recognised. Taken: %(taken)s."
    ),
    "files.kind_refused": _("This is %(kind)s by its content. Taken: %(taken)s."),
    "files.too_large": _("The file is larger than %(megabytes)s MB."),
    "files.no_room": _(
        "The files of this unit take %(used)s of %(quota)s MB, and this one needs %(size)s MB"
        " more. Ask whoever runs Sinan for more room."
    ),
    "files.content_missing": _(
        "The content of this file is missing from the storage. Tell whoever runs Sinan."
    ),
}
KINDS: dict[FileKind, Promise] = {
    FileKind.XLSX: _("an Excel workbook (XLSX)"),
    FileKind.XLSM: _("an Excel workbook with macros"),
    FileKind.XLS: _("an Excel 97 workbook (XLS)"),
    FileKind.LOCKED: _("an Excel workbook with a password"),
    FileKind.CSV: _("a text table (CSV)"),
    FileKind.PDF: _("a PDF"),
    FileKind.PNG: _("a PNG picture"),
    FileKind.JPEG: _("a JPEG picture"),
    FileKind.ZIP: _("an archive (ZIP)"),
}


class Names:
    """Kinds in words, put into words only when somebody reads them."""

    def __init__(self, *kinds: FileKind) -> None:
        self.kinds = sorted(kinds)

    def __str__(self) -> str:
        return ", ".join(str(KINDS[kind]) for kind in self.kinds)
