"""Settings as the environment has them; the only module that reads it, once."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from ..errors import SettingsError
from .checking import NUMBERS, SECRETS, misspelt, problems_of
from .given import ROOT, VARIABLES, Settings

BESIDE_THE_ASSISTANT = {"rules_file": "rules.yml", "prompts_dir": "audio_prompts"}
"""What a folder made by `ivr new-assistant` holds, so that one variable points the service at all of it."""
PATHS = {"data_dir", "models_dir", "prompts_dir", "rules_file", "rasa_dir"}


def load_settings(
    environ: Mapping[str, str] | None = None, *, dev: bool = False, overrides: Mapping[str, str] | None = None
) -> Settings:
    """Settings from IVR_* variables, `overrides` first; `dev` makes secrets not set, kept in the data folder.

    Raises SettingsError naming every variable that is missing or unusable.
    """
    source = {**(os.environ if environ is None else environ), **(overrides or {})}
    values: dict[str, object] = {n: source[v] for n, v in VARIABLES.items() if source.get(v, "") != ""}
    values |= {n: Path(str(values[n])).expanduser().resolve() for n in PATHS if n in values}
    for name, beside in BESIDE_THE_ASSISTANT.items():
        if (place := Path(str(values.get("rasa_dir", Settings.rasa_dir))) / beside).exists():
            values.setdefault(name, place)
    if "port" in values:
        values["port"] = _port(str(values["port"]))
    values |= {name: _number(name, values[name], *bounds) for name, bounds in NUMBERS.items() if name in values}
    if dev:
        _add_dev_values(values)
    problems = [*misspelt(source), *problems_of(values, dev=dev)]
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(**values)  # type: ignore[arg-type]  # names and types were checked above


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingsError("IVR_PORT must be a number from 1 to 65535")
    return int(text)


def _number(name: str, given: object, least: int, most: int) -> int:
    text = str(given)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingsError(f"{VARIABLES[name]} must be a whole number from {least} to {most}")
    return int(text)


def _add_dev_values(values: dict[str, object]) -> None:
    values.setdefault("public_url", f"http://127.0.0.1:{values.get('port', 8080)}")
    folder = Path(str(values.get("data_dir", ROOT / ".data")))
    for name in SECRETS:
        if name not in values:
            values[name] = _kept_secret(folder / f"{name}.secret")


def _kept_secret(path: Path) -> str:
    """A new one at each start where the folder takes none: the service is up all the same."""
    made = secrets.token_urlsafe(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or not path.read_text().strip():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(made)
        return path.read_text().strip() or made
    except (OSError, UnicodeDecodeError):
        return made
