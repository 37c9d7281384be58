"""Keeps the layers and the habits of the house: who imports whom, who reads the environment, what a log line holds."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .source_tree import ASSISTANT, TEMPLATE, foreign_imports, modules, name_of, our_imports, part_of, tree_of

LAYERS = (
    {"core", "errors", "secrecy"},
    {"connections", "whole_requests"},
    {"activity", "admission", "aloud", "audio", "disclosure", "line_watch", "ports", "settings", "word_errors"},
    {"delivery", "models", "prompt_texts", "public_holidays", "yaml_lines", "zones"},
    {"domain", "opening_hours", "prompts"},
    {"engines", "privacy", "prompt_rendering", "rules_file", "store", "telephony", "wording"},
    {"heard_name", "recordings", "speech"},
    {"call_parts", "intents", "scribe", "simulator", "web", "written"},
    {"consultation", "inbox"},
    {"runner"},
    {"exchange"},
    {"engine_room"},
    {"asgi"},
    {"doctor", "listening", "local_service", "new_assistant", "serve"},
    {"cli"},
    {"__main__"},
)
"""From the bottom: each part imports parts of lower layers only, so none of its own layer either."""
NEVER = {
    "exchange": {"engines", "web"},
    "runner": {"engines", "store", "web"},
    "web": {"engines", "runner"},
    # The other end of the line knows our service by its wire alone.
    "simulator": {"engines", "store", "telephony", "web", "runner"},
    "doctor": {"asgi", "runner", "web"},
    "local_service": {"asgi", "runner", "web"},
}
"""Lower layers that a part leaves alone all the same."""
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}

NOT_IN_THE_CORE = {"time", "asyncio", "threading", "logging", "random", "os", "socket", "secrets", "subprocess", "io"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "base", "misc", "stuff", "handler_base"}
LOG_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
PRIVATE_WORDS = {
    "text", "texts", "transcript", "transcripts", "words", "word", "wish", "said", "heard", "utterance", "reply",
    "digit", "digits", "key", "keys", "number", "numbers", "phone", "caller", "callers", "caller_id", "sender",
    "from_", "to", "pcm", "ulaw", "audio", "form", "params", "parameters", "body", "token", "secret", "briefing",
}  # fmt: skip
"""Names that no log call may use: what callers say, type or are called, and secrets."""

by_name = pytest.mark.parametrize("path", modules(), ids=name_of)


@by_name
def test_each_part_imports_only_lower_layers(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        assert not list(our_imports(path))
        return
    assert part in HEIGHT, f"{part} is new: give it its place in LAYERS"
    for other in our_imports(path):
        assert HEIGHT[other] < HEIGHT[part], f"{name_of(path)} imports {other}, which is not below it"
        assert other not in NEVER.get(part, set()), f"{name_of(path)} imports {other}"


def test_only_the_top_imports_what_composes_everything() -> None:
    wanted = {"asgi": {"serve", "cli"}, "cli": {"__main__"}}
    for composer, importers in wanted.items():
        found = {part_of(path) for path in modules() if composer in our_imports(path)}
        assert found <= importers


@pytest.mark.parametrize("path", [p for p in modules() if part_of(p) == "core"], ids=name_of)
def test_the_core_knows_no_clock_no_thread_no_socket_and_no_library_but_pydantic(path: Path) -> None:
    for name in foreign_imports(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names | {"pydantic"}, name
        assert top not in NOT_IN_THE_CORE, name
        assert top != "datetime" or name == "datetime.time", "the core asks nobody what time it is"


@by_name
def test_only_the_settings_read_the_environment(path: Path) -> None:
    if part_of(path) == "settings":
        return
    names = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    names |= {name.rpartition(".")[2] for name in foreign_imports(path) if name.startswith("os.")}
    assert not names & {"environ", "environb", "getenv", "getenvb"}


@pytest.mark.parametrize("path", [*modules(), *modules(ASSISTANT), *modules(TEMPLATE)], ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{lines} lines"
    if "migrations" in path.parts:  # written once, read in one go
        return
    for node in _functions(tree_of(path)):
        within = [inner for inner in _functions(node) if inner is not node]
        long = _lines_of(node) - sum(_lines_of(inner) for inner in within)
        assert long <= LONGEST_FUNCTION, f"{node.name} has {long} lines, those of functions within it not counted"


@pytest.mark.parametrize("path", [*modules(), *modules(ASSISTANT), *modules(TEMPLATE)], ids=name_of)
def test_names_explain_themselves(path: Path) -> None:
    names = [path.stem, path.parent.name]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef):
            assert not node.name.endswith(("Manager", "Helper", "Util", "Utils", "Base")), node.name
            names.append(node.name.lower())
    assert not VAGUE & set(names)


@pytest.mark.parametrize("path", [*modules(), *modules(ASSISTANT), *modules(TEMPLATE)], ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = tree_of(path)
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", [*modules(), *modules(ASSISTANT), *modules(TEMPLATE)], ids=name_of)
def test_no_log_line_holds_what_a_caller_said_typed_or_is_called(path: Path) -> None:
    for call in _log_calls(tree_of(path)):
        where = f"{name_of(path)}:{call.lineno}"
        assert call.args, f"{where}: say what happened"
        assert isinstance(call.args[0], ast.Constant), f"{where}: what happened is a fixed word, not a made-up sentence"
        for name in _names_in(call):
            assert name.lower().strip("_") not in {word.strip("_") for word in PRIVATE_WORDS}, f"{where} logs {name}"


def _lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Signature and body; a docstring may be as long as it must, and a command's options say themselves."""
    first, last = function.lineno, function.end_lineno or function.lineno
    text = function.body[0] if ast.get_docstring(function) else None
    return last - first + 1 - ((text.end_lineno or text.lineno) - text.lineno + 1 if text else 0)


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _log_calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOG_LEVELS:
            logger = node.func.value
            if isinstance(logger, ast.Name) and logger.id in {"log", "logger", "logging"}:
                yield node


def _names_in(call: ast.Call) -> Iterator[str]:
    """Keywords, variables, attributes and subscripted names of the arguments."""
    for argument in [*call.args, *call.keywords]:
        for node in ast.walk(argument):
            if isinstance(node, ast.keyword) and node.arg:
                yield node.arg
            elif isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Attribute):
                yield node.attr
            elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                yield str(node.slice.value)
