"""No preference: what callers say who leave the choice to us. It is an answer, and no refusal."""

from __future__ import annotations

import re
from enum import Enum

from talk.phrases import patterns, plain, read

_FINE = (
    r"(?:all |just |absolutely |perfectly |equally |totally )?(?:fine|okay|ok|good|great|alright|all right|possible|"
    r"convenient|free|available|do|does|works?|suits?|go|best|easiest|soonest|earliest|quickest)"
)
_SOONEST = (
    r"(?:as )?(?:soon|early|quickly|fast) as (?:ever |humanly )?(?:possible|(?:you|they|he|she|we|anyone|someone|"
    r"somebody) "
    r"(?:possibly )?(?:can|could)(?: (?:possibly|manage|make|come|do|get|fit|it|me|us|in|here|out|round|to))*|"
    r"it can be)|asap|"
    r"(?:the )?(?:sooner|earlier|quicker) the better|the first you can (?:get|do|manage|offer)|(?:(?:the|"
    r"your) )?next one(?: (?:you have|you've got|available|free|going|up))?|"
    r"(?:your|the|my)? ?(?:very )?(?:soonest|earliest|quickest|"
    r"(?:first|next) (?:available|free|possible|opening))"
    r"(?: (?:one|day|time|slot|appointment|date|available|free|possible|opening|that is|there is|you(?:'ve)?"
    r" (?:have|got|can do|can)))*"
)
"""The first that is free is what is taken where there is no preference, too."""
_SOMEBODY = r"(?:you|they|he|she|we|someone|somebody|anyone|anybody|the (?:technician|engineer|person))"
_THEM = r"(?:them|those|these|it|the (?:\w+ )?\w+)"


class _Kind(Enum):
    ANY = "any"
    AROUND = "around"


