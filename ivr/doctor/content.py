"""What people write or install: rules, prompts and model files."""

from ..engines.models import HOW_TO_MEND, resolve_whisper, silero_path
from ..errors import EngineError
from ..settings import Settings
from ..written.check import check_prompts, check_rules, check_wording
from ..written.prompt_texts import load_texts
from ..written.rules_file import read_rules
from .finding import Finding, well, wrong


def rules(settings: Settings) -> Finding:
    if problems := check_rules(settings.rules_file, settings):
        return wrong("rules", problems[0], _rest(problems, "ivr check"))
    found = read_rules(settings.rules_file)
    routes, numbers = len(found.routes), len({n for route in found.routes.values() for n in route.agents})
    if found.may_record and "libopus" not in _codecs():
        return wrong("rules", "recording: ask, and no encoder for it is here", "run `make install`")
    return well("rules", f"{settings.rules_file.name}: {routes} routes, {numbers} agents' numbers")


def _codecs() -> set[str]:
    import av  # a third of a second, and as a rule nobody is recorded

    return set(av.codecs_available)


def prompts(settings: Settings) -> Finding:
    if problems := check_prompts(settings):
        return wrong("prompts", problems[0], _rest(problems, "ivr render-prompts"))
    return well("prompts", f"text and audio of all {len(load_texts(settings.prompts_dir))} agree")


def wording(settings: Settings) -> Finding:
    found = check_wording(settings)
    if found.mistakes:
        return wrong("wording", found.mistakes[0], _rest(found.mistakes, "ivr check"))
    advice = f"{len(found.warnings)} could be worded better: `ivr check` says how" if found.warnings else ""
    return well("wording", f"{found.lines} lines that callers hear keep the rules of wording", advice)


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
