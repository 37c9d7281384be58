"""Which secret is said when, in which voice, in which call: the same ones each time, from a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ivr.simulator.scenario import Scenario

from ..scripted_calls import said
from ..voices import UNHEARD, VOICES
from .left import figures
from .said_values import Value, keys_of, value_of
from .stock import FIRST, OTHER, Stock


@dataclass(frozen=True)
class SeedSet:
    sentences: str
    seed: int
    stock: Stock = FIRST
    voices: tuple[str, ...] = VOICES
    typed_share: float = 1.0
    asked: int = 20
    """How often each sentence is said that answers a question for a number."""


SETS = {
    "first": SeedSet("sentences.txt", 20261130),
    "again": SeedSet("sentences_again.txt", 20261201),
    "third": SeedSet("sentences_third.txt", 20261202, OTHER, UNHEARD, typed_share=0.3, asked=8),
}
"""The redaction was mended by what was left of the first two. Of the third nobody had seen anything when it was."""
SAID_EACH = 3
"""Times that each sentence is said, each time with another secret in another voice."""
TYPED = {"card": 14, "bank": 8, "national": 6, "phone": 6, "pin": 4, "code": 2}
CALLER = "+14155550177"
UNDERSTOOD = ("what are your opening hours", "are you recording this call")
"""Said in between, so that two misses running do not end the call before everything was said."""
MESSAGE, ORDER, YES = "can I leave a message", "where is my order", "yes please"
ACCOUNT = ("seven two five one eight four", "four two nine one one")
"""One of the shop's, and its zip code."""
CHANGES = {
    "mail": ("I want to change my email address", "pemberton dot saoirse at bluefern dot org"),
    "address": ("I have moved and need to change my address", "eighteen Cherry Lane, Dayton, four two nine one two"),
    "phone": ("I have a new phone number", "three one two, five five five, zero one eight two"),
}
"""What a task asks for and keeps, as that is what it is for: found in the shop's file, and told apart."""


@dataclass(frozen=True)
class Seed:
    kind: str
    moment: str
    """free, order, message, asked, split: as in sentences.txt; typed: on the keys; kept: by the task that asked."""
    voice: str
    turns: tuple[str, ...]
    """What is said, sentence by sentence; of a typed one its keys."""
    hidden: tuple[str, ...]
    """What of each turn is the secret, as it is said."""
    plain: str
    """Its figures and letters; empty for one of words."""


@dataclass(frozen=True)
class SeededCall:
    name: str
    steps: tuple[tuple[str, str, str], ...]
    """("say", words, voice) or ("press", keys, "")."""
    seeds: tuple[Seed, ...]


def seeds(which: str) -> dict[str, list[Seed]]:
    """By moment, in an order drawn from the seed. Raises KeyError for a set that there is not."""
    of = SETS[which]
    chance = Random(of.seed)  # noqa: S311  # nobody is to be surprised
    made: dict[str, list[Seed]] = {}
    for line in Path(__file__).with_name(of.sentences).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, moment, sentence = line.split(" | ", 2)
        for _ in range(SAID_EACH if moment != "asked" else of.asked):
            made.setdefault(moment, []).append(_said(kind, moment, sentence, chance, of))
    for kind, count in TYPED.items():
        made.setdefault("typed", []).extend(_typed(kind, chance) for _ in range(round(of.typed_share * count)))
    for of_moment in made.values():
        chance.shuffle(of_moment)
    return made


def _said(kind: str, moment: str, sentence: str, chance: Random, of: SeedSet) -> Seed:
    value = value_of(kind, chance, in_pieces=sentence.count("{}") > 1, stock=of.stock)
    while sentence.count("{}") > 1 and not value.pieces:
        value = value_of(kind, chance, in_pieces=True, stock=of.stock)
    return Seed(kind, moment, chance.choice(of.voices), *_filled(sentence, value), value.plain)


