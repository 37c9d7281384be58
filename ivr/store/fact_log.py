"""Where facts end up, as those who carry them there see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class FactLog(Protocol):
    """Where facts end up."""

    def append(self, leaves: Sequence[bytes]) -> object:
        """All are kept for good when this returns; one that is in already is passed over. Raises where none can be."""
        ...

    def close(self) -> None: ...

    def state(self) -> dict[str, str]:
        """ok or degraded, and why."""
        ...


@dataclass(frozen=True, slots=True)
class Signing:
    """How often the log is signed, who keeps that elsewhere, a file and an address, empty for none, and who cosigns."""

    every_minutes: int = 60
    file: str = ""
    webhook: str = field(default="", repr=False)
    witnesses: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Address and public key of each."""


HOURLY = Signing()


def opened(data_dir: Path, signing: Signing = HOURLY) -> FactLog:
    """The evidence log of the data folder, signed on its schedule; made, with its key, by the first who asks.

    Raises CandidError, OSError.
    """
    from ..evidence.couriers import Courier, ToFile, ToWebhook
    from ..evidence.log import EvidenceLog, utc_now  # loaded late: signatures take a while, and webhooks come first
    from ..evidence.notary import Notary
    from ..evidence.note import SigningKey, read_key
    from ..evidence.witnesses import Witness

    folder = data_dir / "evidence"
    couriers: list[Courier] = []
    if signing.file:
        couriers.append(ToFile(Path(signing.file).expanduser()))
    if signing.webhook:
        couriers.append(ToWebhook(signing.webhook))
    evidence = EvidenceLog(folder, SigningKey.kept(folder / "key.pem"))
    witnesses = [
        Witness(url, read_key(key), evidence.seen, evidence.consistency, utc_now) for url, key in signing.witnesses
    ]
    return Notary(evidence, signing.every_minutes * 60.0, couriers, witnesses=witnesses).start()
