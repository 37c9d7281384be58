"""All prompts as they are written, and who speaks each: what a draft changes of them, and what a revision keeps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import PromptError
from .prompt_texts import FILE
from .recorded import is_own, load_manifest, sha256_of

Key = tuple[str, str]
"""Prompt and language."""
Written = Mapping[str, Mapping[str, str]]
"""Prompt → language → text, as in prompts.yml."""


@dataclass(frozen=True, slots=True)
class Scripted:
    text: str
    """As it is written, with what is filled in."""
    recording: str = ""
    """sha256 of the WAV that a person spoke; empty: the voice of recordings says it, or the carrier's."""


Script = Mapping[Key, Scripted]


def script_of(folder: Path, written: Written) -> dict[Key, Scripted]:
    """Of a folder of prompts whose file holds these texts. Raises PromptError."""
    found = {}
    for language in sorted({language for texts in written.values() for language in texts}):
        recorded = load_manifest(folder, language)
        for name, texts in written.items():
            if language in texts:
                own = recorded.get(name)
                found[name, language] = Scripted(texts[language], own.wav_sha256 if own and is_own(own) else "")
    return found


def written_in(script: Script) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for (name, language), line in script.items():
        found.setdefault(name, {})[language] = line.text
    return found


def changes_between(before: Script, after: Script) -> dict[Key, Scripted]:
    """What of `before` is another in `after`; what only one of them has is left out."""
    return {key: line for key, line in after.items() if key in before and before[key] != line}


def as_text(script: Script) -> str:
    """For the database; the same script is the same text."""
    told: dict[str, dict[str, dict[str, str]]] = {}
    for (name, language), line in sorted(script.items()):
        said = {"text": line.text} | ({"recording": line.recording} if line.recording else {})
        told.setdefault(name, {})[language] = said
    return json.dumps(told, ensure_ascii=False, indent=1)


def from_text(text: str) -> dict[Key, Scripted]:
    """Raises PromptError for what `as_text` has not written."""
    try:
        return {
            (name, language): Scripted(line["text"], line.get("recording", ""))
            for name, by_language in json.loads(text).items()
            for language, line in by_language.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PromptError(f"{FILE}: what was kept of it cannot be read") from error


def version_of(script: Script) -> str:
    return sha256_of(as_text(script).encode())
