"""Rules of supervisors' that want to be told of: in the log, and as a count."""

from collections.abc import Callable

import structlog

from ..core.commands import RecordRule

log = structlog.get_logger(__name__)


class Alerts:
    """Of one call. A call that is resumed tells of no rule again."""

    def __init__(self, call: str, count: Callable[[], None]) -> None:
        self._call, self._count = call, count

    def note(self, item: object) -> None:
        if isinstance(item, RecordRule) and item.alert:
            self._count()
            log.warning("rule_alert", call=self._call, rule=item.rule)
