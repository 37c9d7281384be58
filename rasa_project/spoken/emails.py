"""E-mail addresses as callers say them, spell them or have them written: "h harper at example dot com, thank you".

The ending must be one that there is: publicsuffixlist carries the list of public suffixes (publicsuffix.org). What
follows it is no part of the address, and of what stands before the name neither politeness nor hesitation is. Whether
there is such a mailbox, no rule can tell: every address is to be read back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from publicsuffixlist import PublicSuffixList

from spoken.found import Found
from spoken.letters import letters_in
from spoken.mailbox import mailbox
from spoken.words import listed, stretches
from spoken_values.words import Word, at

PROVIDERS = {
    "gmail": "gmail.com", "googlemail": "googlemail.com", "yahoo": "yahoo.com", "hotmail": "hotmail.com",
    "outlook": "outlook.com", "icloud": "icloud.com", "aol": "aol.com", "protonmail": "protonmail.com",
    "comcast": "comcast.net", "verizon": "verizon.net", "msn": "msn.com",
}  # fmt: skip
"""Whom callers name without an ending: "harper at gmail"."""
_ADDRESS = re.compile(r"(?!.*\.\.)[a-z0-9_](?:[a-z0-9._%+-]{0,62}[a-z0-9_+-])?@[a-z0-9.-]{3,253}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|\S", re.IGNORECASE)
_AT = frozenset(listed("at @"))
_DOTS = frozenset(listed("dot point period"))
_DASHES = frozenset(listed("dash hyphen minus"))
_JOINS = _AT | _DOTS | _DASHES | {"underscore", "plus"}
"""A comma beside one of these is the pause of somebody who dictates: "harper, dash, home, at, icloud, dot com"."""
_HESITATIONS = frozenset(listed("um uh uhm erm hmm hm"))
_DOT_COM = re.compile(r"\bdot[- ]?(com|net|org)\b", re.IGNORECASE)
_MOST_WORDS = 3
"""Words of one label: "fern hill dot com"; of more, the caller was saying something else."""


def email_in(text: str) -> Found[str] | None:
    """The address said, in small letters; of several, or of a corrected one, the last. None: no whole one was said."""
    plain = text.replace("’", "'")
    for start, end in reversed(stretches(plain)):
        tokens = tokens_of(plain[start:end])
        if tokens and tokens[0].text in _DOTS:  # "dot com, no, dot net": which of it holds is to be asked
            return None
        for place in reversed([n for n, token in enumerate(tokens) if token.text in _AT]):
            if found := _around(tokens, place, plain[start:end]):
                return found.within(text, start)
    return None


def tokens_of(text: str) -> list[Word]:
    """Words, figures and signs in order, in small letters; "dotcom" is two words."""
    apart = _DOT_COM.sub(lambda found: f"dot {found[1]}".rjust(len(found[0])), text)
    tokens = [Word(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(apart)]
    tokens = [token for token in tokens if token.text not in _HESITATIONS]
    kept: list[Word] = []
    for place, token in enumerate(tokens):
        following = next((more.text for more in tokens[place:] if more.text != ","), "")
        if token.text != "," or not {at(kept, len(kept) - 1), following} & _JOINS:
            kept.append(token)
    return kept


def _around(tokens: Sequence[Word], place: int, text: str) -> Found[str] | None:
    """The address whose "at" stands at a place."""
    after = place + 1 + (at(tokens, place + 1) == "sign")
    domain = _domain(tokens, after)
    if domain is None:
        return None
    name, end = domain
    box = mailbox(tokens[:place])
    if box is None:
        return None
    local, begin = box
    local = _as_spelled(local, text[end:])
    address = f"{local}@{name}"
    return Found(address, text, begin, end) if _ADDRESS.fullmatch(address) else None


def _as_spelled(local: str, behind: str) -> str:
    """With what was spelled after the address in the place of what it spells: "..., that's H A R P E R"."""
    told = letters_in(behind)
    return told.value.lower() if told and _alike(told.value.lower(), local) else local


def _alike(spelled: str, local: str) -> bool:
    return len(spelled) > 2 and spelled[0] == local[0] and abs(len(spelled) - len(local)) <= 2 and local.isalpha()


def _domain(tokens: Sequence[Word], place: int) -> tuple[str, int] | None:
    """(domain, where it ends in the text) from a place on: as many of its labels as make a real one."""
    labels: list[str] = []
    ends: list[int] = []
    found: tuple[str, int] | None = None
    while place < len(tokens):
        choices = _labels(tokens, place)
        whole = next((c for c in choices if _is_real(".".join([*labels, c[0]]))), None)
        following = _dot(tokens, choices[0][1]) if choices else 0
        if whole and not (following and whole != choices[0]):
            found = ".".join([*labels, whole[0]]), tokens[whole[1] - 1].end
        if not labels and (known := next((c for c in choices if c[0] in PROVIDERS), None)) and not following:
            return PROVIDERS[known[0]], tokens[known[1] - 1].end
        if not choices or not following:
            break
        labels.append(choices[0][0])
        ends.append(choices[0][1])
        place = following
    return found


def _labels(tokens: Sequence[Word], place: int) -> list[tuple[str, int]]:
    """(label, place after it): what the words from a place on may be together, the longest first."""
    found: list[tuple[str, int]] = []
    label, words, dash = "", 0, False
    while place < len(tokens) and words < 16:
        word = tokens[place].text
        if word == "," and words and all(_is_letter(at(tokens, beside)) for beside in (place - 1, place + 1)):
            pass  # letters, as they are read back
        elif word in _DASHES or word == "-":
            spells = word == "-" and len(at(tokens, place - 1)) == len(at(tokens, place + 1)) == 1
            label, dash = label + ("" if spells else "-"), True
        elif word.isalnum() and word.isascii() and word not in _DOTS | _AT:
            if words and not dash and not _goes_on(tokens, place, words):
                break
            label, words, dash = label + word, words + 1, False
            if _LABEL.fullmatch(label):
                found.append((label, place + 1))
        else:
            break
        place += 1
    return found[::-1]


def _is_letter(word: str) -> bool:
    return len(word) == 1 or word in _DASHES


def _goes_on(tokens: Sequence[Word], place: int, words: int) -> bool:
    """Whether a label may have a further word: letters that are spelled, or one of a few words before a dot."""
    before = at(tokens, place - 1 - (at(tokens, place - 1) == ","))
    return (len(at(tokens, place)) == 1 and len(before) <= 2) or words < _MOST_WORDS


def _dot(tokens: Sequence[Word], place: int) -> int:
    """The place after a dot that is said, or written with no blank behind it; 0: none is there."""
    if at(tokens, place) in _DOTS:
        return place + 1
    glued = at(tokens, place) == "." and place + 1 < len(tokens) and tokens[place].end == tokens[place + 1].start
    return place + 1 if glued else 0


def _is_real(domain: str) -> bool:
    return "." in domain and _suffixes().privatesuffix(domain) is not None


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)
