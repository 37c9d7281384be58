"""Lines in which the machine claims to be a person, denies that it is a machine, or names itself without saying AI.

What the words say outright is found, in the five languages that prompts ship in; what a line merely implies, a reader
has to find.
"""

import re
from collections.abc import Iterator

from ..disclosure import ai_in
from .line import Line
from .rule import Breach, Rule

_PERSON = (
    r"(?:human(?: being)?|person|man|woman|guy|girl|lady|agent|advis[eo]r|representative|operator|employee|colleague|"
    r"(?:team|staff) members?|members? of (?:the |our )?(?:team|staff))\b(?! (?:line|desk|service|team|number))"
)
_SURELY = r"(?:really |actually |indeed |definitely |truly |just |also |in fact |of course |a hundred percent )*"
_KIND = (
    r"(?:an? |the |your |our |one of (?:the|our) )?(?:real |live |living |actual |genuine |human |true |friendly |"
    r"trained |qualified |fellow |local |flesh[- ]and[- ]blood |customer |service |support |sales )*"
)
_TALKING_TO = rf"\b(?:you're|you are) {_SURELY}(?:talking|speaking|chatting) (?:to|with) {_SURELY}"
_MACHINE = (
    r"(?:(?:an? |the )(?:robot|bot|machine|computer|recording|program|chatbot)|"
    r"(?:an? |the )?(?:automated|artificial|virtual|a\.?i\.?)\b)"
)
_NAMES_ITSELF = {
    "en": (
        r"(?<!shop )(?<!store )(?<!sales )\bassistants?\b",
        r"\b(?:automated|virtual|digital|interactive) (?:voice |phone |telephone )?"
        r"(?:system|agent|service|helper|operator|attendant|receptionist|representative|line|voice)\b",
        r"\b(?:i'm|i (?:\w+ )?am|you're (?:talking|speaking) (?:to|with)) (?:an? |the |our |just |only |really )+"
        r"(?:[\w'{}-]+ ){0,2}(?:robot|bot|machine|computer|chatbot|voicebot|program)\b",
        r"\b(?:this is|you've reached|you have reached) (?:an? |the |our )?(?:[\w'{}-]+ ){0,2}"
        r"(?:robot|bot|chatbot|voicebot)\b",
    ),
    "de": (r"\bassistent(?:in)?\b", r"\bich bin (?:nur )?ein (?:roboter|automat|computer)\b"),
    "es": (r"\basistente\b", r"(?<!no )\bsoy (?:solo )?una? (?:robot|máquina)\b"),
    "fr": (r"\bassistante?\b", r"\bje suis une? (?:robot|machine)\b"),
    "it": (r"\bassistente\b", r"\bsono una? (?:robot|macchina)\b"),
}
_CLAIMS = {
    "en": (
        rf"\b(?:i'm|i am|this is|you've reached) {_SURELY}{_KIND}{_PERSON}",
        rf"{_TALKING_TO}{_KIND}{_PERSON}",
        rf"\b(?:i'm|i am) {_SURELY}(?:human|real|alive)\b",
        rf"\b(?:i'm|i am|this is) {_SURELY}not {_MACHINE}",
        rf"(?:{_TALKING_TO}|\b(?:you're|you are) )not (?:(?:talking|speaking) (?:to|with) )?{_MACHINE}",
        r"\bno (?:robots|bots|machines) (?:here|on this line)\b",
        r"\bas a (?:fellow |real )*human\b",
    ),
    "de": (
        r"\bich bin (?:wirklich )?(?:ein |eine )?(?:echter? )?(?:mensch|person|mitarbeiter)",
        r"\bich bin kein (?:roboter|computer|automat)",
    ),
    "es": (r"\bsoy (?:realmente )?una? (?:persona|human|agente)", r"\bno soy una? (?:robot|máquina)"),
    "fr": (
        r"\bje suis (?:vraiment )?une? (?:vraie? )?(?:humain|personne|conseill|agent)",
        r"\bje ne suis pas une? (?:robot|machine)",
    ),
    "it": (
        r"\bsono (?:davvero )?un[a']? ?(?:vera )?(?:persona|uman|operat)",
        r"\bnon sono un[a']? ?(?:robot|macchina)",
    ),
}
_UNTIL = re.compile(r"\b(?:until|till|when|once|before|if|unless|while)\s+$", re.I)
"""What follows it is not claimed: "until you're talking to a person"."""
_NAMED = re.compile(r"\b[Mm]y name(?: is|'s) (?:[A-Z]\w*)")
_MACHINE_NAMED = re.compile(r"\b(?:automated|assistant|robot|machine|a\.?i\.?)\b", re.I)
"""A name may be had by a machine that says in the same line that it is one."""


def honesty_breaches(line: Line) -> Iterator[Breach]:
    text = line.text.replace("’", "'")
    found = (claim for pattern in _CLAIMS.get(line.language, ()) for claim in re.finditer(pattern, text, re.I))
    if claim := next((claim for claim in found if not _UNTIL.search(text[: claim.start()])), None):
        what = f'claims to be a person: "{claim.group()}"'
        yield Breach(line, Rule.HUMAN, what, "say that it is an A.I., or leave it out")
    elif (named := _NAMED.search(text)) and not _MACHINE_NAMED.search(text):
        mend = "say in the same line that it is an A.I., or leave the name out"
        yield Breach(line, Rule.HUMAN, f'has a person\'s name: "{named.group()}"', mend)
    if (own := _own_name(text, line.language)) and not ai_in(text, line.language):
        mend = 'say "A.I." in the same line, or in other languages the whole words'
        yield Breach(line, Rule.AI, f'does not say that it is an AI: "{own.group()}"', mend)


def _own_name(text: str, language: str) -> re.Match[str] | None:
    found = (re.search(name, text, re.I) for name in _NAMES_ITSELF.get(language, ()))
    return next((name for name in found if name), None)
