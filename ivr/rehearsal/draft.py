"""What of a draft is tried on a call that is over, and what nobody can try.

With another disclosure, other waits or another language the caller would have heard, and said, something else, from the
first second on. So these are as they were; and they are named, so that nobody takes them for tried.
"""

from collections.abc import Iterator, Mapping

from ..core.rules import Rules

_AS_IT_WAS = ("language", "company", "disclosure", "recording", "timing", "barge_in", "vocabulary")
"""Whole fields that decide what is said first, what is heard, and when a turn is over."""
_NOT_TRIED = {
    *_AS_IT_WAS,
    "thresholds.speech",
    "agents_say_who",
    "time_zone",
    "limits.calls_at_once",
    "limits.person_within_seconds",
}
_OF_WHO_TAKES_IT = {"agents", "ring_seconds", "press_to_accept", "queue"}
"""Of a route: what happens when the call has left for it."""
_OF_NO_CALL = {"version"}


def tried(draft: Rules, was: Rules) -> Rules:
    """The draft as it can be tried on a call that had these rules. Both as they hold for the number that was called."""
    speech = was.thresholds.speech
    heard = {name: getattr(was, name) for name in _AS_IT_WAS}
    return draft.model_copy(update=heard | {"thresholds": draft.thresholds.model_copy(update={"speech": speech})})


def not_tried(draft: Rules, was: Rules) -> tuple[str, ...]:
    """Fields in which the two differ and that no call that is over can show, by their place in the file."""
    places = _differing(draft.model_dump(mode="json"), was.model_dump(mode="json"), ())
    return tuple(sorted({named for place in places if (named := _not_tried(place))}))


def _not_tried(place: tuple[str, ...]) -> str:
    if place[0] == "routes" and len(place) > 2 and place[2] in _OF_WHO_TAKES_IT:
        return ".".join(place[:3])
    if place[0] == "numbers" and place[-1] in (*_AS_IT_WAS, "notices"):
        return ".".join(place)
    covered = (".".join(place[:length]) for length in (1, 2))
    return ".".join(place[:2]) if any(name in _NOT_TRIED for name in covered) else ""


def _differing(one: object, other: object, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if place[:1] == ("numbers",) and len(place) == 2:  # a profile that is new, or gone, differs in what stands in it
        one, other = one or {}, other or {}
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in {**one, **other}:
            if place or name not in _OF_NO_CALL:
                yield from _differing(one.get(name), other.get(name), (*place, str(name)))
    elif one != other:
        yield place
