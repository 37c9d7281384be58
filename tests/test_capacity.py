"""What the capacity benchmark makes of what its callers saw."""

from typing import Any

from benchmarks.load import capacity


def call(outcome: str = "talked", answers: tuple[float | None, ...] = (0.3,), **more: Any) -> dict[str, Any]:
    turns = [
        {"ended_at": 8000, "answered_at": None if a is None else 8000 + round(8000 * a), "missed": False}
        for a in answers
    ]
    return {"outcome": outcome, "turns": turns, "webhook_seconds": 0.01, "greeting_seconds": 0.1} | more


def seen(*calls: dict[str, Any]) -> dict[str, Any]:
    return {"calls": list(calls), "late_seconds": [0.001], "seconds": 10.0, "cores_used": {"main": 0.1}}


def test_answers_are_of_those_who_talked_and_refusals_of_those_who_were_refused() -> None:
    figures = capacity.figures(seen(call(answers=(0.2, 0.4)), call("refused", ())))
    assert figures["answer_seconds"]["n"] == 2
    assert figures["answer_seconds"]["max"] == 0.4
    assert figures["refused_within_seconds"]["n"] == 1


def test_a_turn_without_an_answer_and_an_answer_that_cut_in_are_told() -> None:
    figures = capacity.figures(seen(call(answers=(None, -0.2, 0.3))))
    assert (figures["unanswered"], figures["cut_in"], figures["turns"]) == (1, 1, 3)


def test_a_number_of_calls_holds_only_when_all_below_it_held_too() -> None:
    def step(calls: int, seconds: float, **outcomes: int) -> dict[str, Any]:
        return {
            "calls": calls,
            "answer_seconds": {"p95": seconds},
            "unanswered": 0,
            "outcomes": outcomes or {"talked": calls},
        }

    assert capacity.held([step(8, 0.5), step(16, 0.9), step(24, 1.1), step(32, 0.9)]) == 16
    assert capacity.held([step(8, 0.5), step(16, 0.9, talked=15, lost=1)]) == 8
    assert capacity.held([step(8, 1.5)]) == 0
