"""Times of day: "10:00" as "10 o'clock", "9:05 pm" as "9 oh 5 P.M.", "18:00-20:00" as "6 P.M. to 8 P.M."."""

from ...aloud.rule import DASH, DIGIT, NO_CASE, Found, Rule, rule

_HALF = r"(?:\s?([ap])\.?\s?m\b\.?)"
_CLOCK = r"(?<![\w:.,$€£])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?![\d:])"
_TO = r"\s?[-–]\s?"


def _time(hour: int, minute: int, half: str | None) -> str:
    if not half and hour >= 13:
        if hour == 24:
            return "midnight"
        hour, half = hour - 12, "p"
    elif not half and hour == 0:
        if minute == 0:
            return "midnight"
        hour, half = 12, "a"
    suffix = f" {half.upper()}.M." if half else ""
    if minute == 0:
        return f"{hour}{suffix}" if half else f"{hour} o'clock"
    return f"{hour} oh {minute}{suffix}" if minute < 10 else f"{hour}:{minute}{suffix}"


def _clock(found: Found) -> str:
    return _time(int(found[1]), int(found[2]), found[3] and found[3].lower())


def _hour(found: Found) -> str:
    return _time(int(found[1]), int(found[2] or 0), found[3].lower())


RULES: tuple[Rule, ...] = (
    # Between two times: "9-5pm", "9:00-17:30".
    rule(
        rf"(?<![\w:.,$€£-])(\d{{1,2}}(?::\d\d)?{_HALF}?){_TO}(?=\d{{1,2}}(?::\d\d|\s?[ap]\.?\s?m\b))",
        r"\1 to ",
        NO_CASE,
        needs=(
            DIGIT,
            DASH,
        ),
    ),
    rule(
        rf"{_CLOCK}(?:\s?(?:h|hrs|hours|o'clock)\b)?{_HALF}?",
        _clock,
        NO_CASE,
        needs=(
            DIGIT,
            ":",
        ),
    ),
    rule(
        rf"(?<![\w:.,$€£-])(1[0-2]|0?[1-9])(?:\.([0-5]\d))?{_HALF}",
        _hour,
        NO_CASE,
        needs=(
            DIGIT,
            "aApP",
        ),
    ),
)
