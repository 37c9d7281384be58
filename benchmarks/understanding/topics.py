"""How often a sensitive topic is known for what it is, and what else is taken for one: in writing, and said aloud.

By the rules on words alone, and with the second net under them, which the trained assistant is asked for. Our own
sentences: those that both were made by (components/sensitive_topics.yml), and those held out (tests/data/). Others',
where they are on this machine: CLINC150 and BANKING77, of which some intents are about fraud or rights. Aloud: the
held-out ones and a few more, in two voices in turn, through the phone channel, in silence and in street noise at
10 dB, as the transcriber writes them.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from matplotlib.figure import Figure

from ivr.core.heard.decision import Circumstances
from ivr.core.heard.policy import decide
from ivr.core.heard.turn import Turn
from ivr.core.record import FREE, Topic, Transcript, Understanding
from ivr.engines.calibration import confidence
from tests.english import ENGLISH
from tests.phrasings import about, look_alikes
from tests.scripted import RULES

from .. import noise
from ..bench import Bench, Row, SkippedError
from ..hearing.recognition import short_window, upsampled
from ..voices import speech
from .opinions import asked

VOICES = ("heart", "low")
SNR_DB = 10.0
TUNED_ALOUD = 8
"""Of each topic, the last ones: the latest rounds, which are the least direct."""
MODEL = "base"
CLINC = {
    "report_fraud": {Topic.FRAUD},
    "report_lost_card": {Topic.FRAUD},
    "freeze_account": {Topic.FRAUD, Topic.RIGHTS},
    "replacement_card_duration": {Topic.FRAUD},
}
BANKING = {
    "lost_or_stolen_card": {Topic.FRAUD},
    "compromised_card": {Topic.FRAUD},
    "card_payment_not_recognised": {Topic.FRAUD, Topic.RIGHTS},
    "cash_withdrawal_not_recognised": {Topic.FRAUD, Topic.RIGHTS},
    "direct_debit_payment_not_recognised": {Topic.FRAUD, Topic.RIGHTS},
    "terminate_account": {Topic.RIGHTS, Topic.COMPLAINT},
    "card_swallowed": {Topic.FRAUD},
    "lost_or_stolen_phone": {Topic.FRAUD},
}
"""Others' intents that may rightly be taken for a topic, and for which."""
ASKED = {"report_fraud", "report_lost_card", "lost_or_stolen_card", "compromised_card", "terminate_account"}
"""Of those, the ones of which every sentence should be."""

Said = tuple[Transcript, Topic | None]
"""(sentence, what it is about); what is written is surely so."""


def measure(bench: Bench) -> dict[str, object]:
    figures: dict[str, object] = {name: _told(sentences) for name, sentences in (_written() | _aloud()).items()}
    for name, read, intents in (("clinc150", _clinc, CLINC), ("banking77", _banking, BANKING)):
        try:
            figures[name] = _of_others(list(read(bench.shared(name))), intents)
        except SkippedError as reason:
            click.echo(f"skipped: {reason}")
    return figures


def _written() -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for part in ("held_out", "tuned"):
        found[f"written/{part}"] = [(Transcript(text, 1.0), topic) for text, topic in _of_topics(part)]
        found[f"written/look_alikes_{part}"] = [(Transcript(text, 1.0), None) for text in look_alikes(part)]
    return found


def _of_topics(part: str) -> list[tuple[str, Topic]]:
    """(sentence, topic)."""
    return [(text, topic) for topic in Topic for text in about(topic, part)]


def _aloud() -> dict[str, list[Said]]:
    """What is heard of them in each condition."""
    tuned = [(text, topic) for topic in Topic for text in about(topic, "tuned")[-TUNED_ALOUD:]]
    alike = [(text, None) for text in look_alikes("held_out")]
    street = noise.street(60.0, 5)
    whisper = short_window(MODEL)
    found: dict[str, list[Said]] = {}
    for condition in ("silence", "street"):
        for name, sentences in (("held_out", _of_topics("held_out")), ("tuned", tuned), ("look_alikes", alike)):
            click.echo(f"{condition}: {name}, {len(sentences)} sentences")
            heard = found[f"{condition}/{name}"] = []
            for number, (text, topic) in enumerate(sentences):
                pcm = speech(text, VOICES[number % len(VOICES)])
                pcm = noise.mixed(pcm, street, SNR_DB, number * 8000) if condition == "street" else pcm
                decoded = whisper.transcribe(upsampled(pcm), "en")
                heard.append((Transcript(decoded.text, confidence(MODEL, decoded)), topic))
    return found


def _told(sentences: Sequence[Said]) -> dict[str, object]:
    """How many are taken for what they are, by the rules alone and with the second net under them."""
    topics = [topic for _, topic in sentences]
    by_rules, together = zip(*_taken([heard for heard, _ in sentences]), strict=True)
    right = [(topic, found is topic) for topic, found in zip(topics, together, strict=True)]
    return {
        "n": len(sentences),
        "rules": sum(found is topic for topic, found in zip(topics, by_rules, strict=True)),
        "right": sum(was for _, was in right),
        "by_topic": _by_topic(right),
    }


