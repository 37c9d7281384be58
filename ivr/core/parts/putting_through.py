"""A caller who goes on while they are put through: the agent is told that as well.

Whom a rule sends is let finish. Who asks for a person is on the way at once, and what they say over the line that tells
them so may still name the team that they want: "Can I speak to someone", "in billing".
"""

from .. import events
from ..care import care_for, is_graver, lines_for
from ..commands import AddToHandOff
from ..heard.decision import BY_RULE
from ..heard.interruption import Held, stopped
from ..record import FREE, By, Choice, Line, Priority, Prompt, Reason, Topic
from ..said.playback import Playback, Then
from ..states import State
from .choosing import Choosing
from .course import Course
from .floor import Floor
from .hearing import Hearing
from .leaving import Leaving, said_first
from .paying import Paying

_MOST_TIMES = 2
"""That a caller who goes on is waited for: the person comes."""
_MOST_SECONDS = 20.0
_MOST_SECONDS_TO_NAME_A_TEAM = 3.0
"""After that line: a person comes first."""


class PuttingThrough:
    """The part of a call that sends it on, and hears a caller after their words have decided where they go."""

    def __init__(
        self, course: Course, hearing: Hearing, floor: Floor, leaving: Leaving, choosing: Choosing, paying: Paying
    ) -> None:
        self._course = course
        self._choosing = choosing
        self._paying = paying
        self._hearing = hearing
        self._floor = floor
        self._leaving = leaving
        self._additions = _MOST_TIMES
        """How often something was added since the transfer: at first, as often as may be."""
        self._going_on_since: float | None = None
        self._cut: Held | None = None
        """Of the line that says where they go."""
        self._asked_in: str | None = None
        """The words by which a person was asked for, where a team may follow; None: where none may."""
        self._leaves_at: float | None = None
        """When the call goes at the latest, though its caller is still naming a team."""

    # --- on to a person, or to an end ---

    def transfer(self, route: str, reason: Reason, words: tuple[Line, ...] = (), rule: str = "") -> None:
        """Save the hand-off, then say so; `words` are the assistant's own for it. Who is to pay by card comes back.

        `rule` is the one that decided it.
        """
        if self._paying.is_wanted(route, reason):
            self._hearing.forget()
            self._paying.begin(route, (*said_first(self._course.rules, rule), *words))
            return
        care = self._course.memory.care
        urgent = care is not None and care.priority is Priority.URGENT  # a number to call is not to be talked over
        self._asked_in = self._hearing.turn.text if self._may_name_a_team(route, reason) else None
        follows = reason in BY_RULE or self._asked_in is not None
        self._additions = 0 if follows and not urgent else _MOST_TIMES
        self._hearing.forget()
        self._leaving.transfer(route, reason, words, rule)

    def let_go_who_opted_out(self) -> None:
        """To a person, whatever was going on; at the start without a word of the assistant's."""
        course, route = self._course, self._course.rules.opted_out_route
        if Choice.NO_MACHINE not in course.memory.choices:
            return
        if course.state is State.STARTING:
            self._leaving.go_at_once(route, Reason.OPTED_OUT)
        elif course.state is not State.TRANSFERRING:
            self.transfer(route, Reason.OPTED_OUT)

    def give_up_on(self, reason: Reason) -> None:
        """An engine fails: to a person; while what follows is heard, without it."""
        if self._course.state is not State.TRANSFERRING:
            self.transfer(self._course.rules.fallback_route, reason)
        if self.hears_what_follows:
            self._additions = _MOST_TIMES
            if self._going_on_since is not None:
                self._put_through()

    def give_up_speaking(self) -> None:
        if self._course.state is State.TRANSFERRING:
            self._leaving.close()
        else:
            self.give_up_on(Reason.ENGINE_FAILED)

    def say_first(self, lines: tuple[Line, ...]) -> None:
        """Before the call leaves."""
        self._leaving.say_first(lines)

    def hang_up(self) -> None:
        self._leaving.hang_up()

    def line_failed(self) -> None:
        self._leaving.line_failed()

    def heard(self, playing: Playback) -> None:
        """The line that says so was heard to its end: the call goes, once a team was named that was begun over it."""
        self._leaving.heard(playing)
        if self._asked_in is None or self._going_on_since is None or self._leaves_at is not None:
            self._leaving.leave()
        else:
            self._leaves_at = self._course.now + _MOST_SECONDS_TO_NAME_A_TEAM

    # --- what follows ---

    @property
    def hears_what_follows(self) -> bool:
        """Whether what is said while they are put through is heard."""
        return self._course.state is State.TRANSFERRING and self._additions < _MOST_TIMES

    def hear_what_follows(self, event: events.AudioHeard) -> None:
        self._hearing.frame(event)
        if self._going_on_since is None:
            self._stop_if_they_go_on()
            return
        self._course.do(*self._hearing.listen(FREE))
        timing, now = self._course.rules.timing, self._course.now
        turn, silent = self._hearing.turn, self._hearing.silence_seconds
        known = turn.failed or (turn.transcript is not None and not turn.awaits_stretch)
        over = known and not self._hearing.caller_goes_on and silent >= timing.binding_after_seconds
        late = silent >= timing.engine_deadline_seconds
        due = self._leaves_at is not None and now >= self._leaves_at
        if over or late or due or now - self._going_on_since >= _MOST_SECONDS:
            self._put_through()

    def _may_name_a_team(self, route: str, reason: Reason) -> bool:
        """Whether a person was asked for and none of several teams yet."""
        rules = self._course.rules
        own_way = reason is Reason.CALLER_ASKED and route == rules.ways_out.route
        return own_way and self._course.memory.care is None and len(rules.routes) > 1

    def _stop_if_they_go_on(self) -> None:
        course, playing = self._course, self._floor.playback
        if playing is None or self._hearing.speech_seconds < course.rules.timing.go_on_after_seconds:
            self._hearing.forget_blip()
            return
        self._going_on_since = course.now
        if self._asked_in is None:
            self._cut = stopped(playing, FREE, Then.LISTEN, course.now)
            self._floor.hush()
        course.memory.turn += 1
        self._hearing.begin(course.memory.turn, words_suffice=True)

    def _add_a_team(self) -> None:
        """Who asked for a person has named a team, or something for the agent: the line goes on meanwhile."""
        turn, before, memory = self._hearing.turn, self._asked_in or "", self._course.memory
        self._hearing.set_aside()
        turn.attempted = False
        self._additions, self._going_on_since = self._additions + 1, None
        if turn.words and not self._course.language.small_words.is_backchannel(turn.text, FREE):
            route = self._course.language.teams.added_to(before, turn.text, self._course.rules.teams())
            if not memory.wish.endswith(before):
                memory.add_to_wish(before)
            self._asked_in = f"{before} {turn.text}"
            memory.add_to_wish(turn.text)
            self._course.do(AddToHandOff(memory.wish, memory.care, route))
            self._note_choices(self._asked_in)
        if self._leaves_at is not None:
            self._leaving.leave()

    def _note_choices(self, text: str) -> None:
        """ "A person, please", and then: "every time". What confirms it is said before the call leaves."""
        known, words = self._course.memory.choices, self._hearing.turn.transcript
        made = [one for one in self._course.language.choices.made_in(text) if one.choice not in known]
        if made:
            lines = self._choosing.note(made, By.VOICE, words.confidence if words else 0.0)
            self._leaving.say_first(lines)

    def _put_through(self) -> None:
        """On to the agent, who is told what followed; after a cough or an "okay" the line goes on where it was cut."""
        if self._asked_in is not None:
            self._add_a_team()
            return
        turn, cut, memory = self._hearing.turn, self._cut, self._course.memory
        self._hearing.set_aside()
        turn.attempted = False
        self._additions, self._going_on_since = self._additions + 1, None
        says_something = turn.words and not self._course.language.small_words.is_backchannel(turn.text, FREE)
        if not says_something and cut:
            self._floor.speak(cut.saying.lines, skip_seconds=cut.skip_seconds)
            return
        lines: tuple[Line, ...] = (Prompt("connecting"),)
        if turn.topic and is_graver(turn.topic, memory.care.topic if memory.care else Topic.COMPLAINT):
            memory.care = care_for(turn.topic)
            lines = lines_for(turn.topic, self._course.rules, turn.text, self._course.language)
        memory.add_to_wish(turn.text)
        self._course.do(AddToHandOff(memory.wish, memory.care))
        self._floor.speak(self._leaving.going(lines))
