"""What a disclosure must say, and how soon: that an AI speaks, for whom, that it is no person, and both ways to one.

That the bare word "assistant" is not enough, and that callers must hear on whose behalf a machine speaks, is after the
European Commission's guidelines on Article 50 of the AI Act, C(2026) 5054. The limits in seconds are our own.
"""

import re

COMPANY = "{company}"
"""In a text: the company's name, of the rules."""
LONGEST_OPENING_SECONDS = 10.0
"""All that is said before the caller may speak: the disclosure, what follows it, and the first question."""
AI_WITHIN_SECONDS = 5.0
_WRITTEN_OUT = {
    "en": r"artificial intelligence",
    "de": r"künstlichen? Intelligenz",
    "es": r"inteligencia artificial",
    "fr": r"intelligence artificielle",
    "it": r"intelligenza artificiale",
}
_LETTERS = {"en": r"A\.? ?I\b\.?", "de": r"K\.? ?I\b\.?"}
"""Where the voice says the letters one by one; in Spanish, French and Italian it makes a word of them: "ya"."""
_AI = {
    "en": "A.I., or artificial intelligence",
    "de": "KI, or künstliche Intelligenz",
    "es": "inteligencia artificial",
    "fr": "intelligence artificielle",
    "it": "intelligenza artificiale",
}
_OUR_KEY = r"(?:zero|0|null|cero|zéro)\b"
_NO_PERSON = {
    "en": r"\b(?:not|no) (?:an? )?(?:real |live )?(?:person|human)\b",
    "de": r"\b(?:kein|nicht)\b[^.?!]*\b(?:mensch|person)",
    "es": r"\bno (?:soy |es |con )?(?:una? )?(?:persona|humano)",
    "fr": r"\bpas (?:à |avec )?(?:une? )?(?:personne|humain)",
    "it": r"\bnon (?:sono |è |con )?(?:una? )?(?:persona|umano)",
}
_AUTOMATED = {"en": r"\bautomated\b", "de": r"\bautomat", "es": r"\bautom[áa]t", "fr": r"\bautomat", "it": r"\bautomat"}
_TO_SAY = re.compile(r"\bsay(?:ing)?\s+(?:the\s+word\s+)?[\"'“‘]?([a-z]+)", re.IGNORECASE)


def ai_in(text: str, language: str) -> re.Match[str] | None:
    """Where a text says "AI" so that it is heard as that; None also in a language that we know no word for it in."""
    written, letters = _WRITTEN_OUT.get(language), _LETTERS.get(language)
    either = "|".join(part for part in (written and f"(?i:{written})", letters and rf"(?<![\w.])(?:{letters})") if part)
    return re.search(either, text) if either else None


def disclosure_problems(text: str, language: str, seconds: float, company: str = "") -> list[str]:
    """What a disclosure leaves out, or that it takes too long for a caller to be told in time; a line each."""
    problems = [f"disclosure ({language}) must say {what}" for what in _missing(text, language)]
    if company and not re.search(rf"(?<!\w){re.escape(company.rstrip('.'))}(?!\w)", text, re.IGNORECASE):
        problems.append(f"disclosure ({language}) must say for whom: {COMPANY}, which is {company}")
    said = ai_in(text, language)
    if said and (after := seconds * said.end() / len(text)) > AI_WITHIN_SECONDS:
        what = f"says that it is an AI only after about {after:.1f} s; {AI_WITHIN_SECONDS:g} s at most"
        problems.append(f"disclosure ({language}) {what}")
    if seconds >= LONGEST_OPENING_SECONDS:
        what = f"takes {seconds:.1f} s; it must stay under {LONGEST_OPENING_SECONDS:g} s"
        problems.append(f"disclosure ({language}) {what}")
    return problems


def _missing(text: str, language: str) -> list[str]:
    """The facts that are not in it; in a language other than our five nobody here can tell."""
    if language not in _WRITTEN_OUT:
        return []
    missing = []
    if not ai_in(text, language):
        missing.append(f"that it is an AI: {_AI[language]}")
    if not re.search(_AUTOMATED[language], text, re.IGNORECASE):
        missing.append("that it is automated")
    if not re.search(_NO_PERSON[language], text, re.IGNORECASE):
        missing.append("that it is not a person")
    if language == "en" and not any(map(_asks_for_person, _TO_SAY.findall(text))):
        missing.append("what to say for a person: say human")
    if not re.search(rf"(?<!\w){_OUR_KEY}", text, re.IGNORECASE):
        missing.append("what to press for a person: press zero")
    return missing


def _asks_for_person(word: str) -> bool:
    from ..language.spoken import spoken  # loaded late: most who ask for COMPANY check nothing

    return spoken("en").ways_out.asks_for_person(word)
