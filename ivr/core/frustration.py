"""How far a caller's patience is gone, from words and events alone: signs with names and points, and their sum.

Never from the voice. Each sign is something that an agent or the caller could point at afterwards; no single kind of
sign that a patient caller shows now and then (a miss, an interruption) is enough by itself.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .wording import words_of

_KEPT = 2
"""Turns back that a sentence is compared with."""
_FEWEST_WORDS = 2
"""That matter, of a sentence that counts as said again."""


class Sign(StrEnum):
    SWORE = "swore"
    CALLED_USELESS = "called_useless"
    TOLD_ALREADY = "told_already"
    SAID_AGAIN = "said_again"
    ASKED_AGAIN = "asked_again"
    ASKED_WHAT = "asked_what"
    INTERRUPTED = "interrupted"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Weight:
    points: int
    """Each time."""
    most: int
    """Of this kind in a call: 6 and more is a person by itself."""


WEIGHTS = {
    Sign.SWORE: Weight(2, 6),
    Sign.CALLED_USELESS: Weight(3, 6),
    Sign.TOLD_ALREADY: Weight(2, 6),
    Sign.SAID_AGAIN: Weight(2, 6),
    Sign.ASKED_AGAIN: Weight(1, 2),
    Sign.ASKED_WHAT: Weight(1, 3),
    Sign.INTERRUPTED: Weight(1, 2),
    Sign.MISSED: Weight(1, 2),
}
_TOLD = {
    Sign.SWORE: "swore {}",
    Sign.CALLED_USELESS: "said {} that this is no use",
    Sign.TOLD_ALREADY: "said {} that they had told us already",
    Sign.SAID_AGAIN: "said the same again {}",
    Sign.ASKED_AGAIN: "asked for the same again {}",
    Sign.ASKED_WHAT: "asked “what?” again {}",
    Sign.INTERRUPTED: "interrupted {}",
    Sign.MISSED: "was not understood {}",
}
_TIMES = {1: "once", 2: "twice"}

_OATHS = re.compile(
    r"\b(?:(?:mother)?fuck\w*|f ?ing|effing|freaking|frigging|(?:bull|horse)?shit(?:ty)?|wtf|crap(?:py)?|"
    r"god ?damn(?:ed|it)?|damn(?:ed|it)?|bloody (?:hell|useless|stupid|thing|machine|ridiculous|awful|joke)|"
    r"(?:what|where|who|why) the hell|go to hell|for (?:god's|christ's|pete's|fuck's|heaven's) sake|jesus(?: christ)?|"
    r"ass ?hole|arse ?hole|bastards?|bitch(?:es)?|piss(?:ed)? off|screw (?:you|this|that)|bollocks|wankers?|idiots?|"
    r"morons?|imbeciles?|dumb ?ass|(?:you )?(?:stupid|dumb) (?:thing|machine|robot|bot|computer|system))\b"
)
_INDEED = r"(?: (?:just|really|so|absolutely|completely|totally|such|getting|all|very|no|a|an))* "
_USELESS = re.compile(
    rf"\b(?:(?:this|it|that)(?:'s| is){_INDEED}(?:useless|ridiculous|hopeless|pointless|stupid|joke|insane|absurd|"
    r"waste of (?:my )?time|rubbish|garbage|nonsense|unbelievable|infuriating|maddening|nightmare|going nowhere|"
    r"not (?:helping|helpful))|(?:this|it) isn't (?:helping|helpful)|"
    rf"(?:you're|you are){_INDEED}(?:useless|hopeless|help|use|good|not (?:helping|listening|getting it|understanding)|"
    r"deaf|wasting)(?! people| in| at (?!all)| with)|"
    r"you (?:don't|do not|can't|never) (?:understand|listen|get it|hear)|"
    r"you (?:still )?(?:don't|didn't) answer|that(?:'s| is) not what i (?:said|asked|want|wanted|meant)|"
    r"that (?:isn't|wasn't) (?:what i|my question)|that(?:'s| is| was) not my question|"
    r"are you (?:deaf|even listening|listening)|what(?:'s| is) wrong with you|wast(?:e|ing) (?:of )?my time|i give up|"
    r"(?<!don't )(?<!not )(?<!to )forget (?:it|this)|"
    rf"(?:i'm|i am){_INDEED}(?:frustrated|angry|annoyed|fed up|sick of (?:this|it)|tired of (?:this|it)|furious|"
    r"losing (?:my )?patience)|(?:going|running|talking) (?:round |around )?in circles|had enough of (?:this|it|you)|"
    r"(?:drives?|driving) me (?:mad|crazy|nuts|insane|up the wall))\b"
)
_NOT_SO = re.compile(
    r"\b(?:not|isn't|wasn't|aren't) (?:so |really |that |at all |all |a )*"
    r"(?:useless|ridiculous|stupid|angry|joke|nonsense)\b"
)
_OFTEN = r"(?:already|before|twice|(?:three|four|five|ten|a hundred|a thousand|so many) times|again and again)"
_ALREADY = re.compile(
    r"\b(?:(?:i|i've|i have|we) (?:have )?(?:already|just) (?:told|said|gave|given|answered|explained|asked)|"
    rf"already told you|i (?:have )?(?:said|told you|asked)(?: you)?(?: that| this| it| so)* {_OFTEN}|"
    r"i(?:'ve| have) (?:just )?told you|i just told you|i told you (?:that|this|so|my)|"
    r"(?:like|as) i already (?:said|told you)|"
    r"i keep (?:saying|telling|repeating|asking)|for the (?:second|third|fourth|hundredth|tenth|umpteenth) time|"
    r"how (?:many times|often) (?:do|must|should|have) i (?:(?:have|need) to )?(?:say|tell|repeat|ask|explain|told)|"
    rf"(?:i've|i have) (?:said|told|asked|answered|been asked) (?:\w+ ){{0,3}}{_OFTEN})\b"
)
_WHAT = re.compile(
    r"^(?:(?:sorry|i'm sorry|um|uh|er|wait|hang on|but)\s)*(?:what|huh|eh|pardon|pardon me|come again|excuse me|"
    r"say what|what's that|what was that|what did you say|what do you mean|i don't (?:understand|get it)|"
    r"i (?:didn't|did not) (?:understand|get|catch|hear)(?: that| it| you)?|sorry)(?:\s(?:sorry|what|please|that))*$"
)
_OF_NO_WEIGHT = re.compile(
    r"(?<!\S)(?:an?|the|i|i'[mdv]e?|me|my|we|our|you|your|it|it's|is|are|was|were|be|been|am|do|does|did|will|would|can|"
    r"could|please|just|so|well|u[hm]|er|and|but|or|to|of|for|in|on|at|with|about|this|that|there|here|want|need|like|"
    r"said|say|hello|hi|hey|yes|yeah|no|ok|okay|right|now|thanks|thank|sorry|again|what's|repeat|slower|slowly|louder|"
    r"once|more|time)(?!\S)"
)
"""What courtesy, hesitation and a wish to hear it again add to a sentence."""
_OF_US = re.compile(
    r"(?<!\S)(?:oh|ah|what|load|you're|we're|question|machines?|robots?|bots?|computers?|systems?|assistant|thing)(?!\S)"
)
"""What impatience with the assistant may be put with besides."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What of one of the caller's turns bears on their patience."""

    text: str
    intent: str = ""
    """That the dialogue was asked about; empty when it was not."""
    interrupted: bool = False
    """The assistant was stopped for it, and it was no answer to what was being asked."""
    awaited: bool = False
    """It is an answer of the kind that was awaited: a number may be said twice."""


