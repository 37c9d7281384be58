"""The lines known by name: their texts, their recordings in memory, and whether the two agree."""

import hashlib
import json
import re
import wave
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import PromptError, as_typed
from ..ports import Clip
from .disclosure import COMPANY, disclosure_problems
from .prompt_texts import FILE, SAID_BY_CARRIER, is_foreign, load_texts, spoken_in, text_for

MENDING = "run `ivr render-prompts` (or with `--accept {name}`, if the recording is yours and says the text)"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of a language's manifest.json: the text that a WAV was made from, and the WAV."""

    text_sha256: str
    """Of the text as it is said, with the company's name."""
    wav_sha256: str
    seconds: float
    source: str
    """synthesizer | recording"""


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def load_manifest(folder: Path, language: str) -> dict[str, Recorded]:
    """What each WAV of a language was made from; empty when nothing was recorded yet. Raises PromptError."""
    path = folder / language / "manifest.json"
    if not path.exists():
        return {}
    try:
        return {name: Recorded(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PromptError(f"{as_typed(path)}: cannot be read; run `ivr render-prompts`") from error


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
        raise PromptError(f"{as_typed(path)}: there is no such recording; {MENDING.format(name=path.stem)}") from error
    except (wave.Error, EOFError, OSError) as error:
        raise PromptError(
            f"{as_typed(path)}: is not a WAV that can be read; {MENDING.format(name=path.stem)}"
        ) from error
    if form != (_RATE, 1, 2):
        raise PromptError(f"{as_typed(path)}: must be 8 kHz mono 16-bit; {MENDING.format(name=path.stem)}")
    if not pcm:
        raise PromptError(f"{as_typed(path)}: the recording is empty; {MENDING.format(name=path.stem)}")
    return pcm


def problem_of(folder: Path, language: str, name: str, text: str, recorded: Recorded | None) -> str | None:
    """Why a prompt's text and recording do not agree, in one line with the remedy."""
    path = folder / language / f"{name}.wav"
    if recorded is None or not path.is_file():
        return f"{as_typed(path)}: not recorded yet; run `ivr render-prompts`"
    if recorded.text_sha256 != sha256_of(text.encode()):
        return f"{as_typed(path)}: the text of {name} was changed after it was recorded; {MENDING.format(name=name)}"
    if recorded.wav_sha256 != sha256_of(path.read_bytes()):
        return f"{as_typed(path)}: the file was changed after it was recorded; {MENDING.format(name=name)}"
    return None


def number_problems(name: str, text: str, language: str) -> list[str]:
    """Whether `emergency_911` and its like say another number than their name does."""
    from ..language.rooms import languages  # loaded late, as below: to know names and texts takes neither
    from ..language.spoken import spoken

    named = re.fullmatch(r"(?:emergency|crisis)_(\d+)", name)
    if named is None or language not in languages() or named.group(1) in spoken(language).answers.digits_in(text):
        return []
    return [f"{name} ({language}) must say {', '.join(named.group(1))}: that is what its name stands for"]


def check_all(folder: Path, company: str = "", *, language: str = "", as_recorded: bool = True) -> list[str]:
    """Everything wrong with the prompts of all languages, one line each; of `language` though it has no text yet.

    Unless `as_recorded`, lines that name the company need no recording: the service speaks them before they are needed.
    """
    try:
        return _check_all(folder, company, {language} - {""}, as_recorded)
    except PromptError as error:
        return [str(error)]


def _check_all(folder: Path, company: str, wanted: set[str], as_recorded: bool) -> list[str]:
    texts = load_texts(folder)
    problems = [] if "disclosure" in texts else [f"{as_typed(folder / FILE)}: the prompt `disclosure` is missing"]
    foreign = {name for name, by_language in texts.items() if is_foreign(name, by_language)}
    whole = wanted | {language for name in texts.keys() - foreign for language in texts[name]}
    for language in sorted(whole | {language for name in foreign for language in texts[name]}):
        manifest = load_manifest(folder, language)
        for name, by_language in texts.items():
            if language not in by_language:
                if name not in foreign and language in whole:
                    told = f"{name} has no text in {language}: write it below, as `{language}: …`"
                    problems.append(f"{_place_of(folder, name)}: {told}")
                continue
            if name in SAID_BY_CARRIER:
                continue
            text, recorded = text_for(name, by_language[language], company), manifest.get(name)
            later = not as_recorded and COMPANY in by_language[language] and not is_own(recorded)
            if not later and (problem := problem_of(folder, language, name, text, recorded)):
                problems.append(f"{_place_of(folder, name)}: {problem}")
            elif name == "disclosure":
                problems += disclosure_problems(text, language, recorded.seconds if recorded else 0.0, company)
            else:
                problems += number_problems(name, text, language)
    return problems


def _place_of(folder: Path, name: str) -> str:
    """File and line of a prompt's text."""
    path = folder / FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    return f"{as_typed(path)}:{next((at for at, line in enumerate(lines, 1) if line.startswith(f'{name}:')), 1)}"


def is_own(recorded: Recorded | None) -> bool:
    """Whether a supervisor recorded it."""
    return recorded is not None and recorded.source == "recording"


def unplayable(folder: Path, language: str, company: str) -> list[str]:
    """Why no call can be taken in a language, as far as its prompts go; what names the company is spoken in time."""
    try:
        PromptLibrary(folder, language, company, lambda *_: Clip(bytes(_RATE)))
    except PromptError as error:
        return str(error).splitlines()
    return []


class PromptLibrary:
    """Every prompt of a company's calls in one language, in memory as mu-law: played with no engine or disk alive."""

    def __init__(
        self,
        folder: Path,
        language: str,
        company: str = "",
        kept: Callable[[str, str], Clip | None] | None = None,
        alike: "PromptLibrary | None" = None,
    ) -> None:
        """`kept` gives the clip of a language's text that names the company, where it was spoken already.

        What another company's library, `alike`, says in the same words is held once.

        Raises PromptError naming the first prompt whose text and recording do not agree.
        """
        self.language = language
        self._texts: dict[str, str] = {}
        self._clips: dict[str, Clip] = {}
        self._foreign: set[str] = set()
        from ..audio import ulaw_of

        for name, by_language in load_texts(folder).items():
            spoken = spoken_in(name, by_language, language)
            if spoken is None:
                raise PromptError(f"{as_typed(folder / FILE)}: {name} has no text in {language}")
            text = text_for(name, by_language[spoken], company)
            if name in SAID_BY_CARRIER:
                continue
            self._texts[name] = text
            if spoken != language:
                self._foreign.add(name)
            if alike and alike._texts.get(name) == text:
                self._clips[name] = alike._clips[name]
            elif problem := problem_of(folder, spoken, name, text, load_manifest(folder, spoken).get(name)):
                clip = kept(spoken, text) if kept and COMPANY in by_language[spoken] else None
                if clip is None:
                    raise PromptError(problem)
                self._clips[name] = clip
            else:
                self._clips[name] = Clip(ulaw_of(read_wav(folder / spoken / f"{name}.wav")))
        if "disclosure" not in self._texts:
            raise PromptError(f"{as_typed(folder / FILE)}: the prompt `disclosure` is missing")
        self._by_audio = {sha256_of(clip.ulaw): name for name, clip in self._clips.items()}
        if problems := disclosure_problems(self.text("disclosure"), language, self.clip("disclosure").seconds, company):
            raise PromptError(problems[0])

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._texts)

    @property
    def foreign(self) -> frozenset[str]:
        """Those in another language, for callers who do not speak this one."""
        return frozenset(self._foreign)

    def clip(self, name: str) -> Clip:
        """Raises PromptError for a name that is not in prompts.yml."""
        return self._clips[self._known(name)]

    def text(self, name: str) -> str:
        return self._texts[self._known(name)]

    def version(self, name: str) -> str:
        """sha256 of the text: what was said, for the evidence."""
        return sha256_of(self.text(name).encode())

    def named(self, audio_sha256: str) -> str | None:
        """The prompt of which this is the recording as mu-law: the evidence knows by it what went over the wire."""
        return self._by_audio.get(audio_sha256)

    def _known(self, name: str) -> str:
        if name not in self._texts:
            raise PromptError(f"there is no prompt {name!r}; prompts.yml has {', '.join(sorted(self._texts))}")
        return name
