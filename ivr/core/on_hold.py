"""Whose words are heard while a caller waits for something elsewhere: a song's, a radio's, the room's, or theirs to us.

No word list tells a lyric from a caller. Callers are told by what they have to say to us: the answer that was asked
for, a wish that is understood well, what may always be asked, that they are back.
"""

import re
from enum import StrEnum

from .answering_machine import machine_evidence
from .decision import Decision, Outcome
from .escape import is_misheard_at_best
from .expects import digits_in, fits
from .misheard import GRAVE, UNSURE, is_nothing_but_an_answer
from .record import Awaited, Expects, Reason, Transcript
from .requests import Request, courtesy_in
from .small_words import OUT_OF_SCOPE, SMALL_TALK, asks_to_wait
from .told_to_stop import asks_for_silence
from .turn import Turn
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
_THING = r"(?:the|my|that|this|a)(?: \w+){1,3}?"
_AT_HAND = rf"(?:it|them|that|{_THING})(?: (?:now|here|right here|with me|in my hand|in front of me|in hand))*"
_BACK = re.compile(
    r"^(?:(?:okay|ok|all right|alright|right|yes|yeah|hi|hello|sorry|so|hey|now|and|well|there|oh|um|uh|thanks|"
    r"thank you) )*"
    r"(?:sorry about that |thanks for waiting |thank you for waiting )?"
    r"(?:(?:i'm|i am|we're) (?:back|here|there|ready|still here)(?: (?:again|now))?|here i am|still here|"
    rf"i've (?:got|found) {_AT_HAND}|i (?:have|found|got) {_AT_HAND}|(?:got|found|have) {_AT_HAND}|"
    r"(?:are )?you (?:still )?there|(?:is )?(?:anybody|anyone) (?:still )?there|"
    r"(?:hello|hi)|sorry about that|thanks for waiting|thank you for waiting|go ahead|"
    r"(?:we|you) can (?:go on|continue))"
    r"(?: (?:now|again|sorry about that|thanks for waiting|thank you for waiting|go ahead|hello))*$"
)
_ASSENT = re.compile(r"^(?:(?:okay|ok|right|all right|alright|yes|yeah|yep|so|ready|there)\b\s?){1,2}$")
_RETURNS = re.compile(r"^(?:okay|ok|all right|alright|right|sorry|actually|hi|hello|so)\b")
_YES_OR_NO = re.compile(
    r"^(?:yes|yeah|yep|yup|no|nope|nah|okay|ok|right|sure|correct|absolutely|definitely|that's|it's|is|it|that|fine|"
    r"please|thanks|thank|you|go|ahead|do|don't|not|leave|of|course|wrong|i|i'd|would|want|like|keep|this|them|great|"
    r"good|perfect|works|sounds)$"
)
_SAID_ON = re.compile(r"\b(?:(\w+(?: [\w']+){1,5})(?: \1\b)+|(\w+)(?: \2\b){2,})")
_MOSTLY = 0.6
"""Of the words of what is said on and on: who stammers has said most of it once."""
_CLAUSE_ENDS = re.compile(r"[.!?,;]+(?:\s|$)")
_FEW_WORDS = 4
"""In more, a day may be a song's, and a wish said on and on is sung."""
_FOR_A_WHILE = re.compile(
    r"\b(?:on|hold|moment|second|minute|sec|tick|bit|back|away|me|(?:find|get|grab|fetch|look) .*)$"
)
_DISSENT = re.compile(r"n't\b|\b(?:not|no|wrong|mean|meant|said|instead|actually)\b")
_BEFORE_GOODBYE = re.compile(r"^(?:(?:okay|ok|all right|alright|never mind|forget it|no|sorry) )+(?=\w)")
_SOME_DIGITS = 3
"""Fewer are "to" and "for"."""
_SURE = 0.8
"""Of the words; Whisper was so sure of 56 of 184 pieces of songs."""
_SURE_OF_YES = 0.7
_SURELY_MEANT = 0.9
"""Of an intent: 7 of 135 lines of songs, radios and rooms were taken for a wish so surely, and 22 from 0.6 on."""
_LONGEST_WISH_WORDS = 14
_OF_US = {"repeat", "help"}
_YOU = re.compile(r"\byou\b")
""" "What did they say?" is asked of somebody else."""
OF_THE_ROOM = {"greet", "thanks", OUT_OF_SCOPE}
"""Intents for which a song and what people say to each other are taken."""


class Whose(StrEnum):
    OURS = "ours"
    BACK = "back"
    """The caller says that they are."""
    ASSENT = "assent"
    """ "Okay": of a caller who is back, or to somebody in the room."""
    PERHAPS_A_WISH = "perhaps_a_wish"
    """For a person."""
    OTHERS = "others"


def whose(turn: Turn, decision: Decision, expects: Expects, *, asked: bool) -> Whose:
    """Whose words these are; `asked`: the caller was just asked whether they are there."""
    heard = turn.heard or Transcript("", 0.0)
    grave = decision.care is not None and decision.care.topic in GRAVE
    if grave or decision.outcome is Outcome.CARD_NUMBER or decision.reason is Reason.ENGINE_FAILED:
        return Whose.OURS
    if decision.reason is Reason.OTHER_LANGUAGE:
        return Whose.OTHERS
    if decision.reason is Reason.CALLER_ASKED:
        return Whose.OURS if _is_plain_wish(heard) else Whose.PERHAPS_A_WISH
    if heard.confidence >= UNSURE and says_they_are_back(heard.text):
        return Whose.BACK
    if is_answer(heard, expects) or _is_meant_for_us(turn, heard, decision, expects, asked=asked):
        return Whose.OURS
    return Whose.ASSENT if heard.confidence >= _SURE and _ASSENT.match(words_of(heard.text)) else Whose.OTHERS


