"""Who would rather be rung back: where that may be offered, on which number, and what they hear.

It is noted before anything is said of it: who hangs up then is rung all the same.
"""

from flask import g

from ..core.caller_number import number_of_caller
from ..core.record import Disposition, Flag
from ..settings import Settings
from ..store.calls import CallRecord
from ..store.store import Store
from ..telephony import twiml
from . import lines, overflowing
from .carriers_voice import CarriersVoice
from .party import Party
from .waiting import WaitingRoom

MOST_TRIES = 3
"""At typing a number; then a message is taken."""


class Callbacks:
    def __init__(self, settings: Settings, store: Store, voice: CarriersVoice, room: WaitingRoom) -> None:
        self._settings, self._store, self._voice, self._room = settings, store, voice, room

    def offer(self, party: Party, *said: str) -> str:
        """To whom nobody took and who will not wait: a callback by key, else what stands behind it, a message."""
        return twiml.ask_for_key((*said, self._voice.words(party, "callback_offer")), self._page("callback"))

    def choose(self, party: Party) -> str:
        """They want to be rung back: on the number that they call from, or else on one that they type."""
        record = self._store.record(party.call_sid)
        return self._note(party, record) if record.number else self.ask_number(party)

    def ask_number(self, party: Party, tries: int = 0) -> str:
        names = ("callback_unread", "callback_number") if tries else ("callback_number",)
        told = tuple(self._voice.words(party, name) for name in names)
        return twiml.ask_for_number(told, self._page(f"number?tries={tries + 1}"))

    def typed(self, party: Party, keys: str, tries: int) -> str | None:
        """A number was typed; None: it is none after so many tries, and none was given before."""
        record = self._store.record(party.call_sid)
        if number := number_typed(keys, party.line):
            return self._note(party, record, number)
        if keys and tries < MOST_TRIES:
            return self.ask_number(party, tries)
        return self._noted(party, record.reference) if record.disposition is Disposition.CALLBACK else None

    def _note(self, party: Party, record: CallRecord, number: str = "") -> str:
        rules = self._voice.rules_for(party)
        reference = self._store.messages.callback(party.call_sid, overflowing.origin(rules, record), number)
        number = number or record.rung_on  # asked twice, or again: the number that they typed is still theirs
        self._store.end_call(party.call_sid, Disposition.CALLBACK)
        self._room.leave(party.call_sid)
        g.calls_back = True
        where = self._voice.words(party, "callback_on" if number else "callback_here", number=number)
        return self._noted(party, reference, where)

    def _noted(self, party: Party, reference: str, *said: str) -> str:
        told = (*said, self._voice.words(party, "reference", reference), self._voice.words(party, "callback_other"))
        return twiml.ask_for_key(told, self._page("number"), self._voice.words(party, "goodbye"))

    def _page(self, page: str) -> str:
        return self._settings.public(f"/voice/{page}")


def may_be_offered(record: CallRecord) -> bool:
    """Not to whom a telephone that rings may harm, or whose need must not wait."""
    return not lines.takes_no_message(record.care) and not (record.care and Flag.NO_CALLBACK in record.care.flags)


def number_typed(keys: str, line: str) -> str:
    """E.164, of what was typed as it is dialled where our line is; empty where no such line can be rung.

    Nor where ringing it costs more than a call: a number that earns its owner money is nobody's to be rung back on.
    """
    import phonenumbers  # here, as few type one, and it takes a fifth of a second

    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(line)) if line else None
        number = phonenumbers.parse(keys, region)
    except phonenumbers.NumberParseException:
        return ""
    dear = {phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST}
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) in dear:
        return ""
    return number_of_caller(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
