"""Runs in the assistant's environment (Python 3.10), as a child of `opinions`: understands sentences.

One JSON document in, one out. `how`: "ours" (components.intent_model) or "diet" (the classifier before it) learn
`known` ([[text, intent], …]) and give their opinion of `asked`; "linear" is a logistic regression on the last layer
alone; "trained" is the trained assistant, asked as the phone asks it, which also tells of sensitive topics.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ASSISTANT = Path(__file__).resolve().parents[2] / "rasa_project"
sys.path.insert(0, str(ASSISTANT))

Opinion = tuple[str, float]
"""(intent, how sure)."""
Pairs = list[list[str]]

DIET = """recipe: default.v1
language: en
assistant_id: benchmark
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 2, max_ngram: 4}
  - {name: DIETClassifier, epochs: 40, number_of_transformer_layers: 0, random_seed: 42,
     constrain_similarities: true, entity_recognition: false}
policies: []
"""


def ours(known: Pairs, asked: list[str]) -> tuple[list[Opinion], dict[str, float]]:
    from components.intent_model import IntentModel
    from components.sentence_encoder import encoder

    began = time.monotonic()
    model = IntentModel.learned(encoder(), *map(list, zip(*known, strict=True)))
    took = time.monotonic() - began
    return [(found.intent, found.right) for found in model.opinions(asked)], {"training_seconds": took}


def linear(known: Pairs, asked: list[str]) -> tuple[list[Opinion], dict[str, float]]:
    """Sure is the likelihood times the likeness to the nearest known sentence."""
    from components.sentence_encoder import encoder
    from sklearn.linear_model import LogisticRegression

    texts, intents = map(list, zip(*known, strict=True))
    vectors, given = encoder().encode(texts)[-1], encoder().encode(asked)[-1]
    began = time.monotonic()
    model = LogisticRegression(C=10, max_iter=200).fit(vectors, intents)
    took = time.monotonic() - began
    chances = model.predict_proba(given) * (given @ vectors.T).max(axis=1, keepdims=True)
    best = chances.argmax(axis=1)
    return [(model.classes_[at], float(row[at])) for at, row in zip(best, chances, strict=True)], {
        "training_seconds": took
    }


def diet(known: Pairs, asked: list[str]) -> tuple[list[Opinion], dict[str, float]]:
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLWriter
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    sentences = TrainingData([Message.build(text, intent) for text, intent in known])
    with tempfile.TemporaryDirectory(prefix="candid-diet-") as place:
        folder = Path(place)
        RasaYAMLWriter().dump(folder / "nlu.yml", sentences)
        (folder / "config.yml").write_text(DIET, encoding="utf-8")
        began = time.monotonic()
        made = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), place, fixed_model_name="diet")
        took = time.monotonic() - began
        found, _ = asked_one_by_one(Agent.load(made), asked)
    return [(one["intent"], one["confidence"]) for one in found], {"training_seconds": took}


def trained(known: Pairs, asked: list[str]) -> tuple[list[Opinion], dict[str, Any]]:
    from rasa.core.agent import Agent

    found, seconds = asked_one_by_one(Agent.load(str(ASSISTANT / "models" / "assistant.tar.gz")), asked)
    told = {"parse_seconds": seconds, "topics": [one["topic"] for one in found]}
    return [(one["intent"], one["confidence"]) for one in found], told


def asked_one_by_one(agent: Any, asked: list[str]) -> tuple[list[dict[str, Any]], list[float]]:
    from channels.conversation import parse

    loop = asyncio.new_event_loop()
    loop.run_until_complete(parse(agent, "hello"))
    found, seconds = [], []
    for text in asked:
        began = time.perf_counter()
        found.append(loop.run_until_complete(parse(agent, text)))
        seconds.append(time.perf_counter() - began)
    return found, seconds


HOW: dict[str, Callable[[Pairs, list[str]], tuple[list[Opinion], dict[str, Any]]]] = {
    "ours": ours,
    "linear": linear,
    "diet": diet,
    "trained": trained,
}


def main() -> None:
    """Files are named on the command line: Rasa prints what it likes on both outputs."""
    given, answer = map(Path, sys.argv[1:])
    task = json.loads(given.read_text(encoding="utf-8"))
    np.random.seed(0)  # of the libraries below, which ask this one
    opinions, more = HOW[task["how"]](task["known"], task["asked"])
    answer.write_text(json.dumps({"opinions": opinions, **more}), encoding="utf-8")


if __name__ == "__main__":
    main()
