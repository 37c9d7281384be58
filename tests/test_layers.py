"""Keeps the layers and the habits of the house: who imports whom, who reads the environment, what a log line holds."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .source_tree import (
    ASSISTANT,
    IVR,
    ROOT,
    TEMPLATE,
    VALUES,
    foreign_imports,
    modules,
    name_of,
    our_imports,
    part_of,
    place_of,
    places_imported,
    tree_of,
)

LAYERS = (
    {"core", "errors", "secrecy", "sockets"},
    {"audio", "evidence", "hours", "language", "ports", "privacy", "settings"},
    {"engines", "notices", "store", "tape", "telephony", "written"},
    {"rehearsal", "reports", "retold"},
    {"call", "console", "simulator", "web"},
    {"engine_room", "stage"},
    {"asgi"},
    {"doors"},
    {"doctor", "listening", "local_service", "new_assistant", "papers", "records", "serve"},
    {"cli"},
    {"__main__"},
)
"""From the bottom: each room, and each file beside them, imports lower ones only, so none of its own layer either."""
FLOORS = {
    "rehearsal": (
        {"doing", "draft"},
        {"recorded", "what_if"},
        {"replay"},
        {"comparison"},
        {"rehearse"},
        {"errand", "in_sum", "in_words"},
        {"child", "dry_run"},
        {"command", "runs"},
    ),
    "call": (
        {"activity", "alerts", "admission", "delivery", "line_watch", "outside", "stream_socket"},
        {"speech"},
        {"equipment", "scribe"},
        {"taping"},
        {"consultation", "inbox", "witnessed_socket"},
        {"witnessing"},
        {"onlooker"},
        {"gallery", "runner"},
        {"exchange"},
    ),
    "evidence": (
        {"files", "kinds", "posting", "sounded", "tree", "verdict"},
        {"couriers", "leaf", "note", "tiles", "told"},
        {"checkpoint", "consented", "rounds"},
        {"recorder"},
        {"agreement", "exported", "seen"},
        {"shelf", "stamp", "witnesses"},
        {"authority", "stamped"},
        {"grown"},
        {"log"},
        {"export", "notary"},
        {"comparison"},
        {"audit", "verify"},
        {"command"},
    ),
    "hours": ({"public_holidays", "zones"}, {"opening_hours"}, {"due"}),
    "language": (
        {"endless", "rooms"},
        {"book", "skeleton"},
        {"nouns"},
        {"spoken", "unheard"},
        {"aloud", "check", "grades", "last_good"},
        {"en"},
    ),
    "listening": ({"word_errors"}, {"heard_name"}, {"misheard"}),
    "privacy": (
        {"english_words", "known_capitals", "master_keys", "plain_words", "retention", "secret_kinds", "spoken_signs"}
        | {"stood_in", "told_errors"},
        {"given_keys", "key_file", "plain_writing", "said_what_it_is", "vault"},
        {"bystanders_found", "mail_found", "masters", "names_found", "numbers_found", "places_found", "repeated"}
        | {"rests_found", "settled", "strange_words_found"},
        {"announced_found", "beginnings_found", "beside_found"},
        {"redaction"},
    ),
    "notices": ({"mail", "webhook"}, {"messengers"}),
    "sockets": ({"addresses", "asking", "connections", "whole_requests"}, {"mailing"}),
    "written": (
        {"disclosure", "yaml_lines"},
        {"domain", "prompt_texts"},
        {"recorded"},
        {"own_recordings", "script"},
        {"prompts", "shelf_writing"},
        {"prompt_rendering", "recordings", "rules_file", "wording"},
        {"check", "intents", "line_judged"},
        {"prompts_in_force"},
    ),
}
"""Rooms with layers of their own, within which the same holds."""
NEVER = {
    "core.said": {"core.parts"},
    "call": {"engines", "written.check", "written.intents"},
    "call.runner": {"store"},
    "console": {"engines", "telephony", "tape"},
    "call.speech": {"written.recordings"},
    "web": {"engines", "written.check", "written.intents"},
    # The other end of the line knows our service by its wire alone.
    "simulator": {"engines", "store", "telephony", "written.check", "written.intents"},
    "reports": {"engines", "tape", "telephony", "written"},
    "doctor": {"asgi", "call", "web"},
    "records": {"asgi", "call", "engines", "web"},
    "local_service": {"asgi", "call", "web"},
}
"""Lower parts that a part leaves alone all the same."""
ONLY: dict[str, set[str]] = {
    "call.activity": set(),
    "call.admission": set(),
    "call.delivery": {"audio", "ports"},
    "call.line_watch": {"core"},
    # What a language brings knows nothing of a call.
    "core.words": {"core.record"},
    "engines.models": {"errors", "settings"},
    "evidence": {"core", "errors", "sockets"},
    "listening.heard_name": {"engines", "language", "listening.word_errors"},
    "listening.word_errors": set(),
    "privacy": {"core.words", "errors", "secrecy"},
    "sockets": set(),
    "written.disclosure": {"core", "errors", "language"},
    "written.domain": {"errors", "written.yaml_lines"},
    "written.prompt_texts": {"errors", "written.disclosure"},
    "written.prompts": {
        "audio",
        "errors",
        "language",
        "ports",
        "written.disclosure",
        "written.prompt_texts",
        "written.recorded",
        "written.script",
    },
    "written.recorded": {"errors"},
    "written.yaml_lines": {"errors"},
}
"""Parts that know no more of the house than this, however high their room stands."""
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}
FLOOR = {
    f"{room}.{part}": height for room, floors in FLOORS.items() for height, floor in enumerate(floors) for part in floor
}
MOST_AT_THE_TOP = 12
"""What composes and what all share; `__init__` and `__main__` counted. All else has a room."""

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

OURS = [*modules(), *modules(ASSISTANT), *modules(TEMPLATE), *modules(VALUES)]

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


@pytest.mark.parametrize("path", [path for path in modules() if part_of(path) in FLOORS], ids=name_of)
def test_each_part_of_a_room_imports_only_lower_floors_of_it(path: Path) -> None:
    room, place = part_of(path), place_of(path)
    within = [other for other in places_imported(path) if other.partition(".")[0] == room]
    if place == f"{room}.__init__":
        assert not list(places_imported(path)), "whoever wants one part of the room would load the others"
        return
    assert place in FLOOR, f"{place} is new: give it its place in FLOORS"
    for other in within:
        assert FLOOR[other] < FLOOR[place], f"{name_of(path)} imports {other}, which is not below it"


@pytest.mark.parametrize("part", sorted(HEIGHT.keys() - {"__main__"}))
def test_each_room_has_its_place_on_the_page_of_the_design(part: str) -> None:
    page = (ROOT / "docs" / "design.md").read_text()
    table = page[page.index("## Rooms and layers") : page.index("Two rooms are high")]
    assert f"`{part}{'/' if (IVR / part).is_dir() else ''}`" in table


@by_name
def test_what_a_part_must_not_know_it_does_not_import(path: Path) -> None:
    names = {part_of(path), place_of(path)}
    for place in places_imported(path):
        other = {place.partition(".")[0], place}
        for name in names:
            assert not other & NEVER.get(name, set()), f"{name_of(path)} imports {place}"
            within = place.partition(".")[0] == name
            assert name not in ONLY or within or other & ONLY[name], f"{name_of(path)} imports {place}"


def test_the_tables_name_only_what_is_there() -> None:
    there = {part_of(path) for path in modules()} | {place_of(path) for path in modules()}
    assert there >= HEIGHT.keys() | FLOOR.keys() | NEVER.keys() | ONLY.keys()
    for others in (*NEVER.values(), *ONLY.values()):
        assert others <= there


def test_at_the_top_stands_only_what_composes_and_what_all_share() -> None:
    top = sorted(path.stem for path in modules() if path.parent == IVR)
    assert len(top) <= MOST_AT_THE_TOP, f"which room is it for? {top}"


@pytest.mark.parametrize("room", sorted({part_of(path) for path in modules() if path.parent != IVR}))
def test_each_room_says_what_it_is_for(room: str) -> None:
    assert ast.get_docstring(tree_of(IVR / room / "__init__.py"))


def test_only_the_top_imports_what_composes_everything() -> None:
    wanted = {"asgi": {"doors", "serve", "cli"}, "doors": {"serve"}, "cli": {"__main__"}}
    for composer, importers in wanted.items():
        found = {part_of(path) for path in modules() if composer in our_imports(path)}
        assert found <= importers


@pytest.mark.parametrize("path", [p for p in modules() if part_of(p) == "core"], ids=name_of)
def test_the_core_knows_no_clock_no_thread_no_socket_and_no_library_but_pydantic(path: Path) -> None:
    for name in foreign_imports(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names | {"pydantic", "spoken_values"}, name
        assert top not in NOT_IN_THE_CORE, name
        assert top != "datetime" or name == "datetime.time", "the core asks nobody what time it is"


@pytest.mark.parametrize("path", modules(VALUES), ids=name_of)
def test_what_service_and_assistant_both_know_knows_neither_and_needs_the_assistants_python_alone(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 10))
    for top in (name.split(".")[0] for name in foreign_imports(path)):
        assert top in sys.stdlib_module_names or top == "_typeshed", top
        assert top not in NOT_IN_THE_CORE, top


@by_name
def test_only_the_settings_read_the_environment(path: Path) -> None:
    if part_of(path) == "settings":
        return
    names = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    names |= {name.rpartition(".")[2] for name in foreign_imports(path) if name.startswith("os.")}
    assert not names & {"environ", "environb", "getenv", "getenvb"}


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{lines} lines"
    if "migrations" in path.parts:  # written once, read in one go
        return
    for node in _functions(tree_of(path)):
        within = [inner for inner in _functions(node) if inner is not node]
        long = _lines_of(node) - sum(_lines_of(inner) for inner in within)
        assert long <= LONGEST_FUNCTION, f"{node.name} has {long} lines, those of functions within it not counted"


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_names_explain_themselves(path: Path) -> None:
    names = [path.stem, path.parent.name]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef):
            assert not node.name.endswith(("Manager", "Helper", "Util", "Utils", "Base")), node.name
            names.append(node.name.lower())
    assert not VAGUE & set(names)


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = tree_of(path)
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", OURS, ids=name_of)
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
