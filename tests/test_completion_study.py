"""The comparison of policies counts what it says: answers begun in pauses, and those too early to be taken back."""

from benchmarks.turns.completion_study import evaluated, judged, split
from benchmarks.turns.turn_evidence import Point


def point(kind: str = "end", silent_seconds: float = 1e9, text: str = "Where is my order?", number: int = 0) -> Point:
    return Point(
        f"one {number}", 0, "spoken", kind, "free", 0, silent_seconds, 1.5, [], text, 0.9, "order_status", 0.99,
        {"0.2": 0.9},
    )  # fmt: skip


def test_an_answer_is_begun_when_the_pause_outlasts_wait_and_answer() -> None:
    pauses = [point("a filler", seconds) for seconds in (0.3, 0.5, 0.59, 0.7)]
    assert judged(lambda _: 0.5, pauses)["answers_begun_percent"] == 50.0


def test_an_answer_is_too_late_to_take_back_when_the_caller_goes_on_long_after_it_began() -> None:
    pauses = [point("a filler", seconds) for seconds in (0.9, 1.6)]
    assert judged(lambda _: 0.25, pauses)["too_late_to_take_back_percent"] == 50.0


def test_no_policy_answers_before_the_words_are_there() -> None:
    assert judged(lambda _: 0.0, [point()])["answer_seconds"]["p50"] == 0.3


def test_hard_pauses_are_told_apart() -> None:
    found = split(lambda _: 0.3, [point("after a whole sentence", 1.0), point("a filler", 0.2), point()])
    assert found["all"]["answers_begun_percent"] == 50.0
    assert found["all but hard pauses"]["answers_begun_percent"] == 0.0


def test_the_cores_own_function_is_judged_beside_silence_and_smart_turn() -> None:
    points = [point(number=n) for n in range(10)] + [point("a filler", 0.6, "I want to, um", n) for n in range(10)]
    figures = evaluated(points)
    assert figures["ours"]["all"]["answers_begun_percent"] == 0.0
    assert figures["silence_alone"]["0.5"]["answers_begun_percent"] == 100.0
    assert figures["with_smart_turn"]["pauses"] == 10
