"""Sees what goes over one stream's wire, and tells the facts of it; it decides nothing, and the call needs none of it.

What was said is known by the hash of the audio that was sent, whether it was heard by mark, clear and time. Only what
no wire shows (a hand-off, that it was asked whether a person speaks) is taken from the commands that were performed.
Where wire and core contradict each other both stand in the fact. Nothing a caller says or types is looked at, but the
key that always means a person.
"""

import base64
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from ..core import commands
from ..core.heard.decision import Outcome
from ..core.record import Choice, Prompt, Reason
from .consented import MAY_RECORD, asked, consent
from .sounded import BYTES_A_MILLISECOND, Instant, Sounded
from .told import Fact, KnownAudio, Voiced, as_heard, as_sent, first_of, sha256_of_texts

Tell = Callable[[str, Fact], None]
"""Of a kind, as `kinds` has it."""

DISCLOSURE = "disclosure"
REMINDERS = ("reminder", "robot_answer", "robot_then_person", "robot_brief", "who_answer")
"""Prompts that say again what is speaking."""
PERSON_KEY = "0"
RECORD_AFTER_MS = 1000
"""So long after the wire has shown what became of a disclosure, what the core makes of it is waited for."""

_STAMP = re.compile(r'"timestamp"\s*:\s*"?(\d{1,12})')
_BY = {
    Reason.KEY_PRESSED: "key",
    Reason.CALLER_ASKED: "voice",
    Reason.NO_INPUT: "silence",
    Reason.ASSISTANT_DECIDED: "assistant",
}

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Ending:
    """A disclosure of which the wire has shown the end."""

    sounded: Sounded
    at: Instant
    cut_by: str


