"""What callers hear is understood: Whisper writes down every prompt after mu-law at 8 kHz."""

from collections.abc import Iterator

import pytest

from ivr.audio import RATE
from ivr.listening.misheard import MOST_PERCENT, Listened, Listener, listen, misheard
from ivr.listening.word_errors import Errors, errors
from ivr.ports import Clip
from ivr.settings import Settings
from ivr.written.disclosure import disclosure_problems, opening_problems
from ivr.written.prompts import PromptLibrary

DISCLOSURE = "Hello, I'm an automated AI for Fernhill, not a person. For a person, say human or press 0."


def listened(name: str, said: str, heard: str) -> Listened:
    return Listened(name, said, heard, errors(said, heard))


def test_prompts_that_are_understood_are_let_be() -> None:
    found = [listened("disclosure", DISCLOSURE, DISCLOSURE), listened("goodbye", "Goodbye.", "goodbye")]
    assert misheard(found, "en") == []


def test_a_fact_of_the_disclosure_that_is_not_heard_is_told_with_what_was() -> None:
    found = [listened("disclosure", DISCLOSURE, DISCLOSURE.replace("press 0", "press mirror"))]
    told = misheard(found, "en")
    assert "what to press for a person" in told[0]
    assert "press mirror" in told[0]


def test_too_many_words_that_are_not_understood_are_told_prompt_by_prompt() -> None:
    said = "one moment please while I look for it"
    found = [Listened("well", said, said, Errors(0, 8)), Listened("badly", said, "one mole men", Errors(6, 8))]
    told = misheard(found, "en")
    assert told[0].startswith("37.5 %")
    assert told[1:] == ["  badly: 'one mole men'"]


class Repeating:
    """Hears every clip as the text that it was made from."""

    def __init__(self, library: PromptLibrary) -> None:
        self._texts = {library.clip(name).ulaw: library.text(name) for name in library.names}

    def hear(self, clip: Clip) -> str:
        return self._texts[clip.ulaw]


def test_each_prompt_of_the_lines_language_is_listened_to_by_its_name() -> None:
    library = PromptLibrary(Settings.prompts_dir, "en", "Fernhill")
    found = list(listen(library, Repeating(library)))
    assert [one.name for one in found] == sorted(library.names - library.foreign)
    assert all(one.heard == one.text == library.text(one.name) and one.errors.wrong == 0 for one in found)


OPENING = ("disclosure", "notice")
"""One after the other, as callers hear them."""
WINDOW_SECONDS = 28.0
"""Whisper's own is 30 s and costs the same for a clip of two: prompts share it. One by one as many words were wrong."""
BETWEEN_SECONDS = 1.0
SILENCE = b"\xff"


def sharing_a_window(library: PromptLibrary) -> Iterator[tuple[str, str, Clip]]:
    """Prompts of the line's language as one clip with silence between them: names, text, sound."""
    names: list[str] = []
    seconds = 0.0
    for name in [*sorted(library.names - library.foreign - set(OPENING)), None]:
        more = library.clip(name).seconds + BETWEEN_SECONDS if name else WINDOW_SECONDS
        if names and seconds + more > WINDOW_SECONDS:
            between = SILENCE * int(BETWEEN_SECONDS * RATE)
            ulaw = between.join(library.clip(one).ulaw for one in names)
            yield ", ".join(names), " ".join(map(library.text, names)), Clip(ulaw)
            names, seconds = [], 0.0
        if name:
            names.append(name)
            seconds += more


@pytest.mark.engine
def test_every_prompt_is_understood_as_callers_hear_it_and_the_disclosure_in_all_its_facts() -> None:
    settings = Settings("https://ivr.example.com", "token", "key", "secret")
    library, listener = PromptLibrary(settings.prompts_dir, "en", "Fernhill"), Listener(settings, "en")
    found = [listened(names, said, listener.hear(clip)) for names, said, clip in sharing_a_window(library)]
    opening = Clip(b"".join(library.clip(name).ulaw for name in OPENING))
    found.append(listened("disclosure", " ".join(map(library.text, OPENING)), listener.hear(opening)))
    assert sum(len(one.name.split(", ")) for one in found) + 1 == len(library.names - library.foreign) > 40
    total = sum((one.errors for one in found), Errors(0, 0))
    assert total.percent <= MOST_PERCENT, misheard(found, "en")
    assert disclosure_problems(found[-1].heard, "en", opening.seconds) == []
    assert opening_problems([found[-1].heard], "en", opening.seconds) == []
