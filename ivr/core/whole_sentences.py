"""Whether words are a whole sentence by their build, whatever they mean: what a caller is not likely to go on from.

Questions may end on a preposition ("who am I talking to?"): what it belongs to is the word that asks. Elsewhere a
preposition, an article or a verb that wants an object leaves the sentence open.
"""

import re

LEAD = (
    r"^(?:(?:hi|hello|hey|there|okay|ok|so|and|but|well|um|uh|er|yes|yeah|no|sorry|please|oh|right|excuse me|"
    r"good (?:morning|afternoon|evening)|by the way|actually|just)\s)*"
)
_ASIDE = (
    r"(?:(?:(?:can|could|will|would) you (?:please )?tell me|do you know|i'd like to know|i want to know|tell me|"
    r"i was wondering|i wonder|may i ask|can i ask|i don't know)\s)?"
)
_SUBJECT = r"(?:i|you|we|they|he|she|it|this|that|these|those|there|(?:the|my|your|our|their|his|her) \w+)"
_AUX = (
    r"(?:am|is|are|was|were|do|does|did|can|could|will|would|should|shall|may|might|must|has|have|had|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|hasn't|haven't)"
)
_IN_TURN = rf"(?:{_AUX} {_SUBJECT}|(?:i'm|you're|it's|that's|we're|{_SUBJECT} {_AUX}|you|we))"
"""Subject and verb, as in a question or as in one that is told: "who am I", "who I'm"."""
_STRANDED = r"(?:to|with|from|for|about|at|by|of|in|on)"
_NO_MORE_OF_THEM = (
    r"(?:\s(?!(?:with|from|for|about|at|by|of|in|on)\b|to (?!(?:talk|speak|get|go|be|call|write|deal|ask|complain)\b))"
    r"[\w']+)"
)
_OF_WHOM = re.compile(rf"{LEAD}{_ASIDE}(?:who|whom) {_IN_TURN}{_NO_MORE_OF_THEM}{{0,6}} {_STRANDED}$")
_WANTS_IT = (
    r"(?:(?:talk|talking|speak|speaking|chat|chatting|listening|belong|belongs|go|going) (?:to|with)|"
    r"(?:look|looking|wait|waiting|ask|asking|pay|paying|call|calling|stand|stands|used|known|good|famous) for|"
    r"(?:talk|talking|speak|speaking|ask|asking|call|calling|tell me|ask you|know|think|thinking) about|"
    r"(?:work|working) (?:for|with|at|in|on)|(?:come|comes|coming|from|are|made|made out) (?:from|of)|"
    r"(?:live|based|located|interested|made) in|(?:go|called|known) by|(?:help|help me|familiar|helping|deal|"
    r"dealing|do it|wrong|happening|up) with|"
    r"(?:look|looks|looking) at|(?:is|was|are|you're|i'm|be) (?:it |this |that |these |those )?"
    r"(?:for|about|from|with|by))"
)
"""What a question with "what" ends on: others have an object to come ("what do you charge for … delivery?")."""
_OF_WHAT = re.compile(rf"{LEAD}{_ASIDE}what(?: else)? {_IN_TURN}(?:\s[\w']+){{0,5}}? ?{_WANTS_IT}$")
_IS_IT = r"(?:is|was|are|were) (?:it|this|that|these|those|(?:the|my|your|our) \w+)(?: \w+)?"
_WHAT_IT_IS = re.compile(rf"{LEAD}{_ASIDE}what(?:'s| (?:is|was|are|were)) .*\b(?:for|about|like|made of|up with)$")
_OURS_IS = re.compile(rf"{LEAD}your (?:\w+ ){{1,2}}(?:is|was|are|were)$")
"""Nobody tells us what is ours: "your name is" asks for it."""
_LOOKS_LIKE = re.compile(
    rf"{LEAD}{_ASIDE}what {_IN_TURN}(?: [\w']+)* like$|"
    rf"{LEAD}{_ASIDE}(?:what|which)(?: \w+){{0,3}} (?:do|does|did|would) {_SUBJECT} like$"
)
_OF_WHICH = re.compile(
    rf"{LEAD}{_ASIDE}(?:what|which) (?!(?:time|day|hour|date|else)\b|{_AUX}\b)\w+ (?:\w+ )?{_IN_TURN}"
    rf"{_NO_MORE_OF_THEM}{{0,5}} {_STRANDED}$"
)
_FROM_WHERE = re.compile(rf"{LEAD}{_ASIDE}where (?:{_IN_TURN}.*|{_IS_IT}) (?:from|to|at)$")
_POINTED_AT = re.compile(
    rf"{LEAD}{_ASIDE}(?:(?:who|what)(?:'s| is| was| are) (?:all )?(?:this|these|i|we|they)|who am i|what am i|"
    rf".*\b(?:do|does|doing|like) this)$"
)
_PARTICLE = re.compile(
    r"\b(?:(?:log|sign|come|drop|call|stop|pop|check|send|hand|bring|take) (?:(?:it|them|this|that) )?in|"
    r"(?:come|drop|stop|pop|pass|close|near) by|(?:switch|turn|switched|turned|put) (?:it|them|this|that) on|"
    r"(?:it|they|that|lamp) (?:won't|doesn't|will not|does not) (?:turn|switch|come|go) on|"
    r"(?:going|carry|hold) on)$"
)
_ADVERB = re.compile(
    r"\b(?:(?:as|very|so|pretty|really|quite|doing|going|feeling|it) well|"
    r"how(?:'s| is| are) (?:it|things|everything) going|(?:okay|bye|goodbye) then)$"
)
_LOWER_LIMIT = 3
"""Words: fewer are no sentence that could be told by its build."""
_ASKS = re.compile(rf"{LEAD}{_ASIDE}(?:(?:whats|what|who|where|when|why|how|which|whose)(?:'\w+)?\b.*|{_AUX} .*)$")
_ASKS_SOMETHING = re.compile(
    rf"{LEAD}{_ASIDE}(?:(?:whats|what|who|where|when|why|how|which|whose)\b(?:\s[\w']+)*?(?:'\w+|\s{_AUX}\b|\s[\w]+)"
    rf"(?:\s[\w']+)+|{_AUX} {_SUBJECT}(?:\s[\w']+)+)$"
)
_TOLD_TO = re.compile(
    rf"{LEAD}(?:tell|give|show|send|help|sing|specify|explain|describe|put|take|speak|turn|call|read|find|teach|change|cancel|book|move|let|make|say|provide|start|keep|hold|ring|talk|guess|reset|check|remind)\s"
    r"[\w']+(?:\s[\w']+)+$"
)
_OPEN = re.compile(
    r"\b(?:and|or|but|because|that|if|when|while|not|really|very|just|some|any|every|each|another|whose|would|could|"
    r"can|will|should|be|been|mean|wondering|wonder|looking|calling|trying|going|supposed|able|over|under|"
    r"after|before|until|till|between|without|rather|allowed|new|last|next|same|other|following|current|"
    r"different|nearest|good|best|cool|funny|opening|delivery|order number|number|two|three|four|five|six|seven|eight|"
    r"nine|ten|zero|one|uh|um|er|mister|mrs|miss|doctor|for|to|the|a|more|too|"
    r"(?:do|does|did|have|has|had|can|could|would|will|should) (?:i|you|we|they|he|she|it)|^do you know|"
    r"(?:which|how|when|(?:what|who|where)(?! (?:my|your|the|our|their|his|her) \w))"
    r"(?: (?!(?:it|this|that|they|he|she|you|we|i)\b)\w+){0,3} "
    r"(?:are|is|do|does|did|have|has|was|were))$"
)
"""Last words that as often as not go before another, though no preposition or article."""
_WANTS_OBJECT = re.compile(
    r"\b(?:have|has|had|get|give|make|take|want|wants|wanted|need|needs|like|send|sell|buy|bring|put|got|let|own|keep|"
    r"possess|use|update|record|ask|made|hear|arrange|say|said|find|check|track|return|change|cancel|book|order|see|"
    r"(?:tell|show|give|send|find|help|told|sent|gave|bring|get|let) (?:me|us|you|him|her|them)|tell|show|work)$"
)
"""Verbs that are not whole without what is done to; where "what" or "which" asks, that was said first."""
_OBJECT_CAME_FIRST = re.compile(rf"{LEAD}{_ASIDE}(?:what|which|who|whom|how (?:many|much))\b")
_SPOKEN = re.compile(r"[a-z]\w*$")
"""A sentence that ends on figures may be read on."""
_PLEASE = re.compile(r"\s(?:please|thanks|thank you)$")


