"""What operators write, checked as one: rules, prompts, and the assistant's responses and intents."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ..core.rules import Rules
from ..errors import AssistantError, CandidError, PromptError, RulesError
from ..language.check import check_languages
from ..settings import Settings
from .disclosure import COMPANY, foreign_problems, opening_problems
from .domain import Domain, read_domain
from .prompt_texts import FILE, SAID_BY_BOTH, SAID_BY_CARRIER, load_texts, text_for
from .prompts import check_all
from .recorded import recording_of
from .rules_file import check_prompts_named, never_true, read_rules, surprising
from .wording import Look, look_at
from .yaml_lines import line_of, tree_of


def check_written(settings: Settings, drafts: Sequence[Path] = ()) -> Look:
    """Mistakes and warnings, a line each with file, line and what to do; of `drafts`, rules files, if there are any."""
    files = drafts or (settings.rules_file,)
    mistakes = [mistake for path in files for mistake in check_rules(path, settings)]
    advice = [line for path in files for line in advice_on_rules(path)]
    if drafts:
        return Look(mistakes=mistakes, warnings=advice)
    wording = check_wording(settings)
    told = [*mistakes, *check_languages(), *check_prompts(settings), *wording.mistakes]
    return Look(wording.lines, list(dict.fromkeys(told)), [*advice, *wording.warnings])


def check_rules(path: Path, settings: Settings) -> list[str]:
    """Mistakes of a rules file, and the prompts and intents that it names and that are not there."""
    try:
        rules = read_rules(path)
        named = check_prompts_named(path, rules, settings.prompts_dir) + _check_intents(path, rules, settings)
        named += _with_lines(path, never_true(rules))
        if not rules.company:
            return [*named, f"{path.name}:1: company: is missing: say whom callers ring, as in `company: Acme`"]
        named += _naming_another(rules, settings)
        named += _with_lines(path, _untold_abroad(rules, settings.prompts_dir))
        return named + _check_opening(path, rules, settings.prompts_dir)
    except CandidError as error:
        return str(error).splitlines()


def advice_on_rules(path: Path) -> list[str]:
    """What a rules file says and may not mean, none of it a mistake; nothing of a file that has one."""
    try:
        return _with_lines(path, surprising(read_rules(path)), "warning: ")
    except CandidError:
        return []


def _with_lines(path: Path, told: Iterable[tuple[tuple[object, ...], str]], kind: str = "") -> list[str]:
    tree = tree_of(path.read_text(encoding="utf-8"))
    return [f"{path.name}:{line_of(tree, place)}: {kind}{'.'.join(map(str, place))}: {what}" for place, what in told]


def check_prompts(settings: Settings) -> list[str]:
    """The prompts as they are said for each company of the rules; nothing of it while the rules cannot be read."""
    try:
        rules = read_rules(settings.rules_file)
        companies, language = rules.companies, rules.language
    except RulesError:
        companies, language = (COMPANY,), ""  # the mistake of the rules is told already
    return check_all(settings.prompts_dir, *companies, language=language, as_recorded=False) + _lines_missing(settings)


def _lines_missing(settings: Settings) -> list[str]:
    try:
        written = load_texts(settings.prompts_dir)
    except PromptError:  # which check_all() tells
        return []
    missing = sorted((SAID_BY_CARRIER | SAID_BY_BOTH) - written.keys())
    return [f"{FILE}: {name} is missing: take it from the one that ships with Candid" for name in missing]


def numbers_told(settings: Settings, drafts: Sequence[Path] = ()) -> list[str]:
    """A line for each number with a profile, and one for all others: what callers of it hear, and where they go."""
    try:
        rules = read_rules((*drafts, settings.rules_file)[0])
        return [
            _told_of(number, its, settings.prompts_dir) for number, its in rules.by_number().items() if rules.numbers
        ]
    except CandidError:  # which is told as a mistake
        return []


def _told_of(number: str, rules: Rules, prompts_dir: Path) -> str:
    texts, seconds = _opening(rules, prompts_dir)
    opening = ", ".join(rules.disclosure.prompts)
    length = f"{sum(seconds):.1f} s with the question" if len(seconds) == len(texts) else "not all recorded yet"
    crisis = rules.crisis_number or "none"
    return (
        f"{number or 'any other number'}: {rules.company}; {opening} ({length}); "
        f"recording: {rules.recording}; "
        f"emergency {rules.emergency_number}, crisis line {crisis}; else to {rules.fallback_route}"
    )


def check_wording(settings: Settings) -> Look:
    """How prompts and responses are worded; the domain only where Rasa is started by the service."""
    try:
        return look_at(settings.prompts_dir, None if settings.rasa_url else read_domain(settings.rasa_dir))
    except AssistantError as error:
        return Look(mistakes=[str(error)])


def _check_intents(path: Path, rules: Rules, settings: Settings) -> list[str]:
    """Rasa refuses a key's intent that it does not know, and a rule for one never comes true."""
    domain = _domain(settings)
    known = domain.intents if domain else None
    named: list[tuple[tuple[object, ...], str]] = [(("menu", key), intent) for key, intent in rules.menu.items()]
    for number, rule in enumerate(rules.transfer_rules):
        named += [(("transfer_rules", number, "intents", at), intent) for at, intent in enumerate(rule.intents)]
        named += [(("transfer_rules", number, "tickets"), ticket) for ticket in rule.tickets]
    named += [
        (("topics", str(topic), "tickets"), name) for topic, rule in rules.topics.items() for name in rule.tickets
    ]
    tree = tree_of(path.read_text(encoding="utf-8"))
    return [
        f"{path.name}:{line_of(tree, place)}: {'.'.join(map(str, place))}: no intent '{intent}' in the assistant's "
        "domain.yml: add it there, or name another; `ivr intents` lists them"
        for place, intent in named
        if known is not None and intent not in known
    ]


