"""RasaDialogue against everything that a broken Rasa, or something else on its port, may answer."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from ivr.core.commands import Ask, Parse
from ivr.core.record import Awaited, Begins, Expects, Slot, Topic, Understanding
from ivr.engines.dialogue import RasaDialogue
from ivr.errors import EngineError

SECRET = "a-secret-made-for-tests"
GOOD_REPLY = {"messages": [{"text": "We're open."}], "expects": {"kind": "free"}, "slots": {}}
GOOD_PARSE = {"intent": "opening_hours", "confidence": 0.97, "ranking": [], "entities": []}


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Rasa:
    """Answers from a list, the last for ever, and remembers what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.asked = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.asked.set()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return answer
        if isinstance(answer, asyncio.Event):
            await answer.wait()
        return httpx.Response(200, text=json.dumps(answer))

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(r.content) for r in self.requests]


def ask(text: str, turn: int = 1, instead_of: int = 0) -> Ask:
    return Ask(turn, text, instead_of)


def dialogue(rasa: Rasa, clock: Callable[[], float] | None = None, deadline_seconds: float = 5.0) -> RasaDialogue:
    client = httpx.AsyncClient(transport=httpx.MockTransport(rasa))
    return RasaDialogue(
        "http://rasa.test/", SECRET, deadline_seconds=deadline_seconds, client=client, clock=clock or Clock()
    )


def replying(**changes: Any) -> dict[str, Any]:
    return GOOD_REPLY | changes


async def test_a_text_is_parsed_into_intent_and_confidence() -> None:
    rasa = Rasa(GOOD_PARSE)
    assert await dialogue(rasa).parse("CA1", Parse(1, 1, "when are you open")) == Understanding("opening_hours", 0.97)
    assert rasa.requests[0].url == "http://rasa.test/webhooks/phone/parse"
    assert rasa.requests[0].headers["authorization"] == f"Bearer {SECRET}"
    in_call = {"call": "CA1", "slots": {}, "turn": 1, "instead_of": 0}
    assert rasa.bodies() == [{"text": "when are you open", "in_call": in_call}]


async def test_an_answer_that_the_assistant_knows_for_one_comes_with_the_intent() -> None:
    understood = await dialogue(Rasa(GOOD_PARSE | {"answers": True})).parse("CA1", Parse(1, 1, "take it off"))
    assert understood == Understanding("opening_hours", 0.97, answers=True)


async def test_a_topic_that_the_model_hears_comes_with_the_intent() -> None:
    rasa = Rasa(GOOD_PARSE | {"topic": {"name": "medical", "confidence": 0.8}})
    understood = await dialogue(rasa).parse("CA1", Parse(1, 1, "when are you open"))
    assert understood == Understanding("opening_hours", 0.97, Topic.MEDICAL, 0.8)


async def test_a_topic_that_the_phone_has_no_care_for_is_none() -> None:
    rasa = Rasa(GOOD_PARSE | {"topic": {"name": "poetry", "confidence": 0.8}})
    assert (await dialogue(rasa).parse("CA1", Parse(1, 1, "when are you open"))).topic is None


async def test_a_reply_keeps_every_sentence_in_order_and_what_is_awaited() -> None:
    rasa = Rasa(replying(messages=[{"text": "One."}, {"text": "Two?"}], expects={"kind": "digits", "digits": 6}))
    reply = await dialogue(rasa).reply("CA1", ask("where is my order"))
    assert reply.texts == ("One.", "Two?")
    assert reply.expects == Expects(Awaited.DIGITS, 6)
    assert (reply.transfer_route, reply.hang_up, reply.repeat) == (None, False, False)


async def test_a_menu_key_is_sent_as_an_intent_and_never_as_text() -> None:
    rasa = Rasa(GOOD_REPLY)
    talk = dialogue(rasa)
    await talk.reply("CA1", ask("/order_status"))
    await talk.reply("CA1", ask("order status"))
    assert rasa.bodies()[0] == {"call": "CA1", "slots": {}, "turn": 1, "instead_of": 0, "intent": "order_status"}
    assert rasa.bodies()[1] == {"call": "CA1", "slots": {}, "turn": 1, "instead_of": 0, "text": "order status"}


