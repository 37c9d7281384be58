"""A call is looked at from outside: its parts are asked, and nothing changes by it."""

from ..look import Look, Near, Understood
from ..record import Priority, Reason
from .assembly import Parts


def look_at(parts: Parts) -> Look:
    course, memory, rules = parts.course, parts.course.memory, parts.course.rules
    least, care, last = rules.thresholds.intent, memory.care, course.last
    known = Understood(last.turn, last.intent, last.intent_confidence, least, last.outcome) if last else None
    return Look(
        state=course.state,
        entered=course.entered,
        longest=rules.limits.call_minutes * 60,
        awaited=memory.expects.kind,
        understood=known,
        misses=memory.misses_in_call,
        frustration=memory.frustration.score,
        signs=memory.frustration.signs,
        near=_near(parts),
        topic=care.topic if care else None,
        priority=care.priority if care else Priority.NORMAL,
        help=parts.helping.wanted,
    )


def _near(parts: Parts) -> tuple[Near, ...]:
    memory, most, limits = parts.course.memory, parts.course.rules.thresholds, parts.course.rules.limits
    all_misses = memory.misses_in_call + memory.misses_taken_back
    near = (
        Near(Reason.LOW_CONFIDENCE, memory.misses_in_a_row, most.misses_in_a_row, "misses_in_a_row"),
        Near(Reason.LOW_CONFIDENCE, all_misses, most.misses_in_a_call, "misses_in_a_call"),
        Near(Reason.FRUSTRATED, memory.frustration.score, most.frustration_high, "frustration_high"),
        Near(Reason.LIMIT_REACHED, memory.turn, limits.turns, "turns"),
    )
    return tuple(sorted(near, key=lambda one: one.have / one.most, reverse=True))
