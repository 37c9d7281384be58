"""Makes the prompts' recordings: rendered from their texts, or accepted from a supervisor."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..audio import RATE, normalised, pcm_from, pcm_of, read_recording, samples_of, trimmed, write_mono
from ..errors import PromptError, ScenarioError, as_typed
from ..ports import Synthesizer
from .prompt_texts import SAID_BY_CARRIER, load_texts, text_for
from .prompts import check_all, naming_a_company
from .recorded import (
    Recorded,
    is_own,
    load_manifest,
    problem_of,
    read_wav,
    save_manifest,
    sha256_of,
    shelf_of,
)


async def render_all(
    folder: Path,
    synthesizer: Synthesizer,
    company: str = "",
    *others: str,
    only_changed: bool = True,
    tell: Callable[[str], None] = print,
) -> list[str]:
    """Render what has no recording or another text; returns the problems that are left.

    `others` are companies of some numbers: what names them lies in folders of their own. A supervisor's own recording
    is never overwritten: when its text changes it is reported. Raises EngineError.
    """
    for shelf, language, name, text in [*_wanted(folder, company), *_wanted_for(folder, others)]:
        recorded, path = load_manifest(folder, shelf).get(name), folder / shelf / f"{name}.wav"
        stale = problem_of(folder, shelf, name, text, recorded) is not None
        if (is_own(recorded) and path.exists()) or (only_changed and not stale):
            continue
        clip = await synthesizer.synthesize(text, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_mono(path, pcm_of(clip.ulaw))
        _enter(folder, shelf, name, text, "synthesizer")
        tell(f"{shelf}/{name}.wav  {clip.seconds:.1f} s")
    _drop_orphans(folder)
    return check_all(folder, company, *others)


def _wanted(folder: Path, company: str) -> Iterator[tuple[str, str, str, str]]:
    """(shelf, language, prompt, text) of all that is recorded where the rules begin with this company."""
    for name, texts in load_texts(folder).items():
        for language, written in texts.items():
            if name not in SAID_BY_CARRIER:
                yield language, language, name, text_for(name, written, company)


def _wanted_for(folder: Path, companies: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    for company in companies:
        for name, language, written in naming_a_company(folder):
            yield shelf_of(language, company), language, name, text_for(name, written, company)


def accept(folder: Path, language: str, name: str, company: str = "", *others: str, of: str = "") -> float:
    """Take the WAV in place, of any rate, as the recording of the prompt's present text; its seconds.

    It is made 8 kHz mono 16-bit, as loud as the other prompts, without leading silence. With `of`, one of `others`, it
    lies in that company's folder. Raises PromptError.
    """
    shelf, company = (shelf_of(language, of), of) if of in others else (language, company)
    written = load_texts(folder).get(name, {}).get(language)
    if written is None or name in SAID_BY_CARRIER:
        raise PromptError(f"prompts.yml has no prompt {name!r} in {language}")
    path = folder / shelf / f"{name}.wav"
    try:
        samples = samples_of(read_recording(path))
    except ScenarioError as error:
        raise PromptError(str(error)) from error
    samples = normalised(trimmed(samples, RATE))
    if not samples.size:
        raise PromptError(f"{as_typed(path)}: the recording holds nothing but silence")
    write_mono(path, pcm_from(samples))
    return _enter(folder, shelf, name, text_for(name, written, company), "recording").seconds


def _enter(folder: Path, shelf: str, name: str, text: str, source: str) -> Recorded:
    path = folder / shelf / f"{name}.wav"
    seconds = len(read_wav(path)) / 2 / RATE
    entry = Recorded(sha256_of(text.encode()), sha256_of(path.read_bytes()), round(seconds, 3), source)
    save_manifest(folder, shelf, load_manifest(folder, shelf) | {name: entry})
    return entry


def _drop_orphans(folder: Path) -> None:
    """Forget recordings whose prompt is gone from prompts.yml."""
    texts = load_texts(folder)
    for path in folder.glob("**/manifest.json"):
        shelf = path.parent.relative_to(folder).as_posix()
        language, manifest = shelf.partition("/")[0], load_manifest(folder, shelf)
        said = {name for name, by_language in texts.items() if language in by_language} - SAID_BY_CARRIER
        kept = {name: entry for name, entry in manifest.items() if name in said}
        if kept != manifest:
            for name in manifest.keys() - kept.keys():
                (path.parent / f"{name}.wav").unlink(missing_ok=True)
            save_manifest(folder, shelf, kept)
