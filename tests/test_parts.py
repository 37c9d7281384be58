"""A call has parts: none is built upon another, none looks into another, and each is held in one head."""

import ast
from pathlib import Path

import pytest

from .source_tree import IVR, modules, name_of, tree_of

CORE = [path for path in modules() if path.is_relative_to(IVR / "core")]
OF_THE_CORE = {node.name for path in CORE for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)}
DATA = {"Clause"}
"""What a class of the core may be built upon besides the standard library's: the frozen data that rules are made of."""

by_name = pytest.mark.parametrize("path", CORE, ids=name_of)


@by_name
def test_no_class_of_the_core_inherits_from_another_of_it(path: Path) -> None:
    assert not towers(tree_of(path))


@by_name
def test_no_part_reads_anothers_private_name(path: Path) -> None:
    assert not intrusions(tree_of(path))


@pytest.mark.parametrize(
    "head", ["class Speaking(Floor):", "class Speaking(floor.Floor):", "class Speaking(Floor[int]):"]
)
def test_a_tower_would_be_found(head: str) -> None:
    assert towers(ast.parse(f"{head}\n    said = 1\n"))


def test_a_tower_under_another_name_would_be_found() -> None:
    assert towers(ast.parse("from .floor import Floor as Ground\n\n\nclass Speaking(Ground):\n    said = 1\n"))


@pytest.mark.parametrize(
    "line", ["self._floor._then = 1", "from .floor import _ENDED", "then = getattr(self._floor, '_then')"]
)
def test_an_intrusion_would_be_found(line: str) -> None:
    assert intrusions(ast.parse(line))


def towers(tree: ast.Module) -> list[str]:
    imported = [name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names]
    own = {name.asname or name.name: name.name for name in imported}
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    bases = (
        (node.name, ast.unparse(base).partition("[")[0].rpartition(".")[2]) for node in classes for base in node.bases
    )
    return [f"{name}({base})" for name, base in bases if own.get(base, base) in OF_THE_CORE - DATA]


def intrusions(tree: ast.Module) -> list[str]:
    """Private attributes of anything but the object itself, or another of its own class, and private names imported."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            found += [f"{node.lineno}: {name.name}" for name in node.names if _is_private(name.name)]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "setattr"}:
            found += [f"{node.lineno}: {ast.unparse(node)}" for arg in node.args if _is_private(_text_of(arg))]
        elif (
            isinstance(node, ast.Attribute)
            and _is_private(node.attr)
            and ast.unparse(node.value) not in {"self", "cls"}
        ):
            found.append(f"{node.lineno}: {node.attr}")
    return found


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _text_of(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""
