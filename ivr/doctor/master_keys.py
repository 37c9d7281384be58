"""The master keys: whether they are there, their owner's alone, and all that the calls on record need."""

import os
import stat
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from ..errors import VaultError
from ..privacy import masters
from ..settings import Settings
from ..store.database import engine_of
from ..store.key_rows import locked_by
from .finding import Finding, advice, well, wrong

_PUT_BACK = "put them back from where you keep a copy (docs/operating.md); until then those calls cannot be read"


def master_keys(settings: Settings) -> Finding:
    file = settings.effective_master_key_file
    if not settings.master_key:
        if not file.exists():
            return _not_made(settings, file)
        if problem := _readable_by_others(file):
            return wrong("master keys", f"{file} {problem}", f"chmod 600 {file}, then: ivr keys rotate")
    try:
        found = masters.master_keys(settings.master_key, file)
    except VaultError as error:
        return wrong("master keys", str(error), "docs/settings.md")
    if found.problem:
        return wrong("master keys", found.problem, _PUT_BACK)
    lacking = {name: count for name, count in _locked_by(settings).items() if not found.can_open(name)}
    if lacking:
        told = ", ".join(f"{name} ({count} calls)" for name, count in lacking.items())
        return wrong("master keys", f"not here: {told}", _PUT_BACK)
    where = "IVR_MASTER_KEY" if settings.master_key else f"{file}, its owner's alone"
    what = f"{where}; {found.newest} locks new calls"
    if not settings.master_key and file.parent == settings.data_dir:
        mend = "it lies beside what it locks: keep it elsewhere with IVR_MASTER_KEY_FILE (docs/operating.md)"
        return advice("master keys", what, mend)
    return well("master keys", what)


def _not_made(settings: Settings, file: Path) -> Finding:
    locked = sum(_locked_by(settings).values())
    if locked:
        return wrong("master keys", f"{file} is gone, and {locked} calls need it", _PUT_BACK)
    return well("master keys", f"made by the first start: {file}")


def _readable_by_others(file: Path) -> str:
    found = os.stat(file)
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return "can be read by others"
    return ""


def _locked_by(settings: Settings) -> dict[str, int]:
    """Nothing where there is no database yet, or it does not answer: another look tells of that."""
    if not settings.database_url and not (settings.data_dir / "candid.db").exists():
        return {}
    engine = engine_of(settings.effective_database_url)
    try:
        return locked_by(engine)
    except (SQLAlchemyError, OSError):
        return {}
    finally:
        engine.dispose()
