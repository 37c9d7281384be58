"""What is heard while a caller waits for something elsewhere: announcements of others, and the caller coming back."""

import re

from .answering_machine import machine_evidence
from .wording import words_of

_WHO = r"(?:an?|the|our|your|one of our) (?:next |first )?(?:available |free )?"
_WHO += r"(?:agents?|operators?|advis[oe]rs?|representatives?|team|colleagues?|specialists?|member of (?:our|the) team)"
_HOLDS = r"(?:hold(?:ing)?|stay(?:ing)? on the line|wait(?:ing)?|remain(?:ing)? on the line|your patience|calling)"
_ANNOUNCED = re.compile(
    rf"\b(?:thank you|thanks) for (?:{_HOLDS}|continuing to {_HOLDS}|your (?:call|patience))\b"
    rf"|\bplease (?:continue to |keep )?(?:hold|holding|stay on the line|remain on the line)\b"
    rf"|\b{_WHO} (?:will|is going to|are|is) (?:be )?(?:with you|shortly|right with|on (?:its|their) way|take|answer)"
    r"|\byour call (?:is|will|has|matters|means)\b|\b(?:call|wait(?:ing)?) times? (?:is|are)\b"
    r"|\bwe (?:appreciate|value|apologi[sz]e for) (?:your|the|any)\b|\bin the order (?:it was|they were|in which)\b"
)
_BACK = re.compile(
    r"^(?:(?:okay|ok|all right|alright|right|yes|yeah|hi|hello|sorry|so|hey|now|and|well|there|oh|um|uh) )*"
    r"(?:sorry about that |thanks for waiting |thank you for waiting )?"
    r"(?:(?:i'm|i am|we're) (?:back|here|there|ready|still here)(?: (?:again|now))?|here i am|"
    r"i've (?:got|found) (?:it|them)|"
    r"i (?:have|found|got) (?:it|them)(?: now| here)?|got it(?: now)?|found it|(?:are )?you (?:still )?there|"
    r"(?:hello|hi)|sorry about that|thanks for waiting|thank you for waiting|go ahead|"
    r"(?:we|you) can (?:go on|continue))"
    r"(?: (?:now|again|sorry about that|thanks for waiting|thank you for waiting|go ahead|hello))*$"
)


def is_said_on_hold(text: str) -> bool:
    """Whether these are words of somebody else's queue."""
    return bool(_ANNOUNCED.search(words_of(text))) or machine_evidence(text) > 0


def says_they_are_back(text: str) -> bool:
    """Whether a caller who asked for a moment says that they had it, and nothing else."""
    return bool(_BACK.match(words_of(text)))
