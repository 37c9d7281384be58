"""The code for a new password, from the back office to the customer's phone."""

from back_office.errors import Reason, RefusedError
from back_office.port import BackOffice
from back_office.sms import MessageSender


async def send_reset_code(
    office: BackOffice, sender: MessageSender | None, account: str, postcode: str, *, text: str, key: str
) -> str:
    """Sends a code to the number on file, and returns that number's last two digits, which may be said.

    `text` is the message, with {code} and {minutes} in it. Raises what the port raises; without a sender that is
    RefusedError(NO_MESSAGES), before any code is made.
    """
    if sender is None:
        raise RefusedError(Reason.NO_MESSAGES)
    made = await office.request_reset_code(account, postcode, key=key)
    await sender.send(made.phone, text.format(code=made.code, minutes=made.valid_minutes), key=key)
    return made.phone[-2:]
