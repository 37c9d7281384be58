"""What a disclosure must say, and how soon: that an AI speaks, for whom, that it is no person, and both ways to one.

That the bare word "assistant" is not enough, and that callers must hear on whose behalf a machine speaks, is after the
European Commission's guidelines on Article 50 of the AI Act, C(2026) 5054. The limits in seconds are our own.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from ..core.words.wording import words_of
from ..errors import LanguageError

if TYPE_CHECKING:
    from ..language.spoken import SpokenLanguage

COMPANY = "{company}"
"""In a text: the company's name, of the rules."""
LONGEST_OPENING_SECONDS = 10.0
"""All that is said before the caller may speak: the disclosure, what follows it, and the first question."""
AI_WITHIN_SECONDS = 5.0


def says_ai(text: str, language: str) -> bool:
    """Whether a text says "AI" so that it is heard as that; not in a language that we know no word for it in."""
    room = _room(language)
    return room is not None and bool(room.disclosed.ai_ends(text))


def seconds_to_ai(text: str, language: str, seconds: float) -> float | None:
    """About when "AI" has been said, of a recording of this length; None where no word for it is known or found."""
    room = _room(language)
    said = room.disclosed.ai_ends(text) if room else 0.0
    return seconds * said if said else None


def disclosure_problems(text: str, language: str, seconds: float, company: str = "") -> list[str]:
    """What a disclosure leaves out, or that it takes too long for a caller to be told in time; a line each."""
    room = _room(language)
    problems = [f"disclosure ({language}) must say {what}" for what in (_missing(text, room) if room else ())]
    if company and not re.search(rf"(?<!\w){re.escape(company.rstrip('.'))}(?!\w)", text, re.IGNORECASE):
        problems.append(f"disclosure ({language}) must say for whom: {COMPANY}, which is {company}")
    if room and (after := seconds * room.disclosed.ai_ends(text)) > AI_WITHIN_SECONDS:
        what = f"says that it is an AI only after about {after:.1f} s; {AI_WITHIN_SECONDS:g} s at most"
        problems.append(f"disclosure ({language}) {what}")
    if seconds >= LONGEST_OPENING_SECONDS:
        what = f"takes {seconds:.1f} s; it must stay under {LONGEST_OPENING_SECONDS:g} s"
        problems.append(f"disclosure ({language}) {what}")
    return problems


def opening_problems(texts: Iterable[str], language: str, seconds: float) -> list[str]:
    """What the whole opening leaves out, or that callers must listen too long before they may speak; a line each."""
    room, problems = _room(language), []
    if seconds > LONGEST_OPENING_SECONDS:
        at_most = f"{LONGEST_OPENING_SECONDS:g} s at most; drop or shorten a prompt"
        problems.append(f"the opening takes {seconds:.1f} s: {at_most}")
    if room and not any(room.disclosed.written_down.search(words_of(text)) for text in texts):
        problems.append(f"the opening ({language}) must say what becomes of callers' words: that they are written down")
    return problems


def foreign_problems(text: str, language: str) -> list[str]:
    """What a line for callers in another language leaves out, who may not have understood the disclosure."""
    room = _room(language)
    if room is None or room.disclosed.ai.search(words_of(text)):
        return []
    return [f"must say in '{language}' that it is an AI: {room.disclosed.how_to_say_ai}"]


def _missing(text: str, room: "SpokenLanguage") -> list[str]:
    """The facts that are not in it."""
    words, disclosed = words_of(text), room.disclosed
    missing = []
    if not disclosed.ai.search(words):
        missing.append(f"that it is an AI: {disclosed.how_to_say_ai}")
    if not disclosed.automated.search(words):
        missing.append("that it is automated")
    if not disclosed.denies_person(text):
        missing.append("that it is not a person")
    if room.holds("ways_out") and not any(map(room.ways_out.asks_for_person, disclosed.words_to_say(text))):
        missing.append("what to say for a person: say human")
    if not disclosed.key.search(words):
        missing.append("what to press for a person: press zero")
    return missing


def _room(language: str) -> "SpokenLanguage | None":
    """The language, where it is known by which words a disclosure says what it must; `ivr check` tells of mistakes."""
    from ..language.spoken import begun  # loaded late: most who ask for COMPANY check nothing

    with suppress(LanguageError):
        room = begun(language)
        return room if room and room.holds("disclosure") and room.disclosed else None
    return None
