"""How a turn is answered: given to the dialogue, replied to, and taken back when the caller goes on."""

from dataclasses import replace

from .. import commands, events
from ..heard.decision import Outcome
from ..heard.interruption import Committed, Held, Withdrawn, stopped
from ..record import Reason, Reply, Words
from ..said.answer import answer
from ..said.playback import Saying, Then
from ..said.reminding import is_due, reminded
from ..said.steps import Step
from ..states import State
from .course import Course
from .floor import FILLER, Floor
from .hearing import Hearing
from .helping import Helping
from .own_voice import OwnVoice
from .patience import Patience
from .putting_through import PuttingThrough

_MISSES = {Outcome.MISS, Outcome.NOTHING_SAID}


class Answering:
    """The part of a call that answers; it holds what waits to be said, and what may have to be taken back."""

    def __init__(
        self,
        course: Course,
        hearing: Hearing,
        voice: OwnVoice,
        floor: Floor,
        patience: Patience,
        through: PuttingThrough,
        helping: Helping,
    ) -> None:
        self._course = course
        self._hearing = hearing
        self._voice = voice
        self._floor = floor
        self._patience = patience
        self._through = through
        self._helping = helping
        self._committed: Committed | None = None
        self._withdrawn: Withdrawn | None = None
        self._asked: int | None = None
        self._held: Held | None = None
        self._kept_reply: Reply | None = None
        """To a turn that was taken back: it counts if nothing more was said."""
        self._said_filler = False
        self._ticket_turn: int | None = None

    def begin_turn(self) -> None:
        memory = self._course.memory
        memory.turn += 1
        self._hearing.begin(memory.turn, words_suffice=memory.asked_if_safe)
        self._said_filler = False
        self._committed = self._withdrawn = None
        self._voice.turn_begins()

    # --- what waits ---

    @property
    def has_more_to_say(self) -> bool:
        """Whether something was being said, or is about to be, that the caller began to speak over."""
        return self._held is not None or self._kept_reply is not None or self._asked is not None

    @property
    def is_due(self) -> bool:
        """Whether an answer is awaited of the dialogue, or has come and was not begun."""
        return self._asked is not None or self._kept_reply is not None or bool(self._held and not self._held.begun)

    @property
    def is_asked(self) -> bool:
        """Whether an answer is awaited of the dialogue, to this turn or an earlier one."""
        return self._asked is not None

    @property
    def awaits_reply(self) -> bool:
        """Whether this turn was given to the assistant; an earlier one's reply may be on its way besides."""
        return self.awaits_reply_to(self._hearing.turn.number)

    def awaits_reply_to(self, turn: int) -> bool:
        return self._asked == turn and self._course.state is not State.PAYING

    @property
    def is_being_done(self) -> bool:
        """Whether a binding answer was given to the dialogue whose reply is awaited: it may have been acted on."""
        return self._asked is not None and self._course.memory.expects.binding

    @property
    def held(self) -> Held | None:
        """What was stopped, or not begun, for the caller."""
        return self._held

    def hold(self, saying: Saying) -> None:
        """To be said once it is known what the caller wants."""
        self._held = Held(saying)

    def let_go_of_held(self) -> Held | None:
        """It is no longer worth saying; what it was."""
        held, self._held = self._held, None
        return held

    def drop(self) -> None:
        """Whatever waits to be said, or is awaited of the dialogue, is no longer wanted."""
        self._held = self._kept_reply = self._asked = None

    # --- what may be taken back ---

    @property
    def unfinished(self) -> Committed | None:
        """The turn that was committed, while so little of the answer was heard that it can be taken back."""
        within = self._floor.sounding_seconds <= self._course.rules.timing.take_back_within_seconds
        return self._committed if within else None

    @property
    def committed(self) -> Committed | None:
        """The turn that was acted on, as long as the caller may be found to go on."""
        return self._committed

    def commit(self, committed: Committed) -> None:
        """A turn is acted on, and may be taken back."""
        self._committed = committed

    def settle(self) -> None:
        """What was acted on stands."""
        self._committed = None

    def settle_all(self) -> None:
        """So does what was taken back before it."""
        self._committed = self._withdrawn = None

    @property
    def is_taken_back(self) -> bool:
        """Whether the turn at hand goes on from one that was taken back."""
        return self._withdrawn is not None

    def take_up_or_drop(self, *, is_all: bool) -> None:
        """A turn was taken back, and this came of it: it counts unless the new is all that was said."""
        if self._withdrawn and is_all:
            self._withdrawn = None
            self.drop()
        self.reinstate()

    def reinstate(self) -> None:
        """A turn was taken back for nothing: it counts after all."""
        if self._withdrawn is not None:
            memory = self._course.memory
            self._patience.restore(self._withdrawn.after)
            memory.withdrawn_from = self._withdrawn.after.withdrawn_from
            memory.misses_taken_back = 0
            self._withdrawn = None

    def take_back(self, committed: Committed) -> None:
        """The caller had not finished: the turn becomes the beginning of another, and nothing of it was said."""
        memory, record = self._course.memory, committed.record
        after = memory.snapshot()
        self.stop_for_caller()
        self._course.do(commands.TakeBack(record.turn))
        self._course.do(replace(record, outcome=Outcome.TAKEN_BACK, why=f"{record.why}; the caller went on"))
        self._patience.restore(committed.before)
        self._helping.taken_back(record.turn)
        memory.misses_taken_back += record.outcome in _MISSES
        if record.outcome == Outcome.ASK:
            memory.withdrawn_from = after.withdrawn_from or record.turn
        else:
            memory.withdrawn_from = committed.before.withdrawn_from
        self.begin_turn()
        self._hearing.go_on(memory.turn, committed)
        self._withdrawn = Withdrawn(after)
        self._course.enter(State.HEARING)

    # --- the dialogue ---

    def ask(self, text: str) -> None:
        course, memory = self._course, self._course.memory
        memory.misses_in_a_row = memory.misses_taken_back = 0
        self._held = self._kept_reply = None
        self._asked = self._hearing.turn.number
        if self._asked > course.rules.limits.turns:
            self._through.transfer(course.rules.fallback_route, Reason.LIMIT_REACHED)
            return
        memory.steps += (Step(self._asked, memory.said),)
        course.do(commands.Ask(self._asked, text, memory.withdrawn_from))
        memory.withdrawn_from = 0
        course.enter(State.THINKING)

    def have_written_down(self, said: str) -> None:
        """While the caller is told where they go. Nobody waits for it: a person comes whether it succeeds or not."""
        memory = self._course.memory
        self._ticket_turn = self._hearing.turn.number
        self._course.do(commands.Ask(self._ticket_turn, said, memory.withdrawn_from))
        memory.withdrawn_from = 0

    def put_off(self) -> None:
        """The answer takes long: say so, once for each."""
        if not self._said_filler:
            self._said_filler = True
            if self._patience.may_put_off():
                self._floor.speak(FILLER)

    def on_replied(self, event: events.Replied) -> None:
        if event.turn == self._ticket_turn and event.reply.transfer_route is not None:
            # The last says where they go.
            self._through.say_first(tuple(Words(text) for text in event.reply.texts[:-1]))
        if event.turn != self._asked or self._course.state in {State.TRANSFERRING, State.PAYING}:
            return
        self._asked = None
        if self._withdrawn and self._course.state is not State.THINKING:
            self._kept_reply = event.reply
        else:
            self._deliver(event.reply)

    def _deliver(self, reply: Reply) -> None:
        rules, memory, thinks = self._course.rules, self._course.memory, self._course.state is State.THINKING
        memory.given, memory.slots = reply.given, reply.slots
        if reply.transfer_route is not None:
            route = reply.transfer_route if reply.transfer_route in rules.routes else rules.fallback_route
            self._through.transfer(route, Reason.ASSISTANT_DECIDED, tuple(Words(text) for text in reply.texts))
            return
        saying = answer(reply, memory)
        memory.answered += 1
        if reply.repeat:
            memory.steps = memory.steps[:-1]
        if thinks and reply.repeat:
            self._floor.say_again()
        elif thinks:
            self.say(saying)
        else:
            self._held = Held(saying, asked_for=reply.repeat)

    # --- the answer ---

    def say(self, saying: Saying, *, asked_for: bool = False) -> None:
        """Say it, unless it was said enough and the caller did not ask for it: then a person says something else."""
        lines = saying.lines if asked_for else self._patience.once_more(saying)
        if lines is None and saying.then is Then.HANG_UP:
            self._through.hang_up()
        elif lines is None:
            self._through.transfer(self._course.rules.fallback_route, Reason.NO_PROGRESS)
        else:
            memory, now = self._course.memory, self._course.now
            memory.said = saying
            due = saying.then is not Then.HANG_UP and is_due(memory, now)  # a reminder offers a person as well
            offered = lines if due or saying.then is Then.HANG_UP else self._patience.with_offer(lines)
            offered = reminded(offered, memory, now) if due else offered
            offered = offered if saying.then is Then.HANG_UP else self._helping.first(offered)
            self._floor.speak(offered, saying.then)
            self._floor.keep_whole(saying)
            self._course.enter(State.SPEAKING)

    def stop_for_caller(self) -> None:
        """The caller speaks over the assistant, which falls silent; what it was saying is kept for a false start.

        An answer that is due must not be lost for the sake of what was said while it was awaited.
        """
        course, playing = self._course, self._floor.playback
        if playing and course.state is State.SPEAKING and not self.is_due:  # "one moment" is not worth saying again
            self._held = stopped(playing, course.memory.expects, self._floor.then, course.now)
        self._floor.hush()

    def go_on(self) -> None:
        """It was a false start: say what was held, from where it was stopped, or await the reply that is on its way."""
        if not self.has_more_to_say and self._withdrawn is None:
            self._course.enter(State.LISTENING)  # nothing was said, and nothing is to be said
            return
        self.reinstate()
        held, self._held = self._held, None
        reply, self._kept_reply = self._kept_reply, None
        if held is None or not held.begun:
            self._course.enter(State.THINKING)
        if held is not None and held.begun:
            self._floor.speak(held.saying.lines, held.saying.then, held.skip_seconds)
            self._course.enter(State.SPEAKING)
        elif held is not None:
            self.say(held.saying, asked_for=held.asked_for)
        elif reply is not None:
            self._deliver(reply)
