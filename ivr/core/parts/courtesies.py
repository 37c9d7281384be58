"""What a caller may always ask is done here: said again, slower, one question back, from the beginning, the truth.

With no model, so it works with the dialogue dead; and nothing that waits to be said is lost by it.
"""

from ..record import Line, Prompt, Reason, Recording
from ..said.playback import Saying, Then
from ..said.questions import open_question, opening_question, particular_question
from ..said.steps import first_unheard, way_back
from ..states import State
from ..words.requests import MANNERS, Request
from .answering import Answering
from .course import Course
from .floor import Floor
from .patience import Patience
from .putting_through import PuttingThrough

ANSWERS = {
    Request.HELP: "help",
    Request.WHO: "who_answer",
    Request.RECORDED: "recorded_answer",
    Request.DATA: "data_answer",
    Request.THANKS: "welcome",
}
"""The prompts that answer a request by themselves."""
IF_RECORDED = {
    ("recorded_answer", Recording.ASKED): "recorded_answer_asked",
    ("recorded_answer", Recording.ON): "recorded_answer_on",
    ("recorded_answer", Recording.STOPPED): "recorded_answer_stopped",
    ("data_answer", Recording.ON): "data_answer_recorded",
    ("data_answer", Recording.STOPPED): "data_answer_recorded",
}
_MOST_PATIENCE = 4.0


class Courtesies:
    """The part of a call that obliges the caller."""

    def __init__(
        self, course: Course, floor: Floor, patience: Patience, through: PuttingThrough, answering: Answering
    ) -> None:
        self._course = course
        self._floor = floor
        self._patience = patience
        self._through = through
        self._answering = answering

    def oblige(self, request: Request) -> None:
        rules, memory = self._course.rules, self._course.memory
        match request:
            case Request.BACK:
                self._go_back()
            case Request.RESTART:
                self._start_again()
            case Request.OPENING:
                self.tell(*(Prompt(name) for name in rules.disclosure.prompts))
            case Request.MORE_TIME:
                memory.patience = min(_MOST_PATIENCE, 2 * memory.patience)
                self.tell(Prompt("take_your_time"), then_ask=False)
            case Request.GOODBYE:
                self.let_go()
                self._answering.say(Saying((Prompt("goodbye"),), then=Then.HANG_UP))
            case _ if request in MANNERS or request is Request.REPEAT:
                memory.manner = memory.manner.after(request)
                self._repeat()
            case _:
                self.tell(Prompt(self._true_now(ANSWERS[request])))

    def _true_now(self, answer: str) -> str:
        """What is said of a recording depends on how it stands with it."""
        return IF_RECORDED.get((answer, self._course.memory.recording), answer)

    # --- said again, and told ---

    def _repeat(self) -> None:
        """The last thing said; but an answer that is due or was not begun is better than what came before it."""
        if self._answering.is_due:
            self._answering.go_on()
        else:
            self._answering.let_go_of_held()
            self._floor.say_again()

    def tell_what_we_are(self) -> None:
        """Always the truth, and then the question; to whom asks it again and again the truth and a person."""
        memory, rules = self._course.memory, self._course.rules
        memory.repetition = memory.repetition.heard(digressed=True)
        told = Saying((Prompt("robot_answer"), *particular_question(memory)), memory.expects)
        if self._patience.once_more(told) is None:
            self._through.transfer(rules.ways_out.route, Reason.NO_PROGRESS, (Prompt("robot_then_person"),))
        else:
            self.tell(Prompt("robot_answer"))

    def tell(self, *lines: Line, then_ask: bool = True) -> None:
        """Say this, then what was being said or is due, else the open question."""
        memory, rules = self._course.memory, self._course.rules
        said, then = memory.said, Then.LISTEN
        after: tuple[Line, ...] = ()
        if not self._answering.is_due:
            stopped = self._answering.let_go_of_held()
            if said and stopped and stopped.saying.lines == said.lines:
                after, then = said.lines, said.then
            elif then_ask:
                after = open_question(memory, rules)
        self._floor.speak((*lines, *after), then)
        self._course.enter(State.SPEAKING)

    # --- back ---

    def let_go(self) -> None:
        """Drop what waits to be said. A turn whose answer is never heard is withdrawn: the question is still open."""
        memory = self._course.memory
        self._answering.drop()
        if not memory.expects.binding:
            unheard = first_unheard(memory.steps, memory.said)
            memory.withdrawn_from = unheard.turn if unheard else memory.withdrawn_from
            memory.steps = memory.steps[: memory.steps.index(unheard)] if unheard else memory.steps

    def _go_back(self) -> None:
        memory, rules = self._course.memory, self._course.rules
        way = way_back(memory.steps, memory.said)
        if way.is_barred:
            self.tell(Prompt("already_done"))
            return
        self._answering.drop()
        if way.to is None:
            self.tell(Prompt("nothing_before"))
            return
        memory.withdrawn_from, memory.steps = way.to.turn, way.left
        self._ask_anew(Prompt("going_back"), way.to.said or opening_question(rules))

    def _start_again(self) -> None:
        """The dialogue forgets every turn. What was done stays done, and the caller is told so."""
        memory, rules = self._course.memory, self._course.rules
        done = any(step.is_binding for step in memory.steps)
        self._answering.drop()
        if memory.steps or memory.withdrawn_from:
            memory.withdrawn_from = 1
        memory.steps = ()
        memory.note_wish(None, "")
        self._ask_anew(Prompt("done_stays_done" if done else "starting_again"), opening_question(rules))

    def _ask_anew(self, first: Prompt, question: Saying) -> None:
        self._course.memory.said, self._course.memory.misses_in_a_row = question, 0
        self._floor.speak((first, *question.lines), question.then)
        self._course.enter(State.SPEAKING)
