"""Names that callers give of themselves, and what is spelt letter by letter.

Only where words say that a name comes: no model is asked. Names in the midst of a sentence: bystanders_found.
"""

import re

from .plain_writing import Kind, Mark
from .secret_kinds import Found, Secret

_PART = r"(?:[a-z][\w'’-]*|[A-Z][\w'’-]*\.?)"
_PROPER = r"(?!I['’]|It['’]s|This|The|My|Yes|No|Can|Could|What|Okay)[A-Z][\w'’-]+"
_SAYS_NAME = re.compile(
    rf"\b(?:(?:(?:my|the|his|her|their|your|whose)\s+)?(?:full |first |last |middle |family |maiden |given |sur|"
    rf"cardholder |account holder )?name(?:(?:'s| is) spel(?:led|t)|'s| is| was|, it's|:|"
    rf" on (?:the|my) (?:account|card|order|booking)(?: is)?)"
    rf"|(?:i am|i'm|i was) (?:called|named)|(?:full|first|last|middle|sur|maiden) ?name(?=,? (?-i:[A-Z]))"
    rf"|you can call me|call me(?= (?-i:[A-Z]))|(?:it's|it is|'s|booked|booking|reservation|account|order) under"
    rf"|under the name(?: of)?|in the name of|made out to)"
    rf"\s*[,:]?\s*(?:(?:uh|um|er|it's|is|mr|mrs|ms|dr|miss|mister)\.?,?\s+)*(?P<name>{_PART}(?:\s+{_PART}){{0,3}})",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:[Tt]his is|[Ii]t's|I'm|I am|[Hh]ere is|[Ss]peaking (?:with|to)|[Tt]alking (?:with|to)|"
    r"[Yy]es,|[Hh]i,|[Hh]ello,|(?:[Hh]i|[Hh]ello) there,?|[Ii]t's from|[Mm]e down as)\s+"
    rf"(?P<name>{_PROPER}(?:\s+{_PROPER}){{1,2}}|{_PROPER}(?=,? (?:here|speaking|calling|again)\b))"
)
_TITLE = re.compile(
    rf"\b(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Dd]r|[Mm]ister|[Dd]octor|[Pp]rofessor)\.?\s+(?P<name>{_PROPER}(?:\s+{_PROPER})?)"
)
_BETWEEN = re.compile(
    r"\bthis is (?P<n1>\w[^,.?!;]*?) speaking\b"
    r"|\b(?:hi|hello|hey|good \w+)(?: there)?,? (?P<n2>\w[^.?!;]*?) here(?=[.,!]|$)"
    r"|\bit's (?P<n3>\w[^,.?!;]*?) (?:here|speaking|calling)\b",
    re.IGNORECASE,
)
"""Whatever stands between the two is a name, however it was misheard."""
_DOWN_AS = re.compile(
    r"\b(?:(?:me|us|him|her|them|put|signed up) down as|signed (?:me|us|him|her|them) up as|"
    r"(?:me|us|him|her) as (?=(?-i:[A-Z]))|"
    r"you(?:'re| are|'ve been| were) (?:talking|speaking) (?:to|with)|name(?:'s| is)?,? (?:is |it's )?spel(?:led|t))"
    r"\s+(?P<name>\w[^.?!;,]*?)"
    r"(?=[.?!;,]|$| (?:and|but|by the way|from|please|here|about|who|because|so|if|in|at|on)\b)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:it's|it is|this is|that's|message is) from (?P<name>\w[^.?!;,]*)(?=[,.]|$)", re.IGNORECASE)