def _untold_abroad(rules: Rules, prompts_dir: Path) -> Iterator[tuple[tuple[object, ...], str]]:
    """Lines by which callers in another language are put through, and that do not say what speaks."""
    written = load_texts(prompts_dir)
    for language, name in rules.other_languages.items():
        text = written.get(name, {}).get(language, "")
        for problem in foreign_problems(text, language) if text else ():
            yield ("other_languages", language), f"{name} {problem}"


def _domain(settings: Settings) -> Domain | None:
    """The assistant's, where it is the service's own."""
    with suppress(AssistantError):  # which check_wording() tells
        return None if settings.rasa_url else read_domain(settings.rasa_dir)
    return None


def _naming_another(rules: Rules, settings: Settings) -> list[str]:
    """The assistant says the same to callers of every number: none of it may name whom only some of them rang."""
    domain = _domain(settings) if len(rules.companies) > 1 else None
    mend = "callers of some numbers ring another company: leave the name out"
    return [
        f"{response.file}:{response.line}: {response.name}: names {named[0]}, and {mend}"
        for response in (domain.responses if domain else ())
        if (named := [one for one in rules.companies if one in response.text]) and len(named) < len(rules.companies)
    ]


def _check_opening(path: Path, rules: Rules, prompts_dir: Path) -> list[str]:
    """What is wrong with what callers hear first, for each number of which it is another."""
    tree, told = tree_of(path.read_text(encoding="utf-8")), list[str]()
    for number, its in rules.openings().items():
        place, shown = (("numbers", number), f"numbers.{number}") if number else (("disclosure",), "disclosure")
        texts, seconds = _opening(its, prompts_dir)
        problems = opening_problems(texts, its.language, sum(seconds))
        told += [f"{path.name}:{line_of(tree, place)}: {shown}: {problem}" for problem in problems]
    return told


def _opening(rules: Rules, prompts_dir: Path) -> tuple[list[str], list[float]]:
    """Its texts, and the seconds of those that are recorded."""
    written, opening = load_texts(prompts_dir), (*rules.disclosure.prompts, rules.disclosure.then)
    there = {name: written[name][rules.language] for name in opening if rules.language in written.get(name, {})}
    texts = {name: text_for(name, text, rules.company) for name, text in there.items()}
    found = (recording_of(prompts_dir, rules.language, *said, rules.company) for said in texts.items())
    return list(texts.values()), [one[1].seconds for one in found if one]