@pytest.mark.parametrize(
    ("custom", "field", "value"),
    [
        ({"transfer": {"route": "orders"}}, "transfer_route", "orders"),
        ({"transfer": {"route": None}}, "transfer_route", ""),
        ({"hang_up": True}, "hang_up", True),
        ({"repeat": True}, "repeat", True),
    ],
)
async def test_what_the_assistant_decides_reaches_the_core(custom: dict[str, Any], field: str, value: object) -> None:
    reply = await dialogue(Rasa(replying(messages=[{"custom": custom}]))).reply("CA1", ask("hello"))
    assert getattr(reply, field) == value


async def test_messages_without_text_are_ignored_and_the_others_kept() -> None:
    messages = [{"text": None}, {"text": "Kept."}, {"text": "  "}, {}, {"custom": {}}, {"text": "This too."}]
    reply = await dialogue(Rasa(replying(messages=messages))).reply("CA1", ask("hello"))
    assert reply.texts == ("Kept.", "This too.")


@pytest.mark.parametrize("wordless", ["...", "\U0001f44d", "?!", "\u2014"])
async def test_a_message_that_no_voice_can_say_costs_the_others_nothing(wordless: str) -> None:
    reply = await dialogue(Rasa(replying(messages=[{"text": "Kept."}, {"text": wordless}]))).reply("CA1", ask("hello"))
    assert reply.texts == ("Kept.",)
    with pytest.raises(EngineError, match="nothing to say"):
        await dialogue(Rasa(replying(messages=[{"text": wordless}]))).reply("CA1", ask("hello"))


GARBAGE: dict[str, Any] = {
    "error": httpx.Response(500, json=GOOD_REPLY | GOOD_PARSE),
    "unauthorized": httpx.Response(401, json={"error": "unauthorized"}),
    "redirect": httpx.Response(302, headers={"location": "http://elsewhere.test/"}),
    "html": httpx.Response(200, text="<html>Bad gateway</html>"),
    "empty": httpx.Response(200, content=b""),
    "cut json": httpx.Response(200, content=b'{"messages": [{"text": "We'),
    "not utf-8": httpx.Response(200, content=b'{"intent": "\xff\xfe"}'),
    "deep": httpx.Response(200, content=b"[" * 60_000),
    "list": [],
    "object": {},
    "null": None,
    "number": 7,
    "connection refused": httpx.ConnectError("refused"),
    "connection cut": httpx.RemoteProtocolError("cut"),
    "compressed": httpx.Response(200, headers={"content-encoding": "br"}, stream=httpx.ByteStream(b"{}")),
    "10 MB": httpx.Response(200, content=b"x" * 10_000_000),
}


@pytest.mark.parametrize("kind", GARBAGE)
async def test_garbage_is_a_failure_and_is_never_spoken(kind: str) -> None:
    with pytest.raises(EngineError):
        await dialogue(Rasa(GARBAGE[kind])).reply("CA1", ask("hello"))
    with pytest.raises(EngineError):
        await dialogue(Rasa(GARBAGE[kind])).parse("CA1", Parse(1, 1, "hello"))
    assert not await dialogue(Rasa(GARBAGE[kind])).ready()


@pytest.mark.parametrize(
    "changes",
    [
        {"messages": []},
        {"messages": None},
        {"messages": "We're open."},
        {"messages": [{"text": None}, {"text": ""}, {"image": "http://x.test/y.png"}]},
        {"messages": [{"text": 5}]},
        {"messages": [{"text": "\ud800"}]},
        {"messages": ["We're open."]},
        {"messages": [{"custom": {"hang_up": "yes"}}]},
        {"messages": [{"custom": {"transfer": "orders"}}]},
        {"messages": [{"text": "Again."}] * 50},
        {"messages": [{"text": "word " * 1000}]},
        {"expects": {"kind": "a song"}},
        {"expects": {"kind": "digits", "digits": -1}},
        {"expects": {"kind": "digits", "digits": "6"}},
        {"expects": None},
        {"slots": []},
        {"slots": {"order_number": "4" * 20_000}},
        {"collected": {"order_number": "4" * 20_000}},
        {"collected": ["421807"]},
        {"slots": {"order_number": "\ud800"}},
    ],
)
async def test_a_reply_of_the_wrong_shape_is_a_failure(changes: dict[str, Any]) -> None:
    with pytest.raises(EngineError):
        await dialogue(Rasa(replying(**changes))).reply("CA1", ask("hello"))


