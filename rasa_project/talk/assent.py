"""Yes and no as people say them, in whole phrases: "No, that's right" is a yes, and "of course not" is none.

The one place that knows them: the pipeline's (components/plain_answers.py) and that of the tasks' confirmations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from talk.following import asks
from talk.phrases import patterns, read

_BE = r"(?:'s|'re| is| are| was| were| sounds| looks| seems)"
_SUBJECT = rf"(?:(?:that|it|this|everything|all|you|all of (?:it|that)|(?:the|my|your) \w+(?: \w+)?){_BE}|sounds|looks)"
_VERY = r"(?: (?:all|absolutely|exactly|quite|perfectly|totally|completely|indeed|just|really|actually|definitely))*"
_TRUE = (
    r"(?:right|correct|true|accurate|spot on|bang on|the one|the right one|as it should be|what i (?:said|want|"
    r"meant))"
)
_DO_IT = r"(?:do (?:it|that|so|please)|go (?:ahead|on|for it)(?: (?:then|and do (?:it|that)|with (?:it|that)))?)"
_ME = r"(?: (?:by|with|for|to) me)?"
_NOT = r"(?:n't| not)(?: (?:quite|really|actually|at all|exactly|all|even))*"
_WISH = (
    r"(?:want|like|need|wish)(?: (?:to do (?:it|that)|you to do (?:it|that)|it|that|this|to|you to|me to|"
    r"any of that))*"
)

_END = r"(?= (?:thanks|thank|please|sorry|actually|really|yes|yeah|no|at all|indeed|that's|go|do)\b|$)"
"""Of phrases that are no answer when something follows: "I don't" is, "I don't know" is not."""


class _Kind(Enum):
    YES = "yes"
    NO = "no"
    SAYS_YES = "says yes"
    """A phrase that is a yes whatever yes or no stands before it: "no, that's right"."""
    SAYS_NO = "says no"
    STRESS = "stress"
    """As strong a yes or no as the one beside it; a yes when it is alone: "no, absolutely"."""
    AS_ASKED = "as asked"
    """A yes where something was read back, a no after "anything else?": "that's it"."""
    AROUND = "around"
    """Politeness and hesitation."""


_PHRASES = {
    _Kind.SAYS_YES: (
        rf"{_SUBJECT}{_VERY} {_TRUE}|{_TRUE}(?<!right)|not wrong|{_SUBJECT} not (?:wrong|incorrect|a problem)|"
        r"(?:there's |i see )?nothing wrong(?: (?:there|with (?:it|that)))?|"
        r"you(?:'ve| have)? (?:got|have) (?:it|that)(?: right)?|got it(?: right)?|you have it right|"
        rf"(?:please |you can |you may |yes )?{_DO_IT}|please do{_END}|i'm afraid so|"
        rf"let's (?:do (?:it|that)|go (?:ahead|for it))|"
        r"(?:i don't see )?why (?:ever )?not|by all means|i (?:(?:would|should|do)" + _END + r"|suppose so|"
        r"guess so|think so|"
        r"believe so|"
        r"hope so|agree|reckon so|imagine so)|i(?:'d| would) (?:like|love|appreciate) (?:that|it|you to)|"
        r"i'm happy with (?:it|that)|"
        rf"(?:that|it) (?:(?:is|does|will|would){_END}|(?:works?|suits?)(?: me)?{_ME})|(?:works|suits|fine|good|okay|"
        rf"ok){_ME}(?<= me)|"
        r"(?:that |it )?sounds (?:good|great|fine|perfect|right|lovely|like a plan)(?: to me)?|no (?:problem|"
        r"worries|objections?|issues?|doubt)(?: (?:at all|there))?|"
        r"not a problem|be my guest|(?:you (?:may|can)|if you (?:could|would|can))" + _END + r"|"
        r"i don't mind if you do|"
        r"(?:that|it|this)(?:'d| would)(?: be)?(?: just| really| absolutely)? (?:good|great|fine|perfect|lovely|"
        r"ideal|nice|wonderful|brilliant|super|right)|agreed|affirmative"
    ),
    _Kind.SAYS_NO: (
        rf"(?:that|it|this|everything|all|you|(?:the|my|your) \w+(?: \w+)?)(?:'s| is| are| was|'re|)?{_NOT}"
        rf"(?: (?:{_TRUE}|it|that|so|okay|ok|fine|good|my (?:\w+ )?\w+))?|"
        rf"{_SUBJECT}{_VERY} (?:wrong|incorrect|false|a mistake|no good)|"
        rf"not(?: (?:quite|really|exactly|yet|now|today|that|at all|at the moment|so|again|even|ever|any more|"
        rf"this time|"
        rf"in the least|necessarily|particularly|especially|entirely|if i can help it|{_TRUE}))+|"
        r"i (?:don't|do not) (?:think|believe|suppose|reckon) (?:so|that's right|it is)|i (?:doubt it|"
        r"think not|guess not|suppose not|hope not)|"
        r"i'm afraid not|i(?:'d| would) (?:rather|prefer)(?: you)? (?:not|didn't|did not|"
        r"don't)(?: to)?(?: do (?:it|that))?|better not|"
        r"(?:of course|absolutely|definitely|certainly|surely|probably|obviously|most certainly|why would i|"
        r"rather|maybe|perhaps) not|"
        rf"(?:please )?(?:don't|do not)(?: you dare| bother| do (?:it|that|so))?|i (?:don't|do not|didn't|won't|"
        rf"wouldn't)(?: really| even)?(?: {_WISH}|{_END})|"
        rf"(?:no|not) (?:a )?(?:way|chance|fear)|never(?: in my life| ever)?|negative|wrong|incorrect|"
        rf"let's not(?: do (?:it|that))?|i'm not{_END}|"
        r"by no means|under no circumstances|you(?:'ve| have)? got (?:it|that|me|something) wrong|"
        r"you misheard(?: me)?|forget it|(?:nearly|almost|(?:that's |that was )?(?:so )?close|not far off)"
        r"(?: but(?= no))?"
    ),
    _Kind.YES: (
        r"yes|yeah|yep|yup|yah?|yea|aye|uh huh|mm+ ?h+mm*|m+h+m+|right|okay|ok|alright|all right|"
        r"sure(?: thing)?|very well|perfect|"
        r"great|lovely|brilliant|excellent|wonderful|good|cool|splendid|super"
    ),
    _Kind.NO: r"no|nope|nah|naw|nay|uh uh",
    _Kind.STRESS: (
        r"absolutely|definitely|certainly|of course|indeed|exactly|precisely|totally|for sure|surely|obviously|"
        r"positively|most certainly"
    ),
    _Kind.AS_ASKED: (
        r"(?:that's|that is|it's|it is|this is|that'll be|that will be|it'll be) (?:it|all|fine|okay|ok|good|"
        r"great|all right|alright|perfect|everything)|"
        r"fine|all good|that will do|that'll do"
    ),
    _Kind.AROUND: (
        r"um+|uh+|er+m?|oh+|ah+|hm+|well|so|and|actually|then|there|thanks?(?: (?:you|a lot|very much|so much))*|"
        r"thank you|please|sir|madam|ma'am|mate|dear|love|i (?:think|guess|mean|said|told you|suppose|believe|"
        r"say|would say)|like i said|as i said|"
        r"now|just|really|quite|very much(?: so)?|sorry|to be honest|you know|if you don't mind|if possible|"
        r"for me|at all|again|i'm (?:good|fine)|because"
    ),
}
_KNOWN = patterns(_PHRASES)
_EXCEPT = re.compile(
    r"\b(?:but|except(?:ing)?|apart from|other than|besides|only|not|no|n't|don't|can't|won't|isn't|doesn't|"
    r"wrong|instead|wait|hang on|hold on|"
    r"rather|unless|until|however|although|though|aside from|if)\b"
)

_DOUBTS = re.compile(
    r"\b(?:let me (?:just )?(?:think|see|check|ask|look|talk|speak)|"
    r"(?:need|have|want|like|got|going) to (?:think|ask|check|know|talk|speak|discuss|see|look)|not sure|don't know|"
    r"wonder\w*|questions?|think about|what if|what about|how about)\b"
)
_ONLY_OF_SOMETHING = re.compile(
    r"^(?:right|good|great|lovely|perfect|brilliant|excellent|wonderful|cool|splendid|super)$"
)
"""A yes by itself; with a word right behind it, it is said of that: "good question"."""
_CLAUSE = re.compile(r"[.,;:!?…]+")


@dataclass(frozen=True)
class Assent:
    """`wish`: yes, no, or None where it is neither or not surely. `rest`: what follows the yes or no."""

    wish: bool | None
    rest: str = ""
    as_asked: bool = False
    """Whether it hangs on what was asked: "that's it" is a yes only to what was read back."""
    objects: bool = False
    """Whether it is a yes that takes something out: "yes, but not on Tuesday"."""
    doubts: bool = False
    """Whether something is asked or considered behind the yes, which is none until then: "yes, what does it cost?"."""

    @property
    def is_all(self) -> bool:
        """Whether nothing else was said, and it is the same whatever was asked."""
        return self.wish is not None and not self.rest and not self.as_asked


def assent_in(text: str) -> Assent:
    """What a text says to a question that awaits a yes or a no."""
    said = read(text, _KNOWN)
    wish, as_asked = _wish(said.kinds, said.words), _Kind.AS_ASKED in said.kinds
    if wish and _EXCEPT.search(said.rest):
        return Assent(None, said.rest, objects=True)
    if wish and said.rest and (asks(said.rest) or _DOUBTS.search(said.rest) or _is_of_something(text)):
        return Assent(None, said.rest, doubts=True)
    return Assent(wish, said.rest, as_asked=as_asked)


def _is_of_something(text: str) -> bool:
    first = read(_CLAUSE.split(text, maxsplit=1)[0], _KNOWN)
    return bool(first.rest and _ONLY_OF_SOMETHING.match(first.words))


def _wish(kinds: list[_Kind], words: str) -> bool | None:
    said = set(kinds)
    if said >= {_Kind.SAYS_YES, _Kind.SAYS_NO}:
        return None
    if said & {_Kind.SAYS_YES, _Kind.SAYS_NO}:
        return _Kind.SAYS_YES in said
    if _Kind.NO in said:
        return _beside_a_no(kinds)
    if said & {_Kind.YES, _Kind.STRESS, _Kind.AS_ASKED}:
        return True
    return True if words.split()[-1:] == ["please"] else None


def _beside_a_no(kinds: list[_Kind]) -> bool | None:
    """ "Yeah no, that's fine" is a yes and "yeah, no" a no; "no, that's fine" may be either, and so may "no, yes"."""
    no = kinds.index(_Kind.NO)
    if _Kind.AS_ASKED in kinds and kinds.count(_Kind.NO) > 1:
        return True  # "no, no, that's fine" takes a worry away
    yes_first = _Kind.YES in kinds[:no]
    if _Kind.AS_ASKED in kinds:
        return True if yes_first else None
    return False if yes_first or _Kind.YES not in kinds else None
