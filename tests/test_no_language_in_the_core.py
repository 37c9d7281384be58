"""No pattern of words, and no word that is said or recognised, stands outside the rooms of the languages, nor in what
service and assistant both know.

What is recognised shows in code: as a pattern, as the other side of a comparison or of a method of strings, or in a
list that is looked into. What is said shows as text that is made a line. Names are none of it: of prompts, of intents,
of fields of the rules, and those that stand beside their reason below.
"""

import ast
import re
import re._constants as op
import re._parser as patterns
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from ivr.core.record import Awaited
from ivr.core.rules import Rules
from ivr.core.words.requests import Request

from .source_tree import IVR, ROOT, VALUES, modules, name_of, part_of

OTHERS_WORDS = {
    "ivr/core/caller_number.py": "what carriers write in place of a number",
    "ivr/core/hours.py": "how operators write days and times in rules.yml",
    "ivr/core/payment.py": "the carrier's names for cards and tokens",
    "ivr/core/states.py": "the drawing of the states",
    "ivr/web/agent_page.py": "headers of requests, what the carrier reports, and what agents read",
    "ivr/web/carrier_request.py": "what the carrier reports",
    "ivr/web/desk.py": "what the desk's software is told",
    "ivr/web/lines.py": "what the carrier reports of a dial",
    "ivr/web/told_to_agent.py": "names of entries of a journal",
    "ivr/web/voice.py": "what the carrier reports",
    "ivr/web/webhooks.py": "addresses and headers of requests",
    "ivr/web/witness.py": "what the carrier asks and is answered, and the names of facts",
    "ivr/web/health.py": "pages for machines",
    "ivr/call/stream_socket.py": "what the server tells of a socket",
    "ivr/call/witnessing.py": "names of facts",
    "ivr/engines/calibration.py": "names of models",
    "ivr/engines/child.py": "what service and child tell one another",
    "ivr/engines/child_process.py": "what service and child tell one another",
    "ivr/engines/detector.py": "names within the model",
    "ivr/engines/dialogue.py": "what the dialogue's server is told",
    "ivr/engines/digits_again.py": "what service and child tell one another",
    "ivr/engines/espeak_child.py": "what service and child tell one another",
    "ivr/engines/in_force.py": "names of engines",
    "ivr/engines/leash.py": "names of systems",
    "ivr/engines/models.py": "names of models and files",
    "ivr/engines/rasa_server.py": "commands and settings of Rasa",
    "ivr/engines/synthesizer.py": "names of voices",
    "ivr/engines/transcriber.py": "names of models and regions",
    "ivr/engines/whisper_child.py": "what service and child tell one another",
    "ivr/engines/worker.py": "what service and child tell one another",
    "ivr/hours/zones.py": "names of time zones",
    "ivr/telephony/media_stream.py": "the carrier's wire",
    "ivr/telephony/recordings.py": "the carrier's names",
    "ivr/telephony/signature.py": "addresses",
    "ivr/telephony/twiml.py": "the carrier's verbs",
    "ivr/written/domain.py": "how a domain is written",
    "ivr/written/intents.py": "what a supervisor is told",
    "ivr/written/prompts.py": "names of prompts",
    "ivr/written/rules_file/doubts.py": "what a supervisor is told",
    "ivr/written/rules_file/editing.py": "names within YAML",
    "ivr/written/rules_file/mistakes.py": "what a supervisor is told",
    "ivr/written/rules_file/reading.py": "what the library tells of mistakes",
    "ivr/written/rules_file/shadowed.py": "what a supervisor is told",
    "ivr/written/wording/exceptions.py": "what the library tells of mistakes",
    "ivr/written/yaml_lines.py": "names within YAML",
}
"""Files with words that no caller says or hears, and whose words they are. None of these may make a line of them."""
OWN_NAMES = {"private", "ss", "team"}
"""Of a field's metadata; what ß is made of; of a group in a pattern."""
ASKING = {
    *("startswith", "endswith", "removeprefix", "removesuffix", "replace", "partition", "rpartition", "split"),
    *("rsplit", "find", "rfind", "index", "count", "strip", "lstrip", "rstrip", "format"),
}
"""Methods of strings by which a text is asked for words."""
SAYING = {"Words", "brief", "whisper", "say", "goodbye"}
"""Calls whose arguments are said."""

