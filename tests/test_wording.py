"""Wording: each rule finds what breaks it and lets be what does not, and says where, what and how to mend it."""

import json
from pathlib import Path

import pytest

from ivr.errors import PromptError
from ivr.settings import ROOT
from ivr.written.domain import read_domain
from ivr.written.recorded import load_manifest
from ivr.written.wording import look_at
from ivr.written.wording.exceptions import read_exceptions
from ivr.written.wording.line import Line, prompt_lines
from ivr.written.wording.look import breaches_of
from ivr.written.wording.rule import Rule

PROMPTS = ROOT / "audio_prompts"
NOT_READ_YET = "Your appointment has been successfully scheduled and an electronic confirmation is being transmitted."

BREAKS = [
    (Rule.HUMAN, "Hi, I'm a real person."),
    (Rule.HUMAN, "Hello, I am an agent of Fernhill."),
    (Rule.HUMAN, "You’re speaking to one of our team members."),
    (Rule.HUMAN, "You're really talking with a human."),
    (Rule.HUMAN, "Yes, I'm human."),
    (Rule.HUMAN, "No, I'm not a robot."),
    (Rule.HUMAN, "You're not talking to a machine."),
    (Rule.HUMAN, "This is not a recording."),
    (Rule.HUMAN, "You're not talking to AI."),
    (Rule.HUMAN, "I am not an automated assistant."),
    (Rule.HUMAN, "My name is Anna. How can I help?"),
    (Rule.AI, "You're talking to an automated assistant, not a person."),
    (Rule.AI, "Hello, this is Fernhill's automated assistant."),
    (Rule.AI, "I really am a machine, not a person."),
    (Rule.AI, "Our virtual agent can't take your call right now."),
    (Rule.AI, "You've reached the Fernhill bot."),
    (Rule.AI, "Welcome to our automated phone system."),
    (Rule.KEY_ORDER, "Press 1 for orders."),
    (Rule.KEY_ORDER, "Press one to hear about orders, press two to hear about returns."),
    (Rule.KEY_ORDER, "Tell me what you need, or press zero for a person."),
    (Rule.KEY_ORDER, "Say human or press zero at any time, and I'll put you through to someone."),
    (Rule.KEY_ORDER, "Dial 9 if you want a person."),
    (Rule.KEYS, "For a, press 1. For b, press 2. For c, press 3. For d, press 4. For a person, press 0."),
    (Rule.ZERO, "To hear that again, press zero."),
    (Rule.QUESTION, "Is that right? Say yes or no."),
    (Rule.QUESTION, "Is that right? Or is it another one?"),
    (Rule.SENTENCES, "We got it. It was fine. We paid you. You have the money. Bye."),
    (Rule.LIST, "You can ask for an order, a return, a bill, a visit, or a person."),
    (Rule.SECONDS, "We will " + "go on and on and " * 8 + "stop."),
    (Rule.GRADE, NOT_READ_YET),
]
KEEPS = [
    "You're talking to an automated A.I. assistant, not a person.",
    "I'm an automated A.I., not a person. To talk to a person, say human or press zero.",
    "My name is Ava, and I'm an AI assistant.",
    "I'm artificial intelligence, not a person.",
    "Ask a shop assistant for the key.",
    "The machine has to cool down before we collect it.",
    "I'm connecting you to a person.",
    "I'm not recording this call.",
    "Please don't give any card number until you're talking to a person.",
    "I'm afraid a person has to look at this.",
    "This is the agent line of Fernhill.",
    "To reach a person, say human or press zero, at any time.",
    "For your order, press one. For opening hours, press two. For returns, press three. For a person, press zero.",
    "For your order press one, for opening hours press two.",
    "If that is right, press one.",
    "Press the keys of your order number.",
    "I can check an order, tell you our opening hours, explain returns, or put you through to a person.",
    "Sorry, we have no news of the order, the return, the bill or the visit.",
    "Sorry, I didn't catch that. Could you say it in a few words?",
    "That's order {number}. Is that right?",
    "Confirmation unavailable.",
]


def line(text: str, language: str = "en", name: str = "greeting") -> Line:
    return Line("prompts.yml", 7, name, language, text)


def rules_broken(text: str, language: str = "en") -> set[Rule]:
    return {breach.rule for breach in breaches_of([line(text, language)])}


@pytest.mark.parametrize(("rule", "text"), BREAKS)
def test_each_rule_finds_what_breaks_it(rule: Rule, text: str) -> None:
    assert rule in rules_broken(text)


@pytest.mark.parametrize("text", KEEPS)
def test_what_breaks_no_rule_is_let_be(text: str) -> None:
    assert rules_broken(text) == set()