_MIDST = re.compile(rf"\bI['’]m in (?P<name>{_PROPER}(?: {_PROPER})?)(?=,| and I\b)")
_ANYBODY = {"anyone", "anybody", "someone", "somebody", "you"}
_MOST_GARBLED = 5
"""Words."""
_OTHERS = {
    "a", "an", "the", "my", "your", "our", "his", "her", "their", "this", "that", "someone", "somebody", "anyone",
    "anybody", "nobody", "you", "me", "us", "him", "them", "it", "is", "are", "was", "who", "what", "customer",
    "agent", "agents", "human", "person", "people", "bot", "robot", "computer", "machine", "representative",
    "operator", "manager", "soon", "possible", "yesterday", "today", "last", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "we", "i", "they", "can", "do", "not", "there", "well", "one",
    "another", "different", "each", "new", "being", "no", "if", "when", "where", "about", "here", "right", "real",
    "support", "sales", "billing", "english", "spanish", "in",
}  # fmt: skip
_NO_NAMES = {
    "not", "on", "in", "wrong", "the", "a", "an", "is", "it", "that", "for", "and", "but", "because", "please", "so",
    "spelled", "spelt", "misspelled", "incorrect", "correct", "different", "still", "there", "here", "missing", "to",
    "with", "at", "of", "my", "your", "what", "when", "where", "how", "why", "just", "also", "now", "no", "yes", "if",
    "changed", "going", "used", "being", "displayed", "shown", "back", "later", "tomorrow", "today", "again", "right",
    "as", "or", "was", "has", "had", "can", "could", "will", "would", "i", "i'd", "i'm", "you", "we", "they",
}  # fmt: skip
_SPELT = 3
"""Letters in a row that spell a name."""
_LEFT_OUT = {"a", "i"}
_ANSWER_WORDS = 6
_ASKS = {
    "want", "need", "what", "why", "how", "human", "person", "agent", "operator", "representative", "somebody",
    "someone", "help", "don't", "no", "not", "repeat", "wait", "order", "can", "could", "would", "cancel", "back",
    "please", "talk", "speak", "stop", "goodbye", "bye", "hello", "sorry", "yes", "when", "where", "who", "transfer",
}  # fmt: skip


def names_in(text: str, marks: list[Mark], *, awaited: bool = False) -> list[Found]:
    """`awaited`: a name was asked for, and whatever is short and asks for nothing is one."""
    found = []
    for pattern in (_SAYS_NAME, _INTRODUCES, _TITLE):
        for named in pattern.finditer(text):
            if end := _name_end(named.group("name")):
                start = named.start() if pattern is _TITLE else named.start("name")
                found.append(Found(Secret.NAME, start, named.start("name") + end))
    for pattern in (_BETWEEN, _DOWN_AS, _FROM, _MIDST):
        found += [Found(Secret.NAME, *span) for one in pattern.finditer(text) if (span := _garbled(pattern, one))]
    found += _spelt(marks)
    words = [mark for mark in marks if mark.kind in {Kind.WORD, Kind.LETTERS}]
    if awaited and words and len(words) <= _ANSWER_WORDS and not {mark.plain for mark in words} & _ASKS:
        found.append(Found(Secret.NAME, words[0].start, words[-1].end))
    return found


def _garbled(pattern: re.Pattern[str], found: re.Match[str]) -> tuple[int, int] | None:
    """Where the name is: few words, of which the first is none that begins something else."""
    [start, end] = next(found.span(group) for group in pattern.groupindex if found.group(group))
    words = found.string[start:end].lower().split()
    begins_other = words[0] in _OTHERS and not (pattern is _BETWEEN and words[0] in {"a", "an", "all", "is"})
    asks = bool(set(words) & _ANYBODY)
    return None if len(words) > _MOST_GARBLED or begins_other or asks else (start, end)


def _name_end(name: str) -> int:
    """How much of these words is a name: up to the first that is none."""
    end = 0
    for part in re.finditer(r"\S+", name):
        if part.group().lower().strip(".,'’") in _NO_NAMES:
            break
        end = part.end()
        if part.group().endswith(".") and len(part.group()) > 3:
            break
    return end


def _spelt(marks: list[Mark]) -> list[Found]:
    """Letters one after another: nothing is spelt but names, streets and codes."""
    found, run = list[Found](), list[Mark]()
    for mark in (*marks, None):
        if mark is not None and mark.kind is Kind.LETTERS:
            run.append(mark)
        elif mark is None or mark.plain not in {"-", ",", ".", "capital", "then"}:
            if len(run) >= _SPELT and {one.plain for one in run} - _LEFT_OUT:
                found.append(Found(Secret.NAME, run[0].start, run[-1].end))
            run = []
    return found
