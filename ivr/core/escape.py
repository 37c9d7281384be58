"""The words by which a caller reaches a person, and the question whether we are one: by rule, with no model.

Phrases after the opt-out list of the project's disclosure requirements, with what the recogniser makes of them.
A false transfer is tolerable; a caller who asks for a person and does not get one is not.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9']+")

_PERSON = (
    r"(?:hu+man(?:s| being| beings)?|hooman|humid|you man|hue man|humane|operators?|representatives?|reps?|"
    r"(?:live |real |actual |human |support |service |phone )*(?:agents?|persons?|people)|"
    r"someone (?:real|else|alive)|somebody(?: real)?|someone|anyone|anybody|"
    r"(?:customer |customer's )?service (?:team|desk)|"
    r"customer (?:service|support|care)|supervisors?|managers?|member of staff|staff|(?:one of your )?colleagues?|"
    r"advisors?|adviser)"
)
_STRONG = (
    r"(?:hu+mans?(?: being)?|hooman|humid|you man|hue man|operators?|representatives?|rep|supervisor|manager|"
    r"(?:live |real |actual |human |support |service )*(?:agents?|person|people)|real human|someone real|somebody real|"
    r"customer service|customer support|zero|oh(?! thank)|press zero|opt out)"
)
_POLITE = (
    r"(?:(?:please|hello|hi|hey|uh|um|er|okay|ok|no|yes|yeah|just|now|thanks|thank you|"
    r"sorry|well|so|look|right|hmm|and)\s)*"
)
_ARTICLE = r"(?:(?:a|an|the|some|any|your|to|with|h)\s)*"
_TAIL = r"(?:\s(?:please|now|right now|thanks|thank you|instead|here|quickly|immediately))*"

_ALONE = re.compile(rf"^{_POLITE}{_ARTICLE}{_STRONG}(?:\s(?:and\s)?{_ARTICLE}{_STRONG})*{_TAIL}$")
_VERB = (
    r"(?:talk|talking|speak|speaking|chat|connect|connected|transfer|transferred|put|pass|passed|switch|get|have|give|"
    r"want|need|reach|see|hand|call|ask|prefer|(?<!looks )like|send|find|fetch|bring|where's|is there)"
)
_ASKED = re.compile(
    rf"\b{_VERB}\s(?:me\s)?(?:over\s|through\s|on\s|back\s)?(?:to\s|with\s|for\s)?"
    rf"(?:(?:talk|speak|be)\s(?:to|with|connected|put|transferred)\s(?:through\s)?(?:to\s|with\s)?)?{_ARTICLE}{_PERSON}\b"
)
_STRESSED = re.compile(r"\b(?:real|actual|live|human) (?:human|person|people|being|agent|operator|representative)s?\b")
_AWAY = re.compile(
    r"\b(?:not (?:to |with )?a (?:robot|machine|bot|computer|recording)|"
    r"no (?:robots?|machines?|bots?|computers?|ai|a i)|"
    r"stop (?:the|this) (?:robot|machine|bot)|hate (?:this|talking to|robots?|machines?)|get me out|opt me out|opt out|"
    r"(?:don't|do not|won't|not) (?:want|like|wanna) (?:to )?(?:talk|speak|talking|speaking)?\s?(?:to |with )?"
    r"(?:a |an |this |the )?(?:robot|machine|bot|computer|ai|a i)|press zero)\b"
    r"|\b(?:transfer|connect|put) me(?: through)?(?: please| now)?$"
)
_PLAIN = re.compile(r"\b(?:hu+mans?|hooman|operator|representative)\b")
_FEW_WORDS = 4
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
_DECLINED = re.compile(
    r"\b(?:(?:don't|do not|didn't|not|never|no need to|needn't|without)\s(?:\w+\s){0,3}?"
    rf"(?:to\s)?(?:(?:talk|speak|be)\s(?:to|with|connected to|put through to)\s)?{_ARTICLE}{_PERSON}"
    rf"|no\s{_PERSON}\s(?:needed|necessary|required|thanks)|no need (?:for|of) {_ARTICLE}{_PERSON})\b"
)
_QUESTION = re.compile(
    r"\b(?:are you|you are|is this|am i (?:talking|speaking) (?:to|with)|you're|are we|do i have) "
    r"(?:really |actually |just |even |you )?"
    r"(?:a |an |some )?(?:(?:real|live|actual|human|recorded|automated|talking|virtual)\s?)*"
    r"(?:robot|machine|bot|computer|human|person|ai|a i|recording|alive|real|automated|chatbot|program|"
    r"somebody|someone)\b"
)


def words_of(text: str) -> str:
    """Lower-case words of a text, one space apart, apostrophes kept."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def asks_for_person(text: str, more_phrases: Iterable[str] = ()) -> bool:
    """Whether the caller asks for a live human; negations ("I don't need a human") do not count."""
    words = words_of(text)
    if not words or asks_what_we_are(text):
        return False
    if any(f" {words_of(phrase)} " in f" {words} " for phrase in more_phrases):
        return True
    if _AWAY.search(words):
        return True
    if _DECLINED.search(words):
        return False
    if _PLAIN.search(words) and len(words.split()) <= _FEW_WORDS:
        return True
    if _MISHEARD_ALONE.match(words) or _MISHEARD.search(words):
        return True
    return bool(_ALONE.match(words) or _ASKED.search(words) or _STRESSED.search(words))


def asks_what_we_are(text: str) -> bool:
    """Whether the caller asks if this is a machine or a person; the answer is always the truth."""
    return bool(_QUESTION.search(words_of(text)))
