"""Upload tables of a megabyte: ``python -m tests.files.uploading COUNT``; tell what came of it."""

import json
import sys
from collections import Counter
from importlib import import_module
from io import BytesIO
from typing import Any

import django


def main(count: int) -> None:
    django.setup(set_prefix=False)
    # Models are there only now.
    files: Any = import_module("sinan.base.files.api")
    org: Any = import_module("sinan.base.org.api")
    conftest: Any = import_module("tests.conftest")
    outcomes: Counter[str] = Counter(kept=0, refused=0)
    for _ in range(count):
        try:
            files.keep(
                content=BytesIO(b"x" * 1024 * 1024),
                name="a.csv",
                unit=org.first_group(conftest.OPERATOR),
                purpose="tests",
                kinds={files.FileKind.CSV},
                by=conftest.OPERATOR,
                at=conftest.NOW,
            )
            outcomes["kept"] += 1
        except import_module("sinan.kernel.refusal").Refusal:
            outcomes["refused"] += 1
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main(int(sys.argv[1]))
