"""What was announced, however it was heard: "put me through to camel heartly", "The Tima Osay is my name".

The words around say that a name, an e-mail address or a place comes, and plain words are none of them: so what is not
plain there is one, and what stands beside it, up to a word with which something else begins, goes with it.
"""

import re
from collections.abc import Callable

from .known_capitals import KNOWN_CAPITALS
from .plain_words import is_plain
from .rests_found import OTHER_WORDS
from .secret_kinds import Found, Secret
from .spoken_signs import ACRONYMS

_NAME_COMES = re.compile(
    r"\b(?:through to|behalf of|ask(?:ed|ing)? for|(?:speak|spoke|spoken|speaking|talk|talked|talking) (?:to|with)|"
    r"(?:someone|somebody|guy|man|lady|woman|person|colleague|agent) (?:called|named)|in the name of|"
    r"(?:sur|last |first |full )?name(?:'s| is| was)|(?:please say|tell (?:them|him|her|\w+ \w+)) that|just tell|"
    r"you can ask|signed by|made for|(?:leave|hold|keep|take|book|booked) (?:it|this|that|one) for|"
    r"(?:appointment|message|letter|note) for|"
    r"(?:wife|husband|son|daughter|mother|father|mum|mom|dad|brother|sister|partner|grandmother|grandfather|aunt|uncle|"
    r"cousin|friend|neighbou?r|landlord|boss|assistant|lawyer|doctor|colleague)(?:'s name is|,| called| named)"
    r"),?\s+",
    re.IGNORECASE,
)
_MAIL_COMES = re.compile(
    r"\b(?:e-?mail\w*|login|log ?in|logged in|user ?name|registered|signed (?:me |us )?up)\b[^?!]{0,30}?"
    r"\b(?:is|it's|that's|to|at|with|as|under|was|from)\s+",
    re.IGNORECASE,
)
_PLACE_COMES = re.compile(
    r"\b(?:live[sd]?|living|reside\w*|mov(?:e|ed|ing)|address|deliver\w*|sen[dt]|ship\w*|come|go(?:es|ne)?|parked|house|"
    r"flat|office|home|shop|meter|parcel|package)\b(?: \w+){0,3}? (?:is|was|at|to|on|in|outside|near|by)\s+",
    re.IGNORECASE,
)
_PART = rf"(?!(?:{OTHER_WORDS}|in|on|by|of|under)(?![\w-]))[^\W\d_][\w'’-]*"
_CHUNK = re.compile(
    rf"(?:(?:the(?= (?-i:[A-Z]))|mr|mrs|ms|miss|dr)\.? )?(?P<chunk>{_PART}(?: {_PART}){{0,4}})", re.IGNORECASE
)
_IS_MY_NAME = re.compile(
    r"(?:^|[.?!,] )(?P<what>[^.?!,]{2,40}?),? (?:is|was|'s) (?:my|the|his|her) (?:\w+ )?(?:name|surname)\b",
    re.IGNORECASE,
)
_WHO = rf"(?P<what>{_PART}(?: {_PART}){{0,3}})"
_SOMEBODY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:^|[.?!,] ){_WHO} (?:told|asked|promised|sent|phoned|texted|helped) (?:me|us)\b",
        rf"\b(?:can|could|will|would|did|let|have) {_WHO} (?:call|ring|phone|text|e-?mail|write to) (?:me|us|you)\b",
        rf"(?:^|[.?!,] )(?:is|was) {_WHO} (?:in|there|around|available|working)(?: today| now| please)?(?=[.?!,]|$)",
        rf"\b(?:put|wrote|printed|spelt|spelled) {_WHO} (?:on|in) (?:the|my|your|that|this) "
        r"(?:letter|card|account|bill|envelope|contract|door|parcel|package|ticket)\b",
        rf"\b(?:change|changed|switch|switched) (?:it|that|this|the name|my name|the account) (?:from|to) {_WHO}",
    )
)
"""Who has called or is to call, is there or not, or stands on a letter."""
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_NO_NAME = {"this", "that", "it", "what", "who", "whose", "here", "which", "where", "there", "why", "how"}


def announced_in(text: str) -> list[Found]:
    found = [
        *_behind(text, _NAME_COMES, Secret.NAME, _is_strange),
        *_behind(text, _MAIL_COMES, Secret.E_MAIL, _is_strange),
        *_behind(text, _PLACE_COMES, Secret.ADDRESS, _is_a_proper_one),
    ]
    for told in _IS_MY_NAME.finditer(text):
        words = _WORD.findall(told.group("what"))
        if words and words[0].lower() not in _NO_NAME and any(map(_is_strange, words)):
            found.append(Found(Secret.NAME, *told.span("what")))
    for pattern in _SOMEBODY:
        for told in pattern.finditer(text):
            if any(map(_is_strange, _WORD.findall(told.group("what")))):
                found.append(Found(Secret.NAME, *told.span("what")))
    return found


def _behind(text: str, comes: re.Pattern[str], secret: Secret, tells: Callable[[str], bool]) -> list[Found]:
    chunks = (_CHUNK.match(text, one.end()) for one in comes.finditer(text))
    return [
        Found(secret, *chunk.span("chunk"))
        for chunk in chunks
        if chunk and any(map(tells, _WORD.findall(chunk.group("chunk"))))
    ]


def _is_strange(word: str) -> bool:
    return not is_plain(word) and word.lower() not in KNOWN_CAPITALS | ACRONYMS


def _is_a_proper_one(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and _is_strange(word)
