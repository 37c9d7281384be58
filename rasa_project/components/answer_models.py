"""What a sentence means as the answer to a question of each kind: learned from sentences, kept in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from components.intent_model import IntentModel, Opinion
from components.sentence_encoder import SentenceEncoder


@dataclass(frozen=True)
class AnswerModels:
    """One for each kind of question: "they can keep it" means one thing after "why?", another after "which day?"."""

    by_question: Mapping[str, IntentModel]

    @classmethod
    def learned(cls, encoder: SentenceEncoder, sentences: Mapping[str, Mapping[str, Sequence[str]]]) -> AnswerModels:
        """From sentences by kind of question and meaning. Raises ValueError for a kind of fewer than two meanings."""
        models = {}
        for kind, by_meaning in sentences.items():
            pairs = [(text, meaning) for meaning, texts in by_meaning.items() for text in texts]
            texts, meanings = map(list, zip(*pairs, strict=True))
            models[kind] = IntentModel.learned(encoder, texts, meanings)
        return cls(models)

    def opinions(self, sentence: str) -> dict[str, Opinion]:
        """By kind of question."""
        return {kind: model.opinions([sentence])[0] for kind, model in self.by_question.items()}

    def save(self, folder: Path) -> None:
        for kind, model in self.by_question.items():
            (folder / kind).mkdir()
            model.save(folder / kind)

    @classmethod
    def load(cls, encoder: SentenceEncoder, folder: Path) -> AnswerModels:
        kinds = sorted(path.name for path in folder.iterdir() if path.is_dir())
        return cls({kind: IntentModel.load(encoder, folder / kind) for kind in kinds})
