"""Words beside a name, an address or an e-mail address that are the rest of it. Recognisers write "flat 6, Highland
Court leads" of a town and "Auk on Quodash" of a name, and no list knows what they make of the next one: so it goes on
to a word with which something else begins."""

import re

from .secret_kinds import Found, Secret

OTHER_WORDS = (
    r"and|but|please|thanks?|since|now|then|so|because|when|if|for|i|i'm|i've|i'd|you|it|it's|that|that's|which|who|"
    r"what|where|how|why|can|could|would|will|is|was|are|were|has|have|had|do|does|did|not|from|to|with|my|your|our|"
    r"his|her|their|the|this|these|there|today|tomorrow|yesterday|instead|again|here|right|okay|ok|yes|no|about|as|or|"
    r"until|before|after|every|all|any|just|still|too|also|speaking|calling|actually|he|she|we|they|account|order|"
    r"number|card|phone|call|help|need|want|a|an|at|me|us|him|them|should|must|may|might|back|up|out|off|down|soon|"
    r"later|hello|hi|hey|sorry|well|um|uh|only|be|been|being|somewhere|anywhere|one|ones"
)
_NO_OTHER = rf"(?!(?:{OTHER_WORDS})\b)"
_WORD = rf"{_NO_OTHER}[^\W_][\w'’&-]*"
_OF_ADDRESS = re.compile(rf"(?:[ ,-]{{1,2}}(?:in |by |de )?{_WORD}){{1,4}}", re.IGNORECASE)
_LAST_WORDS = re.compile(rf"(?:\W{{1,3}}{_WORD}){{1,3}}(?=\W*$)", re.IGNORECASE)
_A_TOWN = re.compile(rf"\W{{1,2}}(?-i:[A-Z]){_NO_OTHER}\w*(?=[.?!])", re.IGNORECASE)
"""That is all of a sentence."""
_HOUSE = re.compile(rf"\b\d[\w-]*(?:[ ,-]{{1,2}}{_WORD}){{0,5}}[ ,]*$", re.IGNORECASE)
"""And its street, before what is known for an address."""
_LEFT = re.compile(
    rf"(?<![\w'’])(?:(?!(?:on|in|by|of|live[sd]?|living|home|house)\b){_WORD}[ -]){{1,3}}$", re.IGNORECASE
)
"""Before what is known for an address or an e-mail address."""
_OF_NAME = re.compile(
    rf"(?:, ?|-){_WORD}(?:[ -]{_WORD})?(?=[.!?,]|$| (?:by the way|speaking|here|calling)\b)", re.IGNORECASE
)
_TO_WHOM = re.compile(
    r".*\b(?:to|is|it's|under|with|use|address|e-?mail|mail|at)[\s,:]+(?P<begun>(?:[\w'’.-]+,?\s+){0,4})$",
    re.IGNORECASE | re.DOTALL,
)
"""What stands between "write to" and an e-mail address is of it."""
_WRITES = re.compile(
    r"\b(?:e-?mail|mail|sen[dt]|writ\w+|reply|answer|invoice|receipt|forward|copy|confirm\w*)", re.IGNORECASE
)
_OF_NONE = {
    "me",
    "it",
    "my",
    "the",
    "us",
    "you",
    "this",
    "that",
    "a",
    "mail",
    "email",
    "e-mail",
    "address",
    "new",
    "one",
}


def with_rests(text: str, found: list[Found]) -> list[Found]:
    """`found`: in order, none over another; what they grow into may lie over the next."""
    return [_grown(text, one) for one in found]


def _grown(text: str, one: Found) -> Found:
    start, end = one.start, one.end
    if one.secret is Secret.E_MAIL:
        start = _beginning(text, start)
        start = left.start() if (left := _LEFT.search(text[:start])) else start
    elif one.secret is Secret.NAME and (rest := _OF_NAME.match(text, end)):
        end = rest.end()
    elif one.secret is Secret.ADDRESS:
        start = house.start() if (house := _HOUSE.search(text[:start])) else start
        start = left.start() if (left := _LEFT.search(text[:start])) else start
        for rests in (_OF_ADDRESS, _A_TOWN, _LAST_WORDS):
            end = rest.end() if (rest := rests.match(text, end)) else end
    return Found(one.secret, start, end, one.digits)


def _beginning(text: str, start: int) -> int:
    before = _TO_WHOM.match(text[:start]) if _WRITES.search(text[:start]) else None
    if before is None or set(before.group("begun").lower().split()) & _OF_NONE:
        return start
    return before.start("begun")
