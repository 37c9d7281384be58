"""Whether a caller speaks of something that is not for a machine, and of what: by rule, with no model.

A false alarm costs a call to a person; a miss leaves somebody in need with a machine. Where in doubt it is a topic.
"""

import re
from collections.abc import Iterable, Set

from .escape import words_of
from .phrasings import (
    abuse,
    bereavement,
    child,
    complaint,
    emergency,
    fraud,
    hardship,
    harmless,
    legal_threat,
    medical,
    rights,
    self_harm,
    vulnerability,
)
from .record import Topic

_PHRASINGS: dict[Topic, tuple[re.Pattern[str], ...]] = {
    Topic.EMERGENCY: emergency.EMERGENCY,
    Topic.SELF_HARM: self_harm.SELF_HARM,
    Topic.ABUSE: abuse.ABUSE,
    Topic.BEREAVEMENT: bereavement.BEREAVEMENT,
    Topic.CHILD: child.CHILD,
    Topic.MEDICAL: medical.MEDICAL,
    Topic.FRAUD: fraud.FRAUD,
    Topic.VULNERABILITY: vulnerability.VULNERABILITY,
    Topic.HARDSHIP: hardship.HARDSHIP,
    Topic.LEGAL_THREAT: legal_threat.LEGAL_THREAT,
    Topic.RIGHTS: rights.RIGHTS,
    Topic.COMPLAINT: complaint.COMPLAINT,
}
"""In this order: the first that matches is what the call is about."""
_SHORT = (
    (re.compile(r"\b(?:can't|cannot|cant)\b"), "can not"),
    (re.compile(r"\b(?:won't|wont)\b"), "will not"),
    (re.compile(r"\bain't\b"), "is not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should|must|need|might)n'?t\b"), r"\1 not"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"\bive\b"), "i have"),
    (re.compile(r"\b(he|she|there|that|it|who|what)'?s\b"), r"\1 is"),
    (re.compile(r"'s\b"), " is"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\bgonna\b"), "going to"),
    (re.compile(r"\bwanna\b"), "want to"),
    (re.compile(r"\b(?:gotta|got to)\b"), "have to"),
    (re.compile(r"'"), ""),
)
_FILLER = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m*|a+h+|h+m+|m+|eh|really|actually|literally|basically|honestly|just|very(?! well)|please|"
    r"you know|i mean|kind of|sort of|kinda|sorta|oh|oh my god|i think(?! (?:about|of)\b)|i guess|"
    r"like(?= (?:he|she|i|my|they)\b))\b|^(?:well|so|and|but|yeah|yes|no(?! one)|hi|hello|look) "
)
_STUTTER = re.compile(r"\b([a-z]\w*(?: [a-z]\w*)?)(?: \1\b)+")
_SPACES = re.compile(r" +")


def topic_of(text: str, ignored: Set[Topic] = frozenset()) -> Topic | None:
    """The sensitive topic of these words, the gravest of several; None when there is none, or it is ignored."""
    return _first((topic for topic in _PHRASINGS if topic not in ignored), spoken(text))


def is_emergency(text: str) -> bool:
    """Whether `topic_of` these words is an emergency; it takes a tenth of the time."""
    return _first([Topic.EMERGENCY], spoken(text)) is not None


def is_surely_emergency(text: str) -> bool:
    """As `is_emergency`, of words that were cut off: what the last of them makes one may be a fire stick."""
    return is_emergency(text) and is_emergency(words_of(text).rpartition(" ")[0])


def _first(topics: Iterable[Topic], words: str) -> Topic | None:
    """What only sounds like a topic is looked for when something does, as that takes as long again."""
    left = ""
    for topic in topics:
        if _speaks_of(topic, words):
            left = left or harmless.HARMLESS.sub(",", words)
            if _speaks_of(topic, left):
                return topic
    return None


def _speaks_of(topic: Topic, words: str) -> bool:
    return any(pattern.search(words) for pattern in _PHRASINGS[topic])


def spoken(text: str) -> str:
    """The words of a text as the patterns expect them: short forms written out, no fillers, nothing said twice."""
    words = words_of(text)
    for short, whole in _SHORT:
        words = short.sub(whole, words)
    words = _SPACES.sub(" ", _FILLER.sub("", words)).strip()
    return _STUTTER.sub(r"\1", words)