@pytest.mark.parametrize("confidence", ["NaN", "Infinity", "1e999", "-0.1", "1.01", '"0.9"', "null", "true"])
async def test_a_confidence_that_is_no_probability_is_a_failure(confidence: str) -> None:
    body = f'{{"intent": "greet", "confidence": {confidence}}}'
    with pytest.raises(EngineError):
        await dialogue(Rasa(httpx.Response(200, text=body))).parse("CA1", Parse(1, 1, "hello"))


async def test_an_error_says_nothing_of_what_was_said() -> None:
    answers = [replying(messages=[{"text": ["my secret"]}]), httpx.Response(200, text="my secret")]
    for answer in answers:
        with pytest.raises(EngineError) as failure:
            await dialogue(Rasa(answer)).reply("CA1", ask("my secret"))
        assert "secret" not in str(failure.value)


async def test_a_silent_rasa_is_given_up_at_the_deadline() -> None:
    with pytest.raises(EngineError, match="within"):
        await dialogue(Rasa(asyncio.Event()), deadline_seconds=0.01).parse("CA1", Parse(1, 1, "hello"))


async def test_a_turn_may_take_longer_than_a_parse_since_its_actions_ask_others() -> None:
    client = httpx.AsyncClient(transport=httpx.MockTransport(Rasa(asyncio.Event())))
    talk = RasaDialogue("http://rasa.test", SECRET, deadline_seconds=60.0, reply_seconds=0.01, client=client)
    with pytest.raises(EngineError, match=r"0\.01 s"):
        await talk.reply("CA1", ask("hello"))


async def test_a_body_that_trickles_is_given_up_at_the_deadline() -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    with pytest.raises(EngineError, match="within"):
        await dialogue(Rasa(httpx.Response(200, content=trickle())), deadline_seconds=0.01).reply("CA1", ask("hello"))


async def test_reading_an_endless_body_stops_at_the_limit() -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 1024

    with pytest.raises(EngineError, match="more than"):
        await dialogue(Rasa(httpx.Response(200, content=endless()))).reply("CA1", ask("hello"))
    assert sent == 65


async def test_after_a_timeout_a_fresh_name_gets_the_slots_last_seen() -> None:
    known = {"requested_slot": "order_number"}
    rasa = Rasa(replying(slots=known), asyncio.Event(), GOOD_REPLY)
    talk = dialogue(rasa, deadline_seconds=0.05)
    await talk.reply("CA1", ask("where is my order"))
    with pytest.raises(EngineError):
        await talk.reply("CA1", ask("421807"))
    await talk.reply("CA1", ask("421807"))
    assert [(b["call"], b["slots"]) for b in rasa.bodies()] == [("CA1", {}), ("CA1", known), ("CA1#1", known)]


async def test_a_turn_given_up_by_its_caller_leaves_the_name_in_doubt() -> None:
    rasa = Rasa(asyncio.Event(), GOOD_REPLY)
    talk = dialogue(rasa)
    turn = asyncio.create_task(talk.reply("CA1", ask("hello")))
    await rasa.asked.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    await talk.reply("CA1", ask("hello"))
    assert rasa.bodies()[1]["call"] == "CA1#1"


async def test_calls_share_nothing_and_are_forgotten() -> None:
    rasa = Rasa(replying(slots={"order_number": "421807"}), GOOD_REPLY)
    talk = dialogue(rasa)
    await talk.reply("CA1", ask("hello"))
    await talk.reply("CA2", ask("hello"))
    await talk.forget("CA1")
    await talk.forget("CA1")
    await talk.reply("CA1", ask("hello"))
    assert [b.get("slots") for b in rasa.bodies()] == [{}, {}, None, {}]
    assert rasa.bodies()[2] == {"calls": ["CA1"]}


async def test_a_rasa_that_cannot_forget_harms_no_call() -> None:
    rasa = Rasa(GOOD_REPLY, httpx.ConnectError("refused"), GOOD_REPLY)
    talk = dialogue(rasa)
    await talk.reply("CA1", ask("hello"))
    await talk.forget("CA1")
    assert (await talk.reply("CA1", ask("hello"))).texts


