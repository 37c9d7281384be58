"""The words for agents, by a language's code."""

import structlog

from ..core.words.briefing import Briefing
from ..errors import LanguageError

log = structlog.get_logger(__name__)


def words_for_agents(language: str) -> Briefing | None:
    """Read when the first is rung, not before the first caller is answered; None where they cannot be read."""
    from ..language.spoken import spoken

    try:
        return spoken(language).briefing
    except LanguageError as error:
        log.error("briefing_broken", problem=str(error))
        return None
