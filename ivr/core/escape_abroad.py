"""The words for a person in Spanish, French and German: who calls in another language asks in it.

On words without accents. No sentence of an English caller holds any of them but names of shops and dishes.
"""

import re

_ES_ONE = (
    r"(?:(?:un |una |el |la )?(?:persona(?: (?:real|de verdad|humana))?|(?:ser )?humano|agente(?: humano)?|operadora?|"
    r"asesora?|representante|supervisora?|encargad[oa]|gerente|empleado)|"
    r"alguien(?: (?:real|de verdad))?|atencion al cliente)"
)
_ES_VERB = (
    r"(?:hablar|hable|comunicar\w*|comunique\w*|pasar\w*|paseme|pasame|pase|ponga\w*|poner\w*|conectar\w*|conecte\w*|"
    r"transfier\w+|transferir\w*|quiero|quisiera|necesito|deme|dame|prefiero|puedo|atienda|atender)"
)
_FR_ONE = (
    r"(?:(?:un |une |l'|le |la |d'un |d'une )?(?:etre )?(?:vraie? )?(?:humain|conseillere?|operat(?:eur|rice)|agent|"
    r"responsable|superviseur|standardiste|employee?|teleconseillere?)(?: humain)?|"
    r"(?:(?:a )?une (?:vraie )?|vraie |quelque )personne(?: (?:reelle|humaine))?|"
    r"quelqu'un(?: de reel)?|(?:le )?service clients?)"
)
_FR_VERB = (
    r"(?:parler|parle|passe[rz]?|joindre|mett(?:re|ez)|transfer(?:er|ez)|connecte[rz]|veux|voudrais|souhaite|"
    r"besoin|donnez|prefere)"
)
_DE_ONE = (
    r"(?:(?:einem |einer |einen |eine |ein |den |der |dem |zu |zum |mit )*"
    r"(?:(?:echte|richtige|wirkliche|lebendige)[nrms]? )?"
    r"(?:mensch(?:en)?|(?:(?<=eine )|(?<=einer )|(?<=echte )|(?<=echten ))person|mitarbeiter(?:in|innen|n)?|"
    r"berater(?:in)?|sachbearbeiter(?:in)?|vorgesetzten?|kundenservice|kundendienst|kundenberater|vermittlung|"
    r"jemand(?:en|em)?))"
)
_DE_VERB = (
    r"(?:sprechen|reden|verbinden?|durchstellen|mochte|moechte|will|wollen|brauche|geben|kann|konnte|bitte|hatte)"
)
_ES_POLITE = r"(?:(?:por favor|hola|si|no|eh|quiero|necesito|con|a|ya|gracias|perdon|bueno)\s)*"
_FR_POLITE = r"(?:(?:s'il vous plait|bonjour|oui|non|euh|je veux|a|avec|merci|allo|bon)\s)*"
_DE_POLITE = r"(?:(?:bitte|hallo|ja|nein|ah|ahm|ich will|mit|zu|gerne|danke|nun)\s)*"
_TAILS = r"(?:\s(?:por favor|ya|gracias|ahora|s'il vous plait|svp|merci|maintenant|bitte|jetzt|sofort|danke|gerne))*"
_BETWEEN = r"\s(?:(?!no |pas |kein|nicht )[\w']+\s){0,4}?"

_ALONE = re.compile(
    rf"^(?:{_ES_POLITE}{_ES_ONE}|{_FR_POLITE}{_FR_ONE}|(?:vraie |une )?personne reelle|{_DE_POLITE}{_DE_ONE}){_TAILS}$"
)
_ASKED = re.compile(
    rf"\b(?:{_ES_VERB}{_BETWEEN}(?:con |a |al |por )?{_ES_ONE}|{_FR_VERB}{_BETWEEN}(?:a |avec |au |de )?{_FR_ONE}|"
    rf"{_DE_VERB}{_BETWEEN}{_DE_ONE}|{_DE_ONE} (?:sprechen|reden|verbinden|verbunden|geben))\b"
    r"|\bcon alguien\b"
)
_AWAY = re.compile(
    r"\b(?:no quiero (?:hablar con )?(?:un |una |el |la )?(?:robot|maquina|ordenador|computadora)|sin robots?|"
    r"(?:veux pas|ne veux plus) (?:parler )?(?:a |avec )?(?:un |une |le |la )?(?:robot|machine|ordinateur)|"
    r"(?:nicht|keine?n?) (?:mit )?(?:einem |einer |einen |eine )?(?:roboter|maschine|computer|automat\w*))\b"
)
_DECLINED = re.compile(
    rf"\b(?:no (?:quiero|necesito|hace falta|me pase)(?: hablar)?(?: con)? (?:a |ningun )?(?:{_ES_ONE}|nadie)|"
    r"sin (?:hablar con )?(?:una )?(?:persona|agente)|"
    rf"(?:pas besoin|veux pas|ne souhaite pas|inutile)(?: de| d')?(?: parler)?(?: a| avec| de)?\s?{_FR_ONE}|"
    rf"(?:keinen?|ohne|nicht mit) {_DE_ONE})"
)


def asks_abroad(words: str) -> bool:
    """Whether words (as of `words_of`) ask for a person in Spanish, French or German, and do not decline one."""
    if _AWAY.search(words):
        return True
    rest = _DECLINED.sub(" ", words)
    return bool(_ALONE.match(rest.strip()) or _ASKED.search(rest))
