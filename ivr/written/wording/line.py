"""A line that callers hear, with the place where it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...language.spoken import SpokenLanguage, begun
from ..disclosure import COMPANY
from ..domain import Domain
from ..prompt_texts import FILE, load_texts
from ..yaml_lines import line_of, tree_of

WORDS_A_SECOND = 3.5
"""About as in the English recordings that ship, pauses included: 3.6; the same texts from espeak-ng have 3.0."""

_END_OF_SENTENCE = re.compile(r"(?<=[.?!])[\"'”’)]*\s+(?=[\"'“‘(¿¡]*[A-ZÀ-Þ0-9{])")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d")


@dataclass(frozen=True)
class Line:
    """`text` without line breaks; {slot} stands for what is only known in a call."""

    file: str
    number: int
    name: str
    language: str
    text: str

    @property
    def words(self) -> SpokenLanguage | None:
        """What is known of its language."""
        return begun(self.language)

    @property
    def place(self) -> str:
        return f"{self.file}:{self.number}"

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(_END_OF_SENTENCE.split(self.text))

    @property
    def seconds(self) -> float:
        """How long it takes to say, estimated; a {slot} counts as three words, a company as one."""
        spoken = _PLACEHOLDER.sub("one two three", self.text.replace(COMPANY, "company"))
        return len(_WORD.findall(spoken)) / WORDS_A_SECOND

    @property
    def readable(self) -> tuple[str, ...]:
        """The sentences without what is filled in, which may be anything."""
        plain = (_PLACEHOLDER.sub("", sentence) for sentence in self.sentences)
        return tuple(sentence for sentence in plain if any(map(str.isalnum, sentence)))


def prompt_lines(folder: Path) -> Iterator[Line]:
    """The prompts of prompts.yml, in every language. Raises PromptError."""
    texts = load_texts(folder)
    tree = tree_of((folder / FILE).read_text(encoding="utf-8"))
    for name, by_language in texts.items():
        for language, text in by_language.items():
            yield Line(FILE, line_of(tree, (name, language)), name, language, " ".join(text.split()))


def response_lines(domain: Domain) -> Iterator[Line]:
    for said in domain.responses:
        yield Line(said.file, said.line, said.name, domain.language, said.text)
