"""The locked keys of calls, as the database holds them: which master key each waits for, and how they get another."""

from sqlalchemy import Engine, bindparam, func, select, update

from ..errors import VaultError
from ..privacy.vault import LockedKey, Vault
from .schema import CALL_KEYS

KEYS_AT_ONCE = 200


def locked_by(engine: Engine) -> dict[str, int]:
    """Master key → how many keys of calls it locks."""
    counted = select(CALL_KEYS.c.master, func.count()).group_by(CALL_KEYS.c.master)
    with engine.connect() as connection:
        return {str(master): int(count) for master, count in connection.execute(counted)}


def relock_some(engine: Engine, vault: Vault, most: int = KEYS_AT_ONCE) -> int:
    """Locks a few of those that an older master key locks with the newest; their number. Words are not touched.

    A key that is damaged, or whose master key is not here, stays as it is.
    """
    newest, can_open = vault.masters.newest, vault.masters.can_open
    with engine.begin() as connection:
        masters = connection.execute(select(CALL_KEYS.c.master).distinct()).scalars().all()
        older = [master for master in masters if master != newest and can_open(master)]
        if not older:
            return 0
        found = connection.execute(select(CALL_KEYS).where(CALL_KEYS.c.master.in_(older)).limit(most))
        anew = [kept for row in found if (kept := _relocked(vault, LockedKey(*row))) is not None]
        if anew:
            this = (CALL_KEYS.c.call_sid == bindparam("of_call")) & (CALL_KEYS.c.key_id == bindparam("of_key"))
            change = update(CALL_KEYS).where(this).values(master=bindparam("by"), locked=bindparam("bytes"))
            rows = [{"of_call": k.call, "of_key": k.name, "by": k.master, "bytes": k.locked} for k in anew]
            connection.execute(change, rows)
        return len(anew)


def _relocked(vault: Vault, kept: LockedKey) -> LockedKey | None:
    try:
        return vault.relocked(kept)
    except VaultError:
        return None
