"""Whether a listener understands the recordings of the prompts: Whisper writes down what a caller's phone would play.

Callers hear mu-law at 8 kHz, and so does the listener here. It is told nothing of what to expect: the plain model in
the plain window, no part of the service's own transcriber, which is tuned to callers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import soxr
from faster_whisper import WhisperModel

from ..audio import RATE, pcm_of, samples_of
from ..core.rules import Rules
from ..engine_room import recordings_of
from ..engines.models import resolve_whisper
from ..ports import Clip
from ..settings import Settings
from ..written.disclosure import disclosure_problems, opening_problems
from ..written.prompts import PromptLibrary
from ..written.rules_file import read_rules
from .heard_name import heard_as, sounds_like
from .word_errors import Errors, errors

MODEL = "base"
MODEL_RATE = 16000
THREADS = 2
MOST_PERCENT = 3.0
"""Of all words together; a single wrong word of a prompt of four is 25 % of it."""


@dataclass(frozen=True, slots=True)
class Listened:
    """A prompt, what was understood of it, and how many of its words were wrong."""

    name: str
    text: str
    heard: str
    errors: Errors


class Listener:
    """A Whisper that hears clips as a caller would. Loads the model; not for several threads."""

    def __init__(self, settings: Settings, language: str) -> None:
        """Raises EngineError when the model is not installed."""
        folder = resolve_whisper(MODEL, settings.models_dir)
        self._whisper = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=THREADS)
        self._language = language

    def hear(self, clip: Clip) -> str:
        """What it writes of a clip, without temperature or context: the same each time."""
        samples = soxr.resample(samples_of(pcm_of(clip.ulaw)), RATE, MODEL_RATE, quality="HQ")
        segments, _ = self._whisper.transcribe(
            samples, language=self._language, beam_size=1, temperature=0.0, condition_on_previous_text=False
        )
        return " ".join(segment.text.strip() for segment in segments)


def misheard_prompts(settings: Settings) -> list[str]:
    """Of the line's prompts, see misheard() and name_not_heard(). Raises PromptError, RulesError, EngineError.

    What names the company is spoken and kept in the data folder first, where the service has not done it yet.
    """
    rules = read_rules(settings.rules_file)
    recordings = recordings_of(settings, rules.language, lambda: rules)
    for company in rules.companies:
        recordings.prepare(company)
    listener, found, told = Listener(settings, rules.language), list[Listened](), list[str]()
    for company in rules.companies:
        library = recordings.of(company)
        more = list(listen(library, listener, company if found else ""))
        found += more
        told += name_not_heard(more, company)
    return misheard(found, rules.language) + told + openings_misheard(found, rules, recordings.of)


def openings_misheard(found: Sequence[Listened], rules: Rules, of: Callable[[str], PromptLibrary]) -> list[str]:
    """What callers of some number do not hear of what becomes of their words; the rest is the disclosure's own."""
    heard = {one.text: one.heard for one in found}
    told = dict[str, None]()
    for its in rules.by_number().values():
        said = [heard[of(its.company).text(name)] for name in its.disclosure.prompts]
        told |= dict.fromkeys(f"{what}; Whisper hears {said}" for what in opening_problems(said, rules.language, 0.0))
    return list(told)


def listen(library: PromptLibrary, listener: Listener, naming: str = "") -> Iterator[Listened]:
    """Each prompt that is in the line's own language; only those with this name in them, where there is one."""
    for name in sorted(name for name in library.names - library.foreign if naming in library.text(name)):
        heard, text = listener.hear(library.clip(name)), library.text(name)
        yield Listened(name, text, heard, errors(text, heard))


def misheard(found: Sequence[Listened], language: str) -> list[str]:
    """What is wrong, a line each: facts of the disclosure that are not heard, and too many words that are not."""
    told = []
    for one in found:
        if one.name == "disclosure":
            told += [
                f"{problem}; Whisper hears {one.heard!r}" for problem in disclosure_problems(one.heard, language, 0.1)
            ]
    total = sum((one.errors for one in found), Errors(0, 0))
    if total.percent > MOST_PERCENT:
        worst = sorted(found, key=lambda one: -one.errors.wrong)
        told.append(f"{total.percent:.1f} % of the prompts' words are not understood; {MOST_PERCENT:g} % at most:")
        told += [f"  {one.name}: {one.heard!r}" for one in worst if one.errors.wrong]
    return told


def name_not_heard(found: Sequence[Listened], company: str) -> list[str]:
    """That the company's name is not heard in most of the prompts that say it, and what is heard in its place."""
    heard = [heard_as(company, one.text, one.heard) for one in found if company and company in one.text]
    wrong = [what for what in heard if not sounds_like(company, what)]
    if 2 * len(wrong) <= len(heard):
        return []
    instead = ", ".join(sorted({repr(what) if what else "nothing" for what in wrong}))
    mend = "write it as it is said, or record these prompts yourself (`ivr render-prompts --accept`)"
    return [f"company: callers do not hear {company!r}: Whisper hears {instead}; {mend}"]
