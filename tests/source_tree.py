"""Reads the project's own source as syntax trees, for the tests that keep its habits."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IVR = ROOT / "ivr"
ASSISTANT = ROOT / "rasa_project"
TEMPLATE = ROOT / "assistant_template"
VALUES = ROOT / "spoken_values"


@cache
def modules(folder: Path = IVR) -> tuple[Path, ...]:
    """Python files of our own under a folder; not those of an environment installed there."""
    found = sorted(folder.rglob("*.py"))
    return tuple(path for path in found if not {".venv", "__pycache__", "models"} & set(path.relative_to(ROOT).parts))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def part_of(path: Path) -> str:
    """The room of ivr that a file stands in, or the file's own name beside them: `core`, `settings`, ..."""
    return path.relative_to(IVR).with_suffix("").parts[0]


def place_of(path: Path) -> str:
    """A file's room and its part of that: `call.runner`, `written.rules_file`; of a file at the top as `part_of`."""
    return ".".join(path.relative_to(IVR).with_suffix("").parts[:2])


def our_imports(path: Path) -> Iterator[str]:
    """Parts of ivr that a file imports, itself excepted; wherever in the file it does so."""
    return (part for part in (name.partition(".")[0] for name in places_imported(path)) if part != part_of(path))


def places_imported(path: Path) -> Iterator[str]:
    """What a file imports of ivr, named as in `place_of`; its own place excepted."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(tree_of(path)):
        named: list[tuple[str, ...]] = []
        if isinstance(node, ast.Import):
            named = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = (*above, *(node.module or "").split(".")) if node.module else above
            named = [(*module, alias.name) for alias in node.names]
        ours = (name[1:3] for name in named if name[0] == "ivr" and len(name) > 1)
        places = (".".join(name if (IVR / name[0]).is_dir() else name[:1]) for name in ours)
        yield from (place for place in places if place != place_of(path))


def foreign_imports(path: Path) -> Iterator[str]:
    """Top-level packages from outside that a file imports, as `package` or `package.name`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
