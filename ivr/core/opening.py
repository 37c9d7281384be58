"""What callers say while the opening is played: kept in memory, and looked at once they have heard it to its end.

Before that no engine gets any of it, the voice detector included: the notice says first what becomes of words. Whoever
asked for a person meanwhile is put through instead of being asked how; whatever else was said is the first turn.
"""

from collections import deque
from collections.abc import Mapping

from . import commands, events
from .echoing import Echoing
from .interruption import Held
from .memory import Memory
from .own_words import IN_A_ROW
from .playback import Saying
from .policy import Decision, Outcome
from .record import Prompt, Reason
from .requests import Request
from .rules import Rules
from .small_words import only_greets
from .states import State

LONGEST_KEPT_FRAMES = 700
"""14 s, less than the longest utterance; an opening takes 10 s at most."""
_AROUND_FRAMES = 15
"""Kept on each side of speech; longer gaps are left out: Whisper makes words of silence."""


class Opening(Echoing):
    """The part of a call session that hears what is said over the opening; the rest of what it hears is in call.py."""

    def __init__(self, rules: Rules, memory: Memory, texts: Mapping[str, str]) -> None:
        """`texts` are what the recordings say, by their names, so that their echo is known for one."""
        super().__init__(rules, memory, texts)
        self._kept: deque[bytes] = deque(maxlen=LONGEST_KEPT_FRAMES)
        self._looks_back_in: int | None = None
        """The turn before which the detector's verdict on what was kept is awaited."""
        self._opening_turn: int | None = None
        """The turn that was spoken, or begun, over the opening."""

    def _keep(self, event: events.AudioHeard) -> None:
        super()._keep(event)
        if self.state is State.DISCLOSING:
            self._kept.append(event.pcm)

    def _opened(self) -> None:
        """The opening was heard to its end: first what was said over it, then the question."""
        self.memory.said, self.memory.spoken = self._opening_question, self._whole_opening
        self._looks_back_in = self.memory.turn
        self._commands.append(commands.LookBack(b"".join(self._kept)))
        self._enter(State.THINKING)

    def _on_looked_back(self, event: events.LookedBack) -> None:
        awaited = self.state is State.THINKING and self._looks_back_in == self.memory.turn
        self._looks_back_in = None
        kept = list(self._kept)
        self._kept.clear()
        if not awaited:
            return
        for heard in worth_hearing(kept, event.speech, self.rules.thresholds.speech):
            self._hearing.frame(heard)
        if self._hearing.speech_seconds < self.rules.timing.shortest_speech_seconds:
            self._hearing.forget_blip()
            self._ask_how()
            return
        self._held = Held(self._opening_question)
        self._begin_turn()
        self._opening_turn = self.memory.turn
        self._enter(State.HEARING)
        self._commands += self._hearing.listen(self.memory.expects)

    def _could_come_back(self, turn: int) -> str:
        return (
            self._text_of(self._whole_opening.lines) if turn == self._opening_turn else super()._could_come_back(turn)
        )

    def _begun_with(self) -> list[str]:
        if self._hearing.turn.number == self._opening_turn:
            return [self._text_of(self._whole_opening.lines)]
        return super()._begun_with()

    def _in_a_row(self, turn: int, heard: str) -> int:
        """What was said over the opening is looked at when it is over, and no frame says how much of it was echo."""
        return IN_A_ROW if turn == self._opening_turn else super()._in_a_row(turn, heard)

    def _carry_out(self, decision: Decision, text: str) -> None:
        """Nobody was asked yet: what is not understood of the first turn is no miss, and the question comes."""
        if self._hearing.turn.number != self._opening_turn:
            super()._carry_out(decision, text)
            return
        if decision.outcome is Outcome.REQUEST and decision.request is Request.REPEAT:
            self._held = None
        missed = decision.outcome in {Outcome.MISS, Outcome.NOTHING_SAID, Outcome.GO_ON}
        greets = decision.outcome is Outcome.ASK and only_greets(text)
        if missed or greets or decision.reason is Reason.OTHER_LANGUAGE:
            self._drop_answers()
            if not missed:
                self._committed = None  # a greeting is no beginning of what is said next
            self._ask_how()
        else:
            super()._carry_out(decision, text)

    def _ask_how(self) -> None:
        self._say(self._opening_question)
        self.memory.spoken = self._whole_opening

    @property
    def _whole_opening(self) -> Saying:
        lines = tuple(Prompt(name) for name in self.rules.disclosure.prompts)
        return Saying((*lines, *self._opening_question.lines))


def worth_hearing(frames: list[bytes], speech: tuple[float, ...], threshold: float) -> list[events.AudioHeard]:
    """Frames with speech, as probable as told, and those around it; and all after the last, which are a silence."""
    spoken = [number for number, probability in enumerate(speech) if probability >= threshold]
    if not spoken:
        return []
    near = {at for number in spoken for at in range(number - _AROUND_FRAMES, number + _AROUND_FRAMES + 1)}
    near |= set(range(spoken[-1], len(frames)))
    return [
        events.AudioHeard(pcm, probability)
        for at, (pcm, probability) in enumerate(zip(frames, speech, strict=False))
        if at in near
    ]
