"""Words of giving up what is going on ("never mind"), of not answering ("no thanks"), and what is wished for then."""

from __future__ import annotations

import re

from talk.phrases import plain

_NEVER_MIND = (
    r"never ?mind(?: (?:that|it|about (?:that|it)))?|forget (?:it|about (?:it|that)|that|the whole thing|all that)|"
    r"leave (?:it|that)(?: be| there)?|don't bother(?: with (?:that|it))?|"
    r"(?:it )?doesn't matter(?: any ?more)?|drop (?:it|that)|"
    r"cancel (?:that|this)|stop (?:this|that)|i(?:'ve| have)? changed my mind|not any ?more|let's leave (?:it|"
    r"that)|scrap that|skip (?:it|that)"
)
_BEFORE = (
    r"(?:um+|uh+|er+m?|oh|ah|well|so|no|nope|actually|wait|hang on|hold on|sorry|okay|ok|right|look|listen|"
    r"yeah|you know what|"
    r"on second thoughts?|please|just|let's|i think|all right|alright)"
)
_GIVES_UP = re.compile(rf"\b(?:{_NEVER_MIND})\b", re.IGNORECASE)
_FIRST = re.compile(
    rf"^\W*(?:{_BEFORE}\W+)*(?:{_NEVER_MIND})\b\W*(?:(?:now|for now|please|then|instead|and|but|actually|"
    rf"it's fine|that's fine)\b\W*)*",
    re.IGNORECASE,
)
_THANKS = r"(?: (?:thanks|thank you|very much|for now|though|really|sorry|please|actually|then))*"
_LEAD = (
    r"(?:(?:um+|uh+|er+m?|oh|well|no|nope|nah|naw|sorry|actually|but|thanks|thank you|i think|please|absolutely|"
    r"definitely|of course|okay|really|you know what) )*"
)
_SAY = r"(?:give|giving|tell|telling|share|sharing|say|saying|read|reading|type|typing|answer|answering)"
_REFUSED = (
    rf"(?<=no )(?:thanks|thank you){_THANKS}$|(?<=nope )(?:thanks|thank you){_THANKS}$|"
    r"i(?:'d| would)(?: much)? (?:rather|prefer)(?: not| to keep| you didn't)\b|"
    r"(?:i|we) (?:really )?(?:don't|do not|won't|will not)(?: really)? (?:want to|wish to|care to|like to|"
    rf"feel like|feel comfortable|{_SAY})\b|"
    r"(?:i'm|i am|we're) not (?:really )?(?:going to|gonna|willing|comfortable|happy|"
    rf"{_SAY})\b|"
    r"(?<=absolutely )not$|(?<=definitely )not$|(?<=of course )not$|no way$|not telling|none of your business|"
    r"that's private|"
    rf"(?:i'm|i am|we're) (?:good|fine|okay|all right|alright|all set){_THANKS}$|let's not$|"
    rf"not (?:today|now|right now|just now|at the moment|this time|for now|any more|interested){_THANKS}$|"
    rf"(?:i'll|i will|i'm going to|let me) (?:pass|leave it)(?: (?:there|at that))?{_THANKS}$|"
    rf"(?:there's )?no need{_THANKS}$"
)
_REFUSES = re.compile(_LEAD + f"(?:{_REFUSED})")
_ALL_REFUSED = re.compile(
    rf"{_LEAD}(?:(?:i'm|i am|we're|i|we) (?:not|won't|will not|don't want to|do not want to)"
    rf"(?: going to| gonna)? {_SAY}"
    r"(?: (?:you|it|that|this|them|those|anything|out|here|over|on|the phone|to (?:you|a (?:machine|robot|computer))|"
    rf"(?:my|the|our) (?:\w+ )?\w+))*{_THANKS}$|(?:{_REFUSED}))"
)
_DECLINES = re.compile(
    rf"{_LEAD}(?:i (?:don't|do not) think (?:so|i will)|i think not|i'd better not|better not|"
    r"(?:maybe|perhaps) (?:later|not|another time|some other time)|(?:another|some other) time|"
    rf"(?:that's|it's) (?:fine|okay|all right) (?:as it is|leave it))(?: maybe| perhaps)?{_THANKS}$"
)


def refuses(text: str) -> bool:
    """Whether an answer will not come: "no thanks", "I'd rather not say", "not today"."""
    return bool(_REFUSES.match(plain(text)))


def is_refusal(text: str) -> bool:
    """Whether that is all that was said, so that nothing else can have been meant: "I'm not giving you that"."""
    return bool(_ALL_REFUSED.fullmatch(plain(text)))


def declines(text: str) -> bool:
    """Whether it is no answer to a question that awaits a value; to what was read back it would be a plain no."""
    return bool(_DECLINES.match(plain(text)))


def gives_up(text: str) -> bool:
    return bool(_GIVES_UP.search(text.replace("’", "'")))


def after_giving_up(text: str) -> str:
    """What follows words of giving up at the beginning: "never mind, I want my balance"; empty for nothing."""
    first = _FIRST.match(text.replace("’", "'"))
    return text[first.end() :].strip() if first else ""
