"""Callers at every moment of a call at which they are listened to, for promises that hold wherever the call is."""

from collections.abc import Callable

from ivr.core.call import CallSession
from ivr.core.record import Awaited, Expects, Reply
from ivr.core.rules import BargeIn

from .english import ENGLISH
from .scripted import HOURS, RULES, Caller, asks, caller_just_answered, caller_who_listened

GUARDED = RULES.model_copy(update={"barge_in": {"ask_how": BargeIn.WORDS}})


def asked(expects: Expects) -> Caller:
    """A question of the assistant's, heard to its end."""
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("What is it?",), expects=expects))
    caller.hears_it_out()
    return caller


def thinking() -> Caller:
    caller = caller_who_listened()
    caller.says("what are your opening hours", "opening_hours", 0.97)
    return caller


def in_the_middle_of_an_answer() -> Caller:
    caller = thinking()
    caller.is_answered(HOURS)
    caller.is_silent(1.4)
    return caller


def over_a_line_that_only_words_stop() -> Caller:
    caller = Caller(CallSession(GUARDED, ENGLISH))
    caller.rings()
    caller.hears_it_out()
    caller.is_silent(0.4)
    return caller


def after_a_miss() -> Caller:
    caller = caller_who_listened()
    caller.says("mumble", "greet", 0.2)
    return caller


def with_digits_half_typed() -> Caller:
    caller = asked(Expects(Awaited.DIGITS, 6))
    caller.presses("4")
    caller.presses("2")
    return caller


def over_the_goodbye_to_a_machine() -> Caller:
    caller = caller_who_listened()
    caller.says("Please leave a message after the tone.")
    caller.is_silent(1.2)
    return caller


MOMENTS: dict[str, Callable[[], Caller]] = {
    "listening": caller_who_listened,
    "asked yes or no": lambda: asked(Expects(Awaited.YES_NO)),
    "asked for digits": lambda: asked(Expects(Awaited.DIGITS, 6)),
    "asked to choose": lambda: asked(Expects(Awaited.CHOICE, words=("repair", "refund"))),
    "asked for a name": lambda: asked(Expects(Awaited.NAME)),
    "asked what cannot be undone": lambda: asked(Expects(Awaited.YES_NO, binding=True)),
    "thinking": thinking,
    "answer just begun": caller_just_answered,
    "in the middle of an answer": in_the_middle_of_an_answer,
    "over a line that only words stop": over_a_line_that_only_words_stop,
    "after a miss": after_a_miss,
    "digits half typed": with_digits_half_typed,
    "over the goodbye to a machine": over_the_goodbye_to_a_machine,
}
