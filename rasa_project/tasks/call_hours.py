"""Times at which callers want to be rung, and stretches of the day: "after three", "around noon", "after lunch"."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from spoken.numerals import below_hundred
from spoken.times import Times, time_in
from spoken.words import words_of
from tasks.days import hour
from tasks.refusal import parted

NOON, EVENING = time(12), time(17)
PARTS = {"morning": (time(8), NOON), "afternoon": (NOON, EVENING), "evening": (EVENING, time(19))}
"""When people ring back; outside of it nobody does."""
OPENS, CLOSES = PARTS["morning"][0], PARTS["evening"][1]
_NAMED = (
    (r"first thing|early on|early(?: in the)? morning|(?:start|beginning) of the day", Times(OPENS, time(10))),
    (r"before (?:i (?:go|leave|head|set off|start)\b[\w ]{0,12}?)?(?:work|school)", Times(None, time(9))),
    (r"mid[- ]?morning", Times(time(10), time(11))),
    (r"(?:late|later in the) morning", Times(time(10), NOON)),
    (r"before lunch(?: ?time)?", Times(None, NOON)),
    (r"after (?:my |the )?lunch(?: ?time|[ -]?break)?", Times(time(13), None)),
    (r"(?:my )?lunch(?: ?time|[- ]?(?:hour|break))?", Times(NOON, time(14))),
    (r"early (?:in the )?afternoon", Times(NOON, time(14))),
    (r"(?:mid[- ]?|middle of the )afternoon", Times(time(14), time(16))),
    (r"late(?:r in the| in the)? afternoon", Times(time(15), EVENING)),
    (r"(?:end of (?:the |my )?(?:working |business )?day|close of business)", Times(time(16), time(18))),
    (r"(?:after|when i'm (?:back|home) from|when i finish|once i finish) (?:i (?:finish|leave|get (?:home|back|"
     r"off|out)|am|come (?:home|back))\b[\w ]{0,12}?)?(?:work|school|college)", Times(EVENING, None)),
    (r"early (?:in the )?evening", Times(EVENING, time(18))),
    (r"before (?:dinner|supper)", Times(None, time(18))),
    (r"after (?:dinner|supper)", Times(time(18), None)),
)  # fmt: skip
"""Of two that were named the later counts; the hours are those of most people."""
_ANOTHERS = (
    r"(?: (?:call|ring|phone|me|us|you|it|be|do|make|talk|speak|home|free|available|in|back|up|there|answer|get|reach|"
    r"take|a|any|time|anytime|please|really|able|to|at|that|too|earlier|much|off|out|done|finished|finish)){0,6}"
)
_NEVER = r"(?:\bnot|\bnever|\bcannot|n't)"
_BUSY = (
    r"\b(?:busy|tied up|unavailable|(?:at|in) (?:an? |the |my )?(?:work|school|meetings?|class(?:es)?|office|court|"
    r"surgery|appointment)|work|working|teaching|driving|travell?ing|asleep|sleeping|out|away|booked|engaged)\b"
)
_TOWARDS = (
    (re.compile(rf"{_NEVER}{_ANOTHERS} (?:before|until|till|'til|til|earlier than)\b", re.I), " no earlier than "),
    (re.compile(rf"{_NEVER}{_ANOTHERS} (?:after|later than|past|beyond)\b", re.I), " no later than "),
    (re.compile(rf"{_BUSY}(?: \w+){{0,3}}? (?:until|till|'til|til)\b", re.I), " no earlier than "),
    (re.compile(r"\bsome ?time\b", re.I), " any time "),
    (re.compile(r"\b(?:instead|rather|though)\b", re.I), ", "),
)
"""What keeps a caller from the phone until then, and "not before", as the bound that it sets."""
_TAKEN = re.compile(rf"{_BUSY}(?: \w+){{0,3}}? (?:from|between)\b|{_BUSY} \w+ (?:to|till|until)\b", re.IGNORECASE)
_FROM_THEN = re.compile(r"\b(?:after (?:that|then)|from then(?: on)?)\b", re.IGNORECASE)
_UNTIL_THEN = re.compile(r"\b(?:before (?:that|then)|until then)\b", re.IGNORECASE)
_PLAIN_PART = re.compile(
    r"(?:(?:early|late) )?(?:mornings?|afternoons?|evenings?)|lunch ?time|any ?time|all day|whenever", re.IGNORECASE
)
_IN_A_WHILE = re.compile(
    r"\b(?:in|after|within) (?:about |around |another )?(?P<many>half an|an?|(?:a )?couple(?: of)?|a few|"
    r"[a-z]+(?:[ -][a-z]+)?|\d{1,3}) ?(?P<unit>hours?|minutes?|mins?)\b(?P<half> and a half)?",
    re.IGNORECASE,
)
_HOUR_LAST = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
    r"(?::[0-5]\d| (?:thirty|fifteen|twenty|(?:twenty|thirty|forty|fifty)[- ]five|forty|fifty|oh five|[0-5]\d))?"
    r"(?: (?:or (?:later|after|earlier|before|so)|onwards?|at the (?:earliest|latest)))?"
    r"(?=\s*(?:[.,;!?]|$|please\b|then\b))",
    re.IGNORECASE,
)
""" "Same sort of time, three": an hour at the end of its clause, whatever was said before it."""
_STEP = timedelta(minutes=15)


def hours_in(text: str, now: datetime) -> Times | None:
    """What was said of the time within a day; None where it was no more than a part of the day, or nothing.

    `now` is local, for "in an hour".
    """
    said = text.replace("’", "'")
    for pattern, towards in _TOWARDS:
        said = pattern.sub(towards, said)
    wanted, _ = parted(said)
    return in_a_while(wanted, now) or _on_the_clock(wanted) or _by_name(wanted)


def last_hour_in(text: str) -> Times | None:
    """The one hour that ends a clause, where a time was asked for; None where several do."""
    found = list(_HOUR_LAST.finditer(parted(text)[0]))
    return _on_the_clock(f"at {found[0].group()}") if len(found) == 1 else None


def in_a_while(text: str, now: datetime) -> Times | None:
    """ "In an hour", "in twenty minutes": to the next quarter of an hour; None for another day."""
    found = _IN_A_WHILE.search(text)
    minutes = _minutes(found) if found else 0
    then = now.replace(tzinfo=None) + timedelta(minutes=minutes)
    then += (datetime.min - then) % _STEP
    return Times(then.time(), then.time()) if minutes and then.date() == now.date() else None


def is_called_at(times: Times) -> bool:
    """Whether people ring back at any of it."""
    first, last = times.earliest, times.latest
    if first and first == last:
        return OPENS <= first < CLOSES
    return (first is None or first < CLOSES) and (last is None or last > OPENS)


def part_at(times: Times) -> str:
    """The part of the day in which it begins; before a time, the part that ends with it."""
    first, last = times.earliest, times.latest
    if first:
        return "morning" if first < NOON else "afternoon" if first < EVENING else "evening"
    return "morning" if last is None or last <= NOON else "afternoon" if last <= EVENING else "evening"


def said(times: Times) -> str:
    """ "after three in the afternoon", "around noon", "between eleven and one"."""
    first, last = times.earliest, times.latest
    if first and last and first != last:
        until = part_at(Times(None, last))
        shared = _within(until) if part_at(times) == until and NOON not in {first, last} else ""
        return f"between {hour(first)} and {hour(last)}{shared}"
    if first:
        within = "" if first == NOON else _within(part_at(times))
        return f"{'around' if last else 'after'} {hour(first)}{within}"
    return f"before {hour(last)}{'' if last == NOON else _within(part_at(times))}" if last else ""


def _within(part: str) -> str:
    return f" in the {part}"


def _on_the_clock(text: str) -> Times | None:
    found = time_in(text, opens=OPENS, closes=CLOSES)
    if found is None or _PLAIN_PART.fullmatch(found.text):
        return None
    first, last = found.value.earliest, found.value.latest
    behind = text[found.start :]
    if _FROM_THEN.search(behind):
        return Times(last or first, None)
    if _UNTIL_THEN.search(behind):
        return Times(None, first or last)
    return None if first and last and first != last and _TAKEN.search(text[: found.end]) else found.value


def _by_name(text: str) -> Times | None:
    found = [
        (match.end(), -match.start(), times)
        for words, times in _NAMED
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def _minutes(found: re.Match[str]) -> int:
    """0 where the count is none."""
    many, per = found["many"].lower(), 60 if found["unit"].lower().startswith("h") else 1
    fixed = {"a": 1, "an": 1, "half an": 0.5, "a few": 3}
    count: float = 0
    if many in fixed or "couple" in many:
        count = fixed.get(many, 2)
    elif many.isdigit():
        count = int(many)
    else:
        words = words_of(many)
        count = max((value for value, after in below_hundred(words, 0) if after == len(words)), default=0)
    return round(per * (count + (0.5 if found["half"] else 0)))
