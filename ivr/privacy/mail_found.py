"""E-mail addresses, written and spoken: "j underscore smith at gmail dot com"."""

import re
from collections.abc import Iterator

from .plain_words import PLAIN
from .plain_writing import Kind, Mark
from .secret_kinds import Found, Secret

_WRITTEN = re.compile(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}")
_NAMED_ALONE = re.compile(
    r"\be-?mail(?: address)?(?:'s| is|,| with)?,? (?:is )?(?P<begun>(?:[\w']+[._-])+[\w-]+|[A-Za-z]+\d+)\W*$",
    re.IGNORECASE,
)
"""What is before the "at", when the turn ends before it."""
_FOLLOWS = re.compile(
    r"\be-?mail(?: address)?(?:,|(?:'s| is)(?=\s+\w+\W+\w))[\s:]*(?P<begun>\w[^,.?!;[]*?)[\s.?!]*$", re.IGNORECASE
)
"""The rest of a turn behind "my email," or "my email is": of so few words it is the beginning of one."""
_MOST_FOLLOW = 4
_NO_BEGINNING = {
    "not", "working", "wrong", "please", "and", "but", "the", "a", "an", "i", "it", "you", "can", "could", "what",
    "how", "why", "when", "where", "is", "was", "has", "that", "which", "to", "on", "in", "with", "for", "so", "if",
    "no", "yes", "still", "broken", "full", "hacked", "old", "new", "different", "same", "right", "correct",
    "incorrect", "thanks", "again", "there", "they", "he", "she", "we", "as", "or", "be", "been", "being", "because",
    "never", "just", "only",
}  # fmt: skip
_WITHOUT_AT = re.compile(
    r"(?<![\w@.])(?!www\.)(?:[\w-]+\.){2,5}(?:com|org|net|edu|uk|me|io|co)\b"
    r"|(?<![\w@.])[\w.-]*\w(?:gmail|outlook|hotmail|yahoo|icloud|proton)\.(?:com|co\.uk|me|org)\b",
    re.IGNORECASE,
)
"""Written by a recogniser that did not hear the "at"."""
_TIED_BY_DOTS = re.compile(r"(?<![\w@.])(?!www\.)[^\W\d_][\w-]+(?:\.[^\W\d_][\w-]+)+")
_JOINED_WITHIN = 6
"""Marks before the "at" in which an underscore ties what is before it to the address."""
_ENDS = {
    "com", "net", "org", "edu", "gov", "mil", "info", "biz", "io", "co", "us", "uk", "ca", "au", "nz", "ie", "de",
    "fr", "es", "it", "nl", "be", "ch", "at", "eu", "in", "jp", "me", "tv", "ai", "dev", "app", "online", "shop",
    "mail", "email", "calm", "come", "pl", "se", "no", "dk", "fi", "pt", "br", "mx", "za", "name", "xyz", "tech",
}  # fmt: skip
"""What a domain ends with, also as recognisers write it."""
_HOUSES = {
    "gmail", "hotmail", "yahoo", "outlook", "icloud", "aol", "protonmail", "proton", "googlemail", "comcast", "gmx",
    "live", "msn", "btinternet", "fastmail", "verizon", "zoho", "ymail", "rocketmail", "yandex", "tutanota", "me",
}  # fmt: skip
"""Before which "at" is that of an address even when no ending is heard."""
_SURE_HOUSES = _HOUSES - {"live", "me", "proton", "verizon", "comcast"}
_CUE = re.compile(r"e-?\s?mail(?:s|ed)?|mail(?:ing)? (?:address|me|it)|address|gmail|contact|inbox|send", re.IGNORECASE)
_STOPS = {
    "is", "it's", "its", "email", "e-mail", "mail", "emails", "address", "to", "my", "me", "that's", "that", "this",
    "use", "and", "yes", "yeah", "no", "so", "um", "uh", "be", "on", "of", "write", "send", "contact", "reach", "via",
    "it", "under", "with", "by", "okay", "ok", "sure", "for", "the", "please", "was", "from", "one", "or", "well",
    "i'm", "i", "are", "at", "can", "you", "account", "username", "login", "user", "registered", "as", "new", "old",
    "his", "her", "our", "their", "your",
}  # fmt: skip
"""Words before which an address does not reach back, unless a sign or a letter joins them to it."""
_NEVER_A_DOMAIN = _STOPS - {"one", "me", "the", "my", "at", "by", "on", "to", "mail", "email"}
_MOST = 24
"""Marks of what is before the "at"; letters are one each."""
_ANNOUNCES = {"is", "it's", "that's", "email", "e-mail", "address", "mail's", "email's", ":"}
_SAID_BEFORE = 7
"""Marks before the "at" in which one of these says that the address comes: whatever follows it is of it."""
_MOST_WORDS = 3
"""Of them ordinary words with no sign between."""
_MOST_OF_DOMAIN = 26


def mail_in(text: str, marks: list[Mark], *, goes_on: bool = False) -> list[Found]:
    """`goes_on`: an address was announced, or begun, in the turn before."""
    found = [Found(Secret.E_MAIL, m.start(), m.end()) for m in _WRITTEN.finditer(text)]
    cue = bool(_CUE.search(text)) or goes_on
    found += [Found(Secret.E_MAIL, m.start("begun"), m.end("begun")) for m in _NAMED_ALONE.finditer(text)]
    found += [Found(Secret.E_MAIL, m.start("begun"), m.end("begun")) for m in _FOLLOWS.finditer(text) if _begins(m)]
    found += [Found(Secret.E_MAIL, _tied(marks, m.start()), m.end()) for m in _WITHOUT_AT.finditer(text)]
    if goes_on or "mail" in text.lower():
        found += [Found(Secret.E_MAIL, m.start(), m.end()) for m in _TIED_BY_DOTS.finditer(text) if not _is_plain(m)]
    for at, mark in enumerate(marks):
        if mark.plain == "@" and (end := _domain_end(marks, at, cue)):
            found.append(_whole(marks, _reach_back(marks, at), end))
    found += _begun(text, marks, is_found=bool(found)) if cue else []
    found += _rest(marks) if goes_on or not found else []
    return found


