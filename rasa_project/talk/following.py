"""What is said of a thing without its name, behind what was told of it: "cancel it", "can we make that another day"."""

from __future__ import annotations

import re
from enum import Enum

from talk.phrases import plain

_CANCEL = r"(?:cancel(?:l?ing)?|scrap(?:ping)?|undo(?:ing)?|withdraw(?:ing)?|get(?:ting)? rid of)"
_ONE = r"(?:one|thing|lot)"
_ALONE = (
    r"(?=$| (?:please|then|now|again|instead|too|for|if|as|and|or|actually|thanks|thank|right|straight|before|today|"
    r"after|at|because|i|we|it|off|any|all|when|while|to|be|cancelled|canceled|also|asap|immediately)\b)"
)
"""Behind "that", which else names a thing: "cancel that contract"."""
_IT = (
    rf"(?:it|(?:all |any )of (?:it|that|this)|(?:that|this|the|these|those)(?: whole| entire)? {_ONE}|them|"
    rf"(?:that|this|these|those){_ALONE})"
)
_THEM = r"(?:it|that|this|them|him|her|any(?:one|body)|some(?:one|body))"
_MY = r"(?:(?:my|the|that|this|our|those|these|whole|entire|upcoming|other|an?|one of (?:my|our|the)) )+(?:\w+ )?"
_ORDER = r"(?:orders?|deliver(?:y|ies)|parcels?|packages?|purchases?|shipments?)"
_VISIT = r"(?:visits?|appointments?|technicians?|engineers?|repair ?m[ae]n|fitters?)"
NO_THING = (
    rf"(?! (?:whole |entire )?(?:{_ORDER}|{_VISIT}|contracts?|accounts?|subscriptions?|plans?|services?|memberships?|"
    r"bills?|returns?|requests?|bookings?|reservations?|messages?|stuff)\b)"
)
"""Behind "that", where it stands alone."""
_LATE = r"(?:any ?more|any longer|after all|at all|now|then)"

_CANCELS_IT = re.compile(
    rf"\b(?:{_CANCEL} {_IT}|call(?:ing)? {_IT} off|forget (?:the|that|this) one|"
    rf"(?:have|want|get|like|need|have to have) {_IT} (?:to be |be )?(?:cancell?ed|scrapped|called off)|"
    rf"(?:don't|do not|no longer|won't) (?:really |even |actually )?(?:want|need) {_IT} {_LATE}|"
    rf"(?:don't|do not|won't|will not) (?:really )?(?:need|want) {_THEM}"
    rf"(?: to (?:come|call|ring|visit|do (?:it|that)))? {_LATE}|no longer (?:want|need) {_IT}|"
    rf"(?:don't|do not) (?:want|need) {_IT} (?:any ?more|any longer))\b"
)
_CANCELS = re.compile(
    r"\b(?:cancel|cancelling|canceling)\b"
    r"(?=(?: (?:please|then|now|instead|after all|again|actually|thanks|thank you|still|at all|already|today|"
    r"altogether|"
    r"at (?:this|that) (?:point|stage)|(?:any ?more|for me|from here)))*$)"
)
_CANCELS_ORDER = re.compile(rf"\b(?:{_CANCEL}|stop(?:ping)?|call(?:ing)? off) {_MY}{_ORDER}\b")
_CANCELS_VISIT = re.compile(rf"\b(?:{_CANCEL}|stop(?:ping)?|call(?:ing)? off) {_MY}{_VISIT}\b")
_NOT_WISHED = re.compile(
    r"\b(?:don't|do not|didn't|did|not|never|without|why|who|won't|shouldn't|instead of|rather than|"
    r"no need)"
    r"(?: \w+){0,3} ?$"
)
_CLAUSE = re.compile(r"[.,;:!?…]+|\b(?:but|so|just|then|because)\b", re.IGNORECASE)

_OF_ORDERS = re.compile(rf"\b(?:{_ORDER}|shipping|driver|courier|order number)\b|\d{{4,}}")
_OF_VISITS = re.compile(rf"\b(?:{_VISIT}|repair\w*|install\w*|meters?|inspect\w*|some(?:one|body)|guy|slot|booking)\b")
_OF_MONEY = re.compile(r"\b(?:bills?|balance|owe|owing|account|pay(?:ing|ments?)?|credit|charged?|invoices?)\b")
_ASKS = re.compile(
    r"^(?:(?:and|so|but|okay|ok|um+|uh+|oh|well|sorry|wait|hang on|right|then|great|thanks|thank you|now|again|hm+) )*"
    r"(?:(?:can|could|would) you (?:please )?(?:tell|remind) me |remind me |do you know |tell me |i forgot |"
    r"(?:and )?(?:at|on|by|for|in) )?"
    r"(?:when|what|which|who|how (?:much|long|many|soon|late|far)|why|where|is (?:it|that|he|she)|are (?:they|you)|"
    r"(?:will|does|do|did|has|have|was|is) (?:it|that|he|she|they|the \w+)|"
    r"(?:it's|that's|that is|that was) (?:on|at|in|by))\b"
)
_ANOTHER_TIME = re.compile(
    r"\b(?:(?:move|push|postpone|reschedule|delay|shift|rearrange|bring|put|switch|change) "
    r"(?:it|that|this|that one|the (?:day|date|time|slot|hour))|"
    r"(?:make|have|do|get|take) (?:it|that|this)?\b.*\b(?:(?:day|date|time|slot|later|earlier|sooner|instead|morning|"
    r"afternoon|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"(?:another|a different|a later|an earlier|some other) (?:day|date|time|slot)|a (?:later|earlier|different) one)\b"
)


class Thing(Enum):
    """What a sentence speaks of."""

    IT = "it"
    """Something that was told, without its name."""
    NOTHING = "nothing"
    """Not even that: "I want to cancel"."""
    ORDER = "order"
    VISIT = "visit"


def cancelled(text: str) -> Thing | None:
    """What is wished to be cancelled; None where nothing is: also of "don't cancel it" and "why did you cancel it"."""
    clauses = [plain(clause) for clause in _CLAUSE.split(text.replace("’", "'"))]
    for thing, pattern in (
        (Thing.ORDER, _CANCELS_ORDER),
        (Thing.VISIT, _CANCELS_VISIT),
        (Thing.IT, _CANCELS_IT),
        (Thing.NOTHING, _CANCELS),
    ):
        found = [(clause, match) for clause in clauses if (match := pattern.search(clause))]
        if any(not _NOT_WISHED.search(clause[: match.start()]) for clause, match in found):
            return thing
    return None


def of_orders(text: str) -> bool:
    """Whether an order is named, by word or number."""
    return bool(_OF_ORDERS.search(plain(text)))


def of_visits(text: str) -> bool:
    return bool(_OF_VISITS.search(plain(text)))


def of_money(text: str) -> bool:
    return bool(_OF_MONEY.search(plain(text)))


def asks(text: str) -> bool:
    """Whether something is asked, and nothing wished to be done: "when are they coming"."""
    return bool(_ASKS.search(plain(text)))


def at_another_time(text: str) -> bool:
    return bool(_ANOTHER_TIME.search(plain(text)))
