"""Running calls are watched from outside and helped: each help is answered by the call it is for, or by its end."""

import asyncio
from collections.abc import Callable

from ivr.call.gallery import Gallery
from ivr.call.onlooker import Known, Onlooker
from ivr.core.events import AudioHeard, Event, Helped
from ivr.core.help import Help, NotNow, Stands
from ivr.core.states import State

from .scripted import SILENCE, Caller, caller_who_listened

OFFER = Helped(Help.OFFER_PERSON, by="s-1")
NOW = 1_000_000.0


def onlooker_of(caller: Caller) -> Onlooker:
    return Onlooker(Known("CA1", "123", "+15550001", NOW - 10), caller.call, NOW)


def tells(caller: Caller, onlooker: Onlooker) -> Callable[[Event], None]:
    """As the runner: what the core answers is noted beside the journal."""

    def tell(event: Event) -> None:
        for command in caller.call.receive(event):
            onlooker.note(command)

    return tell


def of_one(caller: Caller) -> tuple[Gallery, Callable[[Event], None]]:
    gallery, onlooker = Gallery(), onlooker_of(caller)
    tell = tells(caller, onlooker)
    gallery.open("CA1", onlooker, tell)
    return gallery, tell


async def test_a_help_is_answered_by_the_call() -> None:
    gallery, _ = of_one(caller_who_listened())
    told = await gallery.help("CA1", OFFER)
    assert told is not None
    assert (told.stands, told.by) == (Stands.TAKEN, "s-1")
    refused = await gallery.help("CA1", Helped(Help.SAY_NEXT, "anything at all"))
    assert refused is not None
    assert (refused.stands, refused.why) == (Stands.REFUSED, NotNow.NO_SUCH_LINE)


async def test_of_two_helps_at_once_each_has_its_own_answer() -> None:
    caller, waiting = caller_who_listened(), list[Event]()
    onlooker, gallery = onlooker_of(caller), Gallery()
    gallery.open("CA1", onlooker, waiting.append)
    first = asyncio.ensure_future(gallery.help("CA1", OFFER))
    second = asyncio.ensure_future(gallery.help("CA1", Helped(Help.ASK_AGAIN, by="s-2")))
    await asyncio.sleep(0)
    for event in reversed(waiting):
        tells(caller, onlooker)(event)
    answers = await asyncio.gather(first, second)
    assert [one and (one.help, one.stands) for one in answers] == [
        (Help.OFFER_PERSON, Stands.REFUSED),
        (Help.ASK_AGAIN, Stands.TAKEN),
    ]


async def test_a_call_that_is_over_or_never_was_here_is_not_waited_for() -> None:
    gallery, _ = of_one(caller_who_listened())
    assert await gallery.help("CA2", OFFER) is None
    deaf = Gallery()
    deaf.open("CA1", onlooker_of(caller_who_listened()), lambda _: None)
    answer = asyncio.ensure_future(deaf.help("CA1", OFFER))
    await asyncio.sleep(0)
    deaf.close("CA1")
    assert await answer is None
    assert deaf.running() == []


async def test_a_later_stream_of_the_call_takes_the_place_of_the_earlier() -> None:
    gallery, _ = of_one(caller_who_listened())
    other = caller_who_listened()
    onlooker = onlooker_of(other)
    gallery.open("CA1", onlooker, tells(other, onlooker))
    assert len(gallery.running()) == 1
    assert await gallery.help("CA1", OFFER) is not None


def test_a_call_is_shown_with_when_its_state_began_and_looks_the_same_until_something_happens() -> None:
    caller = caller_who_listened()
    gallery, tell = of_one(caller)
    before = gallery.running()
    for _ in range(100):
        tell(AudioHeard(SILENCE, 0.0))
    assert gallery.running() == before
    (shown,) = before
    assert (shown.call, shown.ends, shown.since, shown.look.state) == ("CA1", "123", NOW - 10, State.LISTENING)
    assert abs(shown.state_since - NOW) < 0.1
    tell(OFFER)
    assert gallery.running() != before


async def test_how_it_stands_with_the_last_help_is_shown() -> None:
    caller = caller_who_listened()
    gallery, tell = of_one(caller)
    await gallery.help("CA1", OFFER)
    for _ in range(60):
        tell(AudioHeard(SILENCE, 0.0))
    (shown,) = gallery.running()
    assert shown.helped is not None
    assert shown.helped.stands is Stands.DONE