def _taken(heard: Sequence[Transcript]) -> list[tuple[Topic | None, Topic | None]]:
    """(by the rules alone, by rules and trained assistant) of each, as the phone decides when it awaits anything."""
    topics = asked("trained", [], [one.text for one in heard])["topics"]
    return [
        (_decided(one, None, 0.0), _decided(one, *(told["name"], told["confidence"]) if told else (None, 0.0)))
        for one, told in zip(heard, topics, strict=True)
    ]


def _decided(heard: Transcript, likely: str | None, sure: float) -> Topic | None:
    understanding = Understanding("", 0.0, Topic(likely) if likely else None, sure)
    decision = decide(Turn(1, ENGLISH, transcript=heard, understanding=understanding), Circumstances(FREE), RULES)
    return decision.care.topic if decision.care else None


def _by_topic(right: Sequence[tuple[Topic | None, bool]]) -> dict[str, list[int]]:
    return {
        topic.value: [sum(was for of, was in right if of is topic), sum(of is topic for of, _ in right)]
        for topic in Topic
        if any(of is topic for of, _ in right)
    }


def _clinc(folder: Path) -> Iterator[tuple[str, str]]:
    """(sentence, intent)."""
    for part in json.loads((folder / "train_val.json").read_text(encoding="utf-8")).values():
        yield from ((text, intent) for text, intent in part)


def _banking(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "train.csv").open(encoding="utf-8", newline="") as file:
        yield from ((row["text"], row["category"]) for row in csv.DictReader(file))


def _of_others(sentences: Sequence[tuple[str, str]], rightly: Mapping[str, set[Topic]]) -> dict[str, object]:
    taken = _taken([Transcript(text, 1.0) for text, _ in sentences])
    by_intent = [(intent, one) for one, (_, intent) in zip(taken, sentences, strict=True)]
    wanted = [(intent, one) for intent, one in by_intent if intent in ASKED]
    others = [one for intent, one in by_intent if intent not in rightly]
    figures: dict[str, object] = {"asked": len(wanted), "others": len(others)}
    for place, how in enumerate(("rules", "right")):
        figures[f"asked_{how}"] = sum(one[place] in rightly[intent] for intent, one in wanted)
        figures[f"others_{how}"] = sum(one[place] is not None for one in others)
    return figures


def rows(figures: Mapping[str, Any]) -> list[Row]:
    street = f"aloud, street noise at {SNR_DB:g} dB"
    tuned = figures["written/tuned"]
    share = f"**{_share(tuned['rules'], tuned['n'])}** by the rules alone; the second net learned them"
    found = [
        Row("sensitive topics, written, sentences that the rules were widened by", "≥ 99 %", share),
        _row(figures["written/held_out"], "sensitive topics, written, sentences never seen", "≥ 99 %"),
        _row(figures["silence/held_out"], "the same said aloud, silence"),
        _row(figures["street/held_out"], f"the same said {street}"),
        _row(figures["written/look_alikes_held_out"], "look-alikes never seen left to the assistant, written"),
        _row(figures["silence/look_alikes"], "the same said aloud, silence"),
        _row(figures["street/look_alikes"], f"the same said {street}"),
    ]
    for name in ("clinc150", "banking77"):
        if one := figures.get(name):
            what = f"others' sentences on fraud, lost cards, closing an account: {name}"
            found.append(Row(what, "–", _of(one, "right"), f"rules alone: {_of(one, 'rules')}"))
    return found


def _row(one: Mapping[str, int], what: str, target: str = "–") -> Row:
    return Row(what, target, f"**{_share(one['right'], one['n'])}**", f"rules alone: {_share(one['rules'], one['n'])}")


def _of(one: Mapping[str, int], how: str) -> str:
    others = f"of other intents taken for a topic {_share(one[f'others_{how}'], one['others'])}"
    return f"known {_share(one[f'asked_{how}'], one['asked'])}; {others}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part} of {whole})"


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Of each topic's held-out sentences, how many were known in writing, aloud, and aloud in a street."""
    axes = figure.subplots()
    conditions = {
        "written": figures["written/held_out"]["by_topic"],
        "aloud": figures["silence/held_out"]["by_topic"],
        f"aloud, street at {SNR_DB:g} dB": figures["street/held_out"]["by_topic"],
    }
    names = [topic.value for topic in Topic]
    for number, (label, by_topic) in enumerate(conditions.items()):
        shares = [100 * by_topic[name][0] / by_topic[name][1] for name in names]
        axes.bar([place + 0.27 * (number - 1) for place in range(len(names))], shares, 0.25, label=label)
    axes.set_xticks(range(len(names)), [name.replace("_", "\n") for name in names])
    axes.set(ylabel="known, %", ylim=(0, 105), title="sentences that neither rules nor second net had seen")
    axes.legend(loc="lower right")
