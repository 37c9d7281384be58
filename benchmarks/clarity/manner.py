"""What callers may always ask: whether slower, louder speech is understood, and whether spoken requests are heard.

Understood: what Whisper base writes of every recorded prompt and of the assistant's own sentences (its domain), at each
pace and loudness, against their texts: recordings are stretched, sentences are synthesised at the pace. Whisper stands
for a listener; it was trained on speech at ordinary speed, so this tells of damage, not of ease.

Heard: sentences of tests/data/always_asked.yml, spoken by two of the benchmarks' voices, written down by Whisper base.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import yaml
from matplotlib.figure import Figure

from ivr.audio import pcm_of
from ivr.call.delivery import amplified, stretched
from ivr.core.manner import GAINS_DB, PACES
from ivr.engines.synthesizer import Pyttsx3Synthesizer, voice_set
from ivr.listening.word_errors import Errors, errors
from ivr.ports import Clip
from ivr.settings import ROOT, Settings
from ivr.written.domain import read_domain
from ivr.written.prompts import PromptLibrary
from ivr.written.rules_file import read_rules
from tests.english import ENGLISH

from ..bench import Bench, Row, SkippedError
from ..hearing.recognition import short_window, upsampled
from ..voices import installed, speech

request_in = ENGLISH.requests.request_in
asks_to_wait = ENGLISH.small_words.asks_to_wait

MODEL = "base"
LANGUAGE = "en"
VOICES = ("heart", "low")
OF_A_REQUEST = 12
"""Sentences of each request; the first of its list."""
OF_OTHERS = 60
LONGEST_SECONDS = 9.0
"""Of a recording as it is: at the slowest pace it must fit what Whisper listens to at once."""
KINDS = {"recorded": "recorded prompts", "made": "synthesised sentences"}
LEFT_TO_THE_DIALOGUE = {"thanks", "goodbye"}


def measure(bench: Bench) -> dict[str, object]:
    """Word errors at each pace and loudness, and how many requests were heard as what they are."""
    if not installed():
        raise SkippedError("the voice of the benchmarks' callers is not installed: run `make bench-voices`")
    whisper = short_window(MODEL)

    def heard(pcm: bytes) -> str:
        return whisper.transcribe(upsampled(pcm), LANGUAGE).text

    understood: Counter[tuple[str, str]] = Counter()
    for name, text, clip in asyncio.run(_clips(bench)):
        told = errors(text, heard(pcm_of(clip.ulaw)))
        understood[name, "wrong"] += told.wrong
        understood[name, "words"] += told.words
    names = dict.fromkeys(name for name, _ in understood)
    return {
        "understood": {name: {key: understood[name, key] for key in ("wrong", "words")} for name in names},
        "asked": _asked(heard),
    }


async def _clips(bench: Bench) -> list[tuple[str, str, Clip]]:
    """(what it is and how it is said, its text, its audio)."""
    library = PromptLibrary(bench.settings.prompts_dir, LANGUAGE, read_rules(bench.settings.rules_file).company)
    spoken = (name for name in sorted(library.names) if not name.startswith("other_language"))
    recorded = [name for name in spoken if library.clip(name).seconds <= LONGEST_SECONDS]
    found = [
        (_name("recorded", pace, gain), library.text(name), amplified(stretched(library.clip(name), pace), gain))
        for name, (pace, gain) in product(recorded, _manners())
    ]
    synthesizer = Pyttsx3Synthesizer({LANGUAGE: voice_set(bench.settings)}, deadline_seconds=20.0)
    await synthesizer.start()
    await synthesizer.worker.wait_ready(30.0)
    for text, (pace, gain) in product(_sentences(), _manners()):
        clip = amplified(await synthesizer.synthesize(text, LANGUAGE, pace), gain)
        found.append((_name("made", pace, gain), text, clip))
    await synthesizer.stop()
    return found


def _name(kind: str, pace: float, gain_db: float) -> str:
    return f"{kind}, {pace:g}, {gain_db:+g} dB"


def _manners() -> list[tuple[float, float]]:
    """Each pace as loud as ever, and each loudness at the usual pace."""
    return [*((pace, 0.0) for pace in PACES), *((1.0, gain) for gain in GAINS_DB if gain)]


def _sentences() -> list[str]:
    said = {response.text for response in read_domain(Settings.rasa_dir).responses}
    return sorted(text for text in said if "{" not in text)


def _asked(heard: Any) -> dict[str, dict[str, object]]:
    """For each request: sentences spoken, those heard as it, and what the others were written as."""
    found: dict[str, dict[str, object]] = {}
    for name, texts in _phrasings():
        missed = []
        for text, voice in product(texts, VOICES):
            written = heard(speech(text, voice))
            if _request(written) != (name if name != "others" else ""):
                missed.append({"said": text, "written": written, "taken_for": _request(written)})
        found[name] = {"n": len(texts) * len(VOICES), "heard": len(texts) * len(VOICES) - len(missed), "missed": missed}
    return found


def _request(written: str) -> str:
    return "wait" if asks_to_wait(written) else str(request_in(written) or "")


def _phrasings() -> Iterator[tuple[str, list[str]]]:
    path = ROOT / "tests" / "data" / "always_asked.yml"
    for name, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        if name not in LEFT_TO_THE_DIALOGUE:
            yield name, texts[: OF_OTHERS if name == "others" else OF_A_REQUEST]


def rows(figures: Mapping[str, Any]) -> list[Row]:
    understood = {name: Errors(one["wrong"], one["words"]) for name, one in figures["understood"].items()}
    asked = dict(figures["asked"])
    others = asked.pop("others")
    n, heard = sum(one["n"] for one in asked.values()), sum(one["heard"] for one in asked.values())
    found = [_understood(kind, what, understood) for kind, what in KINDS.items()]
    return [
        *found,
        Row(
            f"what may always be asked, {len(asked)} requests spoken in {len(VOICES)} voices: heard as what it is",
            "–",
            f"**{100 * heard / n:.1f} %** (n = {n})",
        ),
        Row(
            "sentences that only look like one, spoken: left to the dialogue",
            "–",
            f"**{100 * others['heard'] / others['n']:.1f} %** (n = {others['n']})",
        ),
    ]


def _understood(kind: str, what: str, told: Mapping[str, Errors]) -> Row:
    paces = ", ".join(f"{told[_name(kind, pace, 0.0)].percent:.1f}" for pace in PACES)
    gains = ", ".join(f"{told[_name(kind, 1.0, gain)].percent:.1f}" for gain in GAINS_DB if gain)
    words = told[_name(kind, 1.0, 0.0)].words
    spoken = ", ".join(f"{pace:g}" for pace in PACES) + " of the usual speed; "
    spoken += " and ".join(f"{gain:+g}" for gain in GAINS_DB if gain) + " dB"
    return Row(f"word errors of {what} at {spoken}", "–", f"**{paces} %**; {gains} % (n = {words} words each)")


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Requests heard, and word errors at each pace."""
    left, right = figure.subplots(1, 2)
    asked = figures["asked"]
    left.barh(list(asked), [100 * one["heard"] / one["n"] for one in asked.values()])
    left.set(xlabel="% heard as what it is", title="spoken requests")
    for kind in KINDS:
        told = [figures["understood"][_name(kind, pace, 0.0)] for pace in PACES]
        right.plot(PACES, [100 * one["wrong"] / one["words"] for one in told], marker="o", label=kind)
    right.set(xlabel="pace", ylabel="word errors, %", title="understood by Whisper base")
    right.legend()