@dataclass(frozen=True, slots=True)
class Frustration:
    """The signs of a call so far, in order, and what is needed to know the next ones."""

    signs: tuple[Sign, ...] = ()
    offered: bool = False
    """A person was offered for it: once in a call."""
    _said: tuple[str, ...] = field(default=(), repr=False)
    _intent: str = ""

    @property
    def score(self) -> int:
        counts = Counter(self.signs)
        return sum(min(WEIGHTS[sign].points * count, WEIGHTS[sign].most) for sign, count in counts.items())

    def told(self) -> str:
        return told(self.signs)

    def after(self, turn: Heard) -> "Frustration":
        """With the signs of another turn."""
        words = words_of(turn.text)
        signs = [sign for sign, shown in self._shown(turn, words).items() if shown]
        intent = turn.intent if turn.intent and not turn.awaited else self._intent
        return replace(self, signs=(*self.signs, *signs), _said=(*self._said, words)[-_KEPT:], _intent=intent)

    def missed(self) -> "Frustration":
        """The assistant did not understand, or heard nothing."""
        return replace(self, signs=(*self.signs, Sign.MISSED)).asked_again()

    def asked_again(self) -> "Frustration":
        """The same question was put again: whoever now says the same again was asked to."""
        return replace(self, _said=())

    def _shown(self, turn: Heard, words: str) -> dict[Sign, bool]:
        again = any(_is_same(words, before) for before in self._said)
        return {
            Sign.SWORE: bool(_OATHS.search(words)),
            Sign.CALLED_USELESS: bool(_USELESS.search(words)) and not _NOT_SO.search(words),
            Sign.TOLD_ALREADY: bool(_ALREADY.search(words)),
            Sign.SAID_AGAIN: again and not turn.awaited,
            Sign.ASKED_AGAIN: not again and not turn.awaited and bool(turn.intent) and turn.intent == self._intent,
            Sign.ASKED_WHAT: bool(_WHAT.match(words)) and any(_WHAT.match(before) for before in self._said[-1:]),
            Sign.INTERRUPTED: turn.interrupted,
        }


def is_only_impatience(text: str) -> bool:
    """Whether the words say that this is no use, and of nothing else: no grievance that a person could look into."""
    left = words = words_of(text)
    for pattern in (_OATHS, _USELESS, _ALREADY):
        left = pattern.sub(" ", left)
    return left != words and not _NOT_SO.search(words) and not _OF_US.sub(" ", _OF_NO_WEIGHT.sub(" ", left)).split()


def told(signs: Iterable[str]) -> str:
    """In words, for whoever asks why: "interrupted twice, swore once"; empty when there is nothing to tell."""
    return ", ".join(_TOLD[Sign(sign)].format(_TIMES.get(n, f"{n} times")) for sign, n in Counter(signs).items())


def _is_same(words: str, before: str) -> bool:
    """Whether two sentences have the same words that matter, whatever the courtesies and the order."""
    matter = set(_OF_NO_WEIGHT.sub(" ", words).split())
    return len(matter) >= _FEWEST_WORDS and matter == set(_OF_NO_WEIGHT.sub(" ", before).split())
