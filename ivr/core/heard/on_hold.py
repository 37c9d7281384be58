"""Whose words are heard while a caller waits for something elsewhere: a song's, a radio's, the room's, or theirs to us.

No word list tells a lyric from a caller. Callers are told by what they have to say to us: the answer that was asked
for, a wish that is understood well, what may always be asked, that they are back.
"""

import re
from enum import StrEnum

from ..language import Language
from ..record import Awaited, Expects, Reason, Transcript
from ..words.misheard import GRAVE, UNSURE
from ..words.requests import Request
from ..words.small_words import OUT_OF_SCOPE, SMALL_TALK
from ..words.wording import words_of
from .decision import Decision, Outcome
from .turn import Turn

_SAID_ON = re.compile(r"\b(?:(\w+(?: [\w']+){1,5})(?: \1\b)+|(\w+)(?: \2\b){2,})")
_MOSTLY = 0.6
"""Of the words of what is said on and on: who stammers has said most of it once."""
_CLAUSE_ENDS = re.compile(r"[.!?,;]+(?:\s|$)")
_FEW_WORDS = 4
"""In more, a day may be a song's, and a wish said on and on is sung."""
_SOME_DIGITS = 3
"""Fewer are "to" and "for"."""
_SURE = 0.8
"""Of the words; Whisper was so sure of 56 of 184 pieces of songs."""
_SURE_OF_YES = 0.7
_SURELY_MEANT = 0.9
"""Of an intent: 7 of 135 lines of songs, radios and rooms were taken for a wish so surely, and 22 from 0.6 on."""
_LONGEST_WISH_WORDS = 14
_OF_US = {"repeat", "help"}
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
    language = turn.language
    heard = turn.heard or Transcript("", 0.0)
    grave = decision.care is not None and decision.care.topic in GRAVE
    if grave or decision.outcome is Outcome.CARD_NUMBER or decision.reason is Reason.ENGINE_FAILED:
        return Whose.OURS
    if decision.reason is Reason.OTHER_LANGUAGE:
        return Whose.OTHERS
    if decision.reason is Reason.CALLER_ASKED:
        return Whose.OURS if _is_plain_wish(heard, language) else Whose.PERHAPS_A_WISH
    if heard.confidence >= UNSURE and language.on_hold.says_back(heard.text):
        return Whose.BACK
    if is_answer(heard, expects, language) or _is_meant_for_us(turn, heard, decision, expects, asked=asked):
        return Whose.OURS
    assents = heard.confidence >= _SURE and language.on_hold.assent.match(words_of(heard.text))
    return Whose.ASSENT if assents else Whose.OTHERS


def _is_plain_wish(heard: Transcript, language: Language) -> bool:
    """Whether nothing speaks against it that the caller asked for a person, as it would be taken at any other time."""
    words = words_of(heard.text).split()
    misheard = language.ways_out.is_misheard_at_best(heard.text)
    if heard.confidence < _SURE or len(words) > _LONGEST_WISH_WORDS or misheard:
        return False
    return len(words) <= _FEW_WORDS or not _is_sung(heard.text)


def is_answer(heard: Transcript, expects: Expects, language: Language) -> bool:
    """Whether this is an answer to the question at hand and little else; a song has a "yeah" and a day of the week."""
    words, fits = words_of(heard.text).split(), language.answers.fits(expects, heard.text)
    if expects.kind is Awaited.DIGITS:
        return heard.confidence >= UNSURE and fits and _is_number(heard, expects, language)
    if expects.kind is Awaited.YES_NO:
        known = {word for choice in expects.words for word in words_of(choice).split()}
        plain = all(word in known or language.on_hold.yes_or_no.match(word) for word in words)
        sure = _SURE if expects.binding else _SURE_OF_YES
        return heard.confidence >= sure and plain and fits and not _is_sung(heard.text)
    if expects.kind is Awaited.CHOICE:
        short = len(words) <= _FEW_WORDS or language.answer_words.are_all_of(heard, expects)
        return heard.confidence >= UNSURE and short and fits
    return expects.kind in {Awaited.TEXT, Awaited.NAME} and heard.confidence >= _SURE and not _is_sung(heard.text)


