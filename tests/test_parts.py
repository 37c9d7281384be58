"""A call has parts: none is built upon another, none looks into another, and each is held in one head."""

import ast
from pathlib import Path

import pytest

from .source_tree import IVR, modules, name_of, tree_of

CORE = [path for path in modules() if path.is_relative_to(IVR / "core")]
OF_THE_CORE = {node.name for path in CORE for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)}
DATA = {"Part"}
"""What a class of the core may be built upon besides the standard library's: the frozen data that rules are made of."""

by_name = pytest.mark.parametrize("path", CORE, ids=name_of)


@by_name
def test_no_class_of_the_core_inherits_from_another_of_it(path: Path) -> None:
    assert not towers(tree_of(path))


@by_name
def test_no_part_reads_anothers_private_name(path: Path) -> None:
    assert not intrusions(tree_of(path))


def test_a_tower_and_an_intrusion_would_be_found() -> None:
    tree = ast.parse("class Speaking(Floor):\n    def say(self) -> None:\n        self._floor._then = 1\n")
    assert towers(tree) == ["Speaking(Floor)"]
    assert intrusions(tree) == ["3: _then"]


def towers(tree: ast.Module) -> list[str]:
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    bases = ((node.name, ast.unparse(base).rpartition(".")[2]) for node in classes for base in node.bases)
    return [f"{name}({base})" for name, base in bases if base in OF_THE_CORE - DATA]


def intrusions(tree: ast.Module) -> list[str]:
    """Private attributes of anything but the object itself, or another of its own class."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not node.attr.startswith("_") or node.attr.startswith("__"):
            continue
        if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}):
            found.append(f"{node.lineno}: {node.attr}")
    return found
