"""Days and times that are free: a few are offered, any that is free may be asked for ("Friday, in the morning")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from spoken.dates import date_in
from spoken.days import WEEKDAYS
from spoken.times import CLOSES, OPENS, time_in
from talk.giving_up import gives_up, rings_again
from talk.indifference import is_indifferent_among, leaves_it_to_us
from tasks.choice import listed, pressed
from tasks.days import day_said, hour
from tasks.place import place_in, places_in
from tasks.reader import Read, Reader
from tasks.refusal import parted

SHOWN = 3
_LATER = re.compile(
    r"\b(?:later|(?:another|different) (?:day|time|one)|other (?:days?|times?)|something else|none of (?:those|"
    r"these|them|the \w+)|"
    r"any(?:thing)? (?:other|else)|neither|what else|more (?:days|times))\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:any|all|either|each|one)(?: one)? of (?:them|those|these|your|the|it)\b|\b(?:all|any of)? ?(?:these|those)"
    r" (?:days|times|dates|slots)\b",
    re.IGNORECASE,
)
"""Refused, it is all that was offered."""
_SOONEST = re.compile(
    r"\b(?:soonest|earliest|as (?:soon|early|quickly|fast) as (?:possible|you can)|"
    r"first (?:available|free|one you have)|next (?:available|free)|quickest)\b",
    re.IGNORECASE,
)
_WHERE_I_AM = re.compile(r"\b(?:i|we)(?:'m|'re|'ll be| am| are| will be)\b[^.,;:!?]*", re.IGNORECASE)
"""A day in it is no wish: "I'm working from home this week, so it doesn't matter"."""
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|last)\b", re.IGNORECASE)
_IN_FIGURES = re.compile(r"\b[1-4](?:st|nd|rd|th)\b")
"""Written so, it is rather the day of a month."""
_WEEKDAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b", re.IGNORECASE)
_OF_DATE = re.compile(
    r"\d|\b(?:today|tomorrow|this|next|coming|following|week|(?:twenty |thirty )?(?:first|second|third|\w+(?:th|"
    r"ieth)))\b",
    re.IGNORECASE,
)
_PARTS = {"morning": (time(0), time(12)), "afternoon": (time(12), time(17)), "evening": (time(17), time(23))}


@dataclass(frozen=True)
class Offer:
    """`name` is what the back office calls it; without `begins` it is the whole day."""

    name: str
    day: date
    begins: time | None = None
    ends: time | None = None

    def say(self, today: date) -> str:
        """ "Friday March thirteenth from ten to noon"."""
        return f"{day_said(self.day, today)} {self.hours}".strip()

    @property
    def hours(self) -> str:
        return f"from {hour(self.begins)} to {hour(self.ends)}" if self.begins and self.ends else ""

    def kept(self) -> list[str | None]:
        """As it is kept in a slot."""
        times = [moment.isoformat("minutes") if moment else None for moment in (self.begins, self.ends)]
        return [self.name, self.day.isoformat(), *times]


def offer_of(kept: list[Any]) -> Offer:
    name, day, begins, ends = kept
    times = [time.fromisoformat(moment) if moment else None for moment in (begins, ends)]
    return Offer(name, date.fromisoformat(day), *times)


@dataclass(frozen=True)
class Offers(Reader):
    """All that are free, soonest first, and the names of those that were offered last."""

    free: tuple[Offer, ...]
    shown: tuple[str, ...] = ()
    kind: str = "offers"
    asks = "time"

    @property
    def offered(self) -> tuple[Offer, ...]:
        named = tuple(o for o in self.free if o.name in self.shown)
        return named or self.free[:SHOWN]

    @property
    def whichever(self) -> str:  # type: ignore[override]
        return self.offered[0].name

    @property
    def later(self) -> tuple[str, ...]:
        """The next few after those that were offered."""
        after = self.free.index(self.offered[-1]) + 1
        return tuple(o.name for o in self.free[after : after + SHOWN])

    def read(self, text: str, today: date) -> Read:
        wanted, refused = parted(text, suits=True)
        if gives_up(text) and not leaves_it_to_us(text):
            found = self._chosen(wanted, today)
            return found if found.value and not rings_again(text) else Read()
        gone = self._refused(refused, today) if refused.strip() else None
        if gone is None:
            found = self._chosen(text, today)  # "neither" refuses nothing by its name
            return self._chosen(wanted, today) if found == Read() else found
        return self._without(gone, wanted, today)

    def refusing(self, text: str, today: date) -> Read:
        gone = self._refused(text, today)
        return self._without(gone, "", today) if gone else Read()

    def _without(self, gone: list[Offer], wanted: str, today: date) -> Read:
        """What is wanted, or offered, of those that were not refused."""
        left = replace(
            self,
            free=tuple(o for o in self.free if o not in gone),
            shown=tuple(o.name for o in self.offered if o not in gone),
        )
        if (place := self._place(wanted, today)) is not None and place not in gone:
            return Read(place.name)  # counted among all that were offered
        if not left.free:
            return Read(why="no_more")
        if (found := left._chosen(wanted, today)) != Read():
            return found
        names = tuple(o.name for o in left.offered)
        return Read(names[0]) if len(names) == 1 else Read(narrowed=names)

    def _refused(self, refused: str, today: date) -> list[Offer] | None:
        """Those that a refusal names by place, day or time, which may be none of the free; None when it names none."""
        if places := places_in(refused, len(self.offered)):
            return [self.offered[place] for place in sorted(places)]
        if _ALL.search(refused):
            return list(self.offered)
        bare = re.sub(r"['’]s\b", "", refused)  # "Thursday's no good"
        each = [said for said in re.split(r"\s{2,}|\b(?:or|and|nor)\b", bare) if said.strip()]
        named = [fitting for said in each if (fitting := _fitting(said, today, self.free)) is not None]
        return [offer for fitting in named for offer in fitting] if named else None

    def _chosen(self, text: str, today: date) -> Read:
        """Read of what is wanted: by place, by day and time, the soonest, any, or another than those offered."""
        if (place := self._place(text, today)) is not None:
            return Read(place.name)
        found = self._read(text, today, self.offered)
        if found.why or found == Read():
            found = self._read(text, today, self.free)
        if found.narrowed and (is_indifferent_among(text) or leaves_it_to_us(text)):
            return Read(found.narrowed[0])
        if found.why and leaves_it_to_us(_WHERE_I_AM.sub("", text)):
            found = Read()
        if found.value or found.why or (found.narrowed and set(found.narrowed) != {o.name for o in self.offered}):
            return found
        if _SOONEST.search(text) or leaves_it_to_us(text):
            return Read(self.offered[0].name)
        if place_in(text, len(self.offered) + 1) == len(self.offered) or self.wants_another(text):
            return self.others
        return Read()

    @property
    def others(self) -> Read:
        return Read(narrowed=self.later) if self.later else Read(why="no_more")

    def _place(self, text: str, today: date) -> Offer | None:
        """The one at a place among those offered, of a day that was named with it: "the first one on Friday"."""
        place = place_in(text, len(self.offered))
        if place is None:
            return None
        dated = text if _IN_FIGURES.search(text) else _ORDINAL.sub(" ", text)
        among = (_fitting(dated, today, self.free) if date_in(dated, today) else None) or self.offered
        if among != self.offered and _IN_FIGURES.search(text):
            return None
        return among[place] if place < len(among) else None

    @staticmethod
    def wants_another(text: str) -> bool:
        """ "Another day", without saying which."""
        return bool(_LATER.search(text))

    def volunteered(self, text: str, today: date) -> Read:
        """By day and time; several that fit are narrowed down, none is told."""
        return self._read(parted(text, suits=True)[0], today, self.free)

    def _read(self, text: str, today: date, among: tuple[Offer, ...]) -> Read:
        fitting = _fitting(text, today, among)
        if fitting is None:
            return Read()
        if not fitting:
            return Read(why="not_free")
        if len(fitting) == 1:
            return Read(fitting[0].name)
        return Read(narrowed=tuple(o.name for o in fitting[:SHOWN]))

    def say(self, value: str, today: date) -> str:
        return next((o.say(today) for o in self.free if o.name == value), value)

    def options(self, today: date) -> str:
        """Those that are offered, as a list to choose from; a day they share is said once."""
        first, *others = self.offered
        shared = all(o.day == first.day for o in others)
        return listed([first.say(today), *(o.hours if shared and o.hours else o.say(today) for o in others)])

    def by_keys(self, today: date) -> str:
        things = [o.say(today) for o in self.offered]
        if self.later:  # named by what is left behind: each page's last sentence is another one
            things.append(f"a later one than {things[-1]}")
        return pressed(things)

    def expects(self) -> dict[str, Any]:
        words = [day.capitalize() for day in WEEKDAYS if not day.endswith("days") and len(day) > 5]
        relative = ["tomorrow", "today", "next week", "morning", "afternoon", "later", "earliest", "soonest"]
        timed = {"times": True} if self.free and self.free[0].begins else {}
        hints = [*words, *relative, "first", "second", "third"]
        return {"kind": "choice", "words": hints, "numbered": True, **timed}


def free_days(days: tuple[date, ...]) -> list[list[str | None]]:
    """Days as they are kept."""
    return [Offer(day.isoformat(), day).kept() for day in days]


def _fitting(text: str, today: date, among: tuple[Offer, ...]) -> list[Offer] | None:
    """Those at the day and time that were said; None when neither was."""
    days, said = date_in(text, today), time_in(text) if among and among[0].begins else None
    if said and said.value.earliest == OPENS and said.value.latest == CLOSES:
        said = None  # "any time" is none
    part = next((p for p in _PARTS if re.search(rf"(?<!good )\b{p}s?\b", text, re.IGNORECASE)), None)
    if days is None and said is None and part is None:
        return None
    readings = [days.value, *days.alternatives] if days else [None]
    # "Next Tuesday" may be either of two: one of them may be free.
    for reading in readings:
        fitting = [o for o in among if reading is None or reading.first <= o.day <= reading.last]
        if fitting:
            break
    fitting = fitting or _on_weekday(text, among if days and days.value.first == days.value.last else ())
    if part and fitting and fitting[0].begins:
        fitting = [o for o in fitting if o.begins and _PARTS[part][0] <= o.begins < _PARTS[part][1]]
    elif said and (first := said.value.earliest):
        fitting = [o for o in fitting if o.begins and o.ends and o.begins <= first < o.ends] or [
            o for o in fitting if o.begins and o.begins >= first
        ]
    return fitting


def _on_weekday(text: str, among: tuple[Offer, ...]) -> list[Offer]:
    """Those of a weekday that is named and nothing more of the date: "Monday", where it is next week's that is free."""
    named = _WEEKDAY.search(text)
    if named is None or _OF_DATE.search(text):
        return []
    return [offer for offer in among if f"{offer.day:%A}".lower() == named[1].lower()]