def _is_plain_wish(heard: Transcript) -> bool:
    """Whether nothing speaks against it that the caller asked for a person, as it would be taken at any other time."""
    words = words_of(heard.text).split()
    if heard.confidence < _SURE or len(words) > _LONGEST_WISH_WORDS or is_misheard_at_best(heard.text):
        return False
    return len(words) <= _FEW_WORDS or not _is_sung(heard.text)


def is_answer(heard: Transcript, expects: Expects) -> bool:
    """Whether this is an answer to the question at hand and little else; a song has a "yeah" and a day of the week."""
    words = words_of(heard.text).split()
    if expects.kind is Awaited.DIGITS:
        return heard.confidence >= UNSURE and fits(expects, heard.text) and _is_number(heard, expects)
    if expects.kind is Awaited.YES_NO:
        known = {word for choice in expects.words for word in words_of(choice).split()}
        plain = all(word in known or _YES_OR_NO.match(word) for word in words)
        sure = _SURE if expects.binding else _SURE_OF_YES
        return heard.confidence >= sure and plain and fits(expects, heard.text) and not _is_sung(heard.text)
    if expects.kind is Awaited.CHOICE:
        short = len(words) <= _FEW_WORDS or is_nothing_but_an_answer(heard, expects)
        return heard.confidence >= UNSURE and short and fits(expects, heard.text)
    return expects.kind in {Awaited.TEXT, Awaited.NAME} and heard.confidence >= _SURE and not _is_sung(heard.text)


def _is_number(heard: Transcript, expects: Expects) -> bool:
    """Whether it is the number and no other: a song counts, and a radio has numbers to call."""
    said = digits_in(heard.text)
    wanted, figures = expects.digits_of(said), sum(map(str.isdigit, heard.text))  # "for" is four, if only among words
    whole = not said or not wanted or wanted in {len(said), figures}
    return whole or is_nothing_but_an_answer(heard, expects)


def _is_meant_for_us(turn: Turn, heard: Transcript, decision: Decision, expects: Expects, *, asked: bool) -> bool:
    """Whether these words ask something of us, and are surely what was said."""
    sure = UNSURE if decision.outcome is Outcome.WAIT else _SURE
    if heard.confidence < sure or is_said_on_hold(heard.text) or _is_sung(heard.text):
        return False
    if decision.care and turn.topic is None:
        return turn.likely_topic(_SURE) is not None
    by_rule = decision.outcome in {Outcome.WAIT, Outcome.REQUEST, Outcome.TELL_WHAT_WE_ARE}
    return by_rule or decision.care is not None or _is_wish(turn, heard, decision, expects, asked=asked)


def _is_wish(turn: Turn, heard: Transcript, decision: Decision, expects: Expects, *, asked: bool) -> bool:
    """Whether the dialogue model is sure of a wish; less sure where it is told as to us."""
    known, words = turn.understanding, words_of(heard.text)
    if known is None or not (decision.outcome is Outcome.ASK or decision.reason is Reason.TRANSFER_RULE):
        return False
    counts = expects.kind is Awaited.DIGITS and len(digits_in(words)) >= _SOME_DIGITS
    if counts and not is_nothing_but_an_answer(heard, expects):
        return False
    if courtesy_in(_BEFORE_GOODBYE.sub("", words)) is Request.GOODBYE:
        return known.intent == Request.GOODBYE
    if known.intent in _OF_US and _YOU.search(words):
        return known.confidence >= _SURELY_MEANT
    to_us = asked or bool(_RETURNS.match(words))
    if to_us and known.answers:
        return True
    return known.intent not in SMALL_TALK and (to_us or known.confidence >= _SURELY_MEANT)


def _is_sung(text: str) -> bool:
    """Whether most of it is said on and on, as a refrain is and no caller's sentence."""
    words = words_of(text)
    again = sum(len(said.group().split()) for said in _SAID_ON.finditer(words))
    return again > _MOSTLY * len(words.split())


def is_said_on_hold(text: str) -> bool:
    """Whether these are words of somebody else's queue."""
    return bool(_ANNOUNCED.search(words_of(text))) or machine_evidence(text) > 0


def says_they_are_back(text: str) -> bool:
    """Whether a caller who asked for a moment says that they had it, and nothing else."""
    return bool(_BACK.match(words_of(text)))


def begins_with_a_wait(turn: Turn, expects: Expects) -> bool:
    """Whether the caller asked for a moment, and what is heard behind it is nothing that we could do.

    "Hold on a moment. Where did you put it?": music and the room are one utterance with the words before them. Who
    says "wait, that's wrong" has asked for none.
    """
    first, *rest = _CLAUSE_ENDS.split(turn.text, maxsplit=1)
    others = " ".join(words_of(said) for said in rest)
    away = asks_to_wait(first) and not asks_for_silence(first) and bool(_FOR_A_WHILE.search(words_of(first)))
    return away and bool(others) and not _DISSENT.search(others) and not fits(expects, turn.text)
