"""What of a sentence is refused: "not the morning", "anything but Friday", "I don't want to cancel it".

A negation refuses what follows it, or, where it says that a thing will not do, what stands before it: "mornings are no
good".
"""

from __future__ import annotations

import re

_NEGATOR = re.compile(
    r"\b(?:\w+n't|cannot|can not|not|never|neither|nor|without|anything but|anywhere but|(?:any|every|all|"
    r"either)[\w ]{0,18}? (?:but|except)|"
    r"except(?: for)?|apart from|other than|instead of|(?:rather|better|easier) than|no (?:way|"
    r"chance)(?! (?:of knowing|to tell))|no(?= (?:\w+s|(?!(?:morn|even|noth|someth|anyth|everyth|dur)ing\b)\w+ing)\b)|"
    r"(?<=there's )no|(?<=there is )no|nothing(?:'s| is| was)?|nobody|no one|no longer|"
    r"none of (?:it|them|that|this|these|those)|no(?= other\b)|"
    r"(?<!have )(?<!got )(?<!is )no(?= (?:new |more )?(?:cancellation|booking)s?\b(?! (?:yet|so far)))|"
    r"no (?:point|sense|use)(?: in)?(?= (?:\w+ing|an?|the|that|another|it)\b)|"
    r"who said(?: anything about)?|did (?:i|we) (?:say|ask|mention)|(?:hate|skip|avoid|ruling out|"
    r"rule out))\b"
    r"(?: (?:quite |actually |ever )?(?:think|believe|suppose|reckon|say(?:ing)?|said|mean(?:ing)?|meant|"
    r"claim(?:ing|ed)?|ask(?:ing|ed)?(?: (?:you|for))?|tell(?:ing)? you|told (?:you|anyone)|mention(?:ing|ed)?)"
    r"(?: that)?(?: (?:i|we|you)(?:'d| would)?)?)?",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\b(?:why (?:not|don't (?:we|you|i))|(?:could|can|would|will) you not|"
    r"(?:can't|couldn't|won't|wouldn't) you(?! see)|"
    r"nothing [\w' ]{0,20}?(?:better|more|rather) than|"
    r"(?:\w+n't|cannot|not|never)\b[\w' ]{0,25}? (?:until|till)\b|"
    r"if not|not only|not (?:a )?(?:problem|bad|wrong|sure why|before|"
    r"until|till|earlier|later)|"
    r"(?:don't|doesn't|wouldn't|won't|do not|does not)(?: really| actually| much| particularly| even)* "
    r"(?:mind|matter|care(?! for\b)|bother me|make (?:any|a|much) difference)|can't wait|"
    r"(?:don't|do not|doesn't)(?: really| actually)? (?:know|have "
    r"(?:(?:a|any|much|of|real|strong|particular|special) )*preferences?)|not (?:fussy|bothered|"
    r"fussed|picky|busy|tied up|doing (?:anything|much)|working|away)|(?:i|we|he|she|they) (?:never|don't|doesn't|"
    r"do not) work)\b",
    re.IGNORECASE,
)
_NOT_THAT = re.compile(
    r"\b(?:not|isn't|wasn't) (?:that|because|as (?:if|though)|like)(?= (?:i|we|you|he|she|they|it|the|my|there)\b)",
    re.IGNORECASE,
)
"""Refuses a whole clause, with whatever negation is in it: "it isn't that I don't want it"."""
_END_OF_CLAUSE = re.compile(r"[.,;:!?]|\bbut\b", re.IGNORECASE)
_END = re.compile(
    r"[.,;:!?]|\b(?:but|so|because|cause|since|instead|please|then|it's|that's|i'd|i'll|i|we|we'd|let's|let|just)\b"
    r"|(?<!\bto )(?<!\bor )(?<!\band )(?<!\bnor )\b(?:move|change|make|book|keep|reschedule|postpone|give|send|"
    r"put|cancel|leave)"
    r" (?:it|that|this|me|my|the|one)\b",
    re.IGNORECASE,
)

_EXCEPTS = re.compile(
    r"(?:(?:any|every|all|either)[\w ]{0,18}? )?(?:but|except(?: for)?)\b|(?:apart from|other than)\b", re.IGNORECASE
)
_GOOD = r"(?:good|great|possible|convenient|ideal|okay|ok|an option|going to work|for me|free|easy)"
_WILL_NOT_DO = re.compile(
    r"\s*(?:(?<=\w)'s|'re|\b(?:is|are|was|were|would be|sounds?|looks?|seems?))"
    r"(?: (?:really|just|all|both|also|actually|simply|way|much|far|a (?:bit|little)))* (?:no (?:good|use|go|help)|"
    rf"(?:not|never) (?:(?:really|very|so|any) )*{_GOOD}|bad(?! idea)|impossible|inconvenient|out\b(?! of)|difficult|"
    r"awkward|too (?:early|late|soon)|taken|pointless|"
    r"(?:the )?(?:very )?last thing (?:i|we)(?:'d)? (?:want|need|would))\b"
    r"|\bmakes? (?:no|little) sense\b"
    r"|\b(?:won't|wouldn't|isn't|will not)(?: be)? (?:of )?(?:any|much) (?:good|use|help)\b"
    rf"|\b(?:isn't|aren't|wasn't|ain't) (?:(?:really|very|so|any) )*(?:{_GOOD}|either)\b"
    r"|\b(?:doesn't|don't|didn't|won't|wouldn't|can't|does not|do not|will not|would not|cannot|never)"
    r" (?:really |quite |actually )*(?:works?|suits?|fits?|helps?|do(?= (?:for|either)\b|$|[.,;!?])|"
    r"be (?:possible|good|okay|ok|convenient))\b"
    r"|(?<=\w)[,?]? (?:no|not)(?=\s*(?:$|[.,;:!?]))|\b(?:no good|neither)(?=\s*(?:$|[.,;:!?]))",
    re.IGNORECASE,
)
_KEPT_FROM_IT = re.compile(
    r"\b(?:(?:i|we|he|she|they)(?:'m|'re|'s|'ll be|'d be| am| are| is| was| will be)(?: \w+ly| both| all| always|"
    r" just| still)* "
    r"(?:busy|tied up|unavailable|away|out|abroad|asleep|sleeping|booked|engaged|working|teaching|driving|travell?ing|"
    r"flying|at (?:work|school|church|college|the \w+)|in (?:an? )?(?:meetings?|class|court|surgery|hospital|town|bed|"
    r"the office)|on (?:holiday|vacation|shift|call|nights|a \w+))|"
    r"(?:i|we|he|she) (?:\w+ly )?(?:works?|sleeps?|teach(?:es)?|travels?|babysits?|volunteers?|lie in|sleep in)|"
    r"(?:i|we|he|she)(?:'ve| have|'s| has)(?: got)? (?!(?:no|nothing|a (?:day|week|free)|time|free|"
    r"it)\b)(?:[\w']+ ){0,3}?(?:meetings?|"
    r"appointments?|class(?:es)?|shifts?|exams?|interviews?|funeral|wedding|doctors?|dentist|surgery|party|lessons?|"
    r"plans|something on|visitors|guests|work|school|church|court|training|practice|commitments?)|"
    r"(?:nobody|no one|none of us)(?:'s| is| will be|'ll be)? (?:\w+ )?(?:in|home|here|there|around|available|free)|"
    r"(?:is|are|'s|be) (?:(?:always|really|just|a bit|so|too|all|quite|rather|very|my|our|a|an|the) )*(?:problem|"
    r"nightmare|hopeless|"
    r"tricky|tough|hard|terrible|useless|hectic|busy|rushed?|chaos|murder|impossible|trouble|day at the \w+|"
    r"for (?:the|my|our) (?:kids|family|children))|"
    r"(?<!\bnot )(?:bad|hard|difficult|tricky|awkward|hopeless) for (?:me|us))\b",
    re.IGNORECASE,
)
"""What somebody has on at that time, or that it is a bad one: "I'm away on Thursday", "Thursday's a problem"."""
_FREE = re.compile(
    r"\b(?:not (?:busy|tied up|doing (?:anything|much)|working|at work|away)|"
    r"(?:don't|doesn't|do not|does not|never) work|(?:day|time) off|(?:'m|'re|am|are) (?:off|free|not on)|"
    r"(?:nothing|no plans)(?: \w+)? (?:on|planned|then|that day))\b",
    re.IGNORECASE,
)
_SO_IS = re.compile(
    r"\b(?:and|nor|neither|so)(?: so)? (?:is|are|was|do|does|did|will|would|can)\b[^.,;:!?]*"
    r"|\b(?:and )?(?:the )?same (?:with|for|goes for)\b[^.,;:!?]*",
    re.IGNORECASE,
)
"""Behind what will not do: "Thursday's out, and so is Monday"."""
_BOUND = re.compile(
    r"\b(?:not|n't|after|before|until|till|from|between|except|unless|when|once|only|if|but|than)\b|n't\b",
    re.IGNORECASE,
)
"""With one of these it is no more the whole of it that is refused: "I'm at work until three"."""
_CLAUSE = re.compile(
    r"[.,;:!?]|\b(?:but|so|because|cause|since|although|though|while)\b"
    r"|\b(?:is|are|'s|(?<!\bi )(?<!\bwe )works?|suits?|want|like|prefer|take|have|fine|good|okay|"
    r"great) [^.,;:!?]*?\band\b",
    re.IGNORECASE,
)


_WELL = re.compile(
    r"(?:(?<=\w)'s|'ve|\b(?:is|are|seems?|looks?|was|were|have|got|still))(?: (?:all|still|working|just|both|on|"
    r"absolutely|perfectly))* (?:fine|okay|ok|good|all right|alright|working|on|well|normal|back|running)\b"
    r"(?! (?:and off|(?:but )?(?:slow|off)))|\bworks?(?: (?:fine|well|okay))?\s*$|\bno (?:problems?|trouble) with\b",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:(?:have|has|do|does|had|did|can|could)(?:n't| not)(?: \w+)? (?:got|have|get|had)(?: any)?|"
    r"(?:there's|there is|got|have|has|with|lost) no|no(?= \w))\b",
    re.IGNORECASE,
)
"""What there is not is what ails; a plain negation says that it is something else."""
_HAS = re.compile(r"\b(?:'ve|have|has|got)\b|'ve\b", re.IGNORECASE)
_AND_THEN = re.compile(
    r"(?<=and) (?:on )?(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|first|second|third|last)"
    r"(?: one)?\s*(?:$|[.,;:!?])",
    re.IGNORECASE,
)
"""Goes on with what stood before: "we're away on Thursday and Friday"."""
_CLAUSE_OF = re.compile(r"(?:(?!\bbut\b)[^.,;:!?])+", re.IGNORECASE)


def tells_of_being_free(text: str) -> bool:
    """Whether what is said of a time is that there is nothing to do then: "I don't work on Friday"."""
    return bool(_FREE.search(text.replace("’", "'")))


def refused_in(text: str, *, suits: bool = False) -> list[tuple[int, int]]:
    """(start, end) of what a negation is said of, itself included; "or" and "and" go on with it.

    With `suits`, where it is asked what suits the caller, also of what is said not to do: "mornings are no good". Of
    other things that says how they are: "the lamp doesn't work".
    """
    plain = text.replace("’", "'")
    harmless = [match.span() for match in _NO_NEGATION.finditer(plain)]
    found: list[tuple[int, int]] = []
    closed = 0
    for negator in _NEGATOR.finditer(plain):
        inside = any(start <= negator.start() < end for start, end in harmless)
        if inside or negator.start() < closed:
            continue
        if found and negator.start() <= found[-1][1] and _EXCEPTS.match(plain, negator.start()):
            found[-1] = (found[-1][0], negator.end())  # "I can't do any but the second": that one is wanted
            continue
        if found and negator.start() < found[-1][1]:  # "doesn't work and doesn't fit"
            found[-1] = (found[-1][0], negator.start())
        whole = _NOT_THAT.match(plain, negator.start())
        # What stands right behind the negation is refused, whatever it is: "don't cancel it".
        end = (_END_OF_CLAUSE if whole else _END).search(plain, _after_a_word(plain, negator.end()))
        found.append((negator.start(), end.start() if end else len(plain)))
        closed = found[-1][1] if whole else 0
    return sorted(_refused_before(plain) + found) if suits else found


def _refused_before(text: str) -> list[tuple[int, int]]:
    """What is said not to do, of its clause: "the first and the second don't work for me"."""
    found: list[tuple[int, int]] = []
    for said in _WILL_NOT_DO.finditer(text):
        begin = max((start.end() for start in _CLAUSE.finditer(text, 0, said.start())), default=0)
        begin = max(begin, found[-1][1] if found else 0)
        if text[begin : said.start()].strip():  # a negator in it has a stretch of its own
            found.append((begin, said.start() if _NEGATOR.search(said[0]) else said.end()))
    for said in _SO_IS.finditer(text):
        if found and found[-1][1] <= said.start() + 1:
            found.append((said.start(), said.end()))
    return found + [one for one in _kept_from(text) if all(one[1] <= s or one[0] >= e for s, e in found)]


def _kept_from(text: str) -> list[tuple[int, int]]:
    """The clauses that tell what keeps somebody from a time: "I'm busy in the afternoon"."""
    marks = [mark.span() for mark in _CLAUSE.finditer(text) if not _AND_THEN.match(text, mark.end())]
    ends = [*marks, (len(text), len(text))]
    begins = [0, *(end for _, end in ends)]
    clauses = [(begin, end) for begin, (end, _) in zip(begins, ends, strict=False)]
    return [(b, e) for b, e in clauses if _KEPT_FROM_IT.search(text, b, e) and not _BOUND.search(text, b, e)]


def without_well(text: str) -> str:
    """The text with blanks for the clauses that say that a thing is well: "the water's fine, it's the internet"."""
    plain = _LACKS.sub(lambda lack: "lack".ljust(len(lack[0])), text.replace("’", "'"))
    lacks = "lack" in plain
    return _CLAUSE_OF.sub(lambda part: " " * len(part[0]) if _is_well(part[0], lacks=lacks) else part[0], plain)


def _is_well(clause: str, *, lacks: bool) -> bool:
    """`lacks`: of what is there, where something else is said to be lacking."""
    well = _WELL.search(clause) or (lacks and "lack" not in clause and _HAS.search(clause))
    return bool(well) and not _NEGATOR.search(clause)


def parted(text: str, *, suits: bool = False) -> tuple[str, str]:
    """What is wanted of a text, and what is refused without the words that refuse it; blanks in the place of others."""
    wanted, refused = list(text), [" "] * len(text)
    for start, end in refused_in(text, suits=suits):
        wanted[start:end] = " " * (end - start)
        negator = _NEGATOR.match(text.replace("’", "'"), start)
        begin = negator.end() if negator else start
        refused[begin:end] = text[begin:end]
    return "".join(wanted), "".join(refused)


def _after_a_word(text: str, at: int) -> int:
    """Behind the next word, adverbs before it included."""
    word = re.compile(
        r"\s*(?:(?:just|really|actually|quite|even|want (?:you )?to|want|like to|need to) )*[\w']*"
    ).match(text, at)
    return word.end() if word else at