def ends_on_what_was_asked(words: str) -> bool:
    """Whether the last word only seems to leave these open: "who am I talking to", "what's it like", "log in"."""
    return any(
        build.search(words)
        for build in (
            _OF_WHOM, _OF_WHAT, _WHAT_IT_IS, _LOOKS_LIKE, _OURS_IS, _OF_WHICH, _FROM_WHERE, _POINTED_AT, _PARTICLE,
            _ADVERB,
        )
    )  # fmt: skip


def is_whole_sentence(words: str, text: str) -> bool:
    """Whether these are a question or a request with all its parts, and written as one.

    Statements are left out: who tells something goes on as often as not ("I have nothing left … to hope for").
    `text` is what was transcribed, `words` the same without its punctuation: a sentence that the transcriber ended
    with nothing, with a comma or with dots is none, however it is built.
    """
    ended = text.rstrip()
    if not ended.endswith((".", "?", "!")) or ended.endswith(("..", "…")) or len(words.split()) < _LOWER_LIMIT:
        return False
    if ends_on_what_was_asked(words):
        return True
    said = _PLEASE.sub("", words)
    wants_object = _WANTS_OBJECT.search(said) and not _OBJECT_CAME_FIRST.search(said)
    if _OPEN.search(said) or wants_object or not _SPOKEN.search(said):
        return False
    if ended.endswith("?"):
        return bool(_ASKS.match(said) and _ASKS_SOMETHING.match(said))
    return bool(_TOLD_TO.match(said) or _ASKS_SOMETHING.match(said))
