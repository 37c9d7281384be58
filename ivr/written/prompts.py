"""The lines known by name: their texts, their recordings in memory, and whether the two agree."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import PromptError, as_typed
from ..ports import Clip
from .disclosure import COMPANY, disclosure_problems
from .prompt_texts import FILE, SAID_BY_CARRIER, is_foreign, load_texts, spoken_in, text_for
from .recorded import RATE, is_own, load_manifest, problem_of, read_wav, recording_of, sha256_of, shelf_of
from .script import Written


def number_problems(name: str, text: str, language: str) -> list[str]:
    """Whether `emergency_911` and its like say another number than their name does."""
    from ..language.rooms import languages  # loaded late, as below: to know names and texts takes neither
    from ..language.spoken import spoken

    named = re.fullmatch(r"(?:emergency|crisis)_(\d+)", name)
    if named is None or language not in languages() or named.group(1) in spoken(language).answers.digits_in(text):
        return []
    return [f"{name} ({language}) must say {', '.join(named.group(1))}: that is what its name stands for"]


def check_all(folder: Path, company: str = "", *others: str, language: str = "", as_recorded: bool = True) -> list[str]:
    """Everything wrong with the prompts of all languages, one line each; of `language` though it has no text yet.

    `others` are companies of some numbers: what names them is looked at, too. Unless `as_recorded`, lines that name a
    company need no recording: the service speaks them before they are needed.
    """
    try:
        problems = _check_all(folder, company, {language} - {""}, as_recorded)
        return problems + [told for other in others for told in _check_company(folder, other, as_recorded)]
    except PromptError as error:
        return [str(error)]


def _check_company(folder: Path, company: str, as_recorded: bool) -> Iterator[str]:
    """What is wrong with the lines that name it, in every language."""
    for name, language, written in naming_a_company(folder):
        yield from _problems_of(folder, language, name, written, company, shelf_of(language, company), as_recorded)


def naming_a_company(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(prompt, language, text as it is written) of all that is recorded for each company anew. Raises PromptError."""
    for name, texts in load_texts(folder).items():
        for language, written in texts.items():
            if COMPANY in written and name not in SAID_BY_CARRIER:
                yield name, language, written


def _check_all(folder: Path, company: str, wanted: set[str], as_recorded: bool) -> list[str]:
    texts = load_texts(folder)
    problems = [] if "disclosure" in texts else [f"{as_typed(folder / FILE)}: the prompt `disclosure` is missing"]
    foreign = {name for name, by_language in texts.items() if is_foreign(name, by_language)}
    whole = wanted | {language for name in texts.keys() - foreign for language in texts[name]}
    for language in sorted(whole | {language for name in foreign for language in texts[name]}):
        for name, by_language in texts.items():
            if language not in by_language:
                if name not in foreign and language in whole:
                    told = f"{name} has no text in {language}: write it below, as `{language}: …`"
                    problems.append(f"{_place_of(folder, name)}: {told}")
                continue
            if name in SAID_BY_CARRIER:
                continue
            problems += _problems_of(folder, language, name, by_language[language], company, language, as_recorded)
    return problems


def _problems_of(
    folder: Path, language: str, name: str, written: str, company: str, shelf: str, as_recorded: bool
) -> Iterator[str]:
    """Of one text as it is said for a company, whose recording belongs on this shelf."""
    text = text_for(name, written, company)
    found = recording_of(folder, language, name, text, company)
    if found is None:
        recorded = load_manifest(folder, shelf).get(name)
        later = not as_recorded and COMPANY in written and not is_own(recorded)
        if not later and (problem := problem_of(folder, shelf, name, text, recorded)):
            yield f"{_place_of(folder, name)}: {problem}"
            return
    if name == "disclosure":
        yield from disclosure_problems(text, language, found[1].seconds if found else 0.0, company)
    else:
        yield from number_problems(name, text, language)


def _place_of(folder: Path, name: str) -> str:
    """File and line of a prompt's text."""
    path = folder / FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    return f"{as_typed(path)}:{next((at for at, line in enumerate(lines, 1) if line.startswith(f'{name}:')), 1)}"


def unplayable(folder: Path, language: str, company: str) -> list[str]:
    """Why no call can be taken in a language, as far as its prompts go; what names the company is spoken in time."""
    try:
        PromptLibrary(folder, language, company, not_yet=Clip(bytes(RATE)))
    except PromptError as error:
        return str(error).splitlines()
    return []


def _recorded(folder: Path, language: str, name: str, text: str, company: str) -> Clip | None:
    from ..audio import ulaw_of  # loaded late: who only checks texts needs no sound

    found = recording_of(folder, language, name, text, company)
    return Clip(ulaw_of(read_wav(folder / found[0] / f"{name}.wav"))) if found else None


def _missing(folder: Path, language: str, name: str, text: str) -> Clip:
    """Raises PromptError: what is wrong with the recording."""
    recorded = load_manifest(folder, language).get(name)
    raise PromptError(problem_of(folder, language, name, text, recorded) or name)


class PromptLibrary:
    """Every prompt of a company's calls in one language, in memory as mu-law: played with no engine or disk alive."""

    def __init__(
        self,
        folder: Path,
        language: str,
        company: str = "",
        kept: Callable[[str, str], Clip | None] | None = None,
        alike: "PromptLibrary | None" = None,
        *,
        not_yet: Clip | None = None,
        written: Written | None = None,
        instead: Callable[[str, str, str], Clip | None] | None = None,
    ) -> None:
        """`kept` gives the clip of a language's text where it was spoken already, for what has no recording.

        What another company's library, `alike`, says in the same words is held once. `not_yet` stands for what names
        the company and is spoken later. `written` are the texts, where they are not those of the folder's file, and
        `instead` gives the clip of a prompt, by its name, language and text, in the place of its recording.

        Raises PromptError naming the first prompt whose text and recording do not agree.
        """
        self.language = language
        self._texts: dict[str, str] = {}
        self._clips: dict[str, Clip] = {}
        self._foreign: set[str] = set()
        for name, by_language in (written or load_texts(folder)).items():
            spoken = spoken_in(name, by_language, language)
            if spoken is None:
                raise PromptError(f"{as_typed(folder / FILE)}: {name} has no text in {language}")
            text = text_for(name, by_language[spoken], company)
            if name in SAID_BY_CARRIER:
                continue
            self._texts[name] = text
            if spoken != language:
                self._foreign.add(name)
            if instead and (clip := instead(name, spoken, text)):
                self._clips[name] = clip
            elif alike and alike._texts.get(name) == text:
                self._clips[name] = alike._clips[name]
            else:
                later = not_yet if COMPANY in by_language[spoken] else None
                clip = _recorded(folder, spoken, name, text, company) or later or (kept(spoken, text) if kept else None)
                self._clips[name] = clip or _missing(folder, spoken, name, text)
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