ROOMS = {"call", "core", "engines", "hours", "telephony", "web", "written"}
"""All that a call goes through, and those who write and check its lines. Not `language`, which is the rooms' own."""
ON_THE_LINE = [path for path in modules() if part_of(path) in ROOMS] + [*modules(VALUES)]


@cache
def known_names() -> frozenset[str]:
    """Of prompts, of intents, and of fields of the rules."""
    prompts = yaml.safe_load((ROOT / "audio_prompts" / "prompts.yml").read_text(encoding="utf-8"))
    intents = {
        name if isinstance(name, str) else next(iter(name))
        for path in (ROOT / "rasa_project" / "domain").glob("*.yml")
        for name in yaml.safe_load(path.read_text(encoding="utf-8")).get("intents", [])
    }
    fields = {*Rules.model_fields, *(name for part in Rules.model_fields.values() for name in _fields(part.annotation))}
    return frozenset({*prompts, *intents, *fields, *map(str, Request), *map(str, Awaited)} | OWN_NAMES)


def _fields(annotation: Any) -> set[str]:
    """Of a part of the rules, and of the parts that it holds in lists and tables."""
    return set(getattr(annotation, "model_fields", {})).union(*map(_fields, get_args(annotation)))


def words_in(source: str, *, of_others: bool = False) -> list[str]:
    """What a module says or recognises, a line of it each."""
    tree = ast.parse(source)
    return [*_said(tree)] if of_others else [*_said(tree), *_patterns(tree), *_compared(tree), *_listed(tree)]


def _patterns(tree: ast.Module) -> Iterator[str]:
    """Those that are made, and parts of some that are kept."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and re.search(r"\(\?|\\[bswd]|\|", part := _text(node.value)):
            yield from (f"{node.lineno}: part of a pattern '{word}'" for word in _words_of_pattern(part))
    for node in _calls(tree):
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re" and node.args:
            yield from (f"{node.lineno}: pattern '{word}'" for word in _words_of_pattern(_text(node.args[0])))


def _words_of_pattern(pattern: str) -> list[str]:
    """Letters that follow one another in it; none of classes, groups' names and escapes."""
    try:
        letters = "".join(chr(what) if kind is op.LITERAL else " " for kind, what in _flat(patterns.parse(pattern)))
    except re.error:  # without the parts that are put in
        letters = re.sub(r"\\.", " ", pattern)
    return re.findall(r"[^\W\d_]{2,}", letters)


def _flat(parsed: Any) -> Iterator[tuple[Any, Any]]:
    for item in parsed:
        if isinstance(item, tuple) and len(item) == 2 and item[0] in {op.LITERAL, op.NOT_LITERAL, op.IN}:
            yield item
            continue
        yield (op.ANY, None)
        if isinstance(item, tuple | list | patterns.SubPattern):
            yield from _flat(part for part in item if isinstance(part, tuple | list | patterns.SubPattern))
            yield (op.ANY, None)


def _said(tree: ast.Module) -> Iterator[str]:
    for node in _calls(tree):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in SAYING:
            told = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield from (f"{node.lineno}: says '{text}'" for arg in told for text in _texts(arg) if _is_word(text))


