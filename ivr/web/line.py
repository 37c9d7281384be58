"""The line of those who wait for an agent of a route: who must, who may, and what they hear."""

from ..core.overflow import Overflow
from ..settings import Settings
from ..store.calls import CallRecord
from ..store.store import Store
from ..telephony import twiml
from . import hold_tone, lines, overflowing
from .callbacks import may_be_offered
from .carriers_voice import CarriersVoice
from .party import Party
from .waiting import ROUND_SECONDS, WaitingRoom

_BRIEFING_SECONDS = 45


class Line:
    def __init__(self, settings: Settings, store: Store, voice: CarriersVoice, room: WaitingRoom) -> None:
        self._settings, self._store, self._voice, self._room = settings, store, voice, room

    def must_wait(self, party: Party, route: str) -> bool:
        """Others were there before; a caller in need is not made to wait behind them."""
        if self._store.record(party.call_sid).is_urgent:
            return False
        known = self._voice.rules_for(party).routes.get(route)
        return known is not None and known.has_queue and self._room.has_others(party.call_sid, route)

    def takes(self, party: Party, route: str, step: Overflow) -> bool:
        """Whether one more may wait: the line is not too long for it, nor the wait as far as it is known."""
        if self._store.record(party.call_sid).is_urgent:
            return True
        before = self._room.length(route)
        minutes = self._room.minutes(route, before + 1)
        short = step.at_most is None or before < step.at_most
        return short and (step.minutes is None or minutes is None or minutes <= step.minutes)

    def holds(self, party: Party, route: str) -> bool:
        """Whether they wait in it already: by what the room knows, and after a restart by who was rung."""
        record = self._store.record(party.call_sid)
        known = self._voice.rules_for(party).routes.get(route)
        waits = self._room.holds(party.call_sid, route) or overflowing.was_rung_again(record, route)
        return known is not None and known.has_queue and waits

    def is_their_turn(self, party: Party, route: str) -> bool:
        """Whether it is their turn. They are given time for all the agents to be rung."""
        known = self._voice.rules_for(party).routes[route]
        rounds = 1 if known.rung_at_once > 1 else len(known.agents)
        seconds = rounds * (known.ring_seconds + _BRIEFING_SECONDS)
        return self._place(self._store.record(party.call_sid), route, seconds) == 1

    def wait(self, party: Party, route: str, *said: str) -> str:
        record = self._store.record(party.call_sid)
        place = self._place(record, route)
        minutes = self._room.minutes(route, place)
        number = self._voice.rules_for(party).emergency_number
        calls_back = self.offers_callback(party, route)
        names = lines.while_waiting(place, minutes, record.care, number, calls_back=calls_back)
        told = (self._voice.words(party, name, place=place, minutes=minutes or 0) for name in names)
        action = self._settings.public(f"/voice/waiting?place={place}&minutes={minutes or 0}")
        rounds = ROUND_SECONDS // hold_tone.SECONDS
        return twiml.wait((*said, *told), self._settings.public(hold_tone.PATH), rounds, action)

    def offers_callback(self, party: Party, route: str) -> bool:
        """Whether who waits here may be rung back instead."""
        known = self._voice.rules_for(party).routes.get(route)
        return known is not None and known.callback and may_be_offered(self._store.record(party.call_sid))

    def _place(self, record: CallRecord, route: str, seconds: float = ROUND_SECONDS) -> int:
        asked_at = record.handed_off_at or record.started_at
        return self._room.wait(record.call_sid, route, asked_at, seconds, is_urgent=record.is_urgent)
