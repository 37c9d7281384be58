"""Which back office the assistant has is said by its environment."""

from pathlib import Path

import pytest

from back_office.connection import back_office, message_sender
from back_office.http import HttpBackOffice
from shop.office import ShopOffice


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BACK_OFFICE_URL", "BACK_OFFICE_TOKEN", "SMS_ACCOUNT_SID", "SMS_AUTH_TOKEN", "SMS_FROM"):
        monkeypatch.delenv(f"CANDID_{name}", raising=False)
    monkeypatch.setenv("CANDID_SHOP_DB", str(tmp_path))


def test_the_environment_says_which_back_office_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(back_office(), ShopOffice)
    assert back_office() is back_office()
    monkeypatch.setenv("CANDID_BACK_OFFICE_URL", "https://office.example.com")
    assert isinstance(back_office(), HttpBackOffice)


def test_text_messages_need_all_three_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ACCOUNT_SID", "AUTH_TOKEN", "FROM"):
        assert message_sender() is None
        monkeypatch.setenv(f"CANDID_SMS_{name}", "given")
    assert message_sender() is not None