_PHRASES = {
    _Kind.ANY: (
        rf"{_SOONEST}|whenever {_SOMEBODY}(?:'ve|'re|'s| have| has| are| is| can| could| get| gets)?"
        r"(?: (?:got|a|some|the|free|time|minute|moment|second|chance|gap|ready|available|make it|do it|come|like|"
        r"want|please|prefer|fancy|choose|wish|"
        r"ring|call|manage|fit (?:me|us|it) in|to spare|spare))*|"
        rf"any ?(?:one|thing|time|day|when|which|how)?(?: (?:day|time|slot|hour|date|part|moment|old (?:time|"
        rf"day)))?(?: at all)?"
        rf"(?: one)?(?: of (?:{_THEM}|day|the day))?|any \w+ (?=(?:is|'s|will|would|works?|suits?|at all)\b)|"
        rf"either(?: (?:one|way|day|time))?(?: of {_THEM})?|both(?: of {_THEM})?|(?:they|those|these)(?:'re|"
        rf" are)? (?:all|both)(?: of them)?|"
        r"(?:which|what|when)(?:so)?ever(?: one| day| time| slot)?(?:'s| is| comes| was)(?: the)? (?:first|next|free|"
        r"available|soonest|"
        r"earliest|best|easiest|quickest|quicker|sooner|going|up)|"
        rf"all(?: (?:three|two|four))?(?: of)? {_THEM}|all (?:three|two|four)|each of {_THEM}|"
        r"(?:which|what|when)(?:so)?ever(?: (?:one|day|time|slot|way|comes first|is (?:first|next|free|"
        r"available|soonest|best|easiest|quickest|going)|"
        r"you (?:like|prefer|want|think(?: is best)?|have(?: got)?|can|choose|pick|got|'ve got)))?|"
        r"(?:(?:why don't|can|could|would) )?you (?:can |could |just |may )*(?:choose|pick|decide|"
        r"select)(?: (?:one|any|for me|a \w+))*|"
        r"(?:it's |that's |it is |it's all )?(?:(?:really |totally |entirely |completely )?up to you|"
        r"(?:all )?the same to me|your (?:call|choice|pick)|"
        r"dealer's choice)|"
        r"(?:i'll |i will |i |we'll )?leave (?:it|that|the choice) (?:up )?to you|surprise me|you tell me|(?:take|"
        r"have) your pick|(?:flip|"
        r"toss) a coin|i(?: completely| fully)? trust you(?:r judge?ment)?|"
        r"(?:i'll |i will |i |we'll |that's |it's )?(?:leave (?:it|that|this|the choice) )?(?:all )?in your hands|"
        r"i leave (?:it|that|this) (?:up )?(?:to|with) you|"
        r"what (?:do|would|can) you (?:suggest|recommend|advise)|which (?:one |day |time )?(?:do|"
        r"would) you (?:suggest|recommend|advise|prefer)|"
        r"(?:which|what)(?: one| day| time)?(?: is|'s| would be| suits) (?:best|easiest|easier|better)(?: (?:for|"
        r"with) (?:you|them))?|"
        r"(?:(?:it|that)(?:'s| is) )?(?:not (?:really |that |very )?important|unimportant)|"
        r"(?:i |we )?(?:really |honestly )?(?:couldn't|could not) care less|(?:i |we )?(?:don't|"
        r"do not) give an? \w+(?: (?:which|when|what)(?: one)?)?|"
        r"(?:(?:i'm|i am|we're|we are|i'll be|we'll be) )?(?:always |usually |pretty much )?(?:here|in|home|at home|"
        r"around|free|available|about) "
        r"(?:all (?:day|week|the time|of them)|every day|any ?time|the (?:whole|entire) (?:day|week)|most days|"
        r"always)(?: (?:every day|all (?:day|week)|anyway|long))*|"
        r"(?:pick|"
        r"choose) (?:one|any)|you're the boss|"
        r"(?:(?:it|that|which one|which day|the \w+) )?(?:doesn't|does not|don't|didn't|wouldn't|"
        r"won't) (?:really |much |actually )*"
        r"(?:matter|bother me|make (?:any|a|much|one|the (?:slightest|"
        r"least))(?: \w+)?(?: bit of)? difference)(?: (?:one|a) (?:bit|jot))?(?: (?:which|when|what)(?: (?:one|day|"
        r"time))?)?|"
        r"(?:(?:it|that) )?makes no (?:difference|odds)|no (?:difference|matter)|"
        r"(?:(?:i|we) )?(?:have |'ve |i've )?(?:got )?no (?:real |strong |particular |"
        r"special )?preferences?(?: either way)?|"
        r"no (?:particular|special|specific|certain|fixed|set|preferred|favou?rite) (?:time|day|date|slot|one|hour)s?"
        r"(?: in (?:particular|mind))?|"
        r"(?:i |we )?(?:don't|do not) (?:really |much |particularly |have (?:a|any) )*(?:mind|care(?! for\b)|"
        r"preference)(?: (?:which|when|what|either way)(?: (?:one|day|time))?)?|"
        r"(?:(?:i'm|i am|we're|we are) )?(?:really |quite |very |pretty |totally |completely |not )*(?:easy|"
        r"flexible|(?<=not )(?:fussy|bothered|fussed|picky|particular|choosy))|"
        r"(?:i'm|i am|we're|we are) (?:open|free|good|happy|fine) (?:to|with|on|for|at)|i'm open|"
        r"(?:it's )?all one to me"
    ),
    _Kind.AROUND: (
        rf"um+|uh+|er+m?|oh|gosh|ah+|hm+|well|so|really|honestly|okay|ok|yes|yeah|no|just|actually|to be honest|"
        rf"i (?:think|guess|suppose)|"
        rf"i (?:don't|really don't|do not) know|(?:i (?:really )?(?:have|'ve) )?no idea|not sure|dunno|i'm retired|"
        rf"we're retired|"
        rf"(?:just )?(?:book|put|fit|pencil|slot|sign) (?:me|us|it|that|them) (?:in|down)(?: for)?|i'll (?:have|"
        rf"go with)|go (?:with|for)|let's (?:do|say)|"
        rf"please|thanks|thank you|then|and|or|so|love|dear|guys|folks|at all|(?:is|are|'s|would be|will be|will|"
        rf"would|'ll|that's|"
        rf"that'd be) {_FINE}|{_FINE}|"
        r"(?:to|for|with|by|of) (?:me|us|you)|you|me|us|i can do|i could do|i'd take|i'll take|i would take|at|"
        r"(?:as|so) long as (?:it|that|they)(?:'s|'re| is| are| comes?) (?:very |pretty |quite )?(?:soon|quick|early|"
        r"this week)|"
        r"on|make it|that's|of the day|give me|is|one|from me|"
        r"(?:which|what|when)(?: (?:one|day|time|slot|part))?(?: it is)?"
    ),
}
_KNOWN = patterns(_PHRASES)
_BUT = re.compile(
    r"\b(?:but|except|apart from|other than|else|later|other|different|another|not any|not (?:that|those|these))\b"
)
_ANY_OF = re.compile(r"\b(?:any ?(?:time|one|day|slot|when)|any|whichever|whatever|whenever|either)\b")
_CLAUSE = re.compile(r"[.,;:!?…]+|\b(?:because|cause|since|as long as|so long as)\b", re.IGNORECASE)
_ADVERBS = re.compile(
    r"\b(?:really|honestly|actually|just|quite|particularly|truly|absolutely|personally|definitely|certainly|simply|"
    r"basically|probably|frankly)\b",
    re.IGNORECASE,
)
_WHICHEVER = re.compile(
    r"^(?:(?:um+|uh+|oh|well|so|just|then|please|it's|that's|it is) )*(?:(?:at )?(?:which|what|when)(?:so)?ever\b"
    r"(?! (?:i|we) )|(?:i|we) (?:don't|do not|couldn't) (?:mind|care|be bothered|fuss) "
    r"(?:which|what|when|how|who|about)\b|"
    r"(?:it |that )?(?:doesn't|does not|won't|wouldn't) (?:matter|bother me|make a difference)(?: to (?:me|us))? "
    r"(?:which|what|when|how|who)\b|(?:all |entirely )?(?:down|up) to (?:you|him|her|them|(?:the|your) \w+)\b)"
)
_MATTERS = re.compile(r"\b(?:(?:do|does) (?:\w+ )?(?:matter|mind|care)|(?:it|that) (?:\w+ )?matters|i care)\b")


def is_indifferent(text: str) -> bool:
    """Whether that is all that was said: "it doesn't matter", "any of those is fine", "you choose"."""
    said = read(text, _KNOWN)
    return _Kind.ANY in said.kinds and not said.rest and not _BUT.search(said.words)


def leaves_it_to_us(text: str) -> bool:
    """Whether one clause says so and no other objects: "it makes no difference, I've always got my phone on me"."""
    said = _ADVERBS.sub(" ", text)
    clauses = [clause for clause in _CLAUSE.split(said) if clause.strip()]
    indifferent = [clause for clause in clauses if is_indifferent(clause) or _WHICHEVER.search(plain(clause))]
    others = [clause for clause in clauses if clause not in indifferent]
    return bool(indifferent) and not any(_BUT.search(plain(clause)) for clause in others) and not minds(said)


def minds(text: str) -> bool:
    """Whether the opposite is said: "it does matter to me"."""
    return bool(_MATTERS.search(plain(text)))


def is_indifferent_among(text: str) -> bool:
    """Whether it is said of something that is named beside it: "any time on Thursday"."""
    words = plain(text)
    return bool(_ANY_OF.search(words)) and not _BUT.search(words)
