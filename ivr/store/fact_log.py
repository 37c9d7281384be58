"""Where facts end up, as those who carry them there see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ..settings import Settings
from ..sockets.addresses import witnesses_in


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
    stamps: str = field(default="", repr=False)
    stamps_ca: str = ""
    """The address of a time-stamp authority, and the file of its certificates."""

    @classmethod
    def of(cls, settings: Settings) -> "Signing":
        return cls(
            *(settings.evidence_minutes, settings.evidence_file, settings.evidence_webhook),
            witnesses_in(settings.evidence_witnesses) or (),
            *(settings.evidence_stamps, settings.evidence_stamps_ca),
        )


HOURLY = Signing()


def opened(data_dir: Path, signing: Signing = HOURLY) -> FactLog:
    """The evidence log of the data folder, signed on its schedule; made, with its key, by the first who asks.

    Raises CandidError, OSError.
    """
    from ..evidence.authority import Authority
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
    key = SigningKey.kept(folder / "key.pem")
    evidence = EvidenceLog(folder, key)
    witnesses: list[Courier] = [
        Witness(url, read_key(told), evidence.seen, evidence.consistency, utc_now) for url, told in signing.witnesses
    ]
    if signing.stamps:
        certificates = Path(signing.stamps_ca).expanduser()
        witnesses.append(Authority(signing.stamps, certificates, key.verifier, evidence.seen, utc_now))
    return Notary(evidence, signing.every_minutes * 60.0, couriers, witnesses=witnesses).start()
