"""What of a call outlives its stream: enough to go on when the stream was lost."""

from dataclasses import dataclass, field, replace

from .facts import Facts
from .manner import PLAIN, Manner
from .record import FREE, Back, Care, Choice, Expects, HowPaid, Queue, Recording, Slot
from .said.playback import Saying
from .said.repetition import Repetition
from .said.steps import Step
from .words.card import NOTHING_TYPED, TypedDigits
from .words.frustration import Frustration

_CARD_TURNS = 3
"""In which the rest of a card number, its date or its code may come."""


@dataclass(slots=True)
class Memory:
    disclosed: bool = False
    told_at: float | None = 0.0
    """When the caller heard last what speaks to them, in heard audio; None: it is to be told again."""
    turn: int = 0
    marks: int = 0
    heard_frames: int = 0
    misses_in_a_row: int = 0
    misses_in_call: int = 0
    misses_taken_back: int = 0
    """Misses in the midst of what the caller was saying: they count, unless the whole is understood."""
    answered: int = 0
    """Turns that the assistant has replied to."""
    said: Saying | None = None
    """The last answer or question: what the caller answers to."""
    spoken: Saying | None = None
    """The last thing said, of whatever kind: what is said again when asked for."""
    steps: tuple[Step, ...] = ()
    """The turns that the dialogue was asked and that count, in order."""
    manner: Manner = PLAIN
    patience: float = 1.0
    """Times as long as usual that silence is waited for."""
    intent: str | None = None
    wish: str = ""
    """The caller's own words for what they want: the last that were free to be anything."""
    given: tuple[str, ...] = ()
    """What the assistant was given for the task at hand, as it was after its last reply."""
    withdrawn_from: int = 0
    """The first turn that the assistant was asked and that was taken back since; 0: none."""
    keys_offered: bool = False
    care: Care | None = None
    """What the caller spoke of that an agent must know of, wherever the call goes from here."""
    closed: tuple[str, ...] = ()
    """Routes at which nobody is at work, as far as is known."""
    called: str = ""
    """The number of ours that was rung."""
    waiting: tuple[Queue, ...] = ()
    """For the routes whose queues the rules ask about."""
    slots: tuple[Slot, ...] = ()
    """What the assistant has collected, of that which rules ask for, as it was after its last reply."""
    rules_held: frozenset[str] = frozenset()
    """Names of those that held in this call, and are on record."""
    choices: frozenset[Choice] = frozenset()
    """What the caller chose, on this call or an earlier one; a turn that is taken back takes none of it back."""
    is_remembered: bool = True
    """Whether the caller will be known again."""
    recording: Recording = Recording.UNASKED
    """What is decided about it stands, also when the turn is taken back."""
    asks_consent: bool = False
    """The caller was asked last whether the call may be recorded."""
    asked_if_safe: bool = False
    """The caller was asked whether it is safe to talk: what follows is the answer."""
    frustration: Frustration = field(default_factory=Frustration)
    repetition: Repetition = field(default_factory=Repetition)
    machine: int = 0
    """Evidence in the last turns, running, that no person speaks: of core/words/answering_machine.py."""
    digits_before: tuple[str, ...] = ()
    """Those of the last turns, if a number may go on from them: a card number must not be heard in pieces."""
    typed: TypedDigits = NOTHING_TYPED
    came_back: HowPaid | None = None
    """From paying, and has not been told yet how it went."""
    back: Back | None = None
    """By whose choice they are back from people, and have heard nothing of it yet."""
    done: str = ""
    """The prompt that tells what an agent has done for them."""
    times_back: int = 0
    """From people."""
    cards: int = 0
    """How often a card number was heard or typed."""
    card_turn: int = 0
    """When one was, last; 0: never."""

    @property
    def is_recorded(self) -> bool:
        """Whether something of the call's sound is kept."""
        return self.recording in {Recording.ON, Recording.STOPPED}

    @property
    def expects(self) -> Expects:
        return self.said.expects if self.said else FREE

    @property
    def card_may_go_on(self) -> bool:
        """Whether a card number was heard so lately that other digits may be the rest of it."""
        return self.card_turn > 0 and self.turn - self.card_turn <= _CARD_TURNS

    @property
    def facts(self) -> Facts:
        """What rules may ask of the call, whatever is said next."""
        return Facts(
            misses_in_a_row=self.misses_in_a_row,
            misses_in_a_call=self.misses_in_call,
            frustration=self.frustration.score,
            choices=self.choices,
            closed=frozenset(self.closed),
            slots={slot.name: slot.value for slot in self.slots},
            called=self.called,
            waiting={queue.route: queue.waiting for queue in self.waiting},
        )

    def note_card(self) -> None:
        self.cards, self.card_turn, self.digits_before = self.cards + 1, self.turn, ()

    def note_wish(self, intent: str | None, text: str) -> None:
        self.intent, self.wish = intent, text

    def add_to_wish(self, text: str) -> None:
        self.wish = f"{self.wish} {text}".strip()

    def is_missed_too_often(self, limit: int) -> bool:
        return self.misses_in_call + self.misses_taken_back >= limit

    def snapshot(self) -> "Memory":
        return replace(self)

    def restore(self, earlier: "Memory") -> None:
        """As before a turn that was taken back; what counts heard audio, turns and marks goes on."""
        self.misses_in_a_row, self.misses_in_call = earlier.misses_in_a_row, earlier.misses_in_call
        self.answered, self.said, self.spoken = earlier.answered, earlier.said, earlier.spoken
        self.steps, self.manner, self.patience = earlier.steps, earlier.manner, earlier.patience
        self.intent, self.wish, self.given = earlier.intent, earlier.wish, earlier.given
        self.slots = earlier.slots
        self.care, self.asked_if_safe = earlier.care, earlier.asked_if_safe
        self.frustration, self.repetition, self.machine = earlier.frustration, earlier.repetition, earlier.machine
        self.digits_before = earlier.digits_before