def _is_number(heard: Transcript, expects: Expects, language: Language) -> bool:
    """Whether it is the number and no other: a song counts, and a radio has numbers to call."""
    said = language.answers.digits_in(heard.text)
    wanted, figures = expects.digits_of(said), sum(map(str.isdigit, heard.text))  # "for" is four, if only among words
    whole = not said or not wanted or wanted in {len(said), figures}
    return whole or language.answer_words.are_all_of(heard, expects)


def _is_meant_for_us(turn: Turn, heard: Transcript, decision: Decision, expects: Expects, *, asked: bool) -> bool:
    """Whether these words ask something of us, and are surely what was said."""
    sure = UNSURE if decision.outcome is Outcome.WAIT else _SURE
    if heard.confidence < sure or is_said_on_hold(heard.text, turn.language) or _is_sung(heard.text):
        return False
    if decision.care and turn.topic is None:
        return turn.likely_topic(_SURE) is not None
    by_rule = decision.outcome in {Outcome.WAIT, Outcome.REQUEST, Outcome.TELL_WHAT_WE_ARE, Outcome.CHOICE}
    return by_rule or decision.care is not None or _is_wish(turn, heard, decision, expects, asked=asked)


def _is_wish(turn: Turn, heard: Transcript, decision: Decision, expects: Expects, *, asked: bool) -> bool:
    """Whether the dialogue model is sure of a wish; less sure where it is told as to us."""
    known, words, language = turn.understanding, words_of(heard.text), turn.language
    if known is None or not (decision.outcome is Outcome.ASK or decision.reason is Reason.TRANSFER_RULE):
        return False
    counts = expects.kind is Awaited.DIGITS and len(language.answers.digits_in(words)) >= _SOME_DIGITS
    if counts and not language.answer_words.are_all_of(heard, expects):
        return False
    if language.requests.courtesy_in(language.on_hold.before_goodbye.sub("", words)) is Request.GOODBYE:
        return known.intent == Request.GOODBYE
    if known.intent in _OF_US and language.on_hold.you.search(words):
        return known.confidence >= _SURELY_MEANT
    to_us = asked or bool(language.on_hold.returns.match(words))
    if to_us and known.answers:
        return True
    return known.intent not in SMALL_TALK and (to_us or known.confidence >= _SURELY_MEANT)


def _is_sung(text: str) -> bool:
    """Whether most of it is said on and on, as a refrain is and no caller's sentence."""
    words = words_of(text)
    again = sum(len(said.group().split()) for said in _SAID_ON.finditer(words))
    return again > _MOSTLY * len(words.split())


def is_said_on_hold(text: str, language: Language) -> bool:
    """Whether these are words of somebody else's queue."""
    return bool(language.on_hold.announced.search(words_of(text))) or language.machines.evidence(text) > 0


def begins_with_a_wait(turn: Turn, expects: Expects) -> bool:
    """Whether the caller asked for a moment, and what is heard behind it is nothing that we could do.

    "Hold on a moment. Where did you put it?": music and the room are one utterance with the words before them. Who
    says "wait, that's wrong" has asked for none.
    """
    language, known = turn.language, turn.language.on_hold
    first, *rest = _CLAUSE_ENDS.split(turn.text, maxsplit=1)
    others = " ".join(words_of(said) for said in rest)
    waits = language.small_words.asks_to_wait(first) and not language.silence.is_asked_for(first)
    away = waits and bool(known.for_a_while.search(words_of(first)))
    fits = language.answers.fits(expects, turn.text)
    return away and bool(others) and not known.dissent.search(others) and not fits
