"""Beside one stream of a call: what its recording is made of, from the caller's consent on. It costs the call a put.

It decides nothing: it begins and ends by what was performed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from ..core import commands, events
from ..core.heard.decision import Outcome
from ..core.record import Recording, Words
from ..core.rules import Rules
from ..evidence.consented import recording_began, recording_ended
from ..ports import SoundStore
from ..privacy.redaction import Redactor
from ..tape.deck import Deck, Lot
from ..tape.judge import Judge
from ..tape.take import Take
from .equipment import Evidence, TextSocket

_ENDS = (
    commands.Transfer,
    commands.LeaveToPay,
    commands.HangUp,
    commands.CloseStream,
    events.CallerHungUp,
    events.StreamLost,
    events.LineFailed,
)
"""From here on nothing of the call is recorded on this stream."""


Testifies = Callable[[str, Mapping[str, object]], None]
"""A fact of the evidence: its kind, and what it holds."""


def _to_nobody(_kind: str, _fact: Mapping[str, object]) -> None:
    """Where no evidence is kept."""


@dataclass(frozen=True, slots=True)
class Recorders:
    """What each recording is made with."""

    deck: Deck
    store: SoundStore
    redactor: Callable[[], Redactor]
    """Called in the deck's thread."""


class Tape:
    """Of one stream."""

    def __init__(
        self,
        made_with: Recorders,
        call: str,
        rules: Rules,
        stream: int,
        *,
        is_on: bool,
        testifies: Testifies = _to_nobody,
    ) -> None:
        """`is_on`: the caller agreed on an earlier stream of the call. `testifies` is told when it begins and ends."""
        self._made_with, self._call, self._rules, self._stream = made_with, call, rules, stream
        self._testifies = testifies
        self.tell: Callable[[events.RecordingFailed], None] | None = None
        """The call that is recorded."""
        self._lot: Lot | None = None
        if is_on:
            self._begin()

    @property
    def is_on(self) -> bool:
        return self._lot is not None and not self._lot.has_failed

    def note(self, item: object) -> None:
        """An event that the core took in, or a command that is performed; every frame, too."""
        if isinstance(item, commands.RecordConsent):
            self._consent(item.stands)
        elif self._lot is None:
            return
        elif self._lot.has_failed:
            self._fails()
        elif isinstance(item, events.AudioHeard):
            self._lot.put(partial(Take.hears, pcm=item.pcm))
        elif isinstance(item, _ENDS):
            self.end()
        elif work := _work_for(item):
            self._lot.put(work)

    def sent(self, message: str) -> None:
        """As it went to the carrier."""
        if self._lot is not None:
            self._lot.put(partial(Take.sent, message=message))

    def end(self, why: str = "left") -> None:
        if self._lot is not None:
            self._lot.end()
            why = "failed" if self._lot.has_failed else why
            self._lot = None
            self._testifies("recording_ended", recording_ended(self._stream, why))

    def _fails(self) -> None:
        """Found with the next frame."""
        self.end()
        if self.tell is not None:
            self.tell(events.RecordingFailed())

    def _consent(self, stands: Recording) -> None:
        if stands is Recording.ON and self._lot is None:
            self._begin()
        elif stands is not Recording.ON:
            self.end("deleted" if stands is Recording.DELETED else "stopped")
        if stands is Recording.DELETED:
            self._made_with.deck.afterwards(partial(self._made_with.store.delete, self._call))

    def _begin(self) -> None:
        self._lot = self._made_with.deck.begin(self._take)
        self._testifies("recording_began", recording_began(self._stream))

    def _take(self) -> Take:
        """In the deck's thread."""
        from ..tape.ogg import OggOpus

        rules, store = self._rules, self._made_with.store
        judge = Judge(self._made_with.redactor(), rules.language, rules.thresholds.transcript)
        return Take(judge, OggOpus(), partial(store.keep, self._call, self._stream))


class TapedSocket:
    """A TextSocket: what has been sent is recorded, as it was."""

    def __init__(self, inner: TextSocket, tape: Tape) -> None:
        self._inner, self._tape = inner, tape

    async def receive(self) -> str | None:
        return await self._inner.receive()

    async def send(self, text: str) -> None:
        await self._inner.send(text)
        self._tape.sent(text)

    async def close(self) -> None:
        self._tape.end()
        await self._inner.close()


def taped(
    made_with: Recorders | None,
    call: str,
    rules: Rules,
    recording: Recording,
    socket: TextSocket,
    stream: int,
    evidence: Evidence | None = None,
) -> tuple[TextSocket, Tape | None]:
    """The websocket as the call is to use it, and who is told what is performed; none where nobody is asked."""
    if made_with is None or not rules.may_record:
        return socket, None
    testifies = partial(evidence.facts.tell, call) if evidence is not None else _to_nobody
    tape = Tape(made_with, call, rules, stream, is_on=recording is Recording.ON, testifies=testifies)
    return TapedSocket(socket, tape), tape


def _work_for(item: object) -> Callable[[Take], None] | None:
    match item:
        case commands.Transcribe(turn=turn, attempt=attempt, pcm=pcm, expects=expects) if attempt > 0:
            return partial(Take.given, turn=turn, attempt=attempt, pcm=pcm, kind=expects.kind)
        case events.Transcribed(turn=turn, attempt=attempt, transcript=heard) if attempt > 0:
            return partial(Take.answered, turn=turn, attempt=attempt, heard=heard)
        case commands.RecordTurn(outcome=Outcome.TAKEN_BACK):
            return None
        case commands.RecordTurn():
            return partial(Take.judged, record=item)
        case commands.TakeBack():
            return Take.taken_back
        case events.KeyPressed():
            return Take.typed
        case commands.Speak(lines=lines):
            return partial(Take.speaks, texts=tuple(line.text for line in lines if isinstance(line, Words)))
    return None
