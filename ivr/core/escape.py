"""The words by which a caller reaches a person: by rule, with no model, in every state.

Phrases after the opt-out list of the project's disclosure requirements, with what the recogniser makes of them.
A false transfer is tolerable; a caller who asks for a person and does not get one is not.
"""

import re
from collections.abc import Iterable

from .escape_abroad import asks_abroad
from .what_we_are import asks_what_we_are as asks_what_we_are
from .what_we_are import without_that_question
from .wording import plainly
from .wording import words_of as words_of

_HUMAN = r"(?:h+(?:u+|oo+)m+a+n+(?:s|'s)?(?: beings?)?|humid|humane|you man|hue man)"
_ADJECTIVES = r"(?:(?:live|real|actual|human|proper|living|breathing|support|service|phone|sales) )*"
_NAMED = (
    rf"(?:{_HUMAN}|opp?erators?|representatives?|reps?|{_ADJECTIVES}(?:agents?|persons?(?! limit)|people)|"
    r"(?:someone|somebody|anyone) (?:real|alive|human)|(?:customer |customer's )?service (?:team|desk)|"
    r"(?:customer|costumer) (?:service|support|care)|(?:live|human|real) (?:support|help|assistance)|"
    r"super ?visors?|managers?|members? of (?:your |the )?(?:staff|team)|staff(?! \w)|colleagues?|advisors?|advisers?|"
    r"boss|who(?:ever|'s| is)(?: is| 's)? in charge)"
)
_PERSON = rf"(?:{_NAMED}|someone(?: else)?|somebody|anyone|anybody|(?:support |service |sales )?team)"
_ZERO = r"(?:zero|0|(?:press|pressing|hit|dial|push) (?:zero|0|oh))"
""" "Oh" alone is an exclamation."""
_STRONG = rf"(?:{_NAMED}|someone|somebody|anyone|anybody|service desk|opt out|{_ZERO})"
_POLITE = (
    r"(?:(?:please|hello|hi|hey|uh|um|er|okay|ok|no|yes|yeah|just|now|thanks|thank you|i said|"
    r"sorry|well|so|look|right|hmm|and)\s)*"
)
_ARTICLE = r"(?:(?:a|an|the|some|any|your|to|with|h|one of (?:your|the|those)|another|one)\s)*"
_TAIL = r"(?:\s(?:please|now|right now|thanks|thank you|instead|here|quickly|immediately))*"

