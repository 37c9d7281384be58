"""What people write or install: rules, prompts and model files."""

from ..errors import EngineError, RulesError
from ..models import HOW_TO_MEND, resolve_whisper, silero_path
from ..prompts import check_all, load_texts
from ..rules_file import check_prompts_named, read_rules
from ..settings import Settings
from .finding import Finding, well, wrong


def rules(settings: Settings) -> Finding:
    try:
        found = read_rules(settings.rules_file)
        problems = check_prompts_named(settings.rules_file, found, settings.prompts_dir)
    except RulesError as error:
        problems = str(error).splitlines()
    if problems:
        return wrong("rules", problems[0], _rest(problems, "ivr check"))
    routes, numbers = len(found.routes), len({n for route in found.routes.values() for n in route.agents})
    return well("rules", f"{settings.rules_file.name}: {routes} routes, {numbers} agents' numbers")


def prompts(settings: Settings) -> Finding:
    if problems := check_all(settings.prompts_dir):
        return wrong("prompts", problems[0], _rest(problems, "ivr render-prompts"))
    return well("prompts", f"text and audio of all {len(load_texts(settings.prompts_dir))} agree")


def models(settings: Settings) -> Finding:
    try:
        place = resolve_whisper(settings.whisper_model, settings.models_dir)
        silero_path(settings.models_dir)
    except EngineError as error:
        return wrong("models", str(error).removesuffix(f": {HOW_TO_MEND}"), HOW_TO_MEND)
    if place.startswith(str(settings.models_dir)):
        return well("models", f"Whisper {settings.whisper_model} and the voice detector have their sha256")
    return well("models", f"Whisper {settings.whisper_model} is your own, not checked; the detector has its sha256")


def _rest(problems: list[str], command: str) -> str:
    more = len(problems) - 1
    return f"and {more} more: run `{command}`" if more else f"then run `{command}`"
