"""Whether a time of the day is told: "after three", "around noon", "in an hour". Which one, the dialogue reads."""

import re

from .wording import words_of

_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
_MINUTES = (
    r"(?:oh five|oh 5|ten|fifteen|twenty five|twenty|thirty five|thirty|forty five|forty|fifty five|fifty|[0-5]\d)"
)
_LEAD = (
    r"(?:at|around|round|about|roughly|after|before|by|from|between|until|till|past|than|say|maybe|perhaps|towards?|"
    r"make it)"
)
_HALF = r"(?:a ?m|p ?m|in the (?:morning|afternoon|evening)|at night|o'?clock|o clock|ish|sharp)"
_TRAIL = rf"(?:{_HALF}|or (?:later|earlier|after|so|{_HOUR})|onwards?|(?:to|till|until|and) {_HOUR}|{_MINUTES})"
_ROUND = rf"(?:(?:half|quarter|ten|twenty|five)(?: minutes)? (?:past|to)|half) {_HOUR}"
_NAMED = (
    r"(?:noon|midday|midnight|lunch(?: ?time)?|(?:after|before) (?:work|school|dinner|supper)|first thing|"
    r"end of the day|close of business|(?:in|within) [\w ]{1,16}(?:hours?|minutes?))"
)
_TOLD = re.compile(rf"\b(?:{_LEAD} {_HOUR}|{_HOUR} {_TRAIL}|{_HOUR}(?:am|pm)|{_ROUND}|{_NAMED})\b")
_ALONE = re.compile(
    r"(?:(?:uh|um|oh|well|yes|yeah|okay|say|maybe|perhaps|it's|how about|let's say) )*"
    rf"{_HOUR}(?: (?:please|then|is fine|works))*"
)


def tells_a_time(text: str) -> bool:
    """An hour alone counts where nothing else is said."""
    words = words_of(text)
    return bool(_TOLD.search(words) or _ALONE.fullmatch(words))
