"""How names and numbers are written in rules: what a text must look like to be one."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from .words.wording import words_of

PHONE_NUMBER = r"^\+[1-9][0-9]{6,14}$"
NAME = r"^[a-z][a-z0-9_]{0,39}$"
LANGUAGE_CODE = r"^[a-z]{2,3}$"
MENU_KEY = r"^[1-9#]$"
SHORT_NUMBER = r"^[0-9]{2,6}$"


def _with_words(phrase: str) -> str:
    if not words_of(phrase):
        raise ValueError("holds no word that could be heard: write what callers say")
    return phrase


def _printable(word: str) -> str:
    if not word.isprintable() or not word.strip():
        raise ValueError("holds characters that are no text: type it anew")
    return word


def _speakable(company: str) -> str:
    marked = any(mark in company for mark in "{}<>") or not company.isprintable()
    if company and (marked or not any(sign.isalnum() for sign in company)):
        raise ValueError("must be a name that can be said, like Acme")
    return company


Probability = Annotated[float, Field(ge=0.0, le=1.0)]
PhoneNumber = Annotated[str, StringConstraints(pattern=PHONE_NUMBER)]
"""E.164."""
Name = Annotated[str, StringConstraints(pattern=NAME)]
LanguageCode = Annotated[str, StringConstraints(pattern=LANGUAGE_CODE)]
MenuKey = Annotated[str, StringConstraints(pattern=MENU_KEY)]
ShortNumber = Annotated[str, StringConstraints(pattern=SHORT_NUMBER)]
"""That callers dial themselves: 911, 116123."""
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(_with_words)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_printable)]
Company = Annotated[str, StringConstraints(max_length=60, strip_whitespace=True), AfterValidator(_speakable)]