async def test_every_name_that_a_call_had_is_forgotten() -> None:
    rasa = Rasa(httpx.ReadTimeout("slow"), GOOD_REPLY, httpx.Response(200, json={"forgotten": 2}))
    talk = dialogue(rasa)
    with pytest.raises(EngineError):
        await talk.reply("CA1", ask("hello"))
    await talk.reply("CA1", ask("hello"))
    await talk.forget("CA1")
    assert rasa.bodies()[-1] == {"calls": ["CA1", "CA1#1"]}


async def test_three_failures_in_a_row_are_enough_for_five_seconds() -> None:
    clock = Clock()
    rasa = Rasa(*[httpx.ConnectError("refused")] * 3, GOOD_PARSE)
    talk = dialogue(rasa, clock)
    for _ in range(5):
        with pytest.raises(EngineError):
            await talk.parse("CA1", Parse(1, 1, "hello"))
    assert len(rasa.requests) == 3
    clock.now += 5.0
    assert (await talk.parse("CA1", Parse(1, 1, "hello"))).intent == "opening_hours"
    assert (await talk.parse("CA1", Parse(1, 1, "hello"))).intent == "opening_hours"


async def test_one_more_failure_after_the_pause_opens_the_circuit_again() -> None:
    clock = Clock()
    rasa = Rasa(httpx.ConnectError("refused"))
    talk = dialogue(rasa, clock)
    for _ in range(4):
        with pytest.raises(EngineError):
            await talk.reply("CA1", ask("hello"))
    clock.now += 5.0
    for _ in range(3):
        with pytest.raises(EngineError):
            await talk.reply("CA1", ask("hello"))
    assert len(rasa.requests) == 4


async def test_two_failures_and_a_success_leave_the_circuit_closed() -> None:
    refused = httpx.ConnectError("refused")
    rasa = Rasa(refused, refused, GOOD_PARSE, refused, refused, GOOD_PARSE)
    talk = dialogue(rasa)
    failures = 0
    for _ in range(6):
        try:
            await talk.parse("CA1", Parse(1, 1, "hello"))
        except EngineError:
            failures += 1
    assert (failures, len(rasa.requests)) == (4, 6)


async def test_refused_words_do_not_open_the_circuit_for_other_calls() -> None:
    rasa = Rasa(*[httpx.Response(400, json={"message": "text must not be empty"}) for _ in range(4)], GOOD_PARSE)
    talk = dialogue(rasa)
    for _ in range(4):
        with pytest.raises(EngineError):
            await talk.parse("CA1", Parse(1, 1, "?"))
    assert (await talk.parse("CA1", Parse(1, 1, "hello"))).intent == "opening_hours"


async def test_ready_only_when_rasa_says_so() -> None:
    assert await dialogue(Rasa({"ready": True, "model": "m"})).ready()
    assert not await dialogue(Rasa({"ready": False})).ready()
    assert not await dialogue(Rasa({"ready": "yes"})).ready()


async def test_closing_closes_the_connections() -> None:
    client = httpx.AsyncClient(transport=httpx.MockTransport(Rasa(GOOD_PARSE)))
    await RasaDialogue("http://rasa.test", SECRET, client=client).aclose()
    assert client.is_closed


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.test:1")
    talk = RasaDialogue("http://127.0.0.1:9", SECRET, deadline_seconds=2.0)
    with pytest.raises(EngineError, match="ConnectError"):
        await talk.parse("CA1", Parse(1, 1, "hello"))
    await talk.aclose()


async def test_a_turn_is_numbered_and_says_which_ones_it_stands_for() -> None:
    rasa = Rasa(GOOD_REPLY)
    await dialogue(rasa).reply("CA1", ask("opening hours on Sunday", turn=3, instead_of=2))
    assert (rasa.bodies()[0]["turn"], rasa.bodies()[0]["instead_of"]) == (3, 2)


async def test_a_turn_that_is_still_on_its_way_is_awaited_before_it_is_withdrawn() -> None:
    going = asyncio.Event()
    rasa = Rasa(going, GOOD_REPLY)
    talk = dialogue(rasa)
    first = asyncio.create_task(talk.reply("CA1", ask("opening hours", turn=1)))
    await rasa.asked.wait()
    second = asyncio.create_task(talk.reply("CA1", ask("opening hours on Sunday", turn=2, instead_of=1)))
    going.set()
    await asyncio.gather(first, second, return_exceptions=True)
    assert [body["turn"] for body in rasa.bodies()] == [1, 2]


