"""What a caller whom nobody took may choose, by key: it is no dead end, and who presses nothing leaves a message."""

from collections.abc import Iterator

from ..settings import Settings
from ..store.store import Store
from ..telephony import twiml
from . import lines
from .callbacks import may_be_offered
from .carriers_voice import CarriersVoice
from .coming_back import ComingBack
from .party import Party

AGAIN, CALLBACK, MESSAGE, ASSISTANT = "1", twiml.KEY_FOR_CALLBACK, "3", "4"
PERSON = twiml.KEY_FOR_PERSON
"""As everywhere."""


class AfterNobody:
    """Which ways there are for this caller, and what is said of them."""

    def __init__(self, settings: Settings, store: Store, voice: CarriersVoice, coming_back: ComingBack) -> None:
        self._settings, self._store, self._voice, self._coming_back = settings, store, voice, coming_back

    def menu(self, party: Party, *first: str) -> twiml.Menu:
        """`first` is said before, so that whoever knows the keys need not wait for its end."""
        told = (self._voice.words(party, name) for name in self._prompts(party))
        return twiml.Menu((*first, *told), self._settings.public("/voice/instead"))

    def _prompts(self, party: Party) -> Iterator[str]:
        record = self._store.record(party.call_sid)
        if record.care and lines.takes_no_message(record.care):  # whom to call instead comes before any key
            yield lines.nobody_came(record.care, self._voice.rules_for(party).emergency_number)
        yield "instead_again"
        if may_be_offered(record):
            yield "waiting_callback"
        if not lines.takes_no_message(record.care):
            yield "instead_message"
        if self._coming_back.may_be_offered(party):
            yield "instead_assistant"
