"""What letters are called: spelling alphabets, names of letters, and what a recogniser makes of those."""

from spoken.words import listed

NATO = listed(
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec "
    "romeo sierra tango uniform victor whiskey x yankee zulu"
)
TELEPHONE = listed(
    "adam boy charles david edward frank george henry ida john king lincoln mary nora ocean paul queen robert "
    "sam tom union victor william x young zebra"
)
"""Words for letters that callers know without having learnt them; "x" is X-ray."""

NAMES_FOR_LETTERS = listed(
    "alice andrew apple bob boy baker ben cat cindy dog dan ed eric elephant fred freddie harry henry jack james jane "
    "kate karen larry lucy mike nancy nick oliver paul peter quentin roger richard sugar susan thomas tommy "
    "uncle vincent violet walter yellow"
)
"""More of them, which are believed only beside what is left of "as in"."""
CALL_SIGNS = {word: word[0] for word in NATO if word != "x"} | {"alfa": "a", "juliett": "j", "whisky": "w", "xray": "x"}
"""Words that stand for a letter without the letter being said."""

SOUNDS = {
    "ay": "a", "eh": "a", "be": "b", "bee": "b", "see": "c", "sea": "c", "cee": "c", "dee": "d", "ee": "e", "eff": "f",
    "ef": "f", "gee": "g", "jee": "g", "aitch": "h", "haitch": "h", "age": "h", "eye": "i", "aye": "i", "jay": "j",
    "kay": "k", "cay": "k", "el": "l", "ell": "l", "elle": "l", "em": "m", "en": "n", "enn": "n", "oh": "o", "owe": "o",
    "pee": "p", "pea": "p", "pe": "p", "queue": "q", "cue": "q", "kew": "q", "are": "r", "ar": "r", "arr": "r",
    "ess": "s", "es": "s", "tee": "t", "tea": "t", "te": "t", "you": "u", "yew": "u", "ewe": "u", "vee": "v", "ve": "v",
    "ex": "x", "ecks": "x", "why": "y", "wye": "y", "zee": "z", "zed": "z", "zet": "z",
}  # fmt: skip
"""Words as which the name of a letter is written; most mean something else too."""
MARKS = {"hyphen": "-", "apostrophe": "'"}


def as_in(letter: str) -> str:
    """A letter with its word, "B as in Boy"; anything else as it is."""
    known = {word[0]: word for word in TELEPHONE}
    word = {"x": "x-ray"}.get(letter.lower(), known.get(letter.lower(), ""))
    return f"{letter.upper()} as in {word.capitalize()}" if word else letter