def _compared(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        sides: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            sides = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            sides = [node.func.value, *node.args]
        for side in sides:
            yield from (f"{side.lineno}: asks for '{text}'" for text in _plain_texts(side) if _is_word(text))


def _listed(tree: ast.Module) -> Iterator[str]:
    """Lists, sets and the keys of dicts that hold words, wherever they stand; types and `__all__` hold names."""
    names = {id(inner) for node in ast.walk(tree) for part in _of_names(node) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        held = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
        if id(node) not in names:
            texts = [text for one in held if isinstance(one, ast.Constant) for text in _plain_texts(one)]
            yield from (f"{getattr(node, 'lineno', 0)}: lists '{text}'" for text in texts if _is_word(text))


def _of_names(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Assign) and "__all__" in ast.unparse(node):
        return [node]
    return [part for part in (getattr(node, "annotation", None), getattr(node, "returns", None)) if part]


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _text(node: ast.expr) -> str:
    """A literal, the parts of an f-string that are one, or nothing."""
    return "".join(_plain_texts(node))


def _texts(node: ast.expr) -> Iterator[str]:
    return (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _plain_texts(node: ast.expr) -> Iterator[str]:
    parts = node.values if isinstance(node, ast.JoinedStr) else getattr(node, "elts", [node])
    return (one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _is_word(text: str) -> bool:
    named = text in known_names() or (text.endswith("_") and any(name.startswith(text) for name in known_names()))
    return bool(re.search(r"[^\W\d_]{2,}", text)) and not named


@pytest.mark.parametrize("path", ON_THE_LINE, ids=name_of)
def test_no_word_of_a_language_is_recognised_or_said_there(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert words_in(source, of_others=name_of(path) in OTHERS_WORDS) == []


def test_whose_words_stand_there_is_told_of_files_that_are_there_and_hold_some() -> None:
    for name in OTHERS_WORDS:
        assert words_in((ROOT / name).read_text(encoding="utf-8")), name


@pytest.mark.parametrize(
    "planted",
    [
        '_YES = re.compile(r"^(?:yes|yeah)\\b")',
        '_POLITE = r"(?:please|thanks)"',
        '_ZERO = re.compile(rf"\\b{_DIGIT} zero\\b", re.IGNORECASE)',
        'found = re.search("please", text)',
        'asks = words.startswith("can you")',
        'asks = words.endswith(("please", "thanks"))',
        'heard = "human" in words',
        'heard = word == "agent"',
        'heard = word in {"agent", "operator"}',
        '_NUMBERS = {"eins": 1, "zwei": 2}',
        '_GREETINGS = frozenset(("hello", "hi"))',
        'def asks(text):\n    return any(word in text for word in ("agent", "operator"))',
        'def asks(text):\n    for word in ["please", "thanks"]:\n        text = text.replace(word, "")',
        'match word:\n    case "yes" | "yeah":\n        known = True',
        'def agrees(word, words=("yes", "yeah")):\n    return word in words',
        'def yes():\n    return {"yes", "yeah"}',
        'YES = frozenset("yes yeah yep".split())',
        'line = "You are number {}".format(place)',
        'line = Words(text="How can I help?")',
        'line = Words("How can I help?")',
        'line = Words(f"You are number {place}")',
        'return twiml.goodbye("The caller has hung up.")',
    ],
)
def test_a_word_is_found_in_whatever_form_it_comes(planted: str) -> None:
    assert words_in(planted)


@pytest.mark.parametrize(
    "source",
    [
        'SENTENCES = re.compile(r"(?<=[.!?])\\\\s+")',
        'TOKEN = re.compile(r"[a-z]+(?P<rest>\\\\w*)")',
        'line = Prompt("connecting")',
        'raise ValueError("holds no word that could be heard")',
        'done = Decision(Outcome.WAIT, "the caller asked to wait")',
        'ends = key == "#"',
        'known = intent in {"affirm", "deny"}',
        '__all__ = ["Readiness", "create_app"]',
        'def put(self) -> tuple["Repetition", "Counts"]:\n    return self, self.counts',
    ],
)
def test_names_and_reasons_are_no_words_of_a_language(source: str) -> None:
    assert words_in(source) == []


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_word_that_is_planted_in_any_of_the_rooms_is_found(room: str) -> None:
    there = [path for path in ON_THE_LINE if name_of(path).startswith(f"ivr/{room}/")]
    looked_at = [path for path in there if name_of(path) not in OTHERS_WORDS]
    assert looked_at
    for path in looked_at:
        assert words_in(path.read_text(encoding="utf-8") + '\nagent = word in ("agent", "operator")\n'), name_of(path)


def test_of_the_words_of_others_none_is_made_a_line() -> None:
    for name in OTHERS_WORDS:
        source = (ROOT / name).read_text(encoding="utf-8") + '\nline = Words("How can I help?")\n'
        assert words_in(source, of_others=True), name


def test_the_core_is_found_at_all() -> None:
    assert IVR / "core" / "words" / "escape.py" in ON_THE_LINE