async def test_rules_are_told_what_the_caller_has_given_in_whichever_shape_the_assistant_keeps_it() -> None:
    answers = {"order": "421807", "confirmed": True}
    rasa = Rasa(replying(slots={"plan": "gold", "task": {"answers": answers}}, collected=answers))
    reply = await dialogue(rasa).reply("CA1", ask("421807"))
    assert reply.slots == (Slot("plan", "gold"), Slot("order", "421807"), Slot("confirmed", "yes"))


async def test_what_a_withdrawn_turn_filled_in_is_not_restored() -> None:
    rasa = Rasa(replying(slots={"known": "yes"}), replying(slots={"known": "yes", "wrong": "421"}), GOOD_REPLY)
    talk = dialogue(rasa)
    await talk.reply("CA1", ask("hello", turn=1))
    await talk.reply("CA1", ask("four two one", turn=2))
    await talk.reply("CA1", ask("four two one eight oh seven", turn=3, instead_of=2))
    assert rasa.bodies()[2]["slots"] == {"known": "yes"}


async def test_going_back_over_several_turns_restores_what_was_known_before_the_first_of_them() -> None:
    filled = [replying(slots={"a": 1}), replying(slots={"a": 1, "b": 2}), replying(slots={"a": 1, "b": 2, "c": 3})]
    talk = dialogue(rasa := Rasa(*filled, GOOD_REPLY))
    for turn in (1, 2, 3):
        await talk.reply("CA1", ask("hello", turn=turn))
    await talk.reply("CA1", ask("other", turn=5, instead_of=2))
    await talk.reply("CA1", ask("from the beginning", turn=6, instead_of=1))
    assert [body["slots"] for body in rasa.bodies()[3:]] == [{"a": 1}, {}]


async def test_what_an_answer_awaits_may_name_words_and_be_binding() -> None:
    awaited = {"kind": "choice", "words": ["delivery", "returns"], "binding": True}
    reply = await dialogue(Rasa(replying(expects=awaited))).reply("CA1", ask("hello"))
    assert reply.expects == Expects(Awaited.CHOICE, 0, ("delivery", "returns"), True)


async def test_digits_that_may_hold_a_zero_are_typed_with_a_star() -> None:
    awaited = {"kind": "digits", "digits": 10, "star_is_zero": True}
    reply = await dialogue(Rasa(replying(expects=awaited))).reply("CA1", ask("hello"))
    assert reply.expects == Expects(Awaited.DIGITS, 10, star_is_zero=True)


async def test_a_choice_may_be_answered_with_a_time_and_by_the_key_of_its_place() -> None:
    awaited = {"kind": "choice", "times": True, "numbered": True}
    reply = await dialogue(Rasa(replying(expects=awaited))).reply("CA1", ask("hello"))
    assert reply.expects == Expects(Awaited.CHOICE, times=True, numbered=True)


async def test_a_phone_number_may_have_its_countrys_code_or_be_the_one_called_from() -> None:
    awaited = {"kind": "digits", "digits": 10, "begins": {"1": 11, "011": 0}, "own_phone": True}
    reply = await dialogue(Rasa(replying(expects=awaited))).reply("CA1", ask("hello"))
    assert reply.expects == Expects(Awaited.DIGITS, 10, begins=(Begins("1", 11), Begins("011", 0)), own_phone=True)


async def test_a_reply_may_be_worked_out_ahead_as_the_very_turn_that_is_asked_then() -> None:
    rasa = Rasa(GOOD_PARSE, replying(slots={"a": 1}), GOOD_PARSE, GOOD_REPLY)
    talk = dialogue(rasa)
    await talk.parse("CA1", Parse(1, 1, "hello"))
    await talk.reply("CA1", ask("hello", turn=1))
    await talk.parse("CA1", Parse(2, 1, "hours", instead_of=1, ahead=True))
    await talk.reply("CA1", ask("hours", turn=2, instead_of=1))
    parsed, asked = rasa.bodies()[2:]
    assert "ahead" not in rasa.bodies()[0]
    assert rasa.bodies()[0]["in_call"]["slots"] == {}  # what was asked is in them
    assert parsed["ahead"] | {"text": parsed["text"]} == asked
