"""The lines known by name: their texts, their recordings in memory, and whether the two agree."""

import hashlib
import json
import re
import wave
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from .disclosure import disclosure_problems
from .errors import PromptError
from .ports import Clip

FILE = "prompts.yml"
EXCEPTIONS = "exceptions"
"""The one name in prompts.yml that is no prompt's: lines that may break a rule of wording (`ivr.wording`)."""
MENDING = "run `ivr render-prompts` (or with `--accept {name}`, if the recording is yours and says the text)"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of a language's manifest.json: the text that a WAV was made from, and the WAV."""

    text_sha256: str
    wav_sha256: str
    seconds: float
    source: str
    """synthesizer | recording"""


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def spoken_in(name: str, texts: Mapping[str, str], language: str) -> str | None:
    """The language of a prompt in a call of this language; None when there is no text for that.

    A prompt such as `other_language_es`, whose name ends in the only language that it has a text in, is in that
    language in every call: for callers who do not speak the call's.
    """
    if language in texts:
        return language
    return next(iter(texts)) if is_foreign(name, texts) else None


def is_foreign(name: str, texts: Mapping[str, str]) -> bool:
    return len(texts) == 1 and name.endswith(f"_{next(iter(texts))}")


def load_texts(folder: Path) -> dict[str, dict[str, str]]:
    """Name → language → text, from prompts.yml. Raises PromptError."""
    path = folder / FILE
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PromptError(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise PromptError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict) or not content:
        raise PromptError(f"{path}: must hold a text per language for each prompt's name")
    content.pop(EXCEPTIONS, None)
    for name, texts in content.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", str(name)):
            raise PromptError(f"{path}: {name!r} is not a prompt's name; use small letters, digits and _")
        if (
            not isinstance(texts, dict)
            or not texts
            or not all(isinstance(t, str) and t.strip() for t in texts.values())
        ):
            raise PromptError(f"{path}: {name} must have a text per language, like `en: Goodbye.`")
    return {name: {language: text.strip() for language, text in texts.items()} for name, texts in content.items()}


def load_manifest(folder: Path, language: str) -> dict[str, Recorded]:
    """What each WAV of a language was made from; empty when nothing was recorded yet. Raises PromptError."""
    path = folder / language / "manifest.json"
    if not path.exists():
        return {}
    try:
        return {name: Recorded(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PromptError(f"{path}: cannot be read; run `ivr render-prompts`") from error


def save_manifest(folder: Path, language: str, manifest: dict[str, Recorded]) -> None:
    entries = {name: asdict(manifest[name]) for name in sorted(manifest)}
    (folder / language / "manifest.json").write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


_RATE = 8000


def read_wav(path: Path) -> bytes:
    """PCM16 of a recording that is 8 kHz mono 16-bit already. Raises PromptError."""
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            pcm = file.readframes(file.getnframes())
    except FileNotFoundError as error:
        raise PromptError(f"{path}: there is no such recording; {MENDING.format(name=path.stem)}") from error
    except (wave.Error, EOFError, OSError) as error:
        raise PromptError(f"{path}: is not a WAV that can be read; {MENDING.format(name=path.stem)}") from error
    if form != (_RATE, 1, 2):
        raise PromptError(f"{path}: must be 8 kHz mono 16-bit; {MENDING.format(name=path.stem)}")
    if not pcm:
        raise PromptError(f"{path}: the recording is empty; {MENDING.format(name=path.stem)}")
    return pcm


def problem_of(folder: Path, language: str, name: str, text: str, recorded: Recorded | None) -> str | None:
    """Why a prompt's text and recording do not agree, in one line with the remedy."""
    path = folder / language / f"{name}.wav"
    if recorded is None or not path.is_file():
        return f"{path}: not recorded yet; run `ivr render-prompts`"
    if recorded.text_sha256 != sha256_of(text.encode()):
        return f"{path}: the text of {name} was changed after it was recorded; {MENDING.format(name=name)}"
    if recorded.wav_sha256 != sha256_of(path.read_bytes()):
        return f"{path}: the file was changed after it was recorded; {MENDING.format(name=name)}"
    return None


def number_problems(name: str, text: str, language: str) -> list[str]:
    """Whether `emergency_911` and its like say another number than their name does."""
    named = re.fullmatch(r"(?:emergency|crisis)_(\d+)", name)
    from .core.expects import digits_in  # loaded late, as below: to know names and texts takes neither

    if named is None or language != "en" or named.group(1) in digits_in(text):
        return []
    return [f"{name} ({language}) must say {', '.join(named.group(1))}: that is what its name stands for"]


def check_all(folder: Path) -> list[str]:
    """Everything wrong with the prompts of all languages, one line each."""
    try:
        return _check_all(folder)
    except PromptError as error:
        return [str(error)]


def _check_all(folder: Path) -> list[str]:
    texts = load_texts(folder)
    problems = [] if "disclosure" in texts else [f"{folder / FILE}: the prompt `disclosure` is missing"]
    foreign = {name for name, by_language in texts.items() if is_foreign(name, by_language)}
    whole = {language for name in texts.keys() - foreign for language in texts[name]}
    for language in sorted(whole | {language for name in foreign for language in texts[name]}):
        manifest = load_manifest(folder, language)
        for name, by_language in texts.items():
            if language not in by_language:
                if name not in foreign and language in whole:
                    problems.append(f"{folder / FILE}: {name} has no text in {language}")
            elif problem := problem_of(folder, language, name, by_language[language], manifest.get(name)):
                problems.append(problem)
            elif name == "disclosure":
                problems += disclosure_problems(by_language[language], language, manifest[name].seconds)
            else:
                problems += number_problems(name, by_language[language], language)
    return problems


class PromptLibrary:
    """Every prompt of one language's calls, in memory as mu-law: to be played with no engine and no disk alive."""

    def __init__(self, folder: Path, language: str) -> None:
        """Raises PromptError naming the first prompt whose text and recording do not agree."""
        self.language = language
        self._texts: dict[str, str] = {}
        self._clips: dict[str, Clip] = {}
        from .audio import ulaw_of

        for name, by_language in load_texts(folder).items():
            spoken = spoken_in(name, by_language, language)
            if spoken is None:
                raise PromptError(f"{folder / FILE}: {name} has no text in {language}")
            text = by_language[spoken]
            if problem := problem_of(folder, spoken, name, text, load_manifest(folder, spoken).get(name)):
                raise PromptError(problem)
            self._texts[name] = text
            self._clips[name] = Clip(ulaw_of(read_wav(folder / spoken / f"{name}.wav")))
        if "disclosure" not in self._texts:
            raise PromptError(f"{folder / FILE}: the prompt `disclosure` is missing")
        if problems := disclosure_problems(self.text("disclosure"), language, self.clip("disclosure").seconds):
            raise PromptError(problems[0])

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._texts)

    def clip(self, name: str) -> Clip:
        """Raises PromptError for a name that is not in prompts.yml."""
        return self._clips[self._known(name)]

    def text(self, name: str) -> str:
        return self._texts[self._known(name)]

    def version(self, name: str) -> str:
        """sha256 of the text: what was said, for the evidence."""
        return sha256_of(self.text(name).encode())

    def _known(self, name: str) -> str:
        if name not in self._texts:
            raise PromptError(f"there is no prompt {name!r}; prompts.yml has {', '.join(sorted(self._texts))}")
        return name