def test_every_rule_is_tried_here() -> None:
    assert {rule for rule, _ in BREAKS} == set(Rule)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ich bin ein echter Mensch."),
        ("es", "No soy un robot."),
        ("fr", "Je suis une vraie personne."),
        ("it", "Sono una persona."),
    ],
)
def test_a_claim_to_be_a_person_is_found_in_each_language_that_ships(language: str, text: str) -> None:
    assert rules_broken(text, language) == {Rule.HUMAN}


def test_a_breach_is_told_with_its_place_its_line_and_the_mending() -> None:
    hard, soft = (breaches_of([line(text)])[0].told() for text in ("Press 1 for orders.", NOT_READ_YET))
    assert hard.startswith('prompts.yml:7: greeting says "Press 1" before what it is for: say what it is for first')
    assert hard.endswith("(rule `key_order`)")
    assert soft.startswith("prompts.yml:7: warning: greeting is of reading grade")


def test_seconds_are_estimated_at_the_pace_of_our_own_recordings() -> None:
    recorded = load_manifest(PROMPTS, "en")
    lines = [line for line in prompt_lines(PROMPTS) if line.language == "en" and line.name in recorded]
    told, real = sum(line.seconds for line in lines), sum(recorded[line.name].seconds for line in lines)
    assert told == pytest.approx(real, rel=0.1)
    assert line("That's order {number}.").seconds > line("That's order.").seconds


def test_a_full_stop_within_a_word_ends_no_sentence() -> None:
    assert line("It costs 4.50 and comes by e.g. post. Is that fine?").sentences[-1] == "Is that fine?"
    assert len(line('She said "yes." That was all. {name} agreed.').sentences) == 3


def test_what_ships_keeps_every_rule() -> None:
    look = look_at(PROMPTS, read_domain(ROOT / "rasa_project"))
    assert look.mistakes + look.warnings == []
    assert look.lines >= 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Prompts and a domain, each with a line that breaks a rule."""
    (tmp_path / "prompts.yml").write_text("menu:\n  en: Press 1 for orders.\n")
    said = {"utter_done": [{"text": NOT_READ_YET}, {"text": "Done."}], "utter_wave": [{"custom": {"hang_up": True}}]}
    (tmp_path / "domain.yml").write_text(json.dumps({"intents": ["greet"], "responses": said}))
    return tmp_path


def excuse(folder: Path, line: str, rule: str, reason: str = "our lawyers insist on it") -> None:
    with (folder / "prompts.yml").open("a") as file:
        file.write(f"exceptions:\n  - line: {line}\n    rule: {rule}\n    reason: {reason}\n")


def test_prompts_and_responses_are_looked_at_alike(folder: Path) -> None:
    look = look_at(folder, read_domain(folder))
    assert look.lines == 3
    assert [told.split()[0] for told in look.mistakes] == ["prompts.yml:2:"]
    assert [told.split()[2] for told in look.warnings] == ["utter_done"]


def test_an_exception_with_a_reason_excuses_one_rule_of_one_line(folder: Path) -> None:
    excuse(folder, "menu", "key_order")
    look = look_at(folder, read_domain(folder))
    assert look.mistakes == []
    assert len(look.warnings) == 1


def test_an_exception_that_excuses_nothing_is_told(folder: Path) -> None:
    excuse(folder, "menu", "seconds")
    assert (
        "no line 'menu' breaks rule `seconds`: remove the exception"
        in look_at(folder, read_domain(folder)).warnings[-1]
    )


@pytest.mark.parametrize(
    ("rule", "reason", "problem"),
    [
        ("human", "our lawyers insist on it", "holds for every line"),
        ("zero", "our lawyers insist on it", "holds for every line"),
        ("shouting", "our lawyers insist on it", "Input should be"),
        ("seconds", "why", "at least 10 characters"),
    ],
)
def test_an_exception_of_no_rule_without_a_reason_or_from_a_promise_is_refused(
    folder: Path, rule: str, reason: str, problem: str
) -> None:
    excuse(folder, "menu", rule, reason)
    with pytest.raises(PromptError, match=rf"prompts.yml:[456]: exceptions\.0\.\w+: .*{problem}"):
        read_exceptions(folder)
    assert len(look_at(folder).mistakes) == 1


def test_exceptions_that_are_no_list_are_refused(folder: Path) -> None:
    with (folder / "prompts.yml").open("a") as file:
        file.write("exceptions: all of them\n")
    with pytest.raises(PromptError, match="valid list"):
        read_exceptions(folder)


def test_prompts_that_cannot_be_read_are_one_mistake(tmp_path: Path) -> None:
    assert len(look_at(tmp_path / "nowhere").mistakes) == 1
