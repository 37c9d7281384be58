"""The words around a number that say what it is, in English."""

import re

from .secret_kinds import Secret

_BEFORE, _AFTER = 75, 45
"""Characters."""
_ORDER = (
    r"order|tracking|invoice|booking|ticket|case|claim|serial|customer|member\w*|policy|reference|ref|parcel|"
    r"reservation|confirmation"
)
"""Say of what a number is, and that it is nobody's account."""
_CUES: dict[Secret, str] = {
    Secret.SECURITY_CODE: r"(?:verification|check|security) (?:code|value|number|digits?)(?: on (?:the|my) card)?|"
    r"(?:the )?(?:reverse|rear|back) (?:side )?of (?:the|my|it)(?: card)?|behind (?:the|my) card|cvv2?|"
    r"cvc2?|c ?v ?[vc]|c\. ?v\. ?[vc]\.?|csc|cid|cb ?b|(?:the )?back of (?:the|my|it)(?: card)?|the back|"
    r"(?:three|3|four|4) (?:digits?|numbers?)|signature strip",
    Secret.EXPIRY: r"expir\w*|exp|valid (?:until|thr\w+|till|to|from|up to)|"
    r"(?:good|cards? go(?:es)?) (?:until|till|thr\w+)|runs? out|use by",
    Secret.IBAN: r"i[- ]?b[ae]n\w*|eye ?ban|i b a n",
    Secret.BANK: r"sort(?:ing)? code|accounts?|routing|aba|a b a|transit|bank\w*|bsb|b s b|swift|bic|"
    r"direct (?:debit|deposit)|checking|savings|ach|wire",
    Secret.NATIONAL_ID: r"social(?: security)?|ssn|s s n|national insurance|n ?i (?:number|no)|nino|n i n o|passport|"
    r"licen[cs]es?|tax\w*|t ?i ?n|i ?t ?i ?n|medicare|medicaid|n ?h ?s|aadhaa?r|p ?a ?n (?:card|number)|"
    r"s ?i ?n (?:card|number)|identity|identification|national (?:id|number)|id|i d|resident\w*|visa number|"
    r"d ?n ?i|nie|n i e|pesel|bsn|b s n|person\w*number|steuer\w*|codice fiscale|c ?p ?f|t ?f ?n|p ?p ?s|green card",
    Secret.PHONE: r"(?:tele)?phones?|mobile|cell\w*|landline|call(?:ing|ed|back)?|ring|reach\w*|text|sms|whatsapp|fax|"
    r"dial|contact|extension|home number|work number",
    Secret.CARD: r"cards?|visa|master ?card|amex|american express|maestro|debit|credit|discover|long number|"
    r"sixteen digits?|16 digits?",
    Secret.BIRTH: r"born|birth\w*|d ?o ?b|birthdate",
    Secret.ADDRESS: r"zip|post ?codes?|postal|address\w*|live (?:at|on|in)|apartment|flat|p ?o box|box",
    Secret.CODE: r"pins?|(?:my|the|new) pen|pin number|pass ?codes?|passwords?|one[- ]time|otp|o t p|verification|"
    r"access code|memorable|secret|unlock|door code|alarm code|gate code|login|user ?(?:id|name)",
    Secret.NUMBER: r"numbers?|codes?|digits|no\.|(?:first|last) (?:four|4)|it's|it is|ends? (?:in|with)|begins|starts",
}
_NAMED_GROUPS = [rf"(?P<{one.name}>\b(?:{words})(?!\w))" for one, words in _CUES.items()]
_WORDS = re.compile("|".join((rf"(?P<ORDER>\b(?:{_ORDER})(?!\w))", *_NAMED_GROUPS)), re.IGNORECASE)
_SECURITY_CODE = re.compile(rf"\b(?:{_CUES[Secret.SECURITY_CODE]})(?!\w)", re.IGNORECASE)
_EXPIRY = re.compile(rf"\b(?:{_CUES[Secret.EXPIRY]})(?!\w)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?] ")


def cue_before(text: str, start: int) -> Secret | None:
    """What the words before a place say comes there; the nearest that says it."""
    return _nearest(text[max(0, start - _BEFORE) : start], last=True)


def says_security_code(text: str, start: int, end: int) -> bool:
    """Whether a card's security code is spoken of near this, whatever else is."""
    return bool(_SECURITY_CODE.search(text[max(0, start - _BEFORE) : end + _AFTER]))


def says_expiry(text: str, start: int) -> bool:
    """Whether it was said before that something runs out, whatever else was."""
    return bool(_EXPIRY.search(text[max(0, start - _BEFORE) : start]))


def cue_around(text: str, start: int, end: int) -> Secret | None:
    """Likewise, and when they do not say it, the words behind: "1234 is my PIN"."""
    before = cue_before(text, start)
    if before and before is not Secret.NUMBER:
        return before
    behind = text[end : end + _AFTER]
    if stop := _SENTENCE_END.search(behind):
        behind = behind[: stop.start()]
    return _nearest(behind, last=False) or before


def _nearest(words: str, *, last: bool) -> Secret | None:
    told = [str(found.lastgroup) for found in _WORDS.finditer(words)]
    sure = [one for one in told if one != Secret.NUMBER.name] or told
    if not sure:
        return None
    nearest = sure[-1 if last else 0]
    return Secret.NUMBER if nearest == "ORDER" else Secret[nearest]
