"""How often a sensitive topic is known for what it is, and what else is taken for one: in writing, and said aloud.

Our own sentences (tests/data/topics.yml, look_alikes.yml): those that the rules were widened by, and those held out.
Others' sentences, where they are on this machine: CLINC150 and BANKING77, of which some intents are about fraud or
rights. Aloud: every held-out sentence and a few of the others, in two voices in turn, through the phone channel, in
silence and in street noise at 10 dB, as the transcriber writes them.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from matplotlib.figure import Figure

from ivr.core.record import Topic
from ivr.core.topics import topic_of
from tests.phrasings import about, found, look_alikes, together

from . import noise
from .bench import Bench, Row, SkippedError
from .recognition import short_window, upsampled
from .voices import speech

VOICES = ("heart", "low")
SNR_DB = 10.0
TUNED_ALOUD = 8
"""Of each topic, the last ones: the latest rounds, which are the least direct."""
LOOK_ALIKES_ALOUD = 80
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


def measure(bench: Bench) -> dict[str, object]:
    figures: dict[str, object] = {"written": _written(), "aloud": _aloud()}
    for name, read, intents in (("clinc150", _clinc, CLINC), ("banking77", _banking, BANKING)):
        try:
            figures[name] = _of_others(list(read(bench.shared(name))), intents)
        except SkippedError as reason:
            click.echo(f"skipped: {reason}")
    return figures


def _written() -> dict[str, object]:
    figures: dict[str, object] = {}
    for part in ("tuned", "held_out"):
        of_topics = {topic: found(about(topic, part), topic) for topic in Topic}
        whole, alike = together(of_topics.values()), found(look_alikes(part), None)
        figures[part] = {
            "n": whole.asked,
            "known": whole.asked - len(whole.mistaken),
            "seen": whole.asked - sum(taken is None for _, taken in whole.mistaken),
            "by_topic": {topic.value: [one.asked - len(one.mistaken), one.asked] for topic, one in of_topics.items()},
            "look_alikes": alike.asked,
            "look_alikes_mistaken": len(alike.mistaken),
        }
    return figures


def _aloud() -> dict[str, object]:
    """Counts of what was known in each condition."""
    held_out = [(text, topic) for topic in Topic for text in about(topic, "held_out")]
    tuned = [(text, topic) for topic in Topic for text in about(topic, "tuned")[-TUNED_ALOUD:]]
    alike = [(text, None) for text in (look_alikes("held_out") + look_alikes("tuned"))[:LOOK_ALIKES_ALOUD]]
    street = noise.street(60.0, 5)
    whisper = short_window(MODEL)
    figures: dict[str, object] = {}
    for condition in ("silence", "street"):
        for name, sentences in (("held_out", held_out), ("tuned", tuned), ("look_alikes", alike)):
            click.echo(f"{condition}: {name}, {len(sentences)} sentences")
            right = []
            for number, (text, topic) in enumerate(sentences):
                pcm = speech(text, VOICES[number % len(VOICES)])
                pcm = noise.mixed(pcm, street, SNR_DB, number * 8000) if condition == "street" else pcm
                heard = whisper.transcribe(upsampled(pcm), "en").text
                right.append((topic, topic_of(heard) is topic))
            figures[f"{condition}/{name}"] = {
                "n": len(right),
                "right": sum(was for _, was in right),
                "by_topic": _by_topic(right),
            }
    return figures


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


def _of_others(sentences: Sequence[tuple[str, str]], rightly: Mapping[str, set[Topic]]) -> dict[str, int]:
    taken = [(intent, topic_of(text)) for text, intent in sentences]
    asked = [(intent, topic) for intent, topic in taken if intent in ASKED]
    others = [topic for intent, topic in taken if intent not in rightly]
    return {
        "asked": len(asked),
        "asked_known": sum(topic in rightly[intent] for intent, topic in asked),
        "others": len(others),
        "others_taken": sum(topic is not None for topic in others),
    }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    written, aloud = figures["written"], figures["aloud"]
    found_rows = [
        Row(f"sensitive topics, written, {name}", target, f"**{_share(written[part]['known'], written[part]['n'])}**")
        for part, name, target in (
            ("held_out", "sentences never seen", "–"),
            ("tuned", "sentences that the rules were widened by", "≥ 99 %"),
        )
    ]
    alike = [sum(written[part][key] for part in written) for key in ("look_alikes_mistaken", "look_alikes")]
    found_rows.append(Row("look-alikes taken for a topic, written", "–", f"**{_share(*alike)}**"))
    for condition in ("silence", "street"):
        words = ", ".join(
            f"{name.replace('_', ' ')} {_share(one['right'], one['n'])}"
            for name in ("held_out", "tuned", "look_alikes")
            if (one := aloud.get(f"{condition}/{name}"))
        )
        place = "silence" if condition == "silence" else f"street noise at {SNR_DB:g} dB"
        found_rows.append(Row(f"the same said aloud, {place}: taken for what they are", "–", words))
    for name in ("clinc150", "banking77"):
        if one := figures.get(name):
            measured = (
                f"known {_share(one['asked_known'], one['asked'])}; "
                f"of other intents taken for a topic {_share(one['others_taken'], one['others'], places=1)}"
            )
            found_rows.append(Row(f"others' sentences on fraud, lost cards, closing an account: {name}", "–", measured))
    return found_rows


def _share(part: int, whole: int, places: int = 1) -> str:
    return f"{100 * part / whole:.{places}f} % ({part} of {whole})"


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Of each topic's held-out sentences, how many were known in writing, aloud, and aloud in a street."""
    axes = figure.subplots()
    conditions = {
        "written": figures["written"]["held_out"]["by_topic"],
        "aloud": figures["aloud"]["silence/held_out"]["by_topic"],
        f"aloud, street at {SNR_DB:g} dB": figures["aloud"]["street/held_out"]["by_topic"],
    }
    names = [topic.value for topic in Topic]
    for number, (label, by_topic) in enumerate(conditions.items()):
        shares = [100 * by_topic[name][0] / by_topic[name][1] for name in names]
        axes.bar([place + 0.27 * (number - 1) for place in range(len(names))], shares, 0.25, label=label)
    axes.set_xticks(range(len(names)), [name.replace("_", "\n") for name in names])
    axes.set(ylabel="known, %", ylim=(0, 105), title="sentences that the rules had never seen")
    axes.legend(loc="lower right")
