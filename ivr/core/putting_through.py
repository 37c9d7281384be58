"""A caller who goes on while they are put through: the agent is told that as well.

Whom a rule sends is let finish. Who asks for a person is on the way at once, and what they say over the line that tells
them so may still name the team that they want: "Can I speak to someone", "in billing".
"""

from . import events
from .answering import BY_RULE
from .care import care_for, is_graver, lines_for
from .commands import AddToHandOff
from .interruption import Held, stopped
from .playback import Then
from .record import FREE, Line, Priority, Prompt, Reason, Topic
from .small_words import is_backchannel
from .states import State
from .teams import team_added
from .waiting import Waiting

_MOST_TIMES = 2
"""That a caller who goes on is waited for: the person comes."""
_MOST_SECONDS = 20.0
_MOST_SECONDS_TO_NAME_A_TEAM = 3.0
"""After that line: a person comes first."""


class PuttingThrough(Waiting):
    """The part of a call session that hears a caller after their words have decided where they go."""

    _additions = _MOST_TIMES
    """How often something was added since the transfer: at first, as often as may be."""
    _going_on_since: float | None = None
    _cut: Held | None = None
    """Of the line that says where they go."""
    _asked_in: str | None = None
    """The words by which a person was asked for, where a team may follow; None: where none may."""
    _leaves_at: float | None = None
    """When the call goes at the latest, though its caller is still naming a team."""

    def _transfer(self, route: str, reason: Reason, words: tuple[Line, ...] = ()) -> None:
        care = self.memory.care
        urgent = care is not None and care.priority is Priority.URGENT  # a number to call is not to be talked over
        self._asked_in = self._hearing.turn.text if self._may_name_a_team(route, reason) else None
        follows = reason in BY_RULE or self._asked_in is not None
        self._additions = 0 if follows and not urgent else _MOST_TIMES
        self._hearing.forget()
        super()._transfer(route, reason, words)

    def _may_name_a_team(self, route: str, reason: Reason) -> bool:
        """Whether a person was asked for and none of several teams yet."""
        own_way = reason is Reason.CALLER_ASKED and route == self.rules.ways_out.route
        return own_way and self.memory.care is None and len(self.rules.routes) > 1

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
        due = self._leaves_at is not None and self._now >= self._leaves_at
        if over or late or due or self._now - self._going_on_since >= _MOST_SECONDS:
            self._put_through()

    def _stop_if_they_go_on(self) -> None:
        if self._speaker.playback is None or self._hearing.speech_seconds < self.rules.timing.go_on_after_seconds:
            self._hearing.forget_blip()
            return
        self._going_on_since = self._now
        if self._asked_in is None:
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

    def _leave(self) -> None:
        """At the end of the line that says so, or once a team was named that was begun over it."""
        if self._asked_in is None or self._going_on_since is None or self._leaves_at is not None:
            super()._leave()
        else:
            self._leaves_at = self._now + _MOST_SECONDS_TO_NAME_A_TEAM

    def _add_a_team(self) -> None:
        """Who asked for a person has named a team, or something for the agent: the line goes on meanwhile."""
        turn, before = self._hearing.turn, self._asked_in or ""
        self._hearing.set_aside()
        turn.attempted = False
        self._additions, self._going_on_since = self._additions + 1, None
        if turn.words and not is_backchannel(turn.text, FREE):
            route = team_added(before, turn.text, self.rules.teams())
            if not self.memory.wish.endswith(before):
                self.memory.add_to_wish(before)
            self._asked_in = f"{before} {turn.text}"
            self.memory.add_to_wish(turn.text)
            self._commands.append(AddToHandOff(self.memory.wish, self.memory.care, route))
        if self._leaves_at is not None:
            super()._leave()

    def _put_through(self) -> None:
        """On to the agent, who is told what followed; after a cough or an "okay" the line goes on where it was cut."""
        if self._asked_in is not None:
            self._add_a_team()
            return
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
        self._speak(self._going(lines))
