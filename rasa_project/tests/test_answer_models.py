"""What answers mean is learned from writers who each said everything, and is judged by writers it has never heard."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from components.answer_models import AnswerModels
from components.answer_sentences import Answer, sentences
from components.kernel_machine import solved
from components.sentence_encoder import encoder

ALL = sentences()
WRITERS = sorted({answer.writer for answer in ALL if answer.writer})
FEWEST = 3
DAYS = ("Monday", "Friday")
SAID = [
    *(Answer("time", "refuses", f"{day} is no good, I'm {on}.") for day in DAYS for on in ("away", "ill")),
    *(Answer("time", "takes", f"{day} is fine, I'm {on}.") for day in DAYS for on in ("in", "free")),
    *(Answer("number", "keep", text) for text in ("Forget it.", "Leave it, I'll keep it.", "Never mind then.")),
    *(Answer("number", "other", text) for text in ("Hold on.", "Just a second.", "What was that?")),
]


@pytest.mark.parametrize("writer", WRITERS)
def test_each_writer_says_all_meanings_of_all_kinds(writer: str) -> None:
    """Else a machine learns who means what, and not what is meant."""
    known = {(answer.kind, answer.meaning) for answer in ALL}
    said = Counter((answer.kind, answer.meaning) for answer in ALL if answer.writer == writer)
    assert said.keys() == known
    assert min(said.values()) >= FEWEST


def test_no_sentence_means_two_things_behind_one_question() -> None:
    means = {(answer.kind, answer.text.lower(), answer.meaning) for answer in ALL}
    told = Counter((kind, text) for kind, text, _ in means)
    assert [one for one, count in told.items() if count > 1] == []


def test_what_was_kept_says_the_same(tmp_path: Path) -> None:
    learned = AnswerModels.learned(encoder(), SAID)
    learned.save(tmp_path)
    kept = AnswerModels.load(encoder(), tmp_path)
    for text in ("Monday I'm abroad.", "oh, forget about it"):
        before, after = learned.opinions(text), kept.opinions(text)
        assert before.keys() == after.keys() == {"time", "number"}
        for kind in before:
            assert before[kind].intent == after[kind].intent
            assert before[kind].right == pytest.approx(after[kind].right, abs=1e-4)


def test_a_question_is_answered_with_its_own_meanings_alone() -> None:
    opinions = AnswerModels.learned(encoder(), SAID).opinions("Friday is fine.")
    assert {name for name, _ in opinions["time"].ranking} == {"takes", "refuses"}
    assert {name for name, _ in opinions["number"].ranking} == {"keep", "other"}


def test_a_kind_of_one_meaning_is_told() -> None:
    with pytest.raises(ValueError, match="two meanings"):
        AnswerModels.learned(encoder(), [a for a in SAID if a.meaning != "other"])


def test_what_is_left_out_with_its_group_is_as_if_it_had_never_been_known() -> None:
    likeness = np.exp(-np.abs(np.subtract.outer(np.arange(6.0), np.arange(6.0)))).astype(np.float32)
    belongs = np.eye(2, dtype=np.float32)[[0, 1, 0, 1, 0, 1]]
    groups = ["a", "a", "b", "c", "c", "c"]
    found = solved(likeness, belongs).without(groups)
    for group in set(groups):
        here = np.array([name == group for name in groups])
        others = solved(likeness[np.ix_(~here, ~here)], belongs[~here])
        assert found[here] == pytest.approx(likeness[np.ix_(here, ~here)] @ others.weights, abs=1e-4)