class Recorder:
    """Of one stream. Times in milliseconds since it began, by the stamps of the caller's audio."""

    def __init__(
        self,
        tell: Tell,
        known: KnownAudio,
        voiced: Voiced,
        *,
        signs: frozenset[str] = frozenset(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`signs` are marks that end nothing: the line is asked by them whether it is there."""
        self._tell, self._known, self._voiced, self._signs, self._clock = tell, known, voiced, signs, clock
        self._opened_at = clock()
        self._first_stamp: int | None = None
        self._line_ms = 0
        self._plays_until = Instant()
        self._sounding: Sounded | None = None
        self._sent: list[Sounded] = []
        """Under marks that have not come back."""
        self._claims: dict[str, tuple[str, ...]] = {}
        self._speaks = ""
        self._person_keys = 0
        self._person_key_ms = 0
        self._ended = self._first_known = False
        self._left_for = ""
        """A person, or the goodbye that was decided on."""
        self._chose_person_by = ""
        """How no machine was chosen on this stream; empty: it was not, so it is remembered from before."""
        self._asked_at: Instant | None = None
        """When it was asked last whether a person speaks, and not answered yet."""
        self._ending: _Ending | None = None
        self._recorded: commands.RecordDisclosure | None = None

    def begin(self, number: int, *, resumed: bool) -> None:
        """The stream is the call's `number`th."""
        self._first_known = resumed
        self._tell("stream_began", {"number": number, "resumed": resumed})

    # --- what was sent ---

    def sent(self, text: str) -> None:
        message = json.loads(text)
        match message["event"]:
            case "media":
                self._media_sent(base64.b64decode(message["media"]["payload"]))
            case "mark" if message["mark"]["name"] not in self._signs:
                self._mark_sent(message["mark"]["name"])
            case "clear":
                self._clear_sent()

    def _media_sent(self, ulaw: bytes) -> None:
        begins = self._now().at_least(self._plays_until)
        if self._sounding is None:
            self._sounding = Sounded(begins, self._claims.get(self._speaks, ()))
        self._sounding.take(ulaw, self._known.named)
        self._plays_until = begins.later(len(ulaw) // BYTES_A_MILLISECOND)

    def _mark_sent(self, mark: str) -> None:
        sounded, self._sounding = self._sounding, None
        if sounded is not None:
            sounded.mark = mark
            self._sent.append(sounded)
            self._tell_sent(sounded)
        self._claims.pop(mark, None)

    def _clear_sent(self) -> None:
        self._plays_until = self._now()
        self._claims.clear()
        self._break_off()
        for sounded in self._sent:
            sounded.is_cleared = True
        self._end_all("key" if self._person_keys else "cleared")

    def _break_off(self) -> None:
        """No more of what is being sent will follow."""
        if self._sounding is not None:
            self._tell_sent(self._sounding)
            self._sent.append(self._sounding)
            self._sounding = None

    # --- what was received ---

    def received(self, text: str) -> None:
        if '"payload"' in text:
            self._frame(text)
            return
        message = json.loads(text)
        match message["event"]:
            case "mark":
                self._mark_back(message["mark"]["name"])
            case "dtmf" if message["dtmf"]["digit"] == PERSON_KEY:
                self._person_keys += 1
                self._person_key_ms = self._now().line
            case "stop":
                self.end("caller_hung_up")

    def _frame(self, text: str) -> None:
        if found := _STAMP.search(text):
            stamp = int(found[1])
            self._first_stamp = stamp if self._first_stamp is None else self._first_stamp
            self._line_ms = max(self._line_ms, stamp - self._first_stamp)
        if self._sent:
            self._end_played()
        if self._ending and self._now().line - self._ending.at.line > RECORD_AFTER_MS:
            self._tell_disclosure_heard()

    def _mark_back(self, mark: str) -> None:
        for sounded in self._sent:
            if sounded.mark == mark:
                sounded.is_marked = True
        self._end_played()

    def _end_played(self) -> None:
        """One whose mark came too early ends once it can have been played."""
        now = self._now()
        for sounded in [one for one in self._sent if one.was_played(now)]:
            self._sent.remove(sounded)
            self._end_one(sounded, "")

    # --- what was performed ---

    def note(self, item: object) -> None:
        """An event that the core took in, or a command that was performed."""
        match item:
            case commands.Speak(mark=mark, lines=lines):
                self._speaks = mark
                self._claims[mark] = tuple(line.name for line in lines if isinstance(line, Prompt))
            case commands.Transfer(route=route, reason=reason):
                self._person_asked(route, reason)
            case commands.RecordChoice():
                self._choice_made(item)
            case commands.LeaveToPay():
                self._left_for = "payment"
            case commands.RecordConsent():
                self._tell("recording_chosen", consent(item, self._known, self._now()))
            case commands.HangUp(disposition=disposition):
                self._left_for = _name(disposition)
            case commands.RecordTurn(outcome=Outcome.TELL_WHAT_WE_ARE):
                self._asked_at = self._now()
            case commands.RecordDisclosure():
                self._recorded = item
                if self._ending:
                    self._tell_disclosure_heard()

    def _choice_made(self, made: commands.RecordChoice) -> None:
        """Of the machine, the recording or the training; `no_machine` is the choice of none."""
        if made.choice is Choice.NO_MACHINE and made.stands:
            self._chose_person_by = str(made.by)
        chosen = {"of": made.choice.removeprefix("no_"), "by": str(made.by), "state": _name(made.state)}
        self._tell("opted_out", {**chosen, "taken_back": not made.stands, "at_ms": self._now().line})

    def _person_asked(self, route: str, reason: Reason) -> None:
        self._left_for = self._left_for or "person"
        by = (self._chose_person_by or "number") if reason is Reason.OPTED_OUT else _BY.get(reason, "rule")
        agrees = reason is not Reason.KEY_PRESSED or self._person_keys > 0
        state = DISCLOSURE if self._discloses else "speaking" if self._sent else "listening"
        tell = self._tell if agrees else self._contradicts
        why = {"by": by, "reason": _name(reason), "route": _name(route), "state": state}
        tell("person_asked", {**why, "agrees": agrees, "at_ms": self._now().line})

    @property
    def _discloses(self) -> bool:
        return any(DISCLOSURE in sounded.names for sounded in self._sent)

    # --- how it ended ---

    def end(self, how: str) -> None:
        """The stream is over: `caller_hung_up`, `stream_lost`, or `closed` by us. What comes later counts no more."""
        if self._ended:
            return
        self._ended = True
        self._break_off()
        self._end_all({"closed": "other"}.get(how, how))
        if self._ending:
            self._tell_disclosure_heard()
        if self._asked_at is not None:
            self._tell_robot_asked("", "", complete=False, after_ms=0)
        if self._person_keys and self._left_for != "person":
            self._contradicts("key_unanswered", {"times": self._person_keys, "at_ms": self._person_key_ms})
        self._tell("stream_ended", {"how": how, "left_for": self._left_for, "lasted_ms": self._now().line})

    def _end_all(self, cut_by: str) -> None:
        sent, self._sent = self._sent, []
        for sounded in sent:
            self._end_one(sounded, cut_by)

    def _end_one(self, sounded: Sounded, cut_by: str) -> None:
        names, now = sounded.names, self._now()
        if DISCLOSURE in names:
            if self._ending:
                self._tell_disclosure_heard()
            self._ending = _Ending(sounded, now, cut_by)
            if self._recorded:
                self._tell_disclosure_heard()
        elif reminder := first_of(REMINDERS, names):
            self._tell("reminder_heard", as_heard(reminder, sounded, now, cut_by))
        if self._asked_at is not None and (answer := first_of(REMINDERS, names)):
            after = sounded.begun.line - self._asked_at.line
            self._tell_robot_asked(
                answer, sha256_of_texts((answer,), self._known), complete=not cut_by, after_ms=max(0, after)
            )

    # --- and told ---

    def _tell_sent(self, sounded: Sounded) -> None:
        names = sounded.names
        if not self._first_known and sounded.parts[:1] != [DISCLOSURE]:
            self._contradicts("disclosure_missing", {"audio_sha256": sounded.audio_sha256})
        self._first_known = True
        texts = tuple(name for name in names if name in self._voiced.opening)
        if DISCLOSURE in names:
            self._tell("disclosure_sent", as_sent(DISCLOSURE, texts, sounded, self._known, self._voiced))
        elif MAY_RECORD in names:
            self._tell("recording_asked", asked(sounded, self._known, self._voiced))
        elif reminder := first_of(REMINDERS, names):
            self._tell("reminder_sent", as_sent(reminder, (reminder,), sounded, self._known, self._voiced))

    def _tell_disclosure_heard(self) -> None:
        ending, recorded = self._ending, self._recorded
        self._ending = self._recorded = None
        if ending is None:
            return
        fact = as_heard(DISCLOSURE, ending.sounded, ending.at, ending.cut_by)
        told = "" if recorded is None else "complete" if recorded.complete else "cut"
        agrees = recorded is None or recorded.complete is fact["complete"]
        tell = self._tell if agrees else self._contradicts
        tell("disclosure_heard", {**fact, "recorded": told, "agrees": agrees})

    def _tell_robot_asked(self, answer: str, text: str, *, complete: bool, after_ms: int) -> None:
        self._asked_at = None
        known = {"answer": answer, "text_sha256": text}
        self._tell("robot_asked", {**known, "complete": complete, "after_ms": after_ms})

    def _contradicts(self, kind: str, fact: Fact) -> None:
        log.warning("evidence_contradicts", kind=kind)
        self._tell(kind, fact)

    def _now(self) -> Instant:
        return Instant(self._line_ms, round((self._clock() - self._opened_at) * 1000))


def _name(text: str) -> str:
    """A name of the rules without its digits: a leaf takes none that a phone number could be made of."""
    return re.sub(r"[^a-z_]", "", text)
