"""Whether a secret is one: the single rule for every token, key and password of the settings."""

import base64
import binascii
import itertools
import re

SHORTEST = 16
FEWEST_CHARACTERS = 8
"""That differ from each other; of 32 random hexadecimal digits, 14 do."""
KEY_BYTES = 32
MOST_IN_A_ROW = 0.7
"""Of neighbours that follow each other on a keyboard or in the alphabet; of random ones, a fifth at most."""
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {pair for row in _ROWS for pair in itertools.pairwise(row)}
_STAND_INS = re.compile(
    r"change(?:me|it|this)?|replace(?:me|this)?|your|my|the|this|here|insert|enter|put|please|todo|fixme|set|placeholder|"
    r"example|sample|demo|dummy|default|test(?:ing)?|secrets?|pass(?:word|wd|phrase)?|token|auth|key|api|twilio|rasa|"
    r"candid|ivr|value|admin|root|user|letmein|welcome|none|null|undefined|nothing|empty|unset|string|super|very|long"
)
"""Words that people write where a secret belongs."""
_LETTERS_FOR = str.maketrans("@0$1", "aosi")


def keys_in(text: str) -> tuple[bytes, ...]:
    """Keys of 32 bytes, each in base64, commas between them; empty when one of them is none."""
    found = []
    for part in text.split(","):
        try:
            key = base64.b64decode(part.strip(), validate=True)
        except (binascii.Error, ValueError):
            return ()
        if len(key) != KEY_BYTES or len(set(key)) < FEWEST_CHARACTERS:
            return ()
        found.append(key)
    return tuple(dict.fromkeys(found))


def is_stand_in(secret: str) -> bool:
    """Whether it is missing, or made of words that only hold a secret's place: changeme, your_auth_token, <secret>."""
    letters = re.sub(r"[^a-z]", "", secret.lower().translate(_LETTERS_FOR))
    bare = secret.strip()
    left, removed = _STAND_INS.subn("", letters)
    return not bare or (removed > 0 and len(left) < min(4, len(letters) // 2 + 1) and not _is_random(bare))


def weakness(secret: str) -> str:
    """Why it can be guessed, in words that do not tell it; empty when it cannot."""
    if not secret.strip():
        return "is missing"
    if is_stand_in(secret):
        return "is a default"
    if secret != secret.strip():
        return "begins or ends with a blank"
    if len(secret) < SHORTEST or len(set(secret)) < FEWEST_CHARACTERS or _period(secret) <= len(secret) / 2:
        return f"is too short or too regular: at least {SHORTEST} characters by chance"
    if _in_a_row(secret) > MOST_IN_A_ROW:
        return "is a row of keys or letters"
    return ""


def _is_random(secret: str) -> bool:
    """Whether digits and letters are mixed as nobody types them."""
    kinds = [c.isdigit() for c in secret if c.isalnum()]
    return sum(a != b for a, b in itertools.pairwise(kinds)) >= 6


def _period(secret: str) -> int:
    """Length of the piece that it repeats; its own when it repeats none."""
    return next(n for n in range(1, len(secret) + 1) if all(a == b for a, b in zip(secret, secret[n:], strict=False)))


def _in_a_row(secret: str) -> float:
    small = secret.lower()
    pairs = list(itertools.pairwise(small))
    return sum(a == b or (a, b) in _NEIGHBOURS or (b, a) in _NEIGHBOURS for a, b in pairs) / max(1, len(pairs))
