"""`ivr doctor`: looks at everything a call needs on this machine, and says how to mend what is wrong."""

from collections.abc import Callable, Iterator

from ..settings import Settings, load_settings
from . import carrier_copies, content, engines, evidence, machine, master_keys, numbers, surroundings
from .finding import Finding, wrong

Look = Callable[[Settings], Finding]

LOOKS: tuple[Look, ...] = (
    machine.python_version,
    machine.power,
    machine.data_folder,
    machine.time_zones,
    content.rules,
    numbers.agents,
    numbers.caller_id,
    content.prompts,
    content.wording,
    content.models,
    engines.voice_and_transcriber,
    engines.assistant,
    surroundings.back_office,
    surroundings.database,
    master_keys.master_keys,
    evidence.evidence,
    carrier_copies.carrier_copies,
    surroundings.port,
    surroundings.signature,
    surroundings.public_url,
)


def examine(settings: Settings | None = None, looks: tuple[Look, ...] = LOOKS) -> Iterator[Finding]:
    """One finding after another, as each is made: loading the engines takes seconds.

    Without `settings` those of the environment are examined, too, and what they lack is filled as --dev fills it.
    Raises SettingsError when they are unusable even so.
    """
    if settings is None:
        yield surroundings.settings_of_environment()
        settings = load_settings(dev=True)
    for look in looks:
        try:
            yield look(settings)
        except Exception as error:  # noqa: BLE001  # one look that breaks must not keep the others from being taken
            name = look.__name__.replace("_", " ")
            yield wrong(name, f"could not be looked at ({type(error).__name__}: {error})", "please report this")


__all__ = ["LOOKS", "Finding", "examine"]
