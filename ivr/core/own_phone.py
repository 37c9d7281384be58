"""Whether the phone in the caller's hand is meant: "the number I'm calling from". Which it is, the dialogue is told."""

import re

from .wording import words_of

_PHONE = r"(?:number|phone|line|one|cell|mobile|cellphone|landline|handset)"
_RING = (
    r"(?:(?:i'm|i am|we're|we are)(?: \w+)? (?:calling|ringing|phoning|dialing|dialling|speaking|talking|using|on)|"
    r"(?:i|we|i've|we've)(?: just)? (?:called|rang|phoned|dialed|dialled|use|used))"
)
_OWN = re.compile(
    rf"\b(?:(?:{_PHONE}|what|whatever|which|whichever|where|wherever|from which|same as) (?:that |which )?"
    rf"(?:from which |from where )?{_RING}|"
    rf"(?:this|this very|this same|the same|same|current) {_PHONE}|"
    rf"(?:calling|ringing|phoning)(?: you)? (?:from|on) (?:it|this|that|the {_PHONE})|"
    r"(?:on|to|at|back|use) this(?: please| then| now)?$|"
    r"caller (?:id|i d|display)|(?:on|off|from) (?:your|the) (?:screen|display)|"
    r"(?:shows?|comes?|pops?|showing|coming) up|"
    rf"(?:{_PHONE} )?(?:that )?you (?:can |already )?(?:see|have it|have got it|have that|have my number|got it))\b"
)


def means_own_phone(text: str) -> bool:
    """Rather too often than too seldom: the dialogue looks more closely, and asks again."""
    return bool(_OWN.search(words_of(text)))
