"""Several imports of one file at the same moment: one writes, the others find it done."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.running import fresh_database, sinan
from tests.scorecard.builders import REFERENCE

pytestmark = pytest.mark.slow

AT_ONCE = 3


def test_one_writes_and_the_others_change_nothing(tmp_path: Path) -> None:
    with fresh_database("sinan_figures_at_once") as url:

        def run(*words: object) -> dict[str, int]:
            line = [str(word) for word in words]
            done = sinan(tmp_path, *line, "--store", "S1", "--json", DATABASE_URL=url)
            assert done.stderr == ""
            counts: dict[str, int] = json.loads(done.stdout)["counts"]
            return counts

        def together(*words: object) -> list[int]:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                done = list(pool.map(lambda _: run(*words), range(AT_ONCE)))
            return sorted(counts["new"] for counts in done)

        sinan(tmp_path, "init", DATABASE_URL=url)
        sinan(tmp_path, "store", "add", "S1", "--name", "一店", DATABASE_URL=url)
        assert together("load-catalogue", REFERENCE, "--year", 2016) == [0, 0, 76]
        bands = ("import", "bands", REFERENCE / "bands.csv", "--year", 2016, "--approve")
        assert together(*bands) == [0, 0, 492]
        assert together("import", "actuals", REFERENCE / "actuals.csv") == [0, 0, 23]
