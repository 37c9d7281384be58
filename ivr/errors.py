"""The failures that the house tells apart, and how they name a place; everything else is a bug."""

from pathlib import Path


class CandidError(Exception):
    """A failure with a message for the operator; its text never holds what a caller said, typed or is called."""


class EngineError(CandidError):
    """An engine (transcriber, synthesizer, dialogue, detector) failed or passed its deadline."""


class EngineBusyError(EngineError):
    """More was asked of an engine than it can answer in time; it is not broken."""


class NotTakenError(CandidError):
    """What was told to somebody outside did not arrive; the message says by which setting, and no address."""


class StreamError(CandidError):
    """A message that Twilio would not send; its stream is closed and its caller reaches an agent."""


class SettingsError(CandidError):
    """A missing or unusable setting; the message names it and says how to mend it."""


class VaultError(CandidError):
    """What is locked cannot be opened, or a master key be used; the message says which key, and what to do."""


class RulesError(CandidError):
    """A mistake in rules.yml; the message names file, line and fix."""


class LanguageError(CandidError):
    """A mistake in a language's room, or a language that has none; the message names file and line."""


class PromptError(CandidError):
    """A prompt whose text or recording is missing, or whose recording does not fit its text."""


class AssistantError(CandidError):
    """A Rasa project that cannot be read, or not be made; the message names the place and what to do."""


class ScenarioError(CandidError):
    """A recording or scenario that cannot be played; the message is one line for the developer."""


def as_typed(path: Path) -> str:
    """A path as its reader would type it: from the folder they are in, where it is below that."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (OSError, ValueError):  # the folder is gone, or the path elsewhere
        return str(path)
