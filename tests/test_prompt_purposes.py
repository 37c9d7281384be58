"""What each prompt is for, in words that a supervisor reads."""

from ivr.console.prompt_purposes import OWN, grouped, language_told, purpose_of
from ivr.settings import ROOT
from ivr.written.prompt_texts import SAID_BY_BOTH, SAID_BY_CARRIER, load_texts

SHIPPED = load_texts(ROOT / "audio_prompts")


def test_every_prompt_that_ships_is_told_by_what_it_is_for() -> None:
    assert [name for name in SHIPPED if purpose_of(name).group == OWN] == []
    assert [name for name in SAID_BY_CARRIER | SAID_BY_BOTH if purpose_of(name).group == OWN] == []


def test_no_two_prompts_of_a_group_are_told_alike() -> None:
    for group, names in grouped(SHIPPED).items():
        assert len(set(names.values())) == len(names), group


def test_nothing_is_told_of_prompts_that_are_not_there() -> None:
    told = {name for names in grouped([*SHIPPED, "our_line"]).values() for name in names}
    assert told == {*SHIPPED, "our_line"}


def test_what_ends_in_a_number_or_a_language_says_which() -> None:
    assert purpose_of("emergency_000").told == "An emergency: call 000"
    assert purpose_of("closed_es").told == "Speaks Spanish, and nobody is in"
    assert purpose_of("closed_xx").told == "Speaks xx, and nobody is in"
    assert language_told("en") == "English"


def test_a_line_of_ones_own_stands_last_by_its_name() -> None:
    groups = grouped(["our_condolences", "disclosure"])
    assert list(groups) == ["How every call begins", OWN]
    assert groups[OWN] == {"our_condolences": "Our condolences"}
