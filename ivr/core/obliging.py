"""What a caller may always ask is done here: said again, slower, one question back, from the beginning, the truth.

With no model, so it works with the dialogue dead; and nothing that waits to be said is lost by it.
"""

from . import events
from .guarding import Guarding
from .playback import Saying, Then
from .policy import Decision, Outcome
from .record import Awaited, Line, Prompt, Reason, Words
from .requests import MANNERS, Request, request_in
from .states import State
from .steps import first_unheard, way_back

_ANSWERS = {
    Request.HELP: "help",
    Request.WHO: "who_answer",
    Request.RECORDED: "recorded_answer",
    Request.DATA: "data_answer",
    Request.THANKS: "welcome",
}
_MOST_PATIENCE = 4.0


class Obliging(Guarding):
    """The part of a call session that obliges the caller; what it hears is in call.py."""

    def _carry_out(self, decision: Decision, text: str) -> None:
        match decision.outcome:
            case Outcome.REQUEST if decision.request:
                self._take_up_or_drop(is_all=request_in(text) is not None)
                self._oblige(decision.request)
            case Outcome.TELL_WHAT_WE_ARE:
                self._tell_what_we_are()
            case _:
                super()._carry_out(decision, text)

    def _take_up_or_drop(self, *, is_all: bool) -> None:
        """A turn was taken back, and this came of it: it counts unless the request is all that was said."""
        if self._withdrawn and is_all:
            self._withdrawn = None
            self._drop_answers()
        self._reinstate()

    def _oblige(self, request: Request) -> None:
        memory = self.memory
        match request:
            case Request.BACK:
                self._go_back()
            case Request.RESTART:
                self._start_again()
            case Request.OPENING:
                self._tell(*(Prompt(name) for name in self.rules.disclosure.prompts))
            case Request.MORE_TIME:
                memory.patience = min(_MOST_PATIENCE, 2 * memory.patience)
                self._tell(Prompt("take_your_time"), then_ask=False)
            case Request.GOODBYE:
                self._let_go()
                self._say(Saying((Prompt("goodbye"),), then=Then.HANG_UP))
            case _ if request in MANNERS or request is Request.REPEAT:
                memory.manner = memory.manner.after(request)
                self._repeat()
            case _:
                self._tell(Prompt(_ANSWERS[request]))

    # --- said again, and told ---

    def _repeat(self) -> None:
        """The last thing said; but an answer that is due or was not begun is better than what came before it."""
        if self._is_due:
            self._go_on()
        else:
            self._held = None
            self._say_again()

    def _tell_what_we_are(self) -> None:
        """Always the truth, and then the question; to whom asks it again and again the truth and a person."""
        memory = self.memory
        memory.repetition = memory.repetition.heard(digressed=True)
        if self._once_more(Saying((Prompt("robot_answer"), *self._question()), memory.expects)) is None:
            self._transfer(self.rules.ways_out.route, Reason.NO_PROGRESS, (Prompt("robot_then_person"),))
        else:
            self._tell(Prompt("robot_answer"))

    def _tell(self, *lines: Line, then_ask: bool = True) -> None:
        """Say this, then what was being said or is due, else the open question."""
        said, then = self.memory.said, Then.LISTEN
        after: tuple[Line, ...] = ()
        if not self._is_due:
            stopped, self._held = self._held, None
            if said and stopped and stopped.saying.lines == said.lines:
                after, then = said.lines, said.then
            elif then_ask:
                after = self._open_question()
        self._speak((*lines, *after), then)
        self._enter(State.SPEAKING)

    def _open_question(self) -> tuple[Line, ...]:
        """What the caller may answer: the whole of a particular question, the last line of an open one."""
        said = self.memory.said
        if not said or said.expects.kind is not Awaited.FREE:
            return self._question()
        last = said.lines[-1]
        is_question = last.text.endswith("?") if isinstance(last, Words) else last in self._opening_question.lines
        return (last,) if is_question else ()

    @property
    def _is_due(self) -> bool:
        """Whether an answer is awaited of the dialogue, or has come and was not begun."""
        return self._asked is not None or self._kept_reply is not None or bool(self._held and not self._held.begun)

    def _stop_for_caller(self) -> None:
        if self._is_due:  # it must not be lost for the sake of what was said while it was awaited
            self._hush()
        else:
            super()._stop_for_caller()

    def _lines_ended(self) -> None:
        if self._is_due:
            self._go_on()
        else:
            super()._lines_ended()

    def _on_stood_still(self, event: events.StoodStill) -> None:
        """Whoever spoke, or waited, meanwhile is told and asked again; what is being said or is due comes anyway."""
        self._speaker.stood_still(event.seconds)
        if self.state not in {State.LISTENING, State.HEARING}:
            return
        self._hearing.forget()
        self._begin_turn()
        self._tell(Prompt("sorry_dropped"))

    # --- back ---

    @property
    def _is_being_done(self) -> bool:
        """Whether a binding answer was given to the dialogue whose reply is awaited: it may have been acted on."""
        return self._asked is not None and self.memory.expects.binding

    def _let_go(self) -> None:
        """Drop what waits to be said. A turn whose answer is never heard is withdrawn: the question is still open."""
        memory = self.memory
        self._drop_answers()
        if not memory.expects.binding:
            unheard = first_unheard(memory.steps, memory.said)
            memory.withdrawn_from = unheard.turn if unheard else memory.withdrawn_from
            memory.steps = memory.steps[: memory.steps.index(unheard)] if unheard else memory.steps

    def _go_back(self) -> None:
        memory = self.memory
        way = way_back(memory.steps, memory.said)
        if way.is_barred:
            self._tell(Prompt("already_done"))
            return
        self._drop_answers()
        if way.to is None:
            self._tell(Prompt("nothing_before"))
            return
        memory.withdrawn_from, memory.steps = way.to.turn, way.left
        self._ask_anew(Prompt("going_back"), way.to.said or self._opening_question)

    def _start_again(self) -> None:
        """The dialogue forgets every turn. What was done stays done, and the caller is told so."""
        memory = self.memory
        done = any(step.is_binding for step in memory.steps)
        self._drop_answers()
        if memory.steps or memory.withdrawn_from:
            memory.withdrawn_from = 1
        memory.steps = ()
        memory.note_wish(None, "")
        self._ask_anew(Prompt("done_stays_done" if done else "starting_again"), self._opening_question)

    def _ask_anew(self, first: Prompt, question: Saying) -> None:
        self.memory.said, self.memory.misses_in_a_row = question, 0
        self._speak((first, *question.lines), question.then)
        self._enter(State.SPEAKING)
