"""Where facts end up, as those who carry them there see it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

SIGNED_EVERY_SECONDS = 3600.0


class FactLog(Protocol):
    """Where facts end up."""

    def append(self, leaves: Sequence[bytes]) -> object:
        """All are kept for good when this returns; one that is in already is passed over. Raises where none can be."""
        ...

    def close(self) -> None: ...

    def state(self) -> dict[str, str]:
        """ok or degraded, and why."""
        ...


def opened(data_dir: Path) -> FactLog:
    """The evidence log of this data folder, and its key; made by the first who asks. Raises CandidError, OSError."""
    from ..evidence.log import EvidenceLog  # loaded late: signatures take a while, and webhooks come first
    from ..evidence.notary import Notary
    from ..evidence.note import SigningKey

    folder = data_dir / "evidence"
    return Notary(EvidenceLog(folder, SigningKey.kept(folder / "key.pem")), SIGNED_EVERY_SECONDS).start()
