"""The prompts in force, and how others take their place: looked at, spoken, written down, and from the next call on.

`prompts.yml` and the recordings beside it stay the truth. What cannot be said is never in force: the voice has spoken
all of it before anything is written.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import structlog

from ..audio import pcm_of, ulaw_of
from ..core.rules import Rules
from ..errors import EngineError, PromptError, RulesError
from ..ports import Clip
from .disclosure import opening_problems
from .line_judged import opening_told, problems_of_disclosure, problems_of_text
from .own_recordings import OwnRecordings, wav_of
from .prompt_texts import FILE, SAID_BY_CARRIER, PromptTexts, filled, load_texts, spoken_in
from .prompts import PromptLibrary
from .recorded import Recorded, sha256_of
from .recordings import Recordings
from .rules_file.editing import Editing
from .script import Key, Script, Scripted, Written, changes_between, script_of, version_of, written_in
from .shelf_writing import write_shelves
from .wording.exceptions import read_exceptions

SPOKEN_WITHIN_SECONDS = 30.0
"""What is changed at once, by a voice that has to be started first."""
_MOST_KEPT_CLIPS = 64

log = structlog.get_logger(__name__)


class PromptsMovedError(PromptError):
    """Other prompts are in force, or in the file, than whoever publishes has seen: nothing is written."""


class PromptsInForce:
    """For any thread."""

    def __init__(
        self,
        folder: Path,
        own: OwnRecordings,
        texts: PromptTexts,
        rules: Callable[[], Rules],
        recordings: Recordings | None,
        take: Callable[[Callable[[], None]], None] = lambda bring: bring(),
    ) -> None:
        """`recordings` are those that calls are held with; without them nothing can be changed. `take` is given what
        brings others in force, and calls it where no call begins meanwhile. Raises PromptError."""
        self._folder, self.own, self._texts, self._rules = folder, own, texts, rules
        self._recordings, self._bring = recordings, take
        self._text = self._on_disk()
        self._written: Written = load_texts(folder)
        self._script = script_of(folder, self._written)
        self._clips: OrderedDict[tuple[str, str], Clip] = OrderedDict()
        self._voice, self._publishing = threading.Lock(), threading.Lock()

    @property
    def script(self) -> Script:
        return self._script

    @property
    def version(self) -> str:
        return version_of(self._script)

    def is_said(self, key: Key) -> bool:
        """Whether calls of this line have it in this language; else it can be read here, and not changed."""
        name, language = key
        return spoken_in(name, self._written[name], self._rules().language) == language

    def sound(self, key: Key) -> Clip | None:
        """As callers hear it now; None of what the carrier's voice says, and where nothing can be said."""
        if key[0] in SAID_BY_CARRIER or self._recordings is None or not self.is_said(key):
            return None
        try:
            return self._library(self._rules().company).clip(key[0])
        except (KeyError, PromptError):
            return None

    def spoken(self, key: Key, line: Scripted, company: str = "") -> Clip:
        """As callers would hear it; a text that is new takes seconds. Raises EngineError, PromptError."""
        if line.recording:
            return self.own.clip(line.recording)
        return self._spoken([(key[1], filled(line.text, company or self._rules().company))])[0]

    def heard(self, sha256: str) -> Clip | None:
        """What was spoken a while ago, by the hash of its mu-law."""
        return next((clip for clip in list(self._clips.values()) if sha256_of(clip.ulaw) == sha256), None)

    def problems(self, changes: Script) -> dict[Key, list[str]]:
        """What must be mended of each before these can be in force; what is too long is known once it was spoken.

        Raises EngineError where the voice fails, PromptError for a recording that is gone.
        """
        rules, exceptions = self._rules(), read_exceptions(self._folder)
        found = {
            key: problems_of_text(key, line.text, self._script[key].text, rules, exceptions)
            for key, line in changes.items()
        }
        if any(found.values()):
            return {key: told for key, told in found.items() if told}
        clips = self._clips_of(changes, rules)
        for key, line in changes.items():
            if key[0] == "disclosure" and key[0] not in SAID_BY_CARRIER:
                for company in rules.companies:
                    found[key] += problems_of_disclosure(key, line.text, clips[company, *key].seconds, [company])
        for key, told in self._too_long_an_opening(changes, clips, rules):
            found[key] += [one for one in told if one not in found[key]]
        return {key: list(dict.fromkeys(told)) for key, told in found.items() if told}

    def publish(self, changes: Script, *, instead_of: str) -> None:
        """Into the files and in force, for calls from now on, or neither.

        `instead_of` is the version that whoever publishes has seen. Raises PromptsMovedError, PromptError for what
        cannot be said or written, EngineError where the voice fails.
        """
        with self._publishing:
            recordings = self._needed()
            if instead_of != self.version or self._on_disk() != self._text:
                raise PromptsMovedError(f"{FILE} was changed meanwhile; changed by hand, it needs a restart first")
            if problems := self.problems(changes):
                key, told = next(iter(problems.items()))
                raise PromptError(f"{key[0]} ({key[1]}): {told[0]}")
            rules, script = self._rules(), {**self._script, **changes}
            clips, text = self._clips_of(changes, rules), self._edited(changes)
            write = partial(self._write, recordings, changes, clips, text, rules)
            recordings.renew(
                written_in(script),
                lambda company, name, language, _: clips.get((company, name, language)),
                write,
                lambda bring: self._bring(partial(self._take, bring, script, text)),
            )
            log.info("prompts_changed", version=self.version[:12], lines=len(changes))

    def _take(self, bring: Callable[[], None], script: dict[Key, Scripted], text: str) -> None:
        bring()
        self._written = written_in(script)
        self._texts.take(self._written)
        self._script, self._text = script, text

    def _write(
        self, recordings: Recordings, changes: Script, clips: dict[tuple[str, str, str], Clip], text: str, rules: Rules
    ) -> None:
        for (company, name, language), clip in clips.items():
            recordings.keep(language, filled(changes[name, language].text, company), clip)
        wavs = {}
        for key, line in changes.items():
            if key[0] in SAID_BY_CARRIER:
                continue
            self._keep_what_goes(key)
            clip = clips[rules.company, *key]
            wav = self.own.wav(line.recording) if line.recording else wav_of(pcm_of(clip.ulaw))
            said = sha256_of(filled(line.text, rules.company).encode())
            source = "recording" if line.recording else "synthesizer"
            wavs[key] = wav, Recorded(said, sha256_of(wav), round(clip.seconds, 3), source)
        write_shelves(self._folder, text, wavs)

    def _keep_what_goes(self, key: Key) -> None:
        """What a person recorded can come back."""
        name, language = key
        path = self._folder / language / f"{name}.wav"
        if self._script[key].recording and path.is_file():
            self.own.keep(path.read_bytes())

    def _clips_of(self, changes: Script, rules: Rules) -> dict[tuple[str, str, str], Clip]:
        """Company, prompt, language → clip; a person's recording is of the company that the rules begin with."""
        wanted: dict[tuple[str, str, str], tuple[str, str]] = {}
        found: dict[tuple[str, str, str], Clip] = {}
        for (name, language), line in changes.items():
            if name in SAID_BY_CARRIER:
                continue
            for company in self._companies(rules):
                text = filled(line.text, company)
                if line.recording and text == filled(line.text, rules.company):
                    found[company, name, language] = self.own.clip(line.recording)
                else:
                    wanted[company, name, language] = language, text
        clips = self._spoken(list(wanted.values()))
        return found | dict(zip(wanted, clips, strict=True))

    def _companies(self, rules: Rules) -> Iterable[str]:
        """Of rules in force, and of calls that began under others."""
        return dict.fromkeys((*rules.companies, *self._needed().companies))

    def _spoken(self, lines: list[tuple[str, str]]) -> list[Clip]:
        """By the voice of recordings; one after another, as it takes a core."""
        if not self._voice.acquire(timeout=SPOKEN_WITHIN_SECONDS):
            raise EngineError("the voice is busy with other lines: try again in a moment")
        try:
            recordings = self._needed()
            missing = [line for line in dict.fromkeys(lines) if line not in self._clips]
            if missing:
                made = recordings.said(missing, SPOKEN_WITHIN_SECONDS + 2.0 * len(missing))
                self._clips |= dict(zip(missing, map(_as_kept, made), strict=True))
            found = [self._clips[line] for line in lines]
            while len(self._clips) > _MOST_KEPT_CLIPS:
                self._clips.popitem(last=False)
            return found
        finally:
            self._voice.release()

    def _too_long_an_opening(
        self, changes: Script, clips: dict[tuple[str, str, str], Clip], rules: Rules
    ) -> Iterable[tuple[Key, list[str]]]:
        """What all that is said before the caller may speak leaves out, or that it is too long; at its first change."""
        for its in rules.openings().values():
            names = (*its.disclosure.prompts, its.disclosure.then)
            changed = [(name, its.language) for name in names if (name, its.language) in changes]
            if not changed:
                continue
            library, seconds, texts = self._library(its.company), 0.0, list[str]()
            for name in names:
                clip = clips.get((its.company, name, its.language))
                seconds += (clip or library.clip(name)).seconds
                line = changes.get((name, its.language))
                texts.append(filled(line.text, its.company) if line else library.text(name))
            yield changed[0], list(opening_told(opening_problems(texts, its.language, seconds)))

    def _edited(self, changes: Script) -> str:
        try:
            editing = Editing(self._text)
        except RulesError as error:
            raise PromptError(f"{FILE}: is not YAML that can be changed here") from error
        for key, line in changes.items():
            if line.text != self._script[key].text:
                editing.set(key, line.text)
        return editing.text()

    def _library(self, company: str) -> PromptLibrary:
        return self._needed().of(company)

    def _needed(self) -> Recordings:
        if self._recordings is None or not self._recordings.is_ready:
            raise EngineError("the prompts in force cannot all be said yet: wait until they can, then try again")
        return self._recordings

    def _on_disk(self) -> str:
        try:
            return (self._folder / FILE).read_text(encoding="utf-8")
        except OSError as error:
            raise PromptError(f"{FILE}: cannot be read ({error.strerror})") from error

    def changed_to(self, script: Script) -> dict[Key, Scripted]:
        """What of these differs from what is in force."""
        return changes_between(self._script, script)


def _as_kept(clip: Clip) -> Clip:
    """As it comes back from a file: then a restart changes no byte of it, nor its hash in the evidence."""
    return Clip(ulaw_of(pcm_of(clip.ulaw)))
