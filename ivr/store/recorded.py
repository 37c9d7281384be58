"""A call's recording, put together again."""

import base64

from sqlalchemy import Engine, select

from ..errors import VaultError
from ..privacy.vault import Vault
from .database import keys_of
from .schema import AUDIO
from .sealing import opened


def recording_of(engine: Engine, vault: Vault, call: str) -> bytes:
    """A call's recording, as Ogg; what was recorded on several streams stands one behind the other, as RFC 3533 has it.

    Empty when there is none. Raises VaultError.
    """
    with engine.connect() as connection:
        keys = keys_of(connection, call)
        rows = connection.execute(select(AUDIO).where(AUDIO.c.call_sid == call).order_by(AUDIO.c.seq)).mappings().all()
    if rows and not keys:
        raise VaultError("audio: the call's key is gone, as after an erasure")
    pieces = (opened({"table": AUDIO.name, **row}, vault, keys)["ogg"] for row in rows)
    return b"".join(base64.b64decode(str(piece)) for piece in pieces)
