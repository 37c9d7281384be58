"""What of a secret is left in a text, told by rules of the benchmark's own: none of the redaction's are used here."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import Match, SequenceMatcher

_STAND_IN = re.compile(r"\[[a-zA-Z -]+\]")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[@]")


def _listed(words: str) -> list[str]:
    return words.split()


_ONES = {
    word: str(value) for value, word in enumerate(_listed("zero one two three four five six seven eight nine"))
} | {"oh": "0"}
_TEENS = {
    word: str(value)
    for value, word in enumerate(
        _listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"), 10
    )
}
_TENS = {
    word: str(value) for value, word in enumerate(_listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_BETWEEN = {"then", "and", "um", "uh"}
_REPEATS = {"double": 2, "triple": 3}
_MONTHS = set(_listed("january february march april may june july august september october november december"))
_ORDINALS = set(
    _listed(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth"
    )
)
_TELLS_NOTHING = set(
    _listed(
        "a an the and at of in on is it its it's i i'm my me you your we our to for with so by no not yes be was this "
        "that then dot dash underscore com org co uk edu slash end one number flat apartment please or as if from are "
        "here mr where were there hours house all had gmail outlook yahoo icloud proton street road lane avenue drive "
        "court place close way address mail email"
    )
)
"""Words within a secret, or beside it, that give nothing of it away."""
WORDED = {"mail", "address", "name"}
"""Kinds whose secret is in words; of the others it is in figures and single letters."""
DATED = {"expiry", "birth"}
LETTERED = {"iban", "national", "pin"}


def tokens(text: str) -> list[str]:
    """Words and figures, in order; of stand-ins nothing."""
    return _TOKEN.findall(_STAND_IN.sub(" ", text).lower().replace("’", "'"))


def figures(text: str) -> str:
    """All the figures of a text in one row, whatever stands between them: "double five, oh" is 550."""
    return "".join(rows_of_figures(text))


def rows_of_figures(text: str) -> list[str]:
    """The figures of a text, in rows that words other than "then" and "and" part from one another."""
    rows, times, ten = [""], 1, ""
    for token in tokens(text):
        if ten and not (token in _ONES and _ONES[token] != "0"):
            rows[-1], ten = rows[-1] + ten + "0", ""
        if token in _REPEATS:
            times = _REPEATS[token]
        elif token in _TENS:
            ten = _TENS[token]
        elif digits := _digits_of(token):
            rows[-1], ten, times = rows[-1] + ten + digits * times, "", 1
        elif token not in _BETWEEN:
            rows.append("")
            times = 1
    rows[-1] += ten + "0" if ten else ""
    return [row for row in rows if row]


def _digits_of(token: str) -> str:
    return token if token.isdigit() else _ONES.get(token, _TEENS.get(token, ""))


def fits(heard: str, sentence: str) -> float:
    """From 0 to 1, how much of what was heard stands in what was said; figures and words count alike."""
    ours, theirs = _spelled(heard), _spelled(sentence)
    if not ours:
        return 0.0
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(ours)


def secret_as_heard(heard: str, around: str) -> list[str]:
    """The tokens of what was heard that stand where the secret stood, garbled or not: `around` is what was said with
    "{}" in its place."""
    ours = tokens(heard)
    before, _, behind = around.partition("{}")
    began, ended = 0, len(ours)
    for block in _shared(ours, tokens(before)):
        began = max(began, block.a + block.size)
    for block in _shared(ours[began:], tokens(behind)):
        ended = min(ended, began + block.a)
    return ours[began:ended]


def _shared(ours: list[str], theirs: list[str]) -> list[Match]:
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [block for block in blocks if block.size]


def left_in(kind: str, heard: str, kept: str, around: str) -> list[str]:
    """What of the secret that was said among the words `around` is still in what was kept of `heard`."""
    there = tokens(kept)
    if kind in WORDED:
        secret = set(secret_as_heard(heard, around)) - _TELLS_NOTHING
        return [token for token in there if token in secret and (len(token) > 2 or token.isdigit())]
    innocent = Counter(map(_alike, tokens(around)))
    left = []
    for token in there:
        if innocent[_alike(token)]:
            innocent[_alike(token)] -= 1
        elif _is_figure(token) or (kind in DATED and token in _MONTHS | _ORDINALS) or _is_letter(kind, token):
            left.append(token)
    return left


def _alike(token: str) -> str:
    """ "Three" and "3" are the same."""
    return _digits_of(token) or token


def _is_figure(token: str) -> bool:
    return token.isdigit() or token in _ONES | _TEENS | _TENS or token in _REPEATS


def _is_letter(kind: str, token: str) -> bool:
    """Of a number that has letters. What is left of "it's" or "don't" is none."""
    return kind in LETTERED and len(token) == 1 and token not in {"a", "i", "o", "@", "s", "t"}


def _spelled(text: str) -> list[str]:
    """Tokens, with each figure one of its own."""
    spelled = list[str]()
    for token in tokens(text):
        spelled += list(figures(token)) if _is_figure(token) and token not in _REPEATS else [token]
    return spelled


WINDOW = 5


def windows(plain: str) -> Iterable[str]:
    """Pieces by which a row of figures is known again anywhere; none of a short one."""
    digits = "".join(filter(str.isdigit, plain))
    return (digits[at : at + WINDOW] for at in range(len(digits) - WINDOW + 1))


def rare(words: Sequence[str]) -> set[str]:
    """Of a secret in words those by which it is known again anywhere."""
    return {word for word in words if len(word) > 4 and word.isalpha() and word not in _TELLS_NOTHING}