_ALONE = re.compile(rf"^{_POLITE}{_ARTICLE}{_STRONG}(?:\s(?:and\s|or\s)?{_ARTICLE}{_STRONG})*{_TAIL}$")
_CLAUSE = re.compile(rf"^{_POLITE}(?:(?:a|an|the|your)\s)*{_NAMED}{_TAIL}$")
_CALL = r"(?:(?:me|us|my call|the call|this call)\s)?(?:straight |directly )?(?:(?:over|through|on|back|up)\s)?"
_TALKED = re.compile(
    r"\b(?:talk|talking|speak|speaking|chat|chatting|connect|connected|(?<!a )transfer|transferred|put|pass|passed|"
    r"switch|hand|direct|redirect|forward|route|send|get|patch|reach out|skip|escalate(?: this| it)?|wait|waiting|go|"
    r"deal|dealing|take|bring|(?:a|quick) word|let)\s"
    rf"{_CALL}(?:to\s|with\s|for\s|(?:a )?hold of\s)(?:(?:talk|speak|be)\s(?:to|with|connected|put|transferred)\s"
    rf"(?:through\s)?(?:to\s|with\s)?)?{_ARTICLE}{_PERSON}\b"
)
_WANTED = (
    r"\b(?:want|need|get|give|prefer|(?:would|i'd|we'd|'d) (?:like|love|prefer|rather have)|demand|require|reach|find|"
    r"bring|fetch|(?:want|need|like) to (?:see|have)|(?:can|could|may) i (?:have|see)|let me have|ask(?:ed|ing)? for|"
    r"look(?:ing)? for|(?:do|have) you (?:have|got)|(?:what|how) about|"
    r"request|where's|where is|is there|are there|isn't there|call|hand|pass|put|transfer|connect|ask)\s(?:me\s)?"
)
_NAMED_WANTED = re.compile(rf"{_WANTED}{_ARTICLE}{_NAMED}\b")
_SOMEONE_WANTED = re.compile(
    rf"{_WANTED}(?:someone|somebody|anyone|anybody)(?: else)?"
    r"(?=$| (?:please|now|here|there|on the (?:phone|line)|(?:that |who )?(?:i|we) can (?:talk|speak)|"
    r"(?:who|that) (?:is|can help|knows|understands|actually)|to (?:talk|speak|help)|from|"
    r"in (?:charge|customer|billing|support|sales|your)|immediately|right now|thanks|on$)\b)"
)
"""Who needs somebody to mend a lamp needs a technician."""
_HELPED = re.compile(
    rf"\b(?:can|could|will|would|have|let) {_ARTICLE}{_NAMED} (?:help|assist|come|take|deal|handle|speak|talk)\b"
    rf"|\b(?:help|assistance|support) (?:from|of|by) {_ARTICLE}{_NAMED}\b"
    rf"|^{_POLITE}{_ARTICLE}{_NAMED} (?:(?:would|will|might) be|request)\b"
    rf"|\bthere(?:'s| is| must be) a {_NAMED} (?:there|here|i can)\b|\b(?:want|like|need) to escalate\b"
)
_STRESSED = re.compile(r"\b(?:real|actual|live|human) (?:human|person|people|being|agent|operator|representative)s?\b")
_MACHINE = r"(?:robots?|machines?|bots?|computers?|chat ?bots?|(?<!stop )recordings?|ai|a i|artificial intelligence)"
_SUCH_A = r"(?:(?:talk|speak|deal|talking|speaking|dealing|to|with|be|these|this|that|your|the|any|an?)\s)*"
_AWAY = re.compile(
    rf"\bno (?:more )?{_MACHINE}(?=$| (?:please|thanks|thank you|only|i|give|get|let|human|person|agent)\b)|"
    rf"\bwhy (?:do|must|should|am) i (?:have to |made to )?(?:talk|speak) (?:to|with) {_SUCH_A}{_MACHINE}|"
    rf"\b(?:get|take) (?:the|this|that) {_MACHINE} (?:off|away|out)|"
    r"\b(?:(?:not|without|consent to|agree to|stop|turn off|switch off|shut off|get rid of|enough (?:of|with)|hate|"
    r"stand|tired of|"
    r"sick of|fed up with|done with|refuse to|(?:don't|do not|won't|will not|not going to) (?:do|talk|speak|deal)|"
    rf"(?:don't|do not|won't|not) (?:want|like|wanna|need)) {_SUCH_A}{_MACHINE}(?! (?:vacuum|shop|store|parts?))|"
    r"hate (?:this|it)(?: (?:thing|system|menu|so much|already|crap|shit))?$|hate (?:this (?:thing|system)|talking to)|"
    r"get me out(?! of my)|opt (?:me )?out(?! of (?:the |your |all |my |those )?"
    r"(?:marketing|newsletters?|e ?mails?|texts?|ads|paper\w*|offers?|sms|messages?))|"
    r"(?:press|pressing|hit) (?:zero|0))\b"
    r"|\b(?:transfer|connect|put) (?:me|us|my call|the call)(?: through)?(?: please| now| through| right now)*$"
    r"|^(?:please |just )*transfer(?: please| now)*$"
    r"|\b(?:want|like|need|wish|have) to (?:be|get) (?:transferred|connected|put through)\b"
)
_OTHERWISE = r"(?! (?:errors?|nature|rights|resources|race|hair|body|made|sized?))"
_HUMAN_SAID = re.compile(rf"(?<!only )(?<!i'm )(?<!i am )\bhu+mans?\b{_OTHERWISE}")
"""Callers speak of humans for one reason."""
_PLAIN = re.compile(rf"(?<!only )(?<!i'm )(?<!i am )\b(?:{_HUMAN}|operator|representative)\b{_OTHERWISE}")
_FEW_WORDS = 4
_STOPS = re.compile(r"[.,;:!?]+")
_MISHEARD_ALONE = re.compile(
    rf"^{_POLITE}(?:{_ARTICLE}(?:new ?man|you ?men|you're men|you mean|you meant|you win|yo man|"
    r"hugh man|he will man|cuban|yeoman|"
    r"asian|edent|a ?jim|a z n|aged|agents?ia|"
    r"(?:an? |up |ap|ep|op)arit(?:a|er)|ap+reta|ep+arida|(?:i'll )?operat(?:e(?: them)?|ed|or's|ing|a)|opera(?: tor)?|"
    r"(?:last |re)presentation|a j(?: \w)*|aja|"
    r"(?:a |the )?(?:real |rail |arrayal )(?:parson|purse and|puss and|pressing|presently|question))"
    rf"{_TAIL})$"
)
"""The whole of an utterance, as Whisper base wrote "human", "agent", "operator", "representative", "a real person" in
street noise, babble, hiss and music at 10 dB (benchmarks/human.py); nobody says any of it alone to a support line."""
_MISHEARD = re.compile(
    r"\b(?:want to|wanna|like to|need to|let me|let's|can i|could i|may i) "
    r"(?:talk|speak)(?: (?:to|with)(?! (?:my|our)\b|.* in \w+$)(?: [\w']+){1,3}| (?:your|you|a|the)(?: [\w']+){1,2})$"
    r"|\b(?:talk|speak|speaking|talking) (?:to|with) (?:an? |the )?(?:agency|agencies|asian|aged|parson|percent)\b"
    r"|\b(?:connect|transfer) me (?:to|with) (?:the )?[\w']+(?: please| now)?$"
    r"|^(?:please )?(?:can i meet|can act me to) (?:some ?one|somebody)\b"
    r"|^(?:i want |i need )?a person(?:'s)?(?: \w+)?$"
    r"|\bpersons? please$|\b(?:to |me |her )some ?one(?:'s)? please$"
    r"|^(?:[\w']+ ){0,2}represent(?:s|ed|ing|ive|ivee|atives?|ative's)?(?: [\w']+){0,2}$"
)
"""Likewise within a sentence. Whoever wants to talk to something wants to talk to somebody, whatever the noise made of
whom: "to a human" was "to you", "to him", "to a few men"; who goes on ("… about my order") has more to say first."""
_NOT = (
    r"(?:(?<!why )(?:don't|dont|do not|not)|didn't|did not|doesn't|never|no need|needn't|need not|without|rather than|"
    r"instead of|do i (?:really )?(?:have|need)|won't|wont|will not|no longer|needn't)"
)
_NOT_WISHED = (
    r"(?:(?:really|actually|even|want|wanting|need|needing|wish|like|have|ask|asked|asking|for|of|to|be|being|think i|"
    r"talk|talking|speak|speaking|chat|with|connect|connected|transfer|transferred|put|pass|passed|through|over|me)\s){0,8}"
)
_DECLINED = re.compile(
    rf"\b(?:{_NOT} {_NOT_WISHED}{_ARTICLE}{_PERSON}(?! but)|"
    rf"no {_PERSON} (?:is |was )?(?:needed|necessary|required|thanks|wanted)|"
    r"(?:don't|do not|no need to|needn't|not) (?:(?:need|want|have|to|be|get|please)\s){0,4}"
    r"(?:transfer(?:red)?|connect(?:ed)?|put)\b(?: me)?(?: through)?)\b"
)
_TALKED_BEFORE = re.compile(
    rf"\b(?<!can )(?<!could )(?<!may )(?<!do )(?<!should )(?<!shall )i (?:just |already |even |have |had )*"
    rf"(?:talk(?:ed)?|speak|spoke|spoken|chatted) (?:to|with) {_ARTICLE}{_PERSON}\b"
    r"(?=.*\b(?:already|yesterday|before|earlier|ago|last \w+|on \w+day|this morning|(?:and|but) (?:he|she|they))\b)"
)
"""Who tells of it; "talk" is what is written of "talked"."""
_WORDINGS = (_AWAY, _HUMAN_SAID, _ALONE, _TALKED, _NAMED_WANTED, _SOMEONE_WANTED, _HELPED, _STRESSED)
_MISHEARINGS = (_MISHEARD_ALONE, _MISHEARD)


