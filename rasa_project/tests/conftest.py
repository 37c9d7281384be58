"""What every test has: the trained model, and a shop of its own."""

from pathlib import Path

import pytest
from trained_model import agent, loop

__all__ = ["agent", "loop"]


@pytest.fixture(autouse=True)
def _shop_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDID_SHOP_DB", str(tmp_path))
