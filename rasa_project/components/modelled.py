"""What the trained components of the pipeline are: each learns a model, which is kept with the assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self

from components.sentence_encoder import SentenceEncoder, encoder


class Model(Protocol):
    """What is learned, and kept in a folder."""

    def save(self, folder: Path) -> None: ...

    @classmethod
    def load(cls, encoder: SentenceEncoder, folder: Path) -> Self: ...


AnyModel = TypeVar("AnyModel", bound=Model)


class ModelledComponent(GraphComponent, Generic[AnyModel]):
    """Until it has learned, or was loaded, it has no opinion: `model` is None."""

    learns: type[AnyModel]

    def __init__(self, storage: ModelStorage, resource: Resource, model: AnyModel | None = None) -> None:
        self._storage, self._resource, self.model = storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        component = cls(model_storage, resource)
        component.configure(config)
        return component

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Raises EncoderFilesError."""
        with model_storage.read_from(resource) as folder:
            component = cls(model_storage, resource, cls.learns.load(encoder(), folder))
        component.configure(config)
        return component

    def configure(self, config: dict[str, Any]) -> None:
        """Takes what config.yml says of it."""

    def kept(self, model: AnyModel) -> Resource:
        """What the component was trained to, for the next start."""
        self.model = model
        with self._storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource
