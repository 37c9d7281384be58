"""What a call says and how it leaves: the disclosure, the lines, the hand-off to a person, the goodbye."""

from dataclasses import replace

from . import commands, events
from .answering_machine import ENOUGH
from .frustration import Frustration
from .memory import Memory
from .out_of_hours import said_when_closed, tells_closed
from .playback import Playback, Saying, Speaker, Then
from .record import Awaited, Disposition, Line, Prompt, Reason
from .repetition import KEYS, asked_in
from .rules import Rules
from .states import NEXT, State

FILLER = (Prompt("one_moment"),)
"""Said while the caller waits: it is no answer, and not worth saying again."""
_CONNECTING = {
    Reason.LOW_CONFIDENCE: "connecting_unsure",
    Reason.NO_INPUT: "connecting_silent",
    Reason.NO_PROGRESS: "connecting_stuck",
    Reason.FRUSTRATED: "connecting_frustrated",
    Reason.ENGINE_FAILED: "connecting_trouble",
    Reason.LINE_FAILED: "connecting_trouble",
}


class Speaking:
    """The half of a call session that acts on the caller; what it hears is in call.py."""

    def __init__(self, rules: Rules, memory: Memory) -> None:
        self.rules = rules
        self.memory = memory
        self.state = State.STARTING
        self._entered_at = self._now
        self._speaker = Speaker(rules.timing, memory.marks)
        self._then = Then.LISTEN
        self._last_words: tuple[Line, ...] = ()
        """Said before the call leaves for a person, if they are there when it would."""
        self._leaving_for: tuple[str, Reason] | None = None
        self._told_closed = False
        """The caller has heard to its end that nobody is where they go."""
        self._commands: list[commands.Command] = []

    @property
    def _now(self) -> float:
        return self.memory.heard_frames * events.FRAME_SECONDS

    @property
    def _seconds_in_state(self) -> float:
        return self._now - self._entered_at

    def _enter(self, state: State) -> None:
        if state not in NEXT[self.state]:
            raise AssertionError(f"no move from {self.state} to {state}")
        self.state = state
        self._entered_at = self._now

    def _close(self) -> None:
        self._commands.append(commands.CloseStream(told_closed=self._told_closed))
        self._enter(State.ENDED)

    def _question(self) -> tuple[Line, ...]:
        said = self.memory.said
        return said.lines if said and said.expects.kind is not Awaited.FREE else ()

    def _say_again(self) -> None:
        spoken = self.memory.spoken or self._opening_question
        self._speak(spoken.lines, spoken.then)
        self._enter(State.SPEAKING)

    def _say(self, saying: Saying, *, asked_for: bool = False) -> None:
        """Say it, unless it was said enough and the caller did not ask for it: then a person says something else."""
        lines = saying.lines if asked_for else self._once_more(saying)
        if lines is None and saying.then is Then.HANG_UP:
            self._hang_up()
        elif lines is None:
            self._transfer(self.rules.fallback_route, Reason.NO_PROGRESS)
        else:
            self.memory.said = saying
            self._speak(lines if saying.then is Then.HANG_UP else self._with_offer(lines), saying.then)
            self._keep_whole(saying)
            self._enter(State.SPEAKING)

    def _once_more(self, saying: Saying) -> tuple[Line, ...] | None:
        """What may be said of it; None when it was said enough."""
        if self.memory.repetition.has_put(saying):
            self._note_frustration(self.memory.frustration.asked_again())
        self.memory.repetition, lines = self.memory.repetition.put(saying)
        return lines

    def _put_off(self) -> None:
        """The answer takes long: say so, but not again and again."""
        self.memory.repetition, may_be_said = self.memory.repetition.put_off()
        if may_be_said:
            self._speak(FILLER)

    def _with_offer(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Once, when the caller's patience wears thin: before anything else, how to have a person."""
        known = self.memory.frustration
        if known.offered or KEYS & set(lines) or known.score < self.rules.thresholds.frustration_warn:
            return lines
        self._note_frustration(replace(known, offered=True))
        return (Prompt("offer_person"), *lines)

    def _note_frustration(self, now: Frustration) -> None:
        """Keep how patient the caller is, and on record what that is judged by, when it has changed."""
        before, self.memory.frustration = self.memory.frustration, now
        if (before.signs, before.offered) != (now.signs, now.offered):
            self._commands.append(commands.RecordFrustration(self.memory.turn, now.signs, now.score, now.offered))

    def _speak(self, lines: tuple[Line, ...], then: Then = Then.LISTEN, skip_seconds: float = 0.0) -> None:
        self._then = then
        memory = self.memory
        self._commands.append(self._speaker.speak(lines, memory.turn, self._now, skip_seconds, memory.manner))
        memory.marks = self._speaker.marks
        if lines != FILLER:
            memory.spoken = Saying(lines, then=then)

    def _keep_whole(self, saying: Saying) -> None:
        """Who wants to hear again a question that was put in short hears all of it."""
        said = self.memory.spoken
        if said and saying.expects.kind is not Awaited.FREE and said.lines[-1] not in saying.lines:
            self.memory.spoken = Saying(asked_in(saying.lines), then=saying.then)

    def _hush(self) -> None:
        self._commands += self._speaker.stop(self._now)

    def _watch_playback(self) -> None:
        if self._speaker.never_began(self._now):
            self._give_up_speaking()
        elif playing := self._speaker.ended(self._now):
            self._playback_ended(playing)

    def _on_playback_finished(self, event: events.PlaybackFinished) -> None:
        if playing := self._speaker.marked(event.mark, self._now, event.after_seconds):
            self._playback_ended(playing)

    def _playback_ended(self, playing: Playback) -> None:
        self._commands.append(playing.account(self._now))
        if self.state is State.DISCLOSING:
            self._disclosure_ended(playing)
        elif self.state is State.TRANSFERRING:
            self._told_closed = self._told_closed or tells_closed(playing.lines)
            self._leave()
        elif self.state is State.SPEAKING and self._then is Then.HANG_UP:
            self._hang_up()
        elif self.state is State.SPEAKING:
            self._lines_ended()

    def _lines_ended(self) -> None:
        self._enter(State.LISTENING)

    @property
    def _opening_question(self) -> Saying:
        return Saying((Prompt(self.rules.disclosure.then),))

    def _hang_up(self) -> None:
        ending = Disposition.RESOLVED if self.memory.answered > 1 else Disposition.GOODBYE
        self._commands.append(commands.HangUp(Disposition.MACHINE if self.memory.machine >= ENOUGH else ending))
        self._enter(State.ENDED)

    def _disclose(self) -> None:
        self._speak(tuple(Prompt(name) for name in self.rules.disclosure.prompts))
        self._enter(State.DISCLOSING)

    def _disclosure_ended(self, playing: Playback) -> None:
        self._commands.append(playing.evidence(self._now, complete=True))
        self.memory.disclosed = True
        self._opened()

    def _opened(self) -> None:
        """The caller has heard what they must hear first."""
        self._say(self._opening_question)

    # --- the way to a person ---

    def _transfer(self, route: str, reason: Reason, words: tuple[Line, ...] = ()) -> None:
        """Save the hand-off, then say so; `words` are the assistant's own for it."""
        if self.state is State.DISCLOSING and self._speaker.playback:
            evidence = self._speaker.playback.evidence(self._now, complete=False, cut_by=reason)
            self._commands.append(evidence)
        self._hand_off(route, reason)
        self._hush()
        self._leaving_for = route, reason
        self._speak(self._going(words) or (Prompt(_CONNECTING.get(reason, "connecting")),))
        self._enter(State.TRANSFERRING)

    def _going(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """What tells the caller where they go; instead, where nobody is at work there, that it is so."""
        if self._leaving_for is None or self._leaving_for[0] not in self.memory.closed:
            return lines
        return said_when_closed(lines, self._leaving_for[1], self.memory.care, self.rules)

    def _leave(self) -> None:
        lines, self._last_words = self._last_words, ()
        if lines:
            self._speak(lines)
        else:
            self._close()

    def _hand_off(self, route: str, reason: Reason) -> None:
        memory = self.memory
        said = memory.intent, memory.wish, memory.care, memory.given
        self._commands.append(commands.Transfer(route, reason, *said))

    def _give_up_speaking(self) -> None:
        if self.state is State.TRANSFERRING:
            self._close()
        else:
            self._give_up_on(Reason.ENGINE_FAILED)

    def _give_up_on(self, reason: Reason) -> None:
        if self.state is not State.TRANSFERRING:
            self._transfer(self.rules.fallback_route, reason)

    def _on_line_failed(self, _: events.LineFailed) -> None:
        if self.state is not State.TRANSFERRING:
            self._hand_off(self.rules.fallback_route, Reason.LINE_FAILED)
        self._close()
