"""YAML as people write it: texts with the place where each stands, so that a mistake can be told with its line."""

from collections.abc import Iterator, Sequence

import yaml

from ..errors import CandidError

DEEPEST = 20
MOST_ENTRIES = 20_000
"""Aliases counted as often as they stand."""
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Twenty times as fast, where PyYAML has libyaml."""
_YAML = "tag:yaml.org,2002:"
_MERGE = f"{_YAML}merge"


class TooMuchError(CandidError):
    """A text that is no file of ours: nested or repeated beyond anything that people write."""


class _Texts(FAST):  # type: ignore[misc, valid-type]  # which of two classes it is depends on the machine
    """Reads every value as the text that stands there: YAML itself makes 600 of 10:00, no of NO, 8 of 010."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # as PyYAML wants it
        first: [(tag, pattern) for tag, pattern in known if tag in {f"{_YAML}null", _MERGE}]
        for first, known in FAST.yaml_implicit_resolvers.items()
    }
    yaml_constructors = {  # noqa: RUF012
        tag: known
        for tag, known in FAST.yaml_constructors.items()
        if tag is None or tag in {f"{_YAML}{kind}" for kind in ("null", "str", "seq", "map")}
    }


def tree_of(text: str) -> yaml.Node | None:
    """A YAML text as nodes that know their lines; None when there is nothing in it. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def texts_of(text: str) -> tuple[yaml.Node | None, object]:
    """The same nodes, and what they hold with every value as its text. Raises yaml.YAMLError, TooMuchError."""
    depth = 0
    for event in yaml.parse(text, Loader=FAST):  # before nodes are made, which nesting makes recurse
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise TooMuchError("nested too deeply")
    loader = _Texts(text)
    try:
        tree = loader.get_single_node()
        if tree is None:
            return None, None
        if _entries(tree, {}) > MOST_ENTRIES:
            raise TooMuchError(f"more than {MOST_ENTRIES} entries")
        return tree, loader.construct_document(tree)
    finally:
        loader.dispose()


def twice_in(tree: yaml.Node | None) -> list[tuple[str, int, int]]:
    """Keys that stand twice in one mapping, of which YAML would keep the last: (key, first line, later line)."""
    found = []
    for mapping in _mappings(tree, set()):
        lines: dict[str, int] = {}
        for key, _ in mapping.value:
            line = key.start_mark.line + 1
            if key.tag == _MERGE or not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in lines:
                found.append((key.value, lines[key.value], line))
            lines.setdefault(key.value, line)
    return found


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


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (part for pair in node.value for part in pair)
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _entries(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values there are, those behind aliases each time; endless where one holds itself."""
    if id(node) not in known:
        known[id(node)] = MOST_ENTRIES + 1  # until it is counted: who meets it before that is within it
        known[id(node)] = 1 + sum(_entries(child, known) for child in _children(node))
    return known[id(node)]


def _mappings(node: yaml.Node | None, seen: set[int]) -> Iterator[yaml.MappingNode]:
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        yield node
    for child in _children(node):
        yield from _mappings(child, seen)
