"""What can be chosen where a form sets rules: intents of the assistant, prompts, routes, and what the rules know."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from ..core.profile import FIRST_SAID
from ..core.record import Choice, MayRecord, Priority, Topic
from ..core.rules import Rules
from ..errors import CandidError
from ..settings import Settings
from ..written.domain import read_domain
from ..written.prompt_texts import load_texts
from .prompt_purposes import grouped

CHOICES = {
    Choice.NO_MACHINE: "no machine",
    Choice.NO_RECORDING: "no recording",
    Choice.NO_TRAINING: "no training with the call",
}
Listed = Mapping[str, str]
"""What the rules call it → what a supervisor reads."""


class Choosing:
    """Intents and prompts are read once: for others, the service is restarted anyway."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def intents(self) -> Listed:
        """Empty where the assistant runs elsewhere."""
        if self._settings.rasa_url:
            return {}
        try:
            return {name: _told(name) for name in sorted(read_domain(self._settings.rasa_dir).intents)}
        except CandidError:
            return {}

    @cached_property
    def prompts(self) -> Listed:
        try:
            names = [name for name in load_texts(self._settings.prompts_dir) if name != FIRST_SAID]
            return {name: told for its in grouped(names).values() for name, told in its.items()}
        except CandidError:
            return {}

    def lists(self, rules: Rules) -> dict[str, Listed]:
        return {
            "intents": self.intents,
            "prompts": self.prompts,
            "routes": {name: _told(name) for name in rules.routes},
            "word_lists": {name: _told(name) for name in rules.word_lists},
            "topics": {topic.value: _told(topic.value) for topic in Topic},
            "choices": {choice.value: told for choice, told in CHOICES.items()},
            "priorities": {priority.value: _told(priority.value) for priority in Priority},
            "recording": {may.value: _told(may.value) for may in MayRecord},
        }


def with_chosen(listed: Listed, chosen: str | Sequence[str]) -> Listed:
    """What the rules name and is not known here stays where it is, to be seen and to be taken away."""
    named = [chosen] if isinstance(chosen, str) else chosen
    return {**listed, **{one: f"{_told(one)} (not known here)" for one in named if one and one not in listed}}


def in_groups(listed: Listed, among: str) -> Mapping[str, Listed]:
    """As a list to choose from has them: prompts by when callers hear them; all else under no heading."""
    return grouped(listed) if among == "prompts" else {"": listed}


def _told(name: str) -> str:
    return name.replace("_", " ")
