"""The texts of the prompts as supervisors write them, and what is filled in before they are said."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from ..errors import PromptError, as_typed
from .disclosure import COMPANY

FILE = "prompts.yml"
EXCEPTIONS = "exceptions"
"""The one name in prompts.yml that is no prompt's: lines that may break a rule of wording (`ivr.written.wording`)."""
REFERENCE = "{reference}"
"""In a text of the carrier's voice: the number of a message that was left."""
SAID_BY_CARRIER = frozenset(
    (
        *("not_ready", "all_busy", "line_failed", "no_agent", "call_is_over", "no_one_free", "call_again"),
        *("opted_out_hello", "opted_out_person"),
        *("agent_busy_next", "agent_no_answer_next", "agent_failed_next"),
        *("reference", "voicemail_intro", "message_kept", "no_message"),
        *("all_busy_wait", "waiting_first", "waiting_place", "waiting_minute", "waiting_minutes", "waiting_unknown"),
        *("waiting_choice", "waiting_callback", "instead_again", "instead_message", "instead_assistant"),
        *("callback_offer", "callback_here", "callback_on", "callback_other", "callback_number", "callback_unread"),
    )
)
"""Lines for where no stream is open to play a recording: there is none of them, the carrier's own voice says them."""
SAID_BY_BOTH = frozenset({"closed"})
"""Lines with a recording that the carrier's voice may have to say as well."""
PLACE = "{place}"
MINUTES = "{minutes}"
"""In a text of the carrier's voice: a waiting caller's place in the line, and how long it will take."""
NUMBER = "{number}"
"""In a text of the carrier's voice: the number on which a caller will be rung back."""
_PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")


def filled(text: str, company: str) -> str:
    """The text as it is said for a company; of "Yahoo!" and a full stop, the stop is left out."""
    if company[-1:] in tuple(".!?"):
        text = text.replace(f"{COMPANY}.", COMPANY)
    return text.replace(COMPANY, company)


def spoken_in(name: str, texts: Mapping[str, str], language: str) -> str | None:
    """The language of a prompt in a call of this language; None when there is no text for that.

    A prompt such as `other_language_es`, whose name ends in the only language that it has a text in, is in that
    language in every call: for callers who do not speak the call's.
    """
    if language in texts:
        return language
    return next(iter(texts)) if is_foreign(name, texts) else None


def is_foreign(name: str, texts: Mapping[str, str]) -> bool:
    return len(texts) == 1 and name.endswith(f"_{next(iter(texts))}")


def load_texts(folder: Path) -> dict[str, dict[str, str]]:
    """Name → language → text, from prompts.yml. Raises PromptError."""
    path = folder / FILE
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PromptError(f"{as_typed(path)}: cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise PromptError(f"{as_typed(path)}: is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict) or not content:
        raise PromptError(f"{as_typed(path)}: must hold a text per language for each prompt's name")
    content.pop(EXCEPTIONS, None)
    for name, texts in content.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", str(name)):
            raise PromptError(f"{as_typed(path)}: {name!r} is not a prompt's name; use small letters, digits and _")
        if (
            not isinstance(texts, dict)
            or not texts
            or not all(isinstance(t, str) and t.strip() for t in texts.values())
        ):
            raise PromptError(f"{as_typed(path)}: {name} must have a text per language, like `en: Goodbye.`")
        for text in texts.values():
            if unknown := placeholders_in(text) - placeholders_for(name):
                raise PromptError(
                    f"{as_typed(path)}: {name} holds {unknown.pop()}, which nothing is known to stand for"
                )
    return {name: {language: text.strip() for language, text in texts.items()} for name, texts in content.items()}


def placeholders_in(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def placeholders_for(name: str) -> set[str]:
    """What may be filled into a prompt."""
    return {COMPANY, REFERENCE, PLACE, MINUTES, NUMBER} if name in SAID_BY_CARRIER else {COMPANY}


def text_for(name: str, text: str, company: str) -> str:
    """A prompt's text for a company. Raises PromptError when it names one and there is none."""
    if COMPANY in text and not company:
        raise PromptError(f"{FILE}: {name} says {COMPANY}: set `company` in rules.yml, as in `company: Acme`")
    return filled(text, company)


class PromptTexts:
    """What the lines of one language say, for where nothing can be played. Nothing here waits."""

    def __init__(self, folder: Path, language: str) -> None:
        """Raises PromptError."""
        self.language = language
        self.take(load_texts(folder))

    def take(self, written: Mapping[str, Mapping[str, str]]) -> None:
        """Say these from now on; for any thread."""
        spoken = {name: (texts, spoken_in(name, texts, self.language)) for name, texts in written.items()}
        self._texts = {name: texts[language] for name, (texts, language) in spoken.items() if language}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._texts)

    @property
    def missing(self) -> list[str]:
        """Lines that callers may need where nothing can be played, and that nobody has written."""
        return sorted((SAID_BY_CARRIER | SAID_BY_BOTH) - self.names)

    @property
    def name_a_company(self) -> bool:
        return any(COMPANY in text for text in self._texts.values())

    def text(self, name: str, company: str) -> str:
        """Raises KeyError for a prompt that is not there."""
        return filled(self._texts[name], company)
