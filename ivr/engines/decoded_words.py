"""The words of what the model gives, and how sure it is of them."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from faster_whisper.tokenizer import Tokenizer

from .soundness import Decoded, most_tokens, said_once

TIMESTAMP_SECONDS = 0.02
LATE_SECONDS = 0.05
"""So near to the end of the audio no word begins."""


def _logprob(logits: npt.NDArray[np.float32], token: int) -> float:
    highest = logits.max()
    return float(logits[token] - highest - np.log(np.exp(logits - highest).sum()))


def places_of_words(tokens: Sequence[int], seconds: float, tokenizer: Tokenizer) -> list[int]:
    """Where in a text's tokens its words are, up to a time that lies in the silence added after the audio.

    What is written after such a time is what was said, once more.
    """
    places: list[int] = []
    for place, token in enumerate(tokens):
        begins = (token - tokenizer.timestamp_begin) * TIMESTAMP_SECONDS
        if begins >= seconds - LATE_SECONDS and places:
            break
        if token < tokenizer.eot:
            places.append(place)
    return places


def decoded_words(result: Any, seconds: float, tokenizer: Tokenizer) -> Decoded:
    """What one result of CTranslate2's Whisper says; `seconds` of audio, without the silence added."""
    tokens = result.sequences_ids[0][: most_tokens(seconds)]  # a longer one beside it may have been given more
    places = places_of_words(tokens, seconds, tokenizer)
    logprobs = [_logprob(np.array(result.logits[0][place]), tokens[place]) for place in places]
    if not logprobs:
        return Decoded("", -math.inf, 0, seconds)
    text = said_once(tokenizer.decode([tokens[place] for place in places]).strip(), seconds)
    return Decoded(text, sum(logprobs) / len(logprobs), places[-1] + 1, seconds, min(logprobs))