def _filled(sentence: str, value: Value) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pieces = iter(value.pieces or (value.spoken,))
    turns, hidden = list[str](), list[str]()
    for turn in sentence.split(" // "):
        secret = next(pieces) if "{}" in turn else ""
        whole = turn.replace("{}", secret)
        turns.append(whole[0].upper() + whole[1:])
        hidden.append(secret)
    return tuple(turns), tuple(hidden)


def _typed(kind: str, chance: Random) -> Seed:
    keys = keys_of(kind, chance)
    return Seed(kind, "typed", "", (keys,), (keys,), keys)


def calls(which: str) -> list[SeededCall]:
    """All of a set, mixed, so that any part of them has something of each."""
    by_moment = seeds(which)
    made = [*_messages(by_moment), *_questions(by_moment["free"]), *_pieces(by_moment), *_keys(by_moment["typed"])]
    made += _changes()
    Random(SETS[which].seed).shuffle(made)  # noqa: S311
    return made


def _say(one: Seed) -> list[tuple[str, str, str]]:
    return [("say", turn, one.voice) for turn in one.turns]


def _messages(by_moment: dict[str, list[Seed]]) -> Iterator[SeededCall]:
    """Two secrets that nobody asked for, then a message with one in it and a phone number that is asked for."""
    free = by_moment["free"]
    for message, phone in zip(by_moment["message"], by_moment["asked"], strict=False):
        first, second = free.pop(), free.pop()
        asks = [("say", UNDERSTOOD[0], first.voice)]
        steps = [*_say(first), *asks, *_say(second), ("say", MESSAGE, message.voice), *_say(message), *_say(phone)]
        yield SeededCall("message", tuple(steps), (first, second, message, phone))


def _questions(free: list[Seed]) -> Iterator[SeededCall]:
    while free:
        of_call = [free.pop() for _ in range(min(3, len(free)))]
        steps = list[tuple[str, str, str]]()
        for one, between in zip(of_call, (*UNDERSTOOD, ""), strict=False):
            steps += _say(one) + ([("say", between, one.voice)] if between else [])
        yield SeededCall("questions", tuple(steps), tuple(of_call))


def _pieces(by_moment: dict[str, list[Seed]]) -> Iterator[SeededCall]:
    """In the midst of a task that asks for a number, and over two turns."""
    orders = by_moment["order"]
    for split in by_moment["split"]:
        steps, of_call = _say(split), [split]
        if orders:
            order = orders.pop()
            steps = [("say", ORDER, order.voice), *_say(order), ("say", UNDERSTOOD[0], split.voice), *steps]
            of_call = [order, split]
        yield SeededCall("pieces", tuple(steps), tuple(of_call))


def _keys(typed: list[Seed]) -> Iterator[SeededCall]:
    """Half where a number is asked for, half where none is."""
    for place, one in enumerate(typed):
        before = [("press", "1", "")] if place % 2 else [("say", UNDERSTOOD[0], VOICES[place % len(VOICES)])]
        yield SeededCall("keys", (*before, ("press", one.turns[0], "")), (one,))


def _changes() -> Iterator[SeededCall]:
    for kind, (wish, new) in CHANGES.items():
        voice = VOICES[0]
        said_in_turn = (wish, *ACCOUNT, new, YES)
        steps = tuple(("say", words, voice) for words in said_in_turn)
        yield SeededCall(f"{kind} changed", steps, (Seed(kind, "kept", voice, (new,), (new,), figures(new)),))


def scenario(call: SeededCall, number: int, recordings: Path) -> Scenario:
    steps: list[Mapping[str, object] | str] = ["listen"]
    for does, what, voice in call.steps:
        if does == "press":
            steps.append({"press": what})
        else:
            steps.append({"say": {"recording": str(said(recordings, what, voice))}})
        steps.append("listen")
    name = f"{number} {call.name}"
    return Scenario.model_validate({"name": name, "caller": {"number": CALLER}, "steps": [*steps, "hang_up"]})
