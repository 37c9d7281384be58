"""A voicemail greeting, a menu or a robot caller on the line, known by whole sentences that only machines say.

Never in doubt: whoever quotes such a sentence, asks about it or says anything of their own is a person.
"""

import re

from .wording import words_of

ENOUGH = 2
"""Evidence that ends a call: a sentence of which there is no doubt, or two of which there is little, running."""

_DIGIT = r"(?:one|two|three|four|five|six|seven|eight|nine|zero|[0-9]|(?:the )?(?:pound|star|hash)(?: key)?|any key)"
_BEEP = r"(?:the|a) (?:tone|beep|signal)"
_OPENING = (
    r"^(?:(?:hello|hi|hey|sorry|please|we're sorry|i'm sorry|welcome|but|and|or|so|otherwise|it's [\w']+|"
    r"thank you(?: for calling(?: [\w']+){1,4})?|thanks for calling(?: [\w']+){1,4})\s)*"
)
_REACHED = r"(?:you have|you've) reached"
_NOT_THERE = (
    r"(?:is|are|isn't|has|cannot|can't|may be) (?:currently |now |temporarily )?(?:not |no longer |unable|unavailable|"
    r"busy|a voice|switched off|turned off|on another call|disconnected|been disconnected|full|using (?:a|call))"
)
_CERTAIN = (
    rf"{_REACHED} (?:the )?(?:[\w']+ ){{0,3}}(?:voice ?mail|(?:voice )?mail ?box|answering (?:machine|service))",
    rf"{_REACHED} .*\b(?:leave|after {_BEEP}|office hours|currently closed)",
    rf"(?:leave|record) (?:[\w']+ ){{1,8}}(?:after|at) {_BEEP}",
    rf"(?:after|at|on hearing|when you hear) {_BEEP} (?:please )?(?:leave|record|state|say|speak)",
    r"leave (?:a|your|me a|us a) (?:[\w']+ ){0,6}(?:message|number)(?: [\w']+){0,6} (?:and|so) (?:i|we)"
    r"(?:'ll| will| can)\b",
    r"(?:the )?(?:\w+ )?(?:person|party|subscriber|customer|number|user|mobile|extension) (?:that )?"
    r"(?:you are|you're|you have|you've|you) (?:calling|called|dialed|dialled|trying to (?:call|reach)|reached|"
    rf"been trying to reach) {_NOT_THERE}",
    r"your call (?:has been|is being) (?:forwarded|diverted|transferred) to (?:an automat|a voice|the voice|voice)",
    r"(?:the|this) (?:voice )?mail ?box (?:is full(?:$| and)|has not been set up|you have reached|belonging)",
    r"all (?:of )?our (?:agents|representatives|operators|lines|advis[oe]rs|associates|colleagues) are "
    r"(?:currently |still |now |all )?(?:busy|assisting|helping|serving|on other)",
    r"(?:hold|stay on the line|remain on the line|wait) (?:and|while|until|for) "
    r"(?:we |your call|the next (?:available|free)|an (?:agent|operator|advisor)|a (?:representative|member))",
    r"(?:this call|your call|calls|all calls|this conversation) (?:may|will|are|is) (?:be )?(?:being )?"
    r"(?:monitored|recorded)(?: [\w']+){0,3} for (?:quality|training|security)",
    r"listen (?:carefully )?(?:to the following|as our|because our|as the)",
    r"our (?:menu )?options have (?:recently )?changed",
    r"this is an? (?:important )?(?:automated|recorded|pre ?recorded|automatic) (?:[\w']+ )?"
    r"(?:call|message|announcement|notification|reminder|survey) (?:from|for|to|regarding|about|on behalf)",
    r"(?:when|once) you (?:have|are) (?:finished|done)(?: recording)? (?:[\w']+ ){0,3}(?:hang up|press)",
    rf"(?:enter|key in|type in|dial) (?:your|the) (?:[\w']+ ){{1,6}}(?:followed by|and then press|then press) {_DIGIT}",
    r"(?:para|si desea) (?:[\w']+ ){0,4}(?:oprima|marque|presione)",
    r"if you (?:know|would like to dial) (?:your|the) (?:party's )?extension",
    r"if you record your name and (?:your )?reason",
    r"your message (?:has been|will be) (?:recorded|saved|delivered)",
    r"you have a collect call from",
    r"you are (?:now |currently )?(?:number|caller) [\w']+ in (?:the|our) (?:queue|line)",
    r"your call is now (?:first|next|number)",
    r"(?:nobody|no one) is available to take your call",
    r"(?:hold|wait)(?: a moment)? while i (?:try|attempt) to (?:connect|locate) (?:the person|your party|you with)",
    r"(?:the [\w']+ )?mail ?box (?:cannot|can't) accept",
    r"your call will be (?:answered|taken) (?:by|in|as|shortly)",
)
_LIKELY = (
    r"your call is (?:very )?important to us",
    r"(?:i|we) (?:can't|cannot|can not|am unable to|are unable to) (?:come to the phone|take your call) "
    r"(?:right now|at the moment|at this time)",
    r"we are (?:unable|not able) to take your call",
    r"(?:leave|record) (?:a|your|me a|us a)(?: [\w']+){0,3} ?message$",
    r"this is an? (?:automated|recorded|pre ?recorded|automatic) (?:call|message|announcement|notification|reminder)$",
    r"(?:this call|your call|all calls|calls) (?:may|will|are|is) (?:be )?(?:being )?(?:monitored|recorded)$",
    r"our offices? (?:is|are) (?:currently|now) closed",
    r"(?:we have|we've) been trying to (?:reach|contact) you (?:about|regarding|concerning) your\b",
    rf"{_REACHED} (?!(?:me|the|an?|my|this|it|us|your|them)\b)(?:[\w']+ ){{0,2}}[\w']+$",
)
_OPTION = re.compile(
    rf"\b(?:(?:for|to|if) (?:[\w']+ ){{1,12}}?(?:please )?(?:press|dial|touch|push)(?: or say)? {_DIGIT}|"
    rf"(?:press|dial|touch|push)(?: or say)? {_DIGIT} (?:for|to|now|if|when)\b)"
)
_ANOTHER = re.compile(r"(?:,|\bor)\s(?:\d|one|two|three|four|five|six|seven|eight|nine) (?:to|for)\b")
"""In a list that begins with "press 1 to"."""
_SURE = re.compile("|".join(rf"{_OPENING}(?:{sentence})" for sentence in _CERTAIN))
_MAYBE = re.compile("|".join(rf"{_OPENING}(?:{sentence})" for sentence in _LIKELY))
_PERSON = re.compile(
    r"\b(?:says|said|saying|told|tells|telling|heard|keeps|kept|pressed|recording that|message that|voice that|"
    r"the (?:thing|lady|voice(?! mail)|robot|machine)|yeah|yes|no(?! longer| one)|oh|um|uh|okay|what|why|which|"
    r"isn't it|right(?! now)|then it|it just|is (?:this|that|it)|are you|am i|(?:should|do|shall|can|could|did) i|"
    r"(?:do|can|could|did) you|you (?:people|guys|just)|"
    r"(?:i|we) (?:got|get|had|hear|was|were|called|rang|phoned|keep|tried|need|want|have|would|already|just|press|"
    r"don't|do|didn't|did|left|thought|think|guess|wanted|like)|"
    r"my (?:order|parcel|delivery|bill|account|refund|lamp|husband|wife)|(?:for|to) (?:him|her|them|my|the driver))\b"
)
"""Who tells of it, asks about it, or speaks of anything of their own."""
_PROTESTS = re.compile(
    r"\b(?:i'm|i am|human|a person|real|hello|hey|don't|me|wait|not a (?:machine|recording|robot|bot)|sorry|hang on)\b"
)
_SENTENCES = re.compile(r"[.!;]+(?:\s|$)")


def machine_evidence(text: str) -> int:
    """How much in these words only a machine says, in sentences that count 1 or, of which there is no doubt, 2."""
    words = words_of(text)
    if "?" in text or _PERSON.search(words):
        return 0
    options = len(_OPTION.findall(words))
    options += len(_ANOTHER.findall(text.lower())) if options else 0
    return options + sum(_weight(words_of(sentence)) for sentence in _SENTENCES.split(text))


def speaks_for_themselves(text: str) -> bool:
    """Whether somebody who was taken for a machine protests; a recording that talks on does not."""
    words = words_of(text)
    return bool(_PERSON.search(words) or _PROTESTS.search(words)) and not machine_evidence(text)


def _weight(sentence: str) -> int:
    return 2 if _SURE.match(sentence) else 1 if _MAYBE.match(sentence) else 0
