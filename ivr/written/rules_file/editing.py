"""rules.yml changed in places, by a program: what stands elsewhere, comments too, is left as somebody wrote it."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import SingleQuotedScalarString

from ...errors import RulesError

Path = Sequence[str | int]
_EMPTY: tuple[object, ...] = (None, "", [], (), {})
_WIDEST = 10_000
"""No line is broken that somebody wrote as one."""


class _Texts(VersionedResolver):
    """Every value is the text that stands there, as for who reads rules: a number's + stays, and so does 10:00."""

    @property
    def versioned_resolver(self) -> Any:
        known = super().versioned_resolver
        return {
            first: [(tag, pattern) for tag, pattern in found if str(tag).endswith((":null", ":merge"))]
            for first, found in known.items()
        }


class Editing:
    """One text of rules, sound or not, as long as it is YAML with fields. Raises RulesError for any other."""

    def __init__(self, text: str) -> None:
        self._yaml = YAML()
        self._yaml.Resolver = _Texts
        self._yaml.preserve_quotes = True
        self._yaml.width = _WIDEST
        self._yaml.indent(mapping=2, sequence=4, offset=2)
        try:
            self._content = self._yaml.load(text)
        except (YAMLError, ValueError, RecursionError) as error:
            raise RulesError("the text is not YAML: mend it first, under “As text”") from error
        if not isinstance(self._content, CommentedMap):
            raise RulesError("the text holds no fields: mend it first, under “As text”")

    def text(self) -> str:
        out = StringIO()
        self._yaml.dump(self._content, out)
        return out.getvalue()

    def get(self, path: Path) -> Any:
        """What stands there, as texts, lists and mappings; None where nothing does."""
        found: Any = self._content
        for part in path:
            found = _child(found, part)
        return found

    def set(self, path: Path, value: object) -> None:
        """Fields on the way are made; a list has only the places that it has. An empty value takes the field out.

        Of a mapping that stands there, fields that stay as they were are left as they were.
        """
        if value in _EMPTY:
            self.remove(path)
            return
        holder = self._holder(path)
        old = _child(holder, path[-1])
        if isinstance(old, CommentedMap) and isinstance(value, Mapping):
            _become(old, value)
        elif _plain(old) != _as_text(value):
            holder[_key(holder, path[-1])] = _written(value)

    def make(self, path: Path) -> None:
        """An empty mapping: for what counts by standing there, whatever it holds."""
        holder = self._holder(path)
        if _child(holder, path[-1]) is None:
            holder[_key(holder, path[-1])] = CommentedMap()

    def _holder(self, path: Path) -> Any:
        holder: Any = self._content
        for part in path[:-1]:
            if _child(holder, part) is None:
                holder[_key(holder, part)] = CommentedMap()
            holder = _child(holder, part)
        return holder

    def remove(self, path: Path) -> None:
        holder = self.get(path[:-1])
        if _child(holder, path[-1]) is not None or (isinstance(holder, CommentedMap) and path[-1] in holder):
            del holder[_key(holder, path[-1])]

    def insert(self, path: Path, at: int, value: object) -> None:
        """Into the list at `path`, which is made if it is not there."""
        items = self.get(path)
        if not isinstance(items, CommentedSeq):
            self.set(path, [value])
            made = self.get(path)
            made.fa.set_block_style()
            return
        items.insert(at, _written(value))

    def move(self, path: Path, at: int, to: int) -> None:
        """An item of the list at `path` to another place in it; what is written in it goes with it."""
        items = self.get(path)
        if isinstance(items, CommentedSeq) and 0 <= at < len(items) and 0 <= to < len(items):
            items.insert(to, items.pop(at))


def _become(old: CommentedMap, value: Mapping[str, object]) -> None:
    for key in [key for key in old if str(key) not in value or value[str(key)] in _EMPTY]:
        del old[key]
    for name, its in value.items():
        if its in _EMPTY:
            continue
        key = _key(old, name)
        if isinstance(old.get(key), CommentedMap) and isinstance(its, Mapping):
            _become(old[key], its)
        elif _plain(old.get(key)) != _as_text(its):
            old[key] = _written(its)


def _child(holder: Any, part: str | int) -> Any:
    if isinstance(holder, CommentedMap):
        return holder.get(_key(holder, part))
    if isinstance(holder, CommentedSeq) and isinstance(part, int) and 0 <= part < len(holder):
        return holder[part]
    return None


def _key(holder: Any, part: str | int) -> Any:
    """The key as it is written, with or without quotes."""
    if isinstance(holder, CommentedMap):
        return next((key for key in holder if str(key) == str(part)), str(part))
    return part


def _plain(found: Any) -> Any:
    """What stands there, without how."""
    if isinstance(found, Mapping):
        return {str(key): _plain(its) for key, its in found.items()}
    if isinstance(found, list):
        return [_plain(one) for one in found]
    return None if found is None else str(found)


def _as_text(value: object) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _as_text(its) for key, its in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _written(value: object) -> Any:
    """As it is put into a file: lists of single values on one line, as people write them."""
    if isinstance(value, Mapping):
        return CommentedMap((str(key), _written(its)) for key, its in value.items() if its not in _EMPTY)
    if isinstance(value, list | tuple):
        items = CommentedSeq(map(_written, value))
        if not any(isinstance(one, CommentedMap | CommentedSeq) for one in items):
            items.fa.set_flow_style()
        return items
    text = _as_text(value)
    return SingleQuotedScalarString(text) if text[:1] == "?" else text  # which is left bare, and read as a key
