"""Expectations of a scenario held against the report of its call."""

import re

from .caller import Caller, Heard
from .report import CallReport, LineHeard
from .scenario import Expect

NUMERALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
UNITS = {word: str(digit) for digit, word in enumerate(NUMERALS)}
"""Digits are compared as digits, whether written or spoken."""


def failures(expect: Expect, report: CallReport, caller: Caller, routes: dict[str, tuple[str, ...]]) -> list[str]:
    """Each in one line; empty when all came true."""
    return [
        *_of_words("the assistant", expect.said, expect.not_said, report.lines),
        *_of_times(expect, report),
        *_of_transfer(expect, report, routes),
        *_of_carrier(expect, report),
        *_of_steps(report, caller),
    ]


def normalised(text: str) -> str:
    """Lower case, no punctuation, digits one by one: “Order 421-807” is “order 4 2 1 8 0 7”."""
    words = re.findall(r"[a-z']+|\d", text.lower().replace("’", "'"))
    return " ".join(UNITS.get(word, word) for word in words)


def contains(text: str, phrase: str) -> bool:
    return f" {normalised(phrase)} " in f" {normalised(text)} "


def _of_words(who: str, said: tuple[str, ...], not_said: tuple[str, ...], lines: list[LineHeard]) -> list[str]:
    text = " ".join(line.text for line in lines)
    problems = []
    for phrase in said:
        if not contains(text, phrase):
            problems.append(f"{who} did not say “{phrase}”; heard: “{text[-300:]}”")
    problems += [f"{who} said “{phrase}”" for phrase in not_said if contains(text, phrase)]
    return problems


def _of_times(expect: Expect, report: CallReport) -> list[str]:
    problems = []
    if expect.within_seconds is not None:
        for turn in report.turns:
            if turn.answer_seconds is not None and turn.answer_seconds > expect.within_seconds:
                problems.append(_late(turn.label, turn.answer_seconds, expect.within_seconds))
    limit = expect.dead_air_under_seconds
    if limit is not None and report.dead_air_seconds >= limit:
        where = f"{report.dead_air_seconds:.2f} s of dead air at {report.dead_air_at_seconds:.2f}"
        problems.append(f"{where}, not under {limit:g} s")
    return problems


def _late(label: str, took: float, limit: float) -> str:
    return f"“{label}” was answered in {took:.2f} s, not within {limit:g} s"


def _of_transfer(expect: Expect, report: CallReport, routes: dict[str, tuple[str, ...]]) -> list[str]:
    problems = []
    wanted = expect.transferred_to
    reached = report.connected_to
    if wanted == "nobody":
        if reached is not None:
            problems.append(f"the caller was connected to {reached}, and should not have been to anybody")
    elif wanted is not None and not _is_at(wanted, reached, report.route, routes):
        problems.append(f"the call went to {reached or 'nobody'} (route {report.route}), not to {wanted}")
    for name, value in (("reason", report.reason), ("disposition", report.disposition)):
        if getattr(expect, name) is not None and getattr(expect, name) != value:
            problems.append(f"{name} is {value}, not {getattr(expect, name)}")
    tried = tuple(agent.number for agent in report.agents)
    if expect.agents_tried is not None and tried != expect.agents_tried:
        problems.append(f"agents tried: {', '.join(tried) or 'none'}; not {', '.join(expect.agents_tried) or 'none'}")
    whispers = " ".join(agent.whisper for agent in report.agents if agent.whisper)
    problems += [
        f"the agent was not told “{p}”; heard: “{whispers}”" for p in expect.whisper if not contains(whispers, p)
    ]
    return problems


def _is_at(wanted: str, reached: str | None, route: str | None, routes: dict[str, tuple[str, ...]]) -> bool:
    if wanted.startswith("+"):
        return reached == wanted
    # By name: the service's own word for the route, and an agent of that route when the rules are at hand.
    return reached is not None and (route == wanted or (route is None and reached in routes.get(wanted, ())))


def _of_carrier(expect: Expect, report: CallReport) -> list[str]:
    problems = [
        f"carrier error {error.code}: {error.text}"
        for error in report.carrier_errors
        if error.code not in expect.carrier_errors
    ]
    seen = {error.code for error in report.carrier_errors}
    problems += [f"carrier error {code} did not happen" for code in expect.carrier_errors if code not in seen]
    if expect.streams is not None and report.streams != expect.streams:
        problems.append(f"{report.streams} streams were opened, not {expect.streams}")
    if expect.voicemail is not None and bool(report.voicemails_seconds) != expect.voicemail:
        problems.append("no voicemail was recorded" if expect.voicemail else "a voicemail was recorded")
    if expect.disclosure is not None:
        complete = report.disclosure is not None and report.disclosure.complete
        if complete != (expect.disclosure == "complete"):
            problems.append(f"the disclosure was {'complete' if complete else 'not complete'}")
    intents = {turn.intent for turn in report.turns}
    problems += [f"intent {name} was not understood" for name in expect.intent if name not in intents]
    return problems


def _of_steps(report: CallReport, caller: Caller) -> list[str]:
    problems = list(caller.problems)
    for turn in report.turns:
        limit = caller.step_of_turn[turn.number].within_seconds
        if limit is not None:
            if turn.answer_seconds is None:
                problems.append(f"“{turn.label}” was never answered")
            elif turn.answer_seconds > limit:
                problems.append(_late(turn.label, turn.answer_seconds, limit))
    for heard in caller.heard:
        problems += _of_listening(heard, report)
    return problems


def _of_listening(heard: Heard, report: CallReport) -> list[str]:
    lines = [line for line in report.lines if heard.from_seconds <= line.at_seconds <= heard.to_seconds]
    problems = _of_words(f"step {heard.step}: the assistant", heard.listen.said, heard.listen.not_said, lines)
    limit = heard.listen.within_seconds
    if limit is not None:
        before = [turn for turn in report.turns if turn.ended_seconds <= heard.to_seconds]
        took = before[-1].answer_seconds if before else (lines[0].at_seconds if lines else None)
        if took is None or took > limit:
            problems.append(f"step {heard.step}: heard after {took if took is not None else 'never'} s, not {limit:g}")
    return problems
