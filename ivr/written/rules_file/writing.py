"""Transfer rules written back into a rules file: an entry that did not change stays as somebody wrote it."""

from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import ValidationError

from ...core.transfer_rule import TransferRule
from ..yaml_lines import texts_of

_FIELD = "transfer_rules"
_INDENT = 2
_WIDEST = 10_000
"""One line for each field, however long."""


def as_written(rule: TransferRule) -> dict[str, object]:
    """What of it is not as it is where it is left out, as JSON holds it, its name first."""
    return rule.model_dump(mode="json", exclude_defaults=True)


def as_yaml(rule: TransferRule, indent: int = _INDENT) -> str:
    """An entry of the list: whole lines, the first with its dash."""
    dumped = _dumped([as_written(rule)])
    return "".join(" " * indent + line for line in dumped.splitlines(keepends=True))


def with_rules(text: str, rules: Sequence[TransferRule]) -> str:
    """A rules file, one that `parse_rules` takes, with these transfer rules in this order; all else is left as it is.

    Comments before an entry go with it, and are gone when it changes. A file that is written so that no entry can be
    taken out of it, as with `&anchors`, is written anew, without its comments.
    """
    tree, content = texts_of(text)
    if tree is None or not isinstance(content, dict):
        raise ValueError("not the text of a rules file")
    written, others = _spliced(text, tree, content, rules), _without_rules(content)
    return written if _holds(written, rules, others) else _dumped(others | {_FIELD: list(map(as_written, rules))})


def _holds(text: str, rules: Sequence[TransferRule], others: dict[str, Any]) -> bool:
    try:
        _, content = texts_of(text)
        if not isinstance(content, dict) or _without_rules(content) != others:
            return False
        return tuple(map(TransferRule.model_validate, content.get(_FIELD) or ())) == tuple(rules)
    except (yaml.YAMLError, ValidationError):
        return False


def _without_rules(content: dict[str, Any]) -> dict[str, Any]:
    return {name: its for name, its in content.items() if name != _FIELD}


def _spliced(text: str, tree: yaml.Node, content: dict[str, Any], rules: Sequence[TransferRule]) -> str:
    lines = text.splitlines(keepends=True)
    place = _place_of(tree)
    if place is None:
        return _ended(text) + _block(rules) if rules else text
    key, its = place
    begins, ends = key.start_mark.line, _last_line(its) + 1
    before, behind = "".join(lines[:begins]), "".join(lines[ends:])
    if its.start_mark.line == begins or not isinstance(its, yaml.SequenceNode) or its.flow_style or not rules:
        return before + (_block(rules) if rules else "") + behind
    kept = [
        (TransferRule.model_validate(one), _ended(source))
        for one, source in zip(content[_FIELD], _sources(its, lines, begins + 1), strict=True)
    ]
    column = its.start_mark.column
    return before + lines[begins] + "".join(_taken(rule, kept, column) for rule in rules) + behind


def _taken(rule: TransferRule, kept: list[tuple[TransferRule, str]], column: int) -> str:
    """Its entry: as it stood, and then it is there no more, or new."""
    for at, (known, source) in enumerate(kept):
        if known == rule:
            del kept[at]
            return source
    return as_yaml(rule, column)


def _place_of(tree: yaml.Node | None) -> tuple[yaml.Node, yaml.Node] | None:
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return next(((key, its) for key, its in pairs if key.value == _FIELD), None)


def _sources(its: yaml.SequenceNode, lines: list[str], first: int) -> list[str]:
    ends = [_last_line(entry) + 1 for entry in its.value]
    return ["".join(lines[begins:end]) for begins, end in zip([first, *ends], ends, strict=False)]


def _last_line(node: yaml.Node) -> int:
    """On which it ends; a block's own end is that of the comments behind it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    ends: int = node.end_mark.line
    return ends if node.end_mark.column or ends == node.start_mark.line else ends - 1


def _block(rules: Sequence[TransferRule]) -> str:
    return f"{_FIELD}:\n" + "".join(map(as_yaml, rules))


def _dumped(content: object) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=_WIDEST, default_flow_style=None)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