def _is_plain(found: re.Match[str]) -> bool:
    """Two sentences without a blank between them."""
    return set(found.group().lower().split(".")) <= PLAIN


def _begins(found: re.Match[str]) -> bool:
    words = found.group("begun").lower().split()
    return len(words) <= _MOST_FOLLOW and not set(words) & _NO_BEGINNING


def _tied(marks: list[Mark], start: int) -> int:
    """Where what is tied to this place by a sign that was said begins: "kenji underscore"."""
    for at in range(len(marks) - 1, 0, -1):
        tied = marks[at].kind is Kind.SIGN and marks[at].plain in {".", "-", "_"} and marks[at].end <= start
        if tied and marks[at].end >= start - 1:
            return marks[at - 1].start
    return start


def _whole(marks: list[Mark], first: int, end: int) -> Found:
    digits = sum(len(mark.plain) for mark in marks[first:end] if mark.kind is Kind.DIGITS)
    return Found(Secret.E_MAIL, marks[first].start, marks[end - 1].end, digits)


def _domain_end(marks: list[Mark], at: int, cue: bool) -> int:
    """The mark after the domain that follows this "at"; 0 when none does."""
    end, dots = 0, 0
    for place in range(at + 1, min(at + 1 + _MOST_OF_DOMAIN, len(marks))):
        mark, before = marks[place], marks[place - 1].plain
        if mark.plain in {".", "point"}:
            dots += 1
        elif dots and before in {".", "point"} and _is_end(marks, place):
            end = place + 1
        elif end and mark.kind is Kind.LETTERS and marks[place - 1].kind is Kind.LETTERS:
            end = place + 1  # "c o m"
        elif end or (not dots and mark.plain in _NEVER_A_DOMAIN):
            break
    houses = {mark.plain for mark in marks[at + 1 : at + 4]}
    if not end and (houses & _SURE_HOUSES or (cue and houses & _HOUSES) or _is_spelt_house(marks, at)):
        end = at + 2 + (marks[at + 1].kind is Kind.LETTERS)
    return min(end, len(marks))


def _is_end(marks: list[Mark], at: int) -> bool:
    """Whether what stands behind a dot may end a domain: "com", or "c o m"."""
    mark, after = marks[at], marks[at + 1 : at + 2]
    spelt = mark.kind is Kind.LETTERS and bool(after) and after[0].kind is Kind.LETTERS
    return mark.plain in _ENDS or spelt


def _is_spelt_house(marks: list[Mark], at: int) -> bool:
    """ "At g mail"."""
    pair = [mark.plain for mark in marks[at + 1 : at + 4]]
    return pair[:2] == ["g", "mail"] or pair[:3] == ["g", "-", "mail"] or pair[:2] == ["hot", "mail"]


def _reach_back(marks: list[Mark], at: int) -> int:
    """The first mark of what is before the "at"."""
    for place in range(at - 2, max(-1, at - 2 - _SAID_BEFORE), -1):
        if marks[place].plain in _ANNOUNCES:
            return place + 1
    first, words = at, 0
    for place in range(at - 1, max(-1, at - 1 - _MOST), -1):
        mark = marks[place]
        behind = marks[place + 1]
        tied = behind.kind is Kind.SIGN and behind.plain in {".", "-", "_", "+"}
        if mark.plain in {",", "?", "!", ";", ":"}:
            if mark.plain != ",":
                break
            continue
        if mark.kind is Kind.WORD and not tied:
            if mark.plain in _STOPS or words >= _MOST_WORDS:
                break
            words += 1
        if mark.kind is Kind.WORD and tied and mark.plain in {"is", "it's", "email"}:
            break
        first = place
    return min(first, *(place - 1 for place in range(max(1, at - _JOINED_WITHIN), at) if marks[place].plain == "_"), at)


def _begun(text: str, marks: list[Mark], *, is_found: bool) -> Iterator[Found]:
    """What was said of an address of which the rest comes in the next turn: it ends with "at", or with a sign.

    `is_found`: an "at" in it is that of another.
    """
    last = len(marks) - 1
    while last >= 0 and marks[last].plain in {".", ",", "…", "?", "!"} and text[marks[last].start] in ".,…?!":
        last -= 1
    if last > 0 and marks[last].kind is Kind.SIGN and marks[last].plain in {"@", "_", "-", "."}:
        first = _reach_back(marks, last)
        if first < last:
            yield _whole(marks, first, last + 1)
        return
    signs = [at for at, mark in enumerate(marks) if mark.kind is Kind.SIGN and text[mark.start].isalpha()]
    joined = [at for at in signs if marks[at].plain in {"_", ".", "-"} and 0 < at < last]
    if joined and not (is_found and any(mark.plain == "@" for mark in marks)):
        yield _whole(marks, _reach_back(marks, joined[0]), last + 1)


def _rest(marks: list[Mark]) -> Iterator[Found]:
    """The rest of an address that was begun in the turn before: "gmail dot com"."""
    for at, mark in enumerate(marks[:-1]):
        if mark.plain in {"."} and marks[at + 1].plain in _ENDS and marks[at - 1].plain in _SURE_HOUSES and at:
            yield _whole(marks, at - 1, at + 2)
