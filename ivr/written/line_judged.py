"""Whether a prompt may say a text, told beside the field in which somebody writes it."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from ..core.rules import Rules
from ..errors import LanguageError
from .disclosure import COMPANY, disclosure_problems, foreign_problems
from .prompt_texts import FILE, filled, placeholders_for, placeholders_in
from .prompts import number_problems
from .script import Key
from .wording.exceptions import WordingException, without_excused
from .wording.line import Line
from .wording.look import breaches_of
from .wording.rule import Breach

LONGEST_TEXT = 600
_UNSPEAKABLE = re.compile(r"[<>\\`|]|://")


def problems_of_text(
    key: Key, text: str, before: str, rules: Rules, exceptions: Sequence[WordingException]
) -> list[str]:
    """What must be mended of a text that takes the place of another, whoever speaks it; a sentence each."""
    if wrong := _unreadable(text):
        return [wrong]
    name, language = key
    if misfilled := _wrongly_filled(name, text, before):
        return misfilled
    try:
        found = without_excused(breaches_of([_line(key, text)]), exceptions)
    except LanguageError as error:
        return [str(error).splitlines()[0]]
    told = [_told(breach) for breach in found if breach.rule.hard]
    told += [_bare(one, key) for one in number_problems(name, text, language)]
    if name in rules.other_languages.values():
        told += [_sentence(one) for one in foreign_problems(text, language)]
    if name == "disclosure":
        told += problems_of_disclosure(key, text, 0.0, rules.companies)
    return list(dict.fromkeys(told))


def problems_of_disclosure(key: Key, text: str, seconds: float, companies: Collection[str]) -> list[str]:
    """What it leaves out, or that it takes too long; `seconds` 0: nobody has spoken it yet."""
    told = dict[str, None]()
    for company in companies:
        told |= dict.fromkeys(
            _bare(one, key) for one in disclosure_problems(filled(text, company), key[1], seconds, company)
        )
    return list(told)


def advice_on_text(key: Key, text: str, exceptions: Sequence[WordingException]) -> list[str]:
    """What would be better, and keeps nobody from publishing."""
    if _unreadable(text):
        return []
    try:
        return [_told(one) for one in without_excused(breaches_of([_line(key, text)]), exceptions) if not one.rule.hard]
    except LanguageError:
        return []


def _unreadable(text: str) -> str:
    if not any(map(str.isalnum, text)):
        return "Write what is to be said: no prompt is silent."
    if len(text) > LONGEST_TEXT:
        return f"It has {len(text)} characters, and {LONGEST_TEXT} are taken: callers have to hear all of it."
    if any(unicodedata.category(sign).startswith("C") for sign in text):
        return "It holds a sign that nobody can see or say: type the text anew."
    if found := _UNSPEAKABLE.search(text):
        return f"Nobody can say “{found.group()}”: write it as it is spoken."
    return ""


def _wrongly_filled(name: str, text: str, before: str) -> list[str]:
    told = []
    if unknown := sorted(placeholders_in(text) - placeholders_for(name)):
        told.append(f"Nothing is known to stand for {unknown[0]}: take it out, or mend how it is written.")
    if missing := sorted(placeholders_in(before) - placeholders_in(text) - {COMPANY}):
        told.append(f"It must hold {', '.join(missing)}: there callers hear what is known only in the call.")
    return told


def _line(key: Key, text: str) -> Line:
    return Line(FILE, 1, *key, " ".join(text.split()))


def _told(breach: Breach) -> str:
    return _sentence(f"{breach.what}: {breach.mend}")


def _bare(told: str, key: Key) -> str:
    """Without the prompt's name: it stands beside its field."""
    return _sentence(told.removeprefix(f"{key[0]} ({key[1]}) "))


def _sentence(told: str) -> str:
    return f"It {told}."


def opening_told(problems: Sequence[str]) -> Iterator[str]:
    for one in problems:
        yield f"{one[:1].upper()}{one[1:]}."
