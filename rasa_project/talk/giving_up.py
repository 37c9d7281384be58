"""Words of giving up what is going on ("never mind"), of not answering ("no thanks"), and what is wished for then."""

from __future__ import annotations

import re

from talk.following import NO_THING
from talk.phrases import plain

_RINGS_AGAIN = (
    r"i(?:'ll| will| can|'d rather| would rather)(?: just)? (?:ring|call|phone|try|come back|get back|"
    r"(?:do|sort)(?= (?:it|this|that) later))"
    r"(?: (?:you|back|again|to you|it|this|that|on it|in))* (?:later(?: on)?|another (?:time|day)|some other time|"
    r"tomorrow|next week)"
)
_NEVER_MIND = (
    rf"never ?mind(?: (?:that{NO_THING}|it|about (?:that{NO_THING}|it)))?|"
    rf"forget (?:it|about (?:it|that{NO_THING})|that{NO_THING}|the whole thing|all that)|"
    r"(?:leave|keep) (?:it|that|this|everything|things|them|(?:the|my|our|that) \w+(?: \w+)?) "
    r"(?:as|how|where|the way|like) (?:it|they|things|that|he|she)(?:'s| is| are| was| were)(?: now)?|"
    r"(?:i|we) (?:don't|do not|no longer|won't) (?:want|need|be needing) (?:a|an|the|that|this|any|my|our) "
    r"(?:[\w' ]{2,30}?(?:any ?more|any longer|after all)|(?:call(?: ?back)?|callback|visit|appointment|technician|"
    r"refund|message|report|password)(?=\W*$))|"
    r"(?:i|we)(?:'ll not| won't| will not|(?:'m|'re| am| are) not (?:going to|gonna)| don't want to) \w+ "
    r"(?:it|that|them|(?:the|my) \w+)(?: (?:back|in|off|up))? (?:after all|any ?more|any longer|now|then|today|at all)|"
    r"(?:i|we) (?:don't|do not) need (?:you|anyone|anybody|someone|somebody|them|him) to \w+|"
    r"keep (?:the|my|our) (?:\w+ )?\w+ (?:that )?(?:i|we)(?:'ve| have|'d)(?: (?:got|already|booked|chosen))*|"
    r"(?:i|we)(?: won't| will not|(?:'m|'re| am| are) not (?:going to|gonna)| don't want to) \w+ anything\b|"
    rf"leave (?:it|that{NO_THING})(?: be| there| alone| at that| as (?:it )?is)?|"
    rf"don't bother(?: with (?:that{NO_THING}|it))?|"
    r"(?:it )?doesn't matter(?: any ?more)?(?! (?:which|what|when|how|who)\b)|"
    rf"(?:drop|scrap|scratch|skip) (?:it|that{NO_THING})|(?:cancel|stop) (?:that|this){NO_THING}|"
    rf"{_RINGS_AGAIN}|"
    rf"i(?:'ve| have)? changed my mind|not any ?more|let's leave (?:it|that{NO_THING})"
)
_OBJECT = r"(?:the|my|that|this|our|moving|changing|returning|cancelling|booking)(?: [\w'-]+){0,3}"
_RINGS = re.compile(rf"\b(?:{_RINGS_AGAIN})\b", re.IGNORECASE)
_GIVES_UP = re.compile(rf"\b(?:{_NEVER_MIND})\b", re.IGNORECASE)
_GIVEN_UP = re.compile(
    r"\b(?:don't (?:change|move|cancel|return|book|send|report|reset|do) (?:it|that|anything|them)(?=\s*[,.;!?…])|"
    r"(?:forget|never ?mind|leave|drop|skip|scrap|scratch|let's leave|don't bother with)(?: about)?"
    rf" {_OBJECT}(?=\s*[,.;!?…])|{_NEVER_MIND})"
    r"(?![\w'])\W*(?:(?:now|for now|please|then|instead|and|but|actually|it's fine|that's fine)\b\W*)*",
    re.IGNORECASE,
)
"""Also of what has a name, where the clause ends with it: "forget the return, …"."""
_ALL_GIVEN_UP = re.compile(
    r"(?:(?:um+|uh+|er+m?|hm+|oh|ah|well|so|no|nope|nah|actually|wait|sorry|okay|ok|right|look|yeah|you know what|"
    r"on second thoughts?|please|just|let's|i think|all right|alright|then|thanks|"
    r"thank you|(?:that|it)'s (?:fine|okay|ok|all|all right)|now|for now|instead) )*"
    rf"(?:(?:forget|never ?mind|skip)(?: about)? {_OBJECT}|{_NEVER_MIND})"
    r"(?: (?:please|then|now|for now|thanks|thank you|anyway|after all|(?:that|it)'s (?:fine|okay|ok|all|all right)))*"
)
_CLAUSE = re.compile(r"(?<=[,.;!?…])\s+|\s+(?=but\b)", re.IGNORECASE)
_NOT_THIS = re.compile(
    r"(?:no|actually|sorry|wait|well|it's|it is|this is|this isn't|that's|i'm|i am|um|uh|hm+|so|oh| )*\b"
    r"(?:not what (?:i|we)(?:'m| am|'re| are)? (?:called?|calling|rang|ringing|phon(?:ed|ing)|want(?:ed)?|asked)"
    r"(?: about| for)?|"
    r"(?:not|isn't) (?:about |for |calling about )?(?:a|an|the|my) \w+(?: \w+)?)"
)
_NOT_NOW = re.compile(
    r".*\b(?:don't|do not|haven't)(?: got| have)?(?: the| any)? time\b.*|"
    r".*\bi'(?:ll|d rather) keep (?:it|that|them)\b.*"
)
_MOST_CLAUSES = 3
_THANKS = r"(?: (?:thanks|thank you|very much|for now|though|really|sorry|please|actually|then))*"
_LEAD = (
    r"(?:(?:um+|uh+|er+m?|hm+|oh|well|no|nope|nah|naw|sorry|actually|but|thanks|thank you|i think|please|absolutely|"
    r"definitely|of course|okay|really|you know what) )*"
)
_SAY = r"(?:give|giving|tell|telling|share|sharing|say|saying|read|reading|type|typing|answer|answering)"
_REFUSED = (
    rf"(?<=no )(?:thanks|thank you){_THANKS}$|(?<=nope )(?:thanks|thank you){_THANKS}$|"
    r"i(?:'d| would)(?: much)? (?:rather|sooner|prefer)(?: not| to keep| you didn't)\b|"
    r"(?:i|we) (?:really )?(?:don't|do not|won't|will not)(?: really)? (?:want to|wish to|care to|like to|"
    rf"feel like|feel comfortable|{_SAY})\b|"
    r"(?:i'm|i am|we're) not (?:really )?(?:going to|gonna|willing|comfortable|happy|"
    rf"{_SAY})\b|"
    r"(?<=absolutely )not$|(?<=definitely )not$|(?<=of course )not$|no way$|not telling|none of your business|"
    r"that's private|"
    rf"(?:i'm|i am|we're) (?:good|fine|okay|all right|alright|all set){_THANKS}$|let's not$|"
    rf"not (?:today|now|right now|just now|at the moment|this time|for now|any more|interested){_THANKS}$|"
    rf"(?:i'll|i will|i'm going to|let me) (?:pass|leave it)(?: (?:there|at that))?{_THANKS}$|"
    rf"(?:there's )?no need{_THANKS}$|"
    rf"(?:i'll|i will|we'll|i'd rather|i would rather|let me|i want to|i'm going to|i'm gonna)"
    rf" (?:just )?(?:keep|hang on to) (?:it|that|this|them)(?: (?:then|instead|after all|for now|anyway))*{_THANKS}$"
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


def rings_again(text: str) -> bool:
    """Whether they will ring at another time, which is no wish for another time of what is offered."""
    return bool(_RINGS.search(text.replace("’", "'")))


def is_giving_up(text: str) -> bool:
    """Whether nothing else was said: "no, that's fine, leave it"."""
    return bool(_ALL_GIVEN_UP.fullmatch(plain(text)))


def ends_giving_up(text: str) -> bool:
    """Whether what was said is given up in its last words: "tell them I called, oh, forget it"."""
    return bool(_ALL_GIVEN_UP.fullmatch(plain(_CLAUSE.split(text.strip())[-1])))


def after_giving_up(text: str) -> str:
    """What follows words of giving up or refusing: "never mind, I want my balance"; empty for nothing."""
    said = text.replace("’", "'")
    ends = [given_up.end() for given_up in _GIVEN_UP.finditer(said)]
    begin = 0
    for border in list(_CLAUSE.finditer(said))[:_MOST_CLAUSES]:
        clause = plain(said[begin : border.start()])
        if refuses(clause) or _NOT_THIS.fullmatch(clause) or _NOT_NOW.fullmatch(clause):
            ends.append(border.end())
        begin = border.end()
    rest = text[max(ends) :].strip() if ends else ""
    goes_on = bool(rest) and refuses(re.sub(r"^(?:and|nor|or)\b", "", plain(rest)).strip())
    return "" if goes_on else rest  # "I don't want to cancel it, and I don't want to move it either"
