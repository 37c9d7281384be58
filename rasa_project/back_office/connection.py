"""Which back office the assistant has, by its environment; the only place of the assistant that reads it for this.

CANDID_BACK_OFFICE_URL, CANDID_BACK_OFFICE_TOKEN: the operator's own. Without an address: the shop that comes with
Candid, in the folder CANDID_SHOP_DB.
CANDID_SMS_ACCOUNT_SID, CANDID_SMS_AUTH_TOKEN, CANDID_SMS_FROM: text messages by Twilio; without them, none.
"""

import os
from functools import lru_cache
from pathlib import Path

from back_office.http import HttpBackOffice
from back_office.port import BackOffice
from back_office.sms import MessageSender
from back_office.twilio_sms import TwilioSender


def back_office() -> BackOffice:
    """The one of this process. Raises RuntimeError where there is neither an address nor a shop."""
    return _office(
        os.environ.get("CANDID_BACK_OFFICE_URL", ""),
        os.environ.get("CANDID_BACK_OFFICE_TOKEN", ""),
        os.environ.get("CANDID_SHOP_DB", ""),
    )


def message_sender() -> MessageSender | None:
    """None where no text messages can be sent."""
    names = ("CANDID_SMS_ACCOUNT_SID", "CANDID_SMS_AUTH_TOKEN", "CANDID_SMS_FROM")
    account, token, sender = (os.environ.get(name, "") for name in names)
    return _sender(account, token, sender) if account and token and sender else None


@lru_cache(maxsize=1)
def _office(url: str, token: str, folder: str) -> BackOffice:
    if url:
        return HttpBackOffice(url, token)
    try:
        from shop.office import FOLDER, ShopOffice  # here, since an assistant of the operator's own has no shop
    except ModuleNotFoundError:
        raise RuntimeError("there is no shop here: set IVR_BACK_OFFICE_URL") from None
    return ShopOffice(Path(folder) if folder else FOLDER)


@lru_cache(maxsize=1)
def _sender(account: str, token: str, sender: str) -> TwilioSender:
    return TwilioSender(account, token, sender)
