"""How English says digits, letters and signs, one by one; for other languages only what is written counts."""

import re

DIGITS = {
    "zero": "0", "oh": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3, "tribal": 3, "quadruple": 4}
MISHEARD = {
    "for": "4", "fore": "4", "to": "2", "too": "2", "won": "1", "ate": "8", "tree": "3", "free": "3", "sex": "6",
    "owe": "0",
}  # fmt: skip
"""What recognisers write for a digit; believed between two digits."""
LETTERS = {
    "alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e", "foxtrot": "f", "golf": "g",
    "hotel": "h", "india": "i", "juliet": "j", "juliett": "j", "kilo": "k", "lima": "l", "mike": "m", "november": "n",
    "oscar": "o", "papa": "p", "quebec": "q", "romeo": "r", "sierra": "s", "tango": "t", "uniform": "u", "victor": "v",
    "whiskey": "w", "whisky": "w", "xray": "x", "yankee": "y", "zulu": "z", "zed": "z", "zee": "z", "aitch": "h",
    "bee": "b", "cee": "c", "dee": "d", "eff": "f", "gee": "g", "jay": "j", "kay": "k", "ell": "l", "em": "m",
    "en": "n", "pee": "p", "queue": "q", "ar": "r", "ess": "s", "tee": "t", "vee": "v", "ex": "x", "wye": "y",
}  # fmt: skip
"""Spelling words, and letters' names as recognisers write them; believed beside another letter or a digit."""
SIGNS = {"dot": ".", "dash": "-", "hyphen": "-", "minus": "-", "underscore": "_", "slash": "/", "plus": "+", "at": "@"}
PAUSES = {
    "uh", "um", "er", "erm", "ah", "hmm", "then", "and", "space", "comma", "pause", "next", "capital", "letter", "okay",
    "ok", "yeah", "right", "digits", "followed", "by", "so", "that's", "lowercase", "uppercase",
}  # fmt: skip
"""Between the parts of one number."""
SPELT = re.compile(r"\b([a-z])(?:,? (?:as in|for|like in|like|as) |\s?-\s?)(?:an? )?([a-z]+)\b", re.IGNORECASE)
""" "H as in hotel", "B for boy": the letter, and a word that begins with it."""
ACRONYMS = {
    "pin", "id", "iban", "ssn", "cvv", "cvc", "csc", "dob", "zip", "nhs", "atm", "usa", "us", "uk", "eu", "ni", "nino",
    "po", "am", "pm", "sms", "aba", "bsb", "tax", "ein", "tin", "sin", "nie", "dni", "ok", "tv", "faq", "visa",
    "amex", "exp", "no", "ref", "my", "is", "it", "the", "and", "i", "a", "bic", "otp", "vat", "cpf", "pps", "bsn",
}  # fmt: skip
"""Words in capitals before a number that are no part of it."""
ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "thirtieth",
}  # fmt: skip
UNITS = re.compile(
    r"(?:dollars?|bucks?|euros?|pounds?|quid|pence|cents?|usd|eur|gbp|yen|rupees?|pesos?|francs?|thousand|million|"
    r"billion|percent|per|miles?|kilomet\w+|km|met(?:er|re)s?|feet|foot|inch\w*|yards?|degrees?|calories|grams?|kilos?|"
    r"kg|lit(?:er|re)s?|ounces?|gallons?|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times|people|"
    r"persons?|guests|points|items?|pieces?|units?|watts?|steps|square|cups|tablespoons|teaspoons|megabytes|gigabytes|"
    r"gb|mb|mph|k)"
)
"""What is counted by a number before it: then it names nothing."""
MONTHS = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
}  # fmt: skip
