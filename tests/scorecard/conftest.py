from pathlib import Path

import pytest

from tests.conftest import Trade
from tests.scorecard.builders import Store, reference_store, write_catalogue


@pytest.fixture
def store(trade: Trade, tmp_path: Path) -> Store:
    """Return a store with the small catalogue."""
    store = Store(trade.store)
    store.load(write_catalogue(tmp_path / "catalogue"))
    return store


@pytest.fixture
def reference(trade: Trade) -> Store:
    """Return the reference store with its 2016."""
    return reference_store(trade.store)
