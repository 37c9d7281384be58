"""Who asks what is known of them, or to have it deleted, is told the truth at once; a person does the rest."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Speak, Transfer
from ivr.core.events import RoutesClosed
from ivr.core.record import Flag, Prompt, Reason, Topic

from .english import ENGLISH
from .moments_of_a_call import MOMENTS
from .scripted import RULES, Caller, caller_who_listened

KNOWN = [
    "What do you know about me?",
    "What do you have on me?",
    "What information do you have about me?",
    "What data do you keep on me?",
    "I want to know everything you have about me.",
    "Tell me what's stored about me.",
    "I want a copy of my data.",
    "Send me all the data you hold about me.",
    "This is a subject access request.",
    "I'd like to access my data.",
    "Can I see the information you have stored about me?",
    "What have you got on me?",
    "What does your company know about me?",
    "I want to see my records that you keep.",
    "Give me a list of the information you store on me.",
]
DELETED = [
    "Delete my data.",
    "I want you to delete my data.",
    "Please erase everything you have about me.",
    "I want my data deleted.",
    "Delete all my information.",
    "Remove my details from your system.",
    "I want to be forgotten.",
    "Forget everything about me.",
    "Wipe my records.",
    "I have the right to be forgotten.",
    "Get rid of all the data you have on me.",
    "My account should be deleted.",
    "Could you delete my recordings and transcripts?",
    "I demand erasure of all my data, deletion of my records.",
    "Please remove me from your database, delete everything.",
]
ASKED = [*((text, "rights_known") for text in KNOWN), *((text, "rights_deleted") for text in DELETED)]
NEITHER = [
    "I want to cancel my contract.",
    "I dispute this charge.",
    "Don't share my data with anybody.",
    "Where is my order?",
]


def names(text: str) -> list[str]:
    return [line.name for line in ENGLISH.my_data.answer_to(text) if isinstance(line, Prompt)]


@pytest.mark.parametrize(
    ("text", "wanted"), [(t, "rights_known") for t in KNOWN] + [(t, "rights_deleted") for t in DELETED]
)
def test_each_is_a_right_and_is_answered(text: str, wanted: str) -> None:
    assert ENGLISH.topics.topic_of(text) is Topic.RIGHTS
    assert wanted in names(text)


@pytest.mark.parametrize("text", NEITHER)
def test_other_rights_are_answered_as_before(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_truth_is_told_and_a_person_comes_wherever_the_call_is(moment: str) -> None:
    caller = MOMENTS[moment]()
    caller.says("What do you know about me?")
    handed_on = caller.only(Transfer)
    assert (handed_on.reason, handed_on.route) == (Reason.SENSITIVE_TOPIC, "complaints")
    assert handed_on.care is not None
    assert Flag.TICKET in handed_on.care.flags
    assert caller.all(Speak)[-1].lines == (Prompt("rights_known"), Prompt("topic_rights"))


def test_both_are_answered_in_one_breath() -> None:
    caller = caller_who_listened()
    caller.says("What do you know about me? Delete my data.")
    assert caller.all(Speak)[-1].lines[:2] == (Prompt("rights_known"), Prompt("rights_deleted"))


def test_out_of_hours_the_truth_is_told_all_the_same() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.does(RoutesClosed(("support", "complaints")))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    caller.says("Delete my data.")
    assert caller.all(Speak)[-1].lines == (Prompt("rights_deleted"), Prompt("closed"))
