"""A tracker store that remembers the latest calls only, so that a long-running assistant neither grows nor hoards."""

from collections import OrderedDict
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class RecentCalls(InMemoryTrackerStore):
    """In memory, at most `calls` conversations; the one longest without a turn is dropped first."""

    def __init__(
        self, domain: Domain, event_broker: EventBroker | None = None, calls: int = 200, **kwargs: Any
    ) -> None:
        kwargs.pop("host", None)
        super().__init__(domain, event_broker, **kwargs)
        self.calls = calls
        self.store: OrderedDict[str, str] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        await super().save(tracker)
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > self.calls:
            self.store.popitem(last=False)
