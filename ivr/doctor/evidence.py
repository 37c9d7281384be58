"""The evidence log: whether it is what it has signed, and its key its owner's alone."""

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

from ..errors import CandidError
from ..evidence.checkpoint import KeptCheckpoints, checked_checkpoint
from ..evidence.grown import Grown
from ..evidence.note import SigningKey
from ..evidence.stamp import StampError, authorities_in
from ..settings import Settings
from .finding import Finding, advice, well, wrong

_NAME = "evidence"
_MEND = "docs/evidence.md, When something is wrong"


def evidence(settings: Settings) -> Finding:
    folder = settings.data_dir / "evidence"
    if settings.evidence_stamps and (trouble := _ails_certificates(Path(settings.evidence_stamps_ca).expanduser())):
        return wrong(_NAME, trouble, "docs/evidence.md, Time stamps")
    if not (folder / "pending.db").exists():
        return well(_NAME, "no log yet: the first start makes it, and its key")
    try:
        key = SigningKey.read(folder / "key.pem")
        last = KeptCheckpoints(folder / "checkpoints").last()
        if last is None:
            return wrong(_NAME, "the checkpoints of the log were taken away", _MEND)
        checked_checkpoint(last.bytes(), key.verifier)
        log = Grown(folder, writing=False)
        try:
            size = log.size
            agrees = last.size <= size and last.root == log.root(last.size)
        finally:
            log.close()
    except (CandidError, OSError, sqlite3.Error) as error:
        told = str(error) if isinstance(error, CandidError) else type(error).__name__
        return wrong(_NAME, f"the log cannot be used: {told}", _MEND)
    if not agrees:
        return wrong(_NAME, f"the log is not the one of {last.size} facts that was signed last", _MEND)
    if stat.S_IMODE((folder / "key.pem").stat().st_mode) & 0o077:
        return wrong(_NAME, "others can read its private key", f"chmod 600 {folder / 'key.pem'}")
    signed = datetime.fromtimestamp(last.note.seen_at(key.timekeeper) or 0, UTC)
    what = f"{size} facts, the first {last.size} signed at {signed:%Y-%m-%d %H:%M} UTC"
    others = (settings.evidence_file, settings.evidence_webhook, settings.evidence_witnesses, settings.evidence_stamps)
    if not any(others):
        mend = "set IVR_EVIDENCE_WITNESSES, IVR_EVIDENCE_FILE or IVR_EVIDENCE_WEBHOOK: docs/evidence.md"
        return advice(_NAME, f"{what}; nobody else keeps checkpoints, so a forged log would not show", mend)
    return well(_NAME, what)


def _ails_certificates(path: Path) -> str:
    """Why no time stamp can be checked, and so none is kept; empty: it can."""
    try:
        authorities_in(path.read_bytes())
    except OSError as error:
        return f"IVR_EVIDENCE_STAMPS_CA cannot be read ({error.strerror}): no time stamp is kept"
    except StampError:
        return "IVR_EVIDENCE_STAMPS_CA holds no certificate (PEM): no time stamp is kept"
    return ""
