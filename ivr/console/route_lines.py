"""Hours, exceptions and steps of a route as lines that a supervisor writes, one each, and as rules.yml has them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TO = r"\s*(?:–|-|\bto\b|\buntil\b)\s*"
_TIMES = re.compile(rf"(?P<opens>(?:[0-9]|noon\b|mid)[^–-]*?){_TO}(?P<closes>(?:[0-9]|noon\b|mid).*)")
_HOURS = re.compile(rf"(?P<days>[a-z][a-z ,.–-]*?):?\s+{_TIMES.pattern}", re.IGNORECASE)
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_EXCEPTION = re.compile(
    rf"(?P<date>{_DATE})(?:{_TO}(?P<until>{_DATE}))?:?\s+(?:(?P<closed>closed)|{_TIMES.pattern})", re.IGNORECASE
)
_STEP = re.compile(r"(?:(?P<to>queue|callback|voicemail)|(?:route )?(?P<route>[a-z][a-z0-9_]*))", re.IGNORECASE)
_MOST = re.compile(r"at most (?P<number>[0-9]+)(?P<minutes> minutes?)?(?: waiting)?", re.IGNORECASE)
_DAYS = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)\b", re.IGNORECASE)
_SEVERAL = re.compile(r",\s*[0-9]")
_WHEN = {"when busy": "busy", "when no answer": "no_answer"}
_TWO_LINES = "mon-fri 9:00 to 12:00, and below it mon-fri 13:00 to 17:00"

Read = dict[str, object]


class UnreadableLineError(ValueError):
    """Of one line: what to write instead."""


def read_lines(text: str, read: Callable[[str], Read]) -> list[Read]:
    """Raises UnreadableLineError, which says in which line."""
    found = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        try:
            found.append(read(line))
        except UnreadableLineError as error:
            raise UnreadableLineError(f"line {number}: {error}") from None
    return found


def read_hours(line: str) -> Read:
    """ "mon-fri 9:00 to 17:30", or "Monday to Friday 9:00 to 17:30"."""
    if re.search(r"\bbreak\b", line, re.IGNORECASE):
        raise UnreadableLineError(f"a break is what two lines leave between them: {_TWO_LINES}")
    if (told := _HOURS.fullmatch(line)) is None:
        raise UnreadableLineError("write days and two times, as mon-fri 9:00 to 17:30")
    days = re.split(r"\s*(?:,|\band\b)\s*", _DAYS.sub(_short, told["days"]).strip().strip(","))
    return {"days": [re.sub(_TO, "-", day) for day in days], **_times(told)}


def read_exception(line: str) -> Read:
    """ "2026-12-24 9:00 to 12:00", or "2026-12-27 to 2026-12-31 closed"."""
    if (told := _EXCEPTION.fullmatch(line)) is None:
        raise UnreadableLineError("write a date, and closed or two times, as 2026-12-24 9:00 to 12:00")
    until = {"until": told["until"]} if told["until"] else {}
    return {"date": told["date"], **until, **({"closed": "true"} if told["closed"] else _times(told))}


def read_step(line: str) -> Read:
    """ "route sales, when busy", or "queue, at most 5 waiting, at most 10 minutes"."""
    where, *limits = (part.strip() for part in line.split(","))
    if (told := _STEP.fullmatch(where)) is None:
        raise UnreadableLineError("begin with queue, callback, voicemail, or route and its name")
    step: Read = {"to": told["to"].lower()} if told["to"] else {"route": told["route"]}
    for limit in limits:
        most = _MOST.fullmatch(limit)
        if most:
            step["minutes" if most["minutes"] else "at_most"] = most["number"]
        elif limit.lower() in _WHEN:
            step["when"] = _WHEN[limit.lower()]
        else:
            raise UnreadableLineError("behind commas write when busy, when no answer, at most 5, or at most 10 minutes")
    return step


def show_hours(its: Mapping[str, Any]) -> str:
    days = its.get("days", "")
    told = days if isinstance(days, str) else ", ".join(map(str, days))
    return f"{told} {its.get('opens', '')} to {its.get('closes', '')}"


def show_exception(its: Mapping[str, Any]) -> str:
    until = f" to {its['until']}" if its.get("until") else ""
    what = "closed" if str(its.get("closed", "")).lower() == "true" else f"{its.get('opens')} to {its.get('closes')}"
    return f"{its.get('date', '')}{until} {what}"


def show_step(its: Mapping[str, Any]) -> str:
    when = next((told for told, name in _WHEN.items() if name == str(its.get("when", ""))), "")
    parts = (
        f"route {its['route']}" if its.get("route") else str(its.get("to", "")),
        when,
        f"at most {its['at_most']} waiting" if its.get("at_most") else "",
        f"at most {its['minutes']} minutes" if its.get("minutes") else "",
    )
    return ", ".join(filter(None, parts))


def show_lines(found: Iterable[Any], show: Callable[[Mapping[str, Any]], str]) -> str:
    return "\n".join(show(its) for its in found if isinstance(its, Mapping))


def _short(day: re.Match[str]) -> str:
    return day[1].lower()


def _times(told: re.Match[str]) -> Read:
    if _SEVERAL.search(told["closes"]):
        raise UnreadableLineError(f"write each stretch on a line of its own: {_TWO_LINES}")
    return {"opens": told["opens"].strip(), "closes": told["closes"].strip()}


@dataclass(frozen=True, slots=True)
class Written:
    """How what stands in a list of the rules is written in a form."""

    read: Callable[[str], Read]
    show: Callable[[Mapping[str, Any]], str]

    def values(self, text: str) -> list[Read]:
        return read_lines(text, self.read)

    def shown(self, found: Sequence[Any] | None) -> str:
        return show_lines(found or (), self.show)


WRITTEN = {
    "hours": Written(read_hours, show_hours),
    "exceptions": Written(read_exception, show_exception),
    "overflow": Written(read_step, show_step),
}
