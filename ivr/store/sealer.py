"""Changes of calls in memory become lines of the spool, what was said in them sealed under each call's own key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ..errors import VaultError
from ..privacy.vault import CallKey, Vault
from . import lines
from .live import Live, LiveCalls
from .sealing import sealed


class Sealer:
    """Not thread-safe: the store holds its lock. Waits for nothing."""

    def __init__(self, vault: Vault, calls: LiveCalls, now: Callable[[], datetime]) -> None:
        self.vault, self._calls, self._now = vault, calls, now

    def line(self, change: lines.Change) -> bytes:
        """Sealed before anything of it is written. The call's key is made with the first that holds content."""
        call = str(change["call_sid"])
        return lines.encoded(sealed(change, lambda: self._key_of(call)))

    def _key_of(self, call: str) -> CallKey:
        live = self._calls.get(call)
        if live is None:
            return self.vault.new_key(call, self._now())
        live.key = self._usable(live)
        return live.key

    def _usable(self, live: Live) -> CallKey:
        call, held = live.record.call_sid, live.key
        if held is not None and held.kept.master == self.vault.masters.newest:
            return held
        if held is not None:
            try:
                return replace(held, kept=self.vault.relocked(held.kept))
            except VaultError:  # its master key was taken away under a running call: another key for what comes now
                pass
        return self.vault.new_key(call, self._now())
