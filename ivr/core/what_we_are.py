"""The question whether a machine speaks or a person, in whatever words: by rule, as the answer is always the truth."""

import re

from .wording import words_of

_HOW = (
    r"(?:(?:really|actually|just|even|truly|genuinely|honestly|seriously|secretly|maybe|possibly|still|like|basically|"
    r"literally|only|for real|in fact|by any chance|not|some|(?:some )?(?:kind|sort) of|one of those|uh|um|er|you know|"
    r"or)\s)*"
)
_KIND = (
    r"(?:(?:real|real life|live|living|actual|human|(?:pre )?recorded|automated|automatic|talking|virtual|voice|"
    r"digital|proper|genuine|breathing|artificial|robotic|computer|chat|phone|answering|ai|a i|"
    r"fucking|bloody|damn|goddamn|stupid)\s)*"
)
_REAL = r"(?:(?:for )?real|live|recorded|legit|genuine|alive|automated|automatic|artificial)"
_ONE_OF_US = r"(?:agents?|operators?|representatives?|reps?|employees?|members? of staff|assistan(?:ts?|ce))"
_THING = (
    r"(?:robots?|ro bots?|row ?boat|machines?|bots?|computers?|chat ?bots?|humans?(?: being)?|persons?|ais?|a i|"
    r"artificial intelligence|programs?|programme|software|algorithm|being|siri|alexa|chat ?g ?p ?t|"
    r"(?:automated|automatic|computer|phone|voice|virtual|ai|a i|digital|robot) "
    r"(?:system|assistant|voice|agent|line|service|message))"
)
_OTHERWISE = (
    r"(?!\s(?:shops?|stores?|compan\w+|dealers?|sellers?|learning|repairs?|resources?|rentals?|technicians?|tools?|"
    r"parts?|vacuum|washable|made|error|problem|issue|games?|that (?:can|does)|i can|which|order|number|account|time|"
    r"desk|program|or a (?:company|shop|firm|business))\b)"
)
"""What makes a machine or a person something else: "is this a computer shop", "are you human resources"."""
_ENDS = r"(?=$| (?:or|right|at all|yes|no|man|mate|because|can|could|i|who|you|are)\b)"
_ONE = (
    rf"(?:(?:an? |the |some |any )?{_HOW}{_KIND}{_THING}\b{_OTHERWISE}|an? {_KIND}{_ONE_OF_US}\b{_OTHERWISE}|"
    rf"(?:an? )?{_REAL}(?: (?:someone|somebody))?{_ENDS}|(?:someone|somebody) real|"
    rf"a {_HOW}{_KIND}recording|(?:real|live|actual|human) people)"
)
_SOMEBODY = r"(?:someone|somebody|anyone|anybody)$"
_EITHER = (
    rf"(?: right now| here| then)?(?: or (?:not|is (?:it|this) |am i talking to |(?:to )?"
    rf"(?:{_ONE}|(?:an? )?{_KIND}(?:{_THING}|{_ONE_OF_US}|recording)|{_REAL})))*"
)
_MACHINE = rf"(?:an? )?{_KIND}(?:robot|machine|bot|computer|recording|robotic|automated|fake|ai|a i)s?\b{_OTHERWISE}"
_YOU = r"(?:you|ya|u|you guys)"
_CALL = r"(?:regard|consider|call|classify|describe|think of|refer to|see)"
_CALLED = r"(?:regarded|considered|called|classified|identified|identify|described)"

_ASKED = (
    rf"(?<!how )(?<!old )(?<!who )(?:are|r|aren't|ain't) {_YOU} {_HOW}(?:{_ONE}|{_SOMEBODY})",
    rf"(?:you're|you are|you were|you aren't|youre) {_HOW}{_ONE}",
    rf"(?:is|isn't|was) (?:this|it|that) {_HOW}(?:an? |the |some ){_HOW}{_KIND}(?:{_THING}|recording)\b{_OTHERWISE}",
    rf"(?:is|isn't) (?:this|it|that) {_HOW}(?:{_REAL}|ai|a i|siri|alexa)(?=$| or\b| right\b)",
    rf"(?:is|isn't) (?:this|it|that) {_HOW}(?:human|robot|machine|bot|computer) or ",
    rf"this is {_HOW}(?:an? |the |some ){_HOW}{_KIND}(?:{_THING}|recording)(?: isn't it| is it| right|$)",
    rf"(?:am i|are we|is it i'm|if i'm|whether i'm|if i am|whether i am|i'm(?! not)|i am(?! not)|have i been) {_HOW}"
    rf"(?:talking|speaking|chatting|connected|through|dealing) {_HOW}(?:to |with )?{_HOW}(?:{_ONE}|{_SOMEBODY})",
    rf"(?<!how )(?:do|did) i {_HOW}(?:talk|speak|chat) (?:to|with) {_HOW}{_ONE}",
    r"(?:who|what|whom) (?:am i|are we|have i been) (?:really |actually )?(?:talking|speaking|chatting)(?: to| with)?$",
    r"what (?:exactly |the hell |the heck |on earth |kind of (?:thing|life form|being) )?are you"
    r"(?: exactly| really| anyway| then)?$",
    rf"(?:sounds?|seems?|feels?) (?:just |very |so |a bit |kind of |exactly )?(?:like )?{_MACHINE}",
    rf"you (?:don't|do not|didn't) (?:sound|seem|feel) (?:like )?(?:an? |very |too )?{_KIND}(?:human|person|real)",
    rf"(?:{_CALL} you(?:rself)?|you (?:be )?{_CALLED}) (?:to be |as |like )?{_HOW}{_ONE}",
    rf"would you be {_ONE}",
    r"how (?:real|human) are you",
    r"is (?:there )?anything about you (?:that's |that is )?(?:real|human)|is there anything (?:real|human) about you",
    r"do you have (?:a (?:body|pulse|soul|brain|heart)|feelings)|have you got (?:a (?:body|pulse|soul)|feelings)",
    rf"(?:could|can) you (?:be|act and think like|think like|feel like) {_ONE}",
    rf"^(?:so |a |an )*{_KIND}(?:robot|machine|human|person|real|bot|recording|live|computer)(?= or )",
)
_QUESTION = re.compile(rf"\b(?:{'|'.join(_ASKED)}){_EITHER}")


def asks_what_we_are(text: str) -> bool:
    """Whether the caller asks if this is a machine or a person; the answer is always the truth."""
    return bool(_QUESTION.search(words_of(text)))


def without_that_question(words: str) -> str:
    """What else is said in these words: "are you a robot i want a human" also asks for a person."""
    return " ".join(_QUESTION.sub(" ", words).split())
