"""The prompts of each company that rules name: recorded ones, and those that name it spoken before a call needs them.

What is spoken here is kept in the data folder, by its text and voice, so that a restart finds it. No call ever waits
for a voice: rules that name another company come into force when all of its prompts can be played.
"""

import asyncio
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import structlog

from ..audio import pcm_of, ulaw_of, write_mono
from ..core.rules import Rules
from ..errors import EngineError, PromptError
from ..ports import Clip
from .disclosure import COMPANY, opening_problems
from .prompt_texts import SAID_BY_CARRIER, load_texts, spoken_in, text_for
from .prompts import PromptLibrary
from .recorded import read_wav, recording_of, sha256_of
from .script import Written

_AGAIN_SECONDS = 10.0
_NOT_YET = Clip(bytes(8000))
"""In the place of what must be spoken first."""

log = structlog.get_logger(__name__)

ClipOf = Callable[[str, str, str, str], Clip | None]
"""Company, prompt, language and text → its clip; None: as it is recorded."""


class Voice(Protocol):
    """A synthesizer that is started for a while."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip: ...


@dataclass(frozen=True)
class KeptClips:
    """Clips on disk by language, text and voice."""

    folder: Path
    voice: str
    """Whatever tells one voice and its manner from another."""

    def get(self, language: str, text: str) -> Clip | None:
        with suppress(PromptError):  # what cannot be read is spoken anew
            return Clip(ulaw_of(read_wav(self._path(language, text))))
        return None

    def put(self, language: str, text: str, clip: Clip) -> None:
        """Raises OSError."""
        path = self._path(language, text)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new.wav")
        write_mono(beside, pcm_of(clip.ulaw))
        os.replace(beside, path)

    def _path(self, language: str, text: str) -> Path:
        return self.folder / f"{language}.{sha256_of(f'{self.voice}|{text}'.encode())[:32]}.wav"


class Recordings:
    """The libraries of one language, by company. `prepare` is for any thread, the rest never waits."""

    def __init__(
        self, folder: Path, language: str, in_force: Callable[[], Rules], kept: KeptClips, voice: Callable[[], Voice]
    ) -> None:
        """`in_force` gives the rules; their companies' libraries are at hand when nothing must be spoken first.

        Raises PromptError for a prompt that nothing can be done about but by whoever wrote it.
        """
        self.language = language
        self._folder, self._kept, self._voice = folder, kept, voice
        self._written: Written = load_texts(folder)
        self._in_force = in_force
        self._preparing = threading.Lock()
        self._libraries: dict[str, PromptLibrary] = {}
        self.is_ready = False
        """The rules of the start can be said: no others come into force after them that cannot."""
        self.problem = ""
        """Why not yet."""
        for company in in_force().companies:
            PromptLibrary(folder, language, company, kept.get, self._alike(), not_yet=_NOT_YET)
            if not self._unspoken(company):
                with suppress(PromptError):  # for which the name is too long: told when they are made ready
                    self._libraries[company] = self._library(company)

    def has(self, company: str) -> bool:
        return company in self._libraries

    @property
    def companies(self) -> tuple[str, ...]:
        """All whose lines are at hand."""
        return tuple(self._libraries)

    def of(self, company: str) -> PromptLibrary:
        """For a call under rules of this company; for one that was begun before a restart, those in force."""
        return self._libraries.get(company) or self._libraries[self._in_force().company]

    def prepare(self, company: str) -> None:
        """All that this company's calls need is in memory when this returns; it may take many seconds.

        Raises EngineError when the voice fails, PromptError when what it spoke cannot be used.
        """
        with self._preparing:
            if not self.has(company):
                if unspoken := self._unspoken(company):
                    asyncio.run(self._speak(unspoken))
                self._libraries[company] = self._library(company)

    def said(self, lines: Sequence[tuple[str, str]], within_seconds: float) -> list[Clip]:
        """Texts, each behind its language, by the voice of recordings; kept nowhere. For a thread: it takes seconds.

        Raises EngineError when the voice fails, or takes longer than that.
        """
        try:
            return asyncio.run(asyncio.wait_for(self._said(lines), within_seconds))
        except TimeoutError as error:
            raise EngineError(f"the voice has not spoken within {within_seconds:g} s") from error

    def renew(
        self, written: Written, clip_of: ClipOf, write: Callable[[], None], take: Callable[[Callable[[], None]], None]
    ) -> None:
        """Other texts in force, of every company at hand, or none of them. For any thread.

        `clip_of` gives what is not said as it is recorded. `write` puts down what a restart needs, once all is known to
        be sayable, and `take` is given what brings it in force: calls that begin on the event loop must have either
        all of the old or all of the new. Raises PromptError, and what these two raise.
        """
        with self._preparing:
            libraries = self._libraries_of(written, clip_of)
            openings = self._in_force().openings().values()
            if problems := {told: None for its in openings for told in self._opening(its, libraries[its.company])}:
                raise PromptError("\n".join(problems))
            write()
            take(partial(self._take, written, libraries))

    def _libraries_of(self, written: Written, clip_of: ClipOf) -> dict[str, PromptLibrary]:
        found: dict[str, PromptLibrary] = {}
        for company in dict.fromkeys((*self._in_force().companies, *self._libraries)):
            alike, instead = next(iter(found.values()), None), partial(clip_of, company)
            known = self._folder, self.language, company, self._kept.get, alike
            found[company] = PromptLibrary(*known, written=written, instead=instead)
        return found

    def _take(self, written: Written, libraries: dict[str, PromptLibrary]) -> None:
        self._written, self._libraries = written, libraries

    async def make_ready(self) -> None:
        """Returns when the rules in force can be said; until then callers are put through by the carrier's voice."""
        while problem := await asyncio.to_thread(self._problem_of, self._in_force()):
            if problem != self.problem:
                log.error("prompts_not_ready", problem=problem)
            self.problem = problem
            await asyncio.sleep(_AGAIN_SECONDS)
        self.is_ready, self.problem = True, ""

    def _problem_of(self, rules: Rules) -> str:
        try:
            return "; ".join(self.unsayable(rules))
        except EngineError as error:
            return str(error)

    def unsayable(self, rules: Rules) -> list[str]:
        """What rules would have said that cannot be played, for any number; what names a company is spoken now.

        Raises EngineError when the voice fails, which says nothing about the rules.
        """
        return [told for number, its in rules.openings().items() for told in self._unsayable_for(number, its)]

    def _unsayable_for(self, number: str, rules: Rules) -> list[str]:
        place = f"numbers.{number}: " if number else ""
        try:
            self.prepare(rules.company)
        except EngineError as error:
            raise EngineError(f"{place}company: its prompts cannot be spoken ({error})") from error
        except PromptError as error:
            return [f"{place}company: its prompts cannot be used ({error}): once that is mended, save the rules again"]
        problems = self._opening(rules, self.of(rules.company))
        return [f"{place or 'disclosure: '}{problem}" for problem in problems]

    def _opening(self, rules: Rules, library: PromptLibrary) -> list[str]:
        """What is wrong with it."""
        opening = (*rules.disclosure.prompts, rules.disclosure.then)
        seconds = sum(library.clip(name).seconds for name in opening)
        return opening_problems(map(library.text, opening), self.language, seconds)

    def _library(self, company: str) -> PromptLibrary:
        return PromptLibrary(self._folder, self.language, company, self._kept.get, self._alike(), written=self._written)

    def _alike(self) -> PromptLibrary | None:
        """What does not name a company is in memory once, however many there are."""
        return next(iter(self._libraries.values()), None)

    def _unspoken(self, company: str) -> list[tuple[str, str]]:
        """(language, text) of lines that name the company and that there is no clip of."""
        missing = []
        for name, texts in self._written.items():
            language = spoken_in(name, texts, self.language)
            if language is None or COMPANY not in texts[language] or name in SAID_BY_CARRIER:
                continue
            text = text_for(name, texts[language], company)
            recorded = recording_of(self._folder, language, name, text, company)
            if not recorded and not self._kept.get(language, text):
                missing.append((language, text))
        return missing

    async def _speak(self, lines: Sequence[tuple[str, str]]) -> None:
        await self._said(lines, self.keep)

    def keep(self, language: str, text: str, clip: Clip) -> None:
        """For a start at which its recording does not agree with its text. Raises EngineError."""
        try:
            self._kept.put(language, text, clip)
        except OSError as error:
            raise EngineError(f"what was spoken cannot be kept: {error.strerror}") from error

    async def _said(
        self, lines: Sequence[tuple[str, str]], each: Callable[[str, str, Clip], None] = lambda *_: None
    ) -> list[Clip]:
        voice, clips = self._voice(), list[Clip]()
        try:
            await voice.start()
            for language, text in lines:
                clips.append(await voice.synthesize(text, language))
                each(language, text, clips[-1])
        finally:
            await voice.stop()
        return clips
