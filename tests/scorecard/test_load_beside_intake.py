"""A catalogue being loaded while figures of the same scorecard go in: neither stops the other."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from sinan.management.scorecard.models import MonthBands
from tests.conftest import plant_trade
from tests.scorecard.builders import Store, write_catalogue

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_load_waits_and_does_not_lock_up(tmp_path: Path) -> None:
    # The group's own scorecard: its rows refer to the very row that a load locks.
    store = Store(plant_trade().group)
    folder = write_catalogue(tmp_path / "catalogue")
    store.load(folder)
    written = threading.Event()

    def put() -> None:
        with transaction.atomic():
            store.bands("M1", [2], 162, 180, 198, 216)
            written.set()
            time.sleep(1)  # the load has come to the scorecard that we hold
        connection.close()

    def load() -> None:
        written.wait()
        store.load(folder)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in (pool.submit(put), pool.submit(load)):
            done.result(timeout=30)
    assert MonthBands.objects.get().target == 180
