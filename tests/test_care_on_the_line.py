"""What is known of a caller in need reaches the agent first, outlives a restart, and is heeded where nobody answers."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from ivr.core.care import care_for
from ivr.core.commands import Transfer
from ivr.core.record import Disposition, Flag, Reason, Topic
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.database import engine_of
from ivr.store.store import Store
from tests.conftest import AGENTS, CALL, CALLER, LINE, FakeRules, Twilio, dialled_numbers, said, verbs

AGENTS_HEAR = {
    Topic.EMERGENCY: "Urgent. The caller spoke of an emergency.",
    Topic.SELF_HARM: "Urgent. The caller spoke of self-harm, or not wanting to live.",
    Topic.BEREAVEMENT: "The caller spoke of a death.",
    Topic.FRAUD: "The caller spoke of fraud, or a lost or stolen card.",
}


def handed_on(topic: Topic, *more: Flag) -> HandOff:
    return HandOff("transfer", "support", Reason.SENSITIVE_TOPIC, None, "their words", care=care_for(topic, *more))


@pytest.fixture
def goes_on(twilio: Twilio, store: Store) -> Callable[[HandOff], None]:
    def leave(handoff: HandOff) -> None:
        twilio.ask("/voice/incoming", CallStatus="ringing")
        store.save_handoff(CALL, handoff)

    return leave


def test_a_transfer_is_handed_on_with_all_that_it_says() -> None:
    care, why = care_for(Topic.CHILD), Reason.SENSITIVE_TOPIC
    handed_over = HandOff.of(Transfer("support", why, "greet", "their words", care))
    assert handed_over == HandOff("transfer", "support", why, "greet", "their words", care=care)


# The agent


@pytest.mark.parametrize("topic", AGENTS_HEAR)
def test_an_agent_hears_of_it_before_anything_else(
    twilio: Twilio, goes_on: Callable[[HandOff], None], topic: Topic
) -> None:
    goes_on(handed_on(topic))
    twilio.ask("/voice/next")
    root = twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9", ParentCallSid=CALL)
    assert said(root).startswith(f"{AGENTS_HEAR[topic]} Call from the A.I. assistant: ")
    assert said(root).count(AGENTS_HEAR[topic]) == 2  # again with the second asking for a key
    assert "In their words: their words" in said(root)


@pytest.mark.parametrize("topic", Topic)
def test_there_is_a_word_for_each_topic(twilio: Twilio, goes_on: Callable[[HandOff], None], topic: Topic) -> None:
    goes_on(handed_on(topic))
    twilio.ask("/voice/next")
    assert "The caller spoke of " in said(twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9"))


@pytest.mark.parametrize(
    ("flag", "told"),
    [(Flag.SAFE_TO_TALK, "They say that it is safe to talk."), (Flag.UNSAFE_TO_TALK, "did not say that it is safe")],
)
def test_an_agent_hears_whether_it_is_safe_to_talk(
    twilio: Twilio, goes_on: Callable[[HandOff], None], flag: Flag, told: str
) -> None:
    goes_on(handed_on(Topic.ABUSE, flag))
    twilio.ask("/voice/next")
    assert told in said(twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9"))


# Where nobody answers


@pytest.fixture
def closed(rules_in_force: FakeRules) -> None:
    hours = [{"days": ["sun"], "opens": "09:00", "closes": "12:00"}]
    routes = {"support": {"agents": AGENTS, "hours": hours}}
    rules = {"routes": routes, "fallback_route": "support", "emergency_number": "112"}
    rules_in_force.rules = Rules.model_validate(rules)


@pytest.mark.parametrize("topic", [Topic.EMERGENCY, Topic.SELF_HARM])
def test_nobody_in_danger_is_asked_to_leave_a_message(
    twilio: Twilio, store: Store, goes_on: Callable[[HandOff], None], topic: Topic
) -> None:
    goes_on(handed_on(topic))
    twilio.ask("/voice/next")
    assert dialled_numbers(twilio.dialed(1, "no-answer")) == [AGENTS[1]]
    root = twilio.dialed(2, "no-answer")
    assert verbs(root)[-1] == "Hangup"
    assert "If anyone is in danger, hang up now and call nine one one." in said(root)
    assert "message" not in said(root)
    assert store.record(CALL).disposition is Disposition.GOODBYE


def test_out_of_hours_the_number_is_the_operators_own(
    closed: None, twilio: Twilio, goes_on: Callable[[HandOff], None]
) -> None:
    goes_on(handed_on(Topic.EMERGENCY))
    root = twilio.ask("/voice/next")
    assert "call one one two." in said(root)
    assert "Record" not in verbs(root)


@pytest.mark.parametrize("topic", [Topic.ABUSE, Topic.CHILD])
def test_nothing_is_recorded_or_named_of_those_whose_phone_others_may_hear(
    closed: None, twilio: Twilio, goes_on: Callable[[HandOff], None], topic: Topic
) -> None:
    goes_on(handed_on(topic))
    root = twilio.ask("/voice/next")
    assert verbs(root)[-1] == "Hangup"
    assert said(root) == "I'm sorry, our team is not in at the moment. Please call again."


def test_in_danger_and_told_that_nobody_is_in_the_number_is_all_that_is_left_to_say(
    closed: None, twilio: Twilio, store: Store, goes_on: Callable[[HandOff], None]
) -> None:
    goes_on(handed_on(Topic.SELF_HARM))
    store.told_closed(CALL)
    root = twilio.ask("/voice/next")
    assert said(root) == "If anyone is in danger, hang up now and call one one two."
    assert verbs(root)[-1] == "Hangup"


@pytest.mark.parametrize("topic", [Topic.BEREAVEMENT, Topic.FRAUD, Topic.COMPLAINT])
def test_others_may_leave_a_message(
    closed: None, twilio: Twilio, goes_on: Callable[[HandOff], None], topic: Topic
) -> None:
    goes_on(handed_on(topic))
    assert verbs(twilio.ask("/voice/next"))[-2:] == ["Record", "Redirect"]


# What is kept


@pytest.fixture
def database(settings: Settings) -> Iterator[sa.Engine]:
    engine = engine_of(settings.effective_database_url)
    yield engine
    engine.dispose()


def test_topic_priority_and_flags_are_kept_and_come_back_after_a_restart(
    open_store: Callable[..., Store], rules: Rules, settings: Settings, database: sa.Engine
) -> None:
    handoff = handed_on(Topic.ABUSE, Flag.SAFE_TO_TALK)
    for kept in (handoff, HandOff("transfer", "support", Reason.CALLER_ASKED)):
        store = open_store()
        call = f"{CALL[:-1]}{kept.reason == Reason.CALLER_ASKED:d}"
        store.begin_call(call, caller=CALLER, line=LINE, rules=rules, ready=True)
        store.save_handoff(call, kept)
        store.close()
        again = open_store()
        record = again.call(call)
        assert record is not None
        assert record.handoff == kept
        again.close()
    with database.connect() as connection:
        query = sa.text("SELECT topic, priority, flags FROM handoffs WHERE topic IS NOT NULL")
        [row] = connection.execute(query).mappings().all()
    assert (row["topic"], row["priority"]) == ("abuse", "urgent")
    assert "safe_to_talk" in str(row["flags"])


def test_no_page_for_the_public_tells_a_topic(client: FlaskClient, goes_on: Callable[[HandOff], None]) -> None:
    goes_on(handed_on(Topic.SELF_HARM))
    assert "self" not in client.get("/readyz").get_data(as_text=True)
