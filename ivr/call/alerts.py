"""Rules of supervisors' that want to be told of: in the log, as a count, and to people, as messages are."""

from collections.abc import Callable

import structlog

from ..core.commands import RecordRule
from ..ports import AlertStore

log = structlog.get_logger(__name__)


class Alerts:
    """Of one call. A call that is resumed tells of no rule again."""

    def __init__(self, call: str, store: AlertStore, count: Callable[[], None]) -> None:
        self._call, self._store, self._count = call, store, count

    def note(self, item: object) -> None:
        if isinstance(item, RecordRule) and item.alert:
            self._count()
            self._store.alert(self._call)
            log.warning("rule_alert", call=self._call, rule=item.rule)
