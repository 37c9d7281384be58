"""A call's recording, put together again: its sound, and how loud it was when."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Engine, select

from ..errors import VaultError
from ..privacy.vault import Vault
from .database import keys_of
from .schema import AUDIO
from .sealing import opened
from .sound import PIECES_A_STREAM

_Piece = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """What was recorded on one stream."""

    began: datetime
    """To a tenth of a second or so: reckoned from when its pieces were kept."""
    seconds: float
    peaks: tuple[tuple[float, int, int], ...]
    """Second in this part, and how loud the caller and we were, 0..255. Nothing of what an earlier version recorded."""


def recording_of(engine: Engine, vault: Vault, call: str) -> bytes:
    """A call's recording, as Ogg; what was recorded on several streams stands one behind the other, as RFC 3533 has it.

    Empty when there is none. Raises VaultError.
    """
    return b"".join(base64.b64decode(str(piece["ogg"])) for piece in _pieces(engine, vault, call))


def parts_of(engine: Engine, vault: Vault, call: str) -> tuple[Part, ...]:
    """In the order in which `recording_of` has them. Raises VaultError."""
    by_stream = groupby(_pieces(engine, vault, call), lambda piece: int(str(piece["seq"])) // PIECES_A_STREAM)
    return tuple(_part(list(pieces)) for _, pieces in by_stream)


def _pieces(engine: Engine, vault: Vault, call: str) -> Iterator[_Piece]:
    with engine.connect() as connection:
        keys = keys_of(connection, call)
        rows = connection.execute(select(AUDIO).where(AUDIO.c.call_sid == call).order_by(AUDIO.c.seq)).mappings().all()
    if rows and not keys:
        raise VaultError("audio: the call's key is gone, as after an erasure")
    return (opened({"table": AUDIO.name, **row}, vault, keys) for row in rows)


def _part(pieces: list[_Piece]) -> Part:
    """No piece is kept before its end has sounded, and the last as soon as it has."""
    began: list[datetime] = []
    peaks: list[tuple[float, int, int]] = []
    so_far = 0.0
    for piece in pieces:
        at, seconds, found = piece["at"], float(str(piece["seconds"])), base64.b64decode(str(piece["peaks"]))
        step = seconds / max(1, len(found) // 2)
        peaks += ((so_far + place * step, *found[2 * place : 2 * place + 2]) for place in range(len(found) // 2))
        so_far += seconds
        if isinstance(at, datetime):
            began.append(at - timedelta(seconds=so_far))
    return Part(min(began), round(so_far, 2), tuple(peaks))
