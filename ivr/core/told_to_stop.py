"""Callers who want the assistant to be silent, and no more: "stop talking", "let me speak", "okay okay, I get it".

Known from the whole of what was said, with no model. Some of it means this at any time; some, "enough", "I know", only
over a line: without one it may be a refusal, or an answer.
"""

import re

from .escape import words_of

_THAT = r"(?:(?:all |any )?of (?:it|that|this)|all (?:that|this)|(?:it|that|this) all|it|that|this|so|all|everything)"
_SPEECH = (
    r"(?:(?:the|that|this|your|those|all the) (?:whole |entire |same |long )*(?:list|text|message|speech|script|spiel|"
    r"rules|options|terms|details|things?|stuff|blurb|rest|explanation|lecture|intro|introduction))"
)
_TALK = (
    r"(?:talk|speak|chatt?er|chatt|yapp?|yammer|babbl|blabber|blather|jabber|rambl|dron|rattl|lectur|preach|natter|"
    r"waffl|rabbit|gabb|go|read|list|explain|describ|repeat|interrupt|tell|say|recit|cutt|bother)"
)
"""Stems: with "ing" what we do, or are asked not to do."""
_WHOM = (
    r"(?:(?: (?:(?:to |at |with |on at |over )?me|us|yourself|out|on|over|through|off|so much|so long|so|loudly|"
    rf"about (?:it|that|this)|{_THAT}|{_SPEECH}))*)"
)
_TALKING = rf"(?:(?:keep |keeping )?{_TALK}(?:e?ing){_WHOM})"
_STOP = (
    r"(?:(?:stop|quit|cease|no more|enough (?:of|with)|less|halt)(?: (?:all|with|of))?(?: (?:the|this|that|your))? "
    rf"(?:{_TALKING}|talk|chatter|chat|words|speech(?:es)?|explanations?|lectures?|noise|nonsense|blah(?: blah)*)|"
    r"(?:stop|quit)(?: (?:it|that|this|there|here|now|right there|right now|yourself|already))?)"
)
_QUIET = (
    r"(?:(?:be|keep|stay|get) (?:quiet|silent|still)|quiet(?: (?:down|now))?|silence|hush(?: (?:up|now))?|"
    r"s+h+(?:u+s*h+)?|shut (?:the \w+ )?(?:up|it|your (?:mouth|trap|face|gob))|zip it|button it|pipe down|"
    r"put a sock in it|give it a rest|knock it off|cut it out|pack it in|"
    r"(?:you |you're |you are )?(?:talk|talking|say|saying) (?:way |far |just )?too much|"
    r"too (?:much talk(?:ing)?|many words)|not (?:another|one more) word|"
    r"(?:don't|do not) (?:talk|speak|interrupt(?: me)?|say)"
    r"(?: (?:so much|any ?more|anything|another word|a word|over me))?)"
)
_FLOOR = (
    r"(?:(?:let|allow) me (?:to )?(?:talk|speak|answer|say (?:something|this|it|my piece)|get a word in)|"
    r"(?:can|may|could|might) i (?:please |just |now |maybe )*"
    r"(?:talk|speak|answer|say (?:something|a word|this)|get a word in)|edge(?:wise|ways)|"
    r"i(?:'m| am) (?:trying to (?:talk|speak|say something)|(?:talking|speaking)(?: here| now)?)|"
    r"(?:it's |it is )?my turn(?: to (?:talk|speak))?|listen to me)"
)
_KNOWN = (
    rf"(?:i(?:'ve| have)? (?:already |just |do )*(?:know|knew|heard|hear)(?: (?:you|enough|about it|what you mean|"
    rf"how (?:it|this|that) works|the (?:rest|drill|rules|procedure)|{_THAT}))*"
    r"(?: (?:the first time|before|now|too|twice|(?:a )?(?:hundred|thousand|million) times))*|"
    rf"i(?:'ve| have)? (?:get|got|understood) (?:{_THAT}|the (?:point|idea|message|picture|gist))(?: (?:now|all))?|"
    r"you(?:'ve| have)? (?:already |just )?(?:made your point|"
    r"(?:said|told me)(?: (?:that|this|it|so))?(?: (?:before|twice))?)|point taken|message received)"
)
_HEAR = r"(?:(?:hear|listen to|know|be told)(?: about)?)"
_SPARED = (
    r"(?:(?:i )?(?:don't|do not|didn't) (?:need|want|care|wanna|have)(?: to)? "
    rf"(?:(?:{_HEAR} )?{_SPEECH}|{_HEAR}(?: {_THAT})?)|"
    rf"(?:(?:there's |there is )?no need (?:to|for you to)|you (?:don't|do not|needn't)(?: need| have)?(?: to)?) "
    rf"{_TALK}e?{_WHOM}|don't bother{_WHOM}(?: {_TALKING})?|"
    rf"spare me(?: {_SPEECH})?|skip(?: (?:{_THAT}|to the end|ahead|{_SPEECH}))?)"
)
_UNFINISHED = (
    r"(?:(?:let me|allow me to|(?:can|could|may) i)(?: please| just)* finish"
    r"(?: (?:speaking|talking|first|my sentence|what i(?: was|'m| am) saying))*|"
    r"i(?:'m| am| was)(?: not|n't) (?:done|finished)(?: yet| talking| speaking)*)"
)
"""At other times they want more time to answer."""
_ENOUGH = (
    r"(?:blah(?: blah)*|(?:that'll|that will|this will) do|no more(?: of (?:this|that))?|that's plenty|"
    r"(?:that's |that is |it's |i've had )?(?:more than |quite |really )?enough(?: (?:now|of (?:this|that|it)))?)"
)
_HURRY = (
    r"(?:get on with it|(?:get|come|cut|skip) (?:straight )?to the (?:point|question|chase)|move (?:on|along)|"
    r"hurry (?:up|it up)|come on|just ask(?: me)?(?: the question)?|(?:so )?what(?:'s| is) (?:the|your) question)"
)
"""What they want is the question, at once."""
_BESIDE = (
    r"(?:please|kindly|okay|ok|o k|oh|ah|uh|um|hm+|no|nope|hey|yes|yeah|yep|and|but|so|well|just|now|then|already|"
    r"for once|i said|all right|alright|right|do|listen|look|man|sir|ma'am|lady|"
    r"(?:you )?(?:(?:stupid|dumb|bloody|damn|useless|annoying) )*(?:robot|machine|computer|bot|thing)|"
    r"(?:oh )?(?:my )?(?:god|gosh|goodness|lord)|jesus|gee+z?|"
    r"(?:for )?(?:god's|goodness'?|pete's|heaven's|christ's) sake|"
    r"i understand|i see|fine|sure|sorry|hello|thanks|thank you|thanks a lot|to me|got it|"
    r"(?:will|would|can|could|won't|can't|couldn't) (?:you|we)|why don't you|"
    r"you (?:can|may|should|must|need to|have to)|"
    r"i(?:'d| would)? (?:want|need|told|asked|like|love|prefer)(?: for)? you to|"
    r"can i (?:have|get)|(?:a bit|a little|some)(?: of)?|and quiet|(?:for )?a (?:second|moment|minute|bit)|you)"
)
_SURE, _OVER_A_LINE = rf"{_STOP}|{_QUIET}|{_FLOOR}", rf"{_KNOWN}|{_SPARED}|{_UNFINISHED}|{_ENOUGH}|{_HURRY}"
_ALL_OF_IT = re.compile(rf"^(?:(?>(?:{_SURE}|{_OVER_A_LINE}|{_BESIDE})(?= |$))(?: |$))+$")
"""Phrase after phrase. Atomic: words that can be read in two ways are read in one, or many would take for ever."""
_MEANS_IT = re.compile(rf"(?:^| )(?:{_SURE})(?= |$)")
_MAY_MEAN_IT = re.compile(rf"(?:^| )(?:{_SURE}|{_OVER_A_LINE})(?= |$)")
_HURRIES = re.compile(rf"(?:^| )(?:{_HURRY})(?= |$)")
_A_WHILE = re.compile(r"\ba (?:second|moment|minute|bit)$")
_LONGEST = 24
"""Words."""


def asks_for_silence(text: str) -> bool:
    """Whether silence is all that they ask for, and no time: what comes next is theirs to say."""
    return _means(_MEANS_IT, text) and not _A_WHILE.search(words_of(text))


def asks_for_quiet_time(text: str) -> bool:
    """Whether they ask for silence for a while: "be quiet for a moment"."""
    return _means(_MEANS_IT, text) and bool(_A_WHILE.search(words_of(text)))


def has_heard_enough(text: str) -> bool:
    """Whether a line that they speak over has said enough for them. "Yes" with it is no answer: "yes yes, I know"."""
    return _means(_MAY_MEAN_IT, text) and not _A_WHILE.search(words_of(text))


def hurries_us(text: str) -> bool:
    """Whether they want, instead of the line that they speak over, what they are asked: "get to the point"."""
    return _means(_HURRIES, text)


def _means(pattern: re.Pattern[str], text: str) -> bool:
    words = words_of(text)
    return len(words.split()) <= _LONGEST and bool(_ALL_OF_IT.match(words) and pattern.search(words))
