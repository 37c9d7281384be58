"""What both classifiers of the pipeline are: components that learn an IntentModel, which is kept with the assistant."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self

from components.intent_model import IntentModel
from components.sentence_encoder import encoder


class ModelledComponent(GraphComponent):
    """Until it has learned, or was loaded, it has no opinion: `model` is None."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: IntentModel | None = None) -> None:
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
            component = cls(model_storage, resource, IntentModel.load(encoder(), folder))
        component.configure(config)
        return component

    def configure(self, config: dict[str, Any]) -> None:
        """Takes what config.yml says of it."""

    def kept(self, model: IntentModel) -> Resource:
        """What the component was trained to, for the next start."""
        self.model = model
        with self._storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource
