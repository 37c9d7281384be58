"""What a sentence asks for: by meaning and wording, exactly, the same each time, and with a chance that is one."""

from pathlib import Path

import numpy as np
import pytest

from components import sentence_encoder
from components.intent_classifier import ranked
from components.intent_model import IntentModel
from components.kernel_machine import RIDGE, solved
from components.likeness import Likeness
from components.sentence_encoder import LAYERS, EncoderFilesError, SentenceEncoder, encoder
from components.telling_apart import Opinion
from components.wordings import spoken_form

KNOWN = {
    "parcel": ["where is my parcel", "has my parcel been sent", "my package has not come", "track my order please"],
    "hours": ["when do you open", "are you open on sunday", "what are your hours", "when do you close today"],
    "refund": ["i want my money back", "can i have a refund", "i'd like to return a lamp", "how do i send it back"],
}
SENTENCES = [sentence for sentences in KNOWN.values() for sentence in sentences]
INTENTS = [intent for intent, sentences in KNOWN.items() for _ in sentences]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.learned(encoder(), SENTENCES, INTENTS)


def belongs(intents: list[str]) -> np.ndarray:
    return (np.array(intents)[:, None] == np.array(sorted(KNOWN))[None]).astype(np.float32)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Did the delivery leave already?", "parcel"),
        ("What time do you shut?", "hours"),
        ("I would like to be reimbursed.", "refund"),
    ],
)
def test_words_that_were_never_learned_are_understood_by_their_meaning(
    model: IntentModel, said: str, meant: str
) -> None:
    assert model.opinions([said])[0].intent == meant


def test_what_has_nothing_to_do_with_anything_known_is_less_likely_right_than_what_was_nearly_learned(
    model: IntentModel,
) -> None:
    near, far = model.opinions(["where's my parcel please", "the violin was out of tune"])
    assert near.right > far.right


def test_the_same_sentences_give_the_same_model(model: IntentModel) -> None:
    again = IntentModel.learned(SentenceEncoder(), SENTENCES, INTENTS)
    assert np.array_equal(again.told.weights, model.told.weights)
    assert np.array_equal(again.told.judge.weights, model.told.judge.weights)


def test_a_model_that_was_kept_has_the_same_opinions(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    asked = ["is my parcel here", "are you closed tomorrow"]
    assert IntentModel.load(encoder(), tmp_path).opinions(asked) == model.opinions(asked)


def test_few_sentences_are_compared_by_meaning_alone_and_many_by_earlier_layers_too(model: IntentModel) -> None:
    many = [f"{sentence} {number}" for sentence in SENTENCES for number in range(10)]
    intents = [intent for intent in INTENTS for _ in range(10)]
    assert len(model.likeness.vectors) == 1
    assert len(IntentModel.learned(encoder(), many, intents).likeness.vectors) == LAYERS


def test_the_next_classifier_does_not_wait_for_the_same_sentence_again() -> None:
    first = encoder().encode(["where is my parcel"])
    assert encoder().encode(["where is my parcel"]) is first
    assert not np.array_equal(encoder().encode(["are you open"]), first)


def test_a_recogniser_may_write_capitals_and_punctuation_where_it_likes(model: IntentModel) -> None:
    plain, marked = model.opinions(["where's my parcel", "Where’s... my parcel?!"])
    assert plain.ranking[0] == marked.ranking[0]
    assert spoken_form("  It's 573-160, OK?") == "it's 573 160 ok"


def test_scores_without_a_sentence_are_those_of_a_model_that_never_knew_it() -> None:
    among = Likeness(encoder(), SENTENCES).among()
    unseen = solved(among, belongs(INTENTS)).without_itself()
    for place in range(len(SENTENCES)):
        others = [other for other in range(len(SENTENCES)) if other != place]
        without = solved(among[np.ix_(others, others)], belongs([INTENTS[other] for other in others]))
        np.testing.assert_allclose(among[place, others] @ without.weights, unseen[place], atol=1e-4)


def test_scores_without_an_intent_are_those_of_a_model_that_never_knew_it() -> None:
    among = Likeness(encoder(), SENTENCES).among()
    strange = solved(among, belongs(INTENTS)).without_its_intent()
    for number, intent in enumerate(sorted(KNOWN)):
        others = [place for place, of in enumerate(INTENTS) if of != intent]
        members = [place for place, of in enumerate(INTENTS) if of == intent]
        without = solved(among[np.ix_(others, others)], belongs([INTENTS[other] for other in others]))
        scores = among[np.ix_(members, others)] @ without.weights
        rest = [other for other in range(len(KNOWN)) if other != number]
        np.testing.assert_allclose(scores[:, rest], strange[np.ix_(members, rest)], atol=1e-4)
        assert (strange[members, number] < scores[:, rest].max(axis=1)).all()


def test_how_near_the_nearest_is_leaves_out_itself_and_then_its_intent() -> None:
    among = Likeness(encoder(), SENTENCES).among()
    nearest, of_others = solved(among, belongs(INTENTS)).nearest_other(among)
    assert (nearest < 1).all()
    assert (of_others <= nearest).all()
    assert of_others[0] == max(among[0, place] for place, of in enumerate(INTENTS) if of != INTENTS[0])


def test_likenesses_that_are_of_no_kernel_are_refused() -> None:
    nothing_like_itself = -np.eye(3, dtype=np.float32) * 2 * np.float32(RIDGE)
    with pytest.raises(ValueError, match="no kernel"):
        solved(nothing_like_itself, np.eye(3, dtype=np.float32))


def test_one_intent_is_nothing_to_choose_from() -> None:
    with pytest.raises(ValueError, match="two intents"):
        IntentModel.learned(encoder(), ["hello", "hi"], ["greet", "greet"])


def test_a_sentence_is_the_same_vector_alone_or_among_others_within_what_eight_bits_keep() -> None:
    alone, among = encoder().encode([SENTENCES[0]]), encoder().encode(SENTENCES)
    assert (alone[:, 0] * among[:, 0]).sum(axis=1).min() > 0.98
    np.testing.assert_allclose(np.linalg.norm(among, axis=2), 1, atol=1e-5)


@pytest.mark.parametrize("file", ["MODEL", "TOKENIZER"])
def test_a_file_that_is_not_the_tested_one_is_not_loaded(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    package, name, _ = getattr(sentence_encoder, file)
    monkeypatch.setattr(sentence_encoder, file, (package, name, "0" * 64))
    with pytest.raises(EncoderFilesError, match="not the file that was tested"):
        SentenceEncoder()


def test_an_encoder_that_is_not_installed_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_encoder, "MODEL", ("no_such_package", "model.onnx", ""))
    with pytest.raises(EncoderFilesError, match="make rasa-environment"):
        SentenceEncoder()


@pytest.mark.parametrize("right", [0.02, 0.6, 0.99])
def test_confidences_are_shares_of_one_and_the_best_has_the_most(right: float) -> None:
    found = ranked(Opinion(right, [("parcel", 0.8), ("hours", 0.3), ("refund", -0.1)]))
    shares = [one["confidence"] for one in found]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1 + 1e-9
    assert found[0] == {"name": "parcel", "confidence": right}
