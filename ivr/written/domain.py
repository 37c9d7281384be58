"""What a Rasa project's domain says and understands, read without Rasa: intents, and the texts of its responses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import AssistantError, as_typed
from .yaml_lines import FAST, line_of, tree_of

FILE = "domain.yml"
HEARD = "heard.yml"
_ANNOTATED = re.compile(r"\[([^]]*)\](?:\([^)]*\)|\{[^}]*\})")
"""[421807](order_number)"""


@dataclass(frozen=True, slots=True)
class Response:
    """One way in which a response is said; its variations are of the same name."""

    name: str
    text: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Domain:
    language: str
    """As config.yml has it; "en" when it does not say."""
    intents: frozenset[str]
    responses: tuple[Response, ...]
    """Those with a text; of the others nothing is heard."""


def read_domain(folder: Path) -> Domain:
    """The domain in a Rasa project's `domain.yml`, or in the files of its folder `domain`. Raises AssistantError."""
    parts = sorted((folder / "domain").rglob("*.yml")) or [folder / FILE]
    intents: set[str] = set()
    responses: list[Response] = []
    for path in parts:
        text = _text(path)
        content = _mapping(path, text)
        intents |= set(_intents(path, content))
        responses += _responses(path, content, tree_of(text))
    return Domain(_language(folder / "config.yml"), frozenset(intents), tuple(responses))


def read_examples(folder: Path) -> dict[str, list[str]]:
    """Intent → what callers say for it, as the training data in `data/` has it. Raises AssistantError."""
    examples: dict[str, list[str]] = {}
    # What a recogniser made of the sentences comes after the sentences.
    for path in sorted((folder / "data").rglob("*.yml"), key=lambda path: (path.name == HEARD, path)):
        for lesson in _listed(path, _mapping(path, _text(path)), "nlu"):
            if isinstance(lesson, dict) and isinstance(lesson.get("intent"), str):
                lines = str(lesson.get("examples") or "").splitlines()
                said = [_ANNOTATED.sub(r"\1", line.strip().removeprefix("-").strip()) for line in lines]
                examples.setdefault(lesson["intent"], []).extend(text for text in said if text)
    return examples


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        mend = "check IVR_RASA_DIR, or make a project with `ivr new-assistant`"
        raise AssistantError(f"{as_typed(path)}: cannot be read ({type(error).__name__}): {mend}") from error


def _mapping(path: Path, text: str) -> dict[str, Any]:
    try:
        content = yaml.load(text, Loader=FAST)  # noqa: S506  # a safe one, in C where there is one
    except yaml.YAMLError as error:
        raise AssistantError(f"{as_typed(path)}: is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise AssistantError(
            f"{as_typed(path)}: a mapping is awaited, as in the domain.yml that ships with the project"
        )
    return content


def _intents(path: Path, content: dict[str, Any]) -> Iterator[str]:
    """An intent is a name, or a mapping from its name to how it is used."""
    for intent in _listed(path, content, "intents"):
        yield from map(str, intent) if isinstance(intent, dict) else [str(intent)]


def _listed(path: Path, content: dict[str, Any], key: str) -> list[Any]:
    found = content.get(key) or []
    if not isinstance(found, list):
        raise AssistantError(f"{as_typed(path)}: `{key}` must be a list")
    return found


def _responses(path: Path, content: dict[str, Any], tree: yaml.Node | None) -> Iterator[Response]:
    found = content.get("responses") or {}
    if not isinstance(found, dict):
        raise AssistantError(f"{as_typed(path)}: `responses` must be a mapping from names to texts")
    for name in found:
        for number, said in enumerate(_listed(path, found, name)):
            if isinstance(said, dict) and isinstance(said.get("text"), str):
                line = line_of(tree, ("responses", name, number, "text"))
                yield Response(str(name), " ".join(said["text"].split()), path.name, line)


def _language(path: Path) -> str:
    return str(_mapping(path, _text(path)).get("language") or "en") if path.exists() else "en"