def asks_for_person(text: str, more_phrases: Iterable[str] = ()) -> bool:
    """Whether the caller asks for a live human; negations ("I don't need a human") do not count."""
    words = words_of(text)
    if not words:
        return False
    if any(f" {words_of(phrase)} " in f" {words} " for phrase in more_phrases):
        return True
    rest = without_that_question(words)
    if rest == words and any(_CLAUSE.match(words_of(clause)) for clause in _STOPS.split(text)):
        return True
    return any(_asks(said) for said in dict.fromkeys((rest, plainly(rest))))


def is_misheard_at_best(text: str) -> bool:
    """Whether a wish for a person is in these words only if they were misheard: "you mean", "Asian"."""
    words = plainly(words_of(text))
    return any(wording.search(words) for wording in _MISHEARINGS) and not _asks(words, _WORDINGS)


def _asks(words: str, wordings: tuple[re.Pattern[str], ...] = (*_WORDINGS, *_MISHEARINGS)) -> bool:
    """Of words without the question what we are."""
    if asks_abroad(words):
        return True
    words = " ".join(_TALKED_BEFORE.sub(" ", _DECLINED.sub(" ", words)).split())
    if _PLAIN.search(words) and len(words.split()) <= _FEW_WORDS:
        return True
    return any(wording.search(words) for wording in wordings)
