"""Whatever happens, in whatever order: nothing is raised, at most one transfer, nothing after the end."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.core.call import CallSession
from ivr.core.commands import (
    Ask,
    CloseStream,
    Command,
    HangUp,
    Parse,
    RecordDisclosure,
    Speak,
    Transcribe,
    Transfer,
)
from ivr.core.events import (
    AudioHeard,
    CallerHungUp,
    CallStarted,
    ChoicesKnown,
    EngineFailed,
    Event,
    Helped,
    KeyPressed,
    LineFailed,
    LookedBack,
    Parsed,
    PlaybackFinished,
    PlaybackStarted,
    Replied,
    StoodStill,
    StreamLost,
    Transcribed,
)
from ivr.core.help import Help
from ivr.core.record import Awaited, Choice, Engine, Expects, Reply, Transcript, Understanding
from ivr.core.states import State

from .english import ENGLISH
from .scripted import RULES, SILENCE

CARD = "4929 1234 5678 9014"
turns, attempts = st.integers(0, 4), st.integers(0, 3)
marks = st.builds(lambda n: f"m{n}", st.integers(1, 6))
asked_for = [
    "say that again",
    "slower",
    "louder",
    "go back",
    "start again",
    "hold on",
    "more time",
    "what can I say",
    "bye",
]
sensitive = ["there's smoke coming out of it", "my husband hits me", "my mother died"]
chosen = ["never a machine again", "don't record me", "don't use my words for training"]
by_rule = ["human", *chosen, "are you a robot", CARD, *asked_for, *sensitive]
texts = st.sampled_from(["", "where is my order", "yes", "421897", "/goodbye", "…", *by_rule])
expects = st.builds(Expects, st.sampled_from(Awaited), st.integers(0, 6), st.just(()), st.booleans())
replies = st.builds(
    Reply,
    st.lists(texts, max_size=2).map(tuple),
    expects,
    st.sampled_from([None, None, "support", "nowhere"]),
    st.booleans(),
    st.booleans(),
)
stretches = st.builds(
    lambda frames, speech: [AudioHeard(SILENCE, speech)] * frames,
    st.integers(1, 120),
    st.sampled_from([0.0, 0.4, 0.95]),
)
helps = st.builds(Helped, st.sampled_from(Help), st.sampled_from(["support", "nowhere", "take_your_time"]))
single = st.one_of(
    st.builds(CallStarted, st.booleans()),
    st.builds(KeyPressed, st.sampled_from("0123456789*#")),
    st.builds(PlaybackStarted, marks, st.floats(0, 3)),
    st.builds(PlaybackFinished, marks, st.floats(0, 5)),
    st.builds(StoodStill, st.floats(2, 60)),
    st.builds(ChoicesKnown, st.sampled_from([(), (Choice.NO_TRAINING,), (Choice.NO_MACHINE,)]), st.booleans()),
    helps,
    st.builds(Transcribed, turns, attempts, st.builds(Transcript, texts, st.floats(0, 1))),
    st.builds(
        Parsed, turns, attempts, st.builds(Understanding, st.sampled_from(["greet", "complaint"]), st.floats(0, 1))
    ),
    st.builds(Replied, turns, replies),
    st.builds(LookedBack, st.lists(st.sampled_from([0.0, 0.95]), max_size=40).map(tuple)),
    st.builds(EngineFailed, st.sampled_from(Engine), turns, attempts),
)
ends = st.sampled_from([LineFailed(), StreamLost(), CallerHungUp()])
middles = st.lists(st.one_of(single.map(lambda e: [e]), stretches), max_size=40)
calls = st.builds(
    lambda start, middle, end: [*start, *(event for part in middle for event in part), *end],
    st.sampled_from([[], [CallStarted()]]),
    middles,
    st.one_of(st.just([]), ends.map(lambda e: [e])),
)


@settings(max_examples=300)
@given(calls)
def test_any_order_of_events_keeps_the_promises(events: list[Event]) -> None:
    call = CallSession(RULES, ENGLISH)
    transfers, disclosed = 0, False
    for event in events:
        ended = call.state is State.ENDED
        commands = call.receive(event)
        assert not (ended and commands)
        transfers += sum(isinstance(c, Transfer) for c in commands)
        disclosed = disclosed or any(isinstance(c, RecordDisclosure) and c.complete for c in commands)
        assert disclosed or not any(isinstance(c, Transcribe) for c in commands)
        if any(isinstance(c, CloseStream | HangUp) for c in commands):
            assert call.state is State.ENDED
    assert transfers <= 1


@settings(max_examples=300)
@given(calls, calls)
def test_who_chose_to_have_no_machine_is_asked_nothing_by_it_whatever_happens(
    before: list[Event], after: list[Event]
) -> None:
    """From the moment on at which it is known: nothing is transcribed, understood or asked, and a person comes."""
    call = CallSession(RULES, ENGLISH)
    for event in before:
        call.receive(event)
    handed_on = call.state in {State.TRANSFERRING, State.ENDED}
    commands = call.receive(ChoicesKnown((Choice.NO_MACHINE,)))
    for event in [CallStarted(), *after]:
        commands += call.receive(event)
        assert call.state in {State.TRANSFERRING, State.ENDED}
    assert handed_on or sum(isinstance(c, Transfer) for c in commands) == 1
    assert not any(isinstance(c, Ask | Parse) for c in commands)


@settings(max_examples=200)
@given(calls)
def test_known_before_the_call_begins_not_a_word_is_said_to_them(events: list[Event]) -> None:
    call = CallSession(RULES, ENGLISH)
    commands = call.receive(ChoicesKnown((Choice.NO_MACHINE,)))
    for event in [CallStarted(), *events]:
        commands += call.receive(event)
    assert not any(isinstance(c, Speak | Transcribe | Parse | Ask) for c in commands)
    assert sum(isinstance(c, Transfer) for c in commands) == 1


@settings(max_examples=100)
@given(calls)
def test_the_same_events_give_the_same_commands(events: list[Event]) -> None:
    first, second = CallSession(RULES, ENGLISH), CallSession(RULES, ENGLISH)
    assert [first.receive(e) for e in events] == [second.receive(e) for e in events]


@settings(max_examples=150)
@given(calls)
def test_zero_reaches_a_person_wherever_the_call_is(events: list[Event]) -> None:
    call = CallSession(RULES, ENGLISH)
    commands = [c for event in events for c in call.receive(event)]
    gone = call.state is State.ENDED or any(isinstance(c, Transfer) for c in commands)
    commands = call.receive(KeyPressed("0"))
    assert gone or isinstance(next(c for c in commands if isinstance(c, Transfer)), Transfer)


@settings(max_examples=150)
@given(calls, st.booleans())
def test_silence_never_lasts_for_ever(events: list[Event], frames_arrive: bool) -> None:
    """From wherever a call is, five minutes in which nothing else happens bring it to a person or to its end."""
    call = CallSession(RULES, ENGLISH)
    commands = [c for event in [CallStarted(), *events] for c in call.receive(event)]
    if not frames_arrive:
        commands += call.receive(LineFailed())
    for _ in range(50 * 300):
        commands += call.receive(AudioHeard(SILENCE, 0.0))
    assert call.state is State.ENDED


class Engines:
    """Answer, late and in any order, what the core asks of them."""

    def __init__(self) -> None:
        self.asked: list[Command] = []

    def answer(self, which: int, text: str, reply: Reply, *, fails: bool) -> Event | None:
        if not self.asked:
            return None
        command = self.asked.pop(which % len(self.asked))
        if isinstance(command, Speak):
            return EngineFailed(Engine.SYNTHESIZER, command.turn) if fails else PlaybackStarted(command.mark, 1.0)
        if isinstance(command, Ask):
            return EngineFailed(Engine.DIALOGUE, command.turn) if fails else Replied(command.turn, reply)
        assert isinstance(command, Transcribe | Parse)
        if fails:
            return EngineFailed(Engine.TRANSCRIBER, command.turn, command.attempt)
        if isinstance(command, Parse):
            return Parsed(command.turn, command.attempt, Understanding("greet", 0.9))
        return Transcribed(command.turn, command.attempt, Transcript(text, 0.9))


answers = st.tuples(st.integers(0, 3), texts, replies, st.integers(0, 9).map(lambda n: n == 0))
sounds = st.tuples(st.sampled_from([1, 5, 8, 20, 45, 80]), st.sampled_from([0.0, 0.95]))
keys = st.sampled_from("123456789*#")


class Conversation:
    """A call past its disclosure, with engines whose answers are on their way."""

    def __init__(self) -> None:
        self.call, self.engines, self.marks = CallSession(RULES, ENGLISH), Engines(), ["m1"]
        self.happens(CallStarted())
        self.happens(self.engines.answer(0, "", Reply(()), fails=False))
        self.sounds(60, 0.0)
        self.happens(PlaybackFinished("m1"))
        self.happens(LookedBack((0.0,) * 60))

    def happens(self, event: Event | None) -> None:
        if event is not None:
            commands = self.call.receive(event)
            self.engines.asked += [c for c in commands if isinstance(c, Transcribe | Parse | Ask | Speak)]
            self.marks += [c.mark for c in commands if isinstance(c, Speak)]

    def sounds(self, frames: int, speech: float) -> None:
        for _ in range(frames):
            self.happens(AudioHeard(SILENCE, speech))

    def utterance(self) -> None:
        self.sounds(30, 0.95)
        self.sounds(75, 0.0)


helping = helps.map(lambda help: lambda c: c.happens(help))
answering = answers.map(lambda a: lambda c: c.happens(c.engines.answer(a[0], a[1], a[2], fails=a[3])))
steps = st.one_of(
    *(answering, answering, answering),  # most questions are answered, or few turns would get far
    st.just(lambda c: c.utterance()),
    sounds.map(lambda s: lambda c: c.sounds(*s)),
    helping,
    keys.map(lambda key: lambda c: c.happens(KeyPressed(key))),
    st.just(lambda c: c.happens(PlaybackFinished(c.marks[-1]))),
)


@settings(max_examples=400)
@given(st.lists(steps, min_size=10, max_size=120))
def test_engines_that_answer_late_and_in_any_order_raise_nothing(
    happenings: list[Callable[[Conversation], None]],
) -> None:
    conversation = Conversation()
    for happening in happenings:
        happening(conversation)
    assert conversation.call.state in State
