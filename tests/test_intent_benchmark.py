"""The benchmark of understanding counts what it says it counts."""

from collections import Counter

from benchmarks.understanding.intent import FEW, FOLDS, few_of_each, folded, out_of_scope
from benchmarks.understanding.opinions import risk_by_coverage

PAIRS = [(f"sentence {number} of {intent}", intent) for intent in ("one", "two", "three") for number in range(20)]


def test_risk_is_that_of_the_surest_answers() -> None:
    stated, right = [0.9, 0.1, 0.8, 0.4], [True, False, True, False]
    assert risk_by_coverage(stated, right) == [[0.25, 0.0], [0.5, 0.0], [0.75, 0.3333], [1.0, 0.5]]


def test_strangers_are_refused_below_what_lets_nineteen_of_twenty_in() -> None:
    inside = [["one", 0.30 + number / 100] for number in range(20)]
    test = [("", "one")] * 20 + [("", "oos")] * 3
    opinions = [*inside, ["one", 0.299], ["one", 0.305], ["one", 0.9]]
    assert out_of_scope(opinions, test) == {"strangers": 3, "strangers_refused": 2}


def test_a_stranger_who_is_known_for_one_is_refused_however_sure_that_is() -> None:
    opinions = [["one", 0.5]] * 20 + [["oos", 0.99]]
    assert out_of_scope(opinions, [("", "one")] * 20 + [("", "oos")])["strangers_refused"] == 1


def test_a_sentence_in_scope_that_is_taken_for_a_stranger_is_among_the_first_to_go() -> None:
    opinions = [["one", 0.5]] * 18 + [["oos", 0.99]] * 2 + [["one", 0.4]]
    assert out_of_scope(opinions, [("", "one")] * 20 + [("", "oos")])["strangers_refused"] == 0


def test_each_sentence_is_in_one_fold_and_each_intent_in_all() -> None:
    folds = folded(PAIRS)
    assert sorted(pair for fold in folds for pair in fold) == sorted(PAIRS)
    assert {tuple(sorted(Counter(intent for _, intent in fold).values())) for fold in folds} == {(4, 4, 4)}
    assert len(folds) == FOLDS


def test_few_are_so_many_of_each_intent_and_others_with_another_seed() -> None:
    drawn = few_of_each(PAIRS, 0)
    assert Counter(intent for _, intent in drawn) == {"one": FEW, "two": FEW, "three": FEW}
    assert drawn != few_of_each(PAIRS, 1)
    assert drawn == few_of_each(PAIRS, 0)
