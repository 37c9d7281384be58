"""Numbers, dates, times, amounts, names and addresses, spoken by three voices over the phone, as they are understood.

Each sentence is said through 8 kHz mu-law, written down by Whisper base, which is told no more than how many digits
were asked for, as the forms tell it, and read by the assistant's rules; of several readings the first counts. Beside
it: card numbers, read out in the same way, that the call's core must know for what they are.
"""

import importlib
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Any

import click
from matplotlib.figure import Figure

from ivr.core.words.card import holds_card, is_card_number
from ivr.engines.digits_again import Numbers
from ivr.settings import ROOT
from tests.english import ENGLISH

from ..bench import Bench, Row
from ..hearing.recognition import short_window, upsampled
from ..voices import speech
from .values_said import SAID, TODAY

redacted = ENGLISH.cards.redacted

VOICES = ("heart", "low-brisk", "lively")
ASSISTANT = ROOT / "rasa_project"
CARDS = 60
BEGINNINGS = ("4", "4", "51", "54", "2221", "6011")
LEADS = ("", "My card number is ", "It's ")
TARGET_SHARE, CARD_SHARE = 0.95, 0.99
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

Hears = Callable[[str, str, int], str]
"""(said, voice, how many digits were asked for) → what Whisper writes."""


def measure(bench: Bench) -> dict[str, object]:
    """Per kind: sentences, those of which the value was right, and what was wrong; of cards, those that were missed."""
    whisper = short_window("base")

    def heard(text: str, voice: str, digits: int) -> str:
        numbers = Numbers((digits,), asked=True) if digits else Numbers()
        return whisper.transcribe(upsampled(speech(text, voice)), "en", numbers).text.strip()

    return {"kinds": {kind: _of_kind(kind, heard) for kind in SAID}, "cards": _cards(heard)}


def _of_kind(kind: str, heard: Hears) -> dict[str, object]:
    click.echo(f"{kind}: {len(SAID[kind])} sentences in {len(VOICES)} voices")
    wrong = []
    for said, value, options in SAID[kind]:
        for voice in VOICES:
            text = heard(said, voice, digits_asked_for(kind, options))
            found = value_in(kind, text, options)
            if likeliest(kind, found) != likeliest(kind, value):
                wrong.append({"said": said, "voice": voice, "heard": text, "found": found})
    count = len(SAID[kind]) * len(VOICES)
    return {"n": count, "right": count - len(wrong), "wrong": wrong}


def digits_asked_for(kind: str, options: Mapping[str, Any]) -> int:
    """What `metadata.expects` says of a question for this kind of value; 0 where it is none of digits alone."""
    if kind == "digits":
        return int(options["lengths"][0])
    by_country = {"phone_numbers": {"US": 10, "GB": 11}, "postcodes": {"US": 5}}
    return by_country.get(kind, {}).get(options.get("country", ""), 0)


def likeliest(kind: str, value: str | None) -> str | None:
    """Of an ambiguous value the likeliest reading; the parts of an address stay together."""
    return value if kind == "addresses" or value is None else value.partition(" | ")[0]


def _cards(heard: Hears) -> dict[str, object]:
    """Card numbers that nobody owns, in fours, as they are read off the plastic."""
    click.echo(f"{CARDS} card numbers")
    chance, missed, left = Random(4), [], 0  # noqa: S311  # a draw, no secret
    for count in range(CARDS):
        begin = chance.choice(BEGINNINGS)
        number = begin + "".join(chance.choices("0123456789", k=15 - len(begin)))
        number += next(d for d in "0123456789" if is_card_number(number + d))
        fours = ", ".join(" ".join(_WORDS[int(d)] for d in number[at : at + 4]) for at in range(0, 16, 4))
        text = heard(LEADS[count // len(VOICES) % len(LEADS)] + fours, VOICES[count % len(VOICES)], 0)
        kept = redacted(text)
        missed += [] if holds_card(kept) else [text]
        left += holds_card(kept) and sum(c.isdigit() for c in kept) > 0
    return {"n": CARDS, "missed": missed, "left": left}


def value_in(kind: str, text: str, options: Mapping[str, Any]) -> str | None:
    """What the assistant's reader finds, written as its tests write it."""
    for folder in (ASSISTANT, ASSISTANT / "tests"):
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
    texts = importlib.import_module("value_texts")
    found: str | None = texts.value_in(kind, text, options, date.fromisoformat(TODAY))
    return found


def rows(figures: Mapping[str, Any]) -> list[Row]:
    kinds, cards = figures["kinds"], figures["cards"]
    count = Counter({"n": 0, "right": 0})
    for one in kinds.values():
        count.update({"n": one["n"], "right": one["right"]})
    each = ", ".join(f"{kind.replace('_', ' ')} {100 * one['right'] / one['n']:.0f}" for kind, one in kinds.items())
    return [
        Row(
            "values understood, spoken over the phone",
            f"≥ {100 * TARGET_SHARE:.0f} %",
            f"**{100 * count['right'] / count['n']:.1f} %** (n = {count['n']}; {each})",
        ),
        Row(
            "card numbers read out and known for such",
            f"≥ {100 * CARD_SHARE:.0f} %",
            f"**{100 * (1 - len(cards['missed']) / cards['n']):.1f} %** (n = {cards['n']})",
        ),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """The share of values that were right, by kind."""
    kinds = figures["kinds"]
    axis = figure.add_subplot()
    shares = [100 * one["right"] / one["n"] for one in kinds.values()]
    bars = axis.bar([kind.replace("_", " ") for kind in kinds], shares, color="0.6")
    axis.bar_label(bars, labels=[f"n = {one['n']}" for one in kinds.values()])
    axis.axhline(100 * TARGET_SHARE, color="0.2", linewidth=1)
    axis.set(ylabel="% understood", ylim=(0, 105))
