"""Where in a YAML file something stands, so that a mistake can be told with its line."""

from collections.abc import Sequence

import yaml


def tree_of(text: str) -> yaml.Node | None:
    """A YAML text as nodes that know their lines; None when there is nothing in it. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def line_of(node: yaml.Node | None, path: Sequence[object]) -> int:
    """The 1-based line of the innermost part of `path` (keys and places in lists) that the file has; 1 without any."""
    if node is None:
        return 1
    line: int = node.start_mark.line + 1
    for part in path:
        found = _child(node, part)
        if found is None:
            return line
        line, node = found
    return line


def _child(node: yaml.Node, part: object) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item.start_mark.line + 1, item
    return None
