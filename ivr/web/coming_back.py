"""A caller who had left for a person may go on with the assistant: for whom that is, and who is not sent back to it.

Never who chose that no machine answers them, nor where that is not known yet. And nobody whom the machine could not
take at once: they stay with people.
"""

from ..core.record import Back, Reason
from ..store.calls import CallRecord
from ..store.store import Store
from . import lines
from .carriers_voice import CarriersVoice
from .party import Party
from .readiness import Readiness
from .waiting import WaitingRoom

_NOT_FOR_THE_MACHINE = frozenset({Reason.OPTED_OUT, Reason.OTHER_LANGUAGE, Reason.LIMIT_REACHED})
"""Why a call left: the assistant could do no more for this caller than before."""


def may_come_back(store: Store, record: CallRecord) -> bool:
    """Whether the assistant was on this call, may be again, and would be of use."""
    handoff = record.handoff
    left = handoff is not None and handoff.is_to_people and handoff.reason not in _NOT_FOR_THE_MACHINE
    return left and record.streams_started > 0 and not store.choices.may_want_no_machine(record.call_sid)


class ComingBack:
    def __init__(self, store: Store, voice: CarriersVoice, readiness: Readiness, room: WaitingRoom) -> None:
        self._store, self._voice, self._readiness, self._room = store, voice, readiness, room

    def may_be_offered(self, party: Party) -> bool:
        """To whom nobody took; but where their need must not wait, a machine is not what they are offered."""
        record = self._store.record(party.call_sid)
        needs_a_person = record.is_urgent or lines.takes_no_message(record.care)
        return not needs_a_person and may_come_back(self._store, record) and self._can_take

    def begin(self, party: Party, by: Back, done: str = "", request: str = "") -> bool:
        """They go on with the assistant from here; False: they stay with people, and nothing is changed."""
        if not may_come_back(self._store, self._store.record(party.call_sid)) or not self._can_take:
            return False
        most = self._voice.rules_for(party).limits.calls_at_once
        back = self._store.handing_off.come_back(party.call_sid, by, done, most=most, request=request)
        if back:
            self._room.leave(party.call_sid)
        return back

    @property
    def _can_take(self) -> bool:
        return self._readiness.can_take_call() and self._readiness.has_room()
