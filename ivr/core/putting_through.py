"""A caller who goes on while a rule puts them through: they are let finish, and the agent is told that as well."""

from . import events
from .answering import BY_RULE
from .care import care_for, is_graver, lines_for
from .commands import AddToHandOff
from .interruption import Held, stopped
from .obliging import Obliging
from .playback import Then
from .record import FREE, Line, Priority, Prompt, Reason, Topic
from .small_words import is_backchannel
from .states import State

_MOST_TIMES = 2
"""That a caller who goes on is waited for: the person comes."""
_MOST_SECONDS = 20.0


class PuttingThrough(Obliging):
    """The part of a call session that hears a caller after their words have decided where they go."""

    _additions = _MOST_TIMES
    """How often something was added since the transfer: at first, as often as may be."""
    _going_on_since: float | None = None
    _cut: Held | None = None
    """Of the line that says where they go."""

    def _transfer(self, route: str, reason: Reason, words: tuple[Line, ...] = ()) -> None:
        care = self.memory.care
        urgent = care is not None and care.priority is Priority.URGENT  # a number to call is not to be talked over
        self._additions = 0 if reason in BY_RULE and not urgent else _MOST_TIMES
        self._hearing.forget()
        super()._transfer(route, reason, words)

    @property
    def hears_what_follows(self) -> bool:
        """Whether what is said while they are put through is heard."""
        return self.state is State.TRANSFERRING and self._additions < _MOST_TIMES

    def _hear_what_follows(self, event: events.AudioHeard) -> None:
        self._hearing.frame(event)
        if self._going_on_since is None:
            self._stop_if_they_go_on()
            return
        self._commands += self._hearing.listen(FREE)
        turn, silent = self._hearing.turn, self._hearing.silence_seconds
        known = turn.failed or (turn.transcript is not None and not turn.awaits_stretch)
        over = known and not self._hearing.caller_goes_on and silent >= self.rules.timing.binding_after_seconds
        late = silent >= self.rules.timing.engine_deadline_seconds
        if over or late or self._now - self._going_on_since >= _MOST_SECONDS:
            self._put_through()

    def _stop_if_they_go_on(self) -> None:
        if self._speaker.playback is None or self._hearing.speech_seconds < self.rules.timing.go_on_after_seconds:
            self._hearing.forget_blip()
            return
        self._going_on_since = self._now
        self._cut = stopped(self._speaker.playback, FREE, Then.LISTEN, self._now)
        self._hush()
        self.memory.turn += 1
        self._hearing.begin(self.memory.turn, words_suffice=True)

    def _give_up_on(self, reason: Reason) -> None:
        """An engine fails while what follows is heard: then without it."""
        super()._give_up_on(reason)
        if self.state is State.TRANSFERRING and self.hears_what_follows:
            self._additions = _MOST_TIMES
            if self._going_on_since is not None:
                self._put_through()

    def _put_through(self) -> None:
        """On to the agent, who is told what followed; after a cough or an "okay" the line goes on where it was cut."""
        turn, cut = self._hearing.turn, self._cut
        self._hearing.set_aside()
        turn.attempted = False
        self._additions, self._going_on_since = self._additions + 1, None
        says_something = turn.words and not is_backchannel(turn.text, FREE)
        if not says_something and cut:
            self._speak(cut.saying.lines, skip_seconds=cut.skip_seconds)
            return
        lines: tuple[Line, ...] = (Prompt("connecting"),)
        if turn.topic and is_graver(turn.topic, self.memory.care.topic if self.memory.care else Topic.COMPLAINT):
            self.memory.care = care_for(turn.topic)
            lines = lines_for(turn.topic, self.rules, turn.text)
        self.memory.add_to_wish(turn.text)
        self._commands.append(AddToHandOff(self.memory.wish, self.memory.care))
        self._speak(lines)
