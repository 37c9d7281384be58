"""The beginning of a data protection impact assessment: what the installation knows, and what the operator must say."""

from collections.abc import Iterator

from . import sheet
from .installation import Installation
from .processing import classes
from .recipients import all_recipients

_RISKS = (
    ("A caller does not know that a machine speaks", ("D1", "D2", "D6", "D7")),
    ("A caller does not get a person", ("D11", "D12", "D15", "D16", "D17")),
    ("Words are understood wrongly, and something is done", ("D14",)),
    ("What was said gets out", ("P9", "P11", "P12", "P22")),
    ("It is kept for too long, or cannot be deleted", ("P18", "P19")),
    ("It is used for something else", ("P8", "P24")),
    ("A caller in need is left to a machine", ("D15",)),
    ("Some groups of callers are understood less well", ()),
)


def paper(here: Installation) -> str:
    told = [sheet.title("Impact assessment, begun (helps with Article 35 of the GDPR)")]
    told.append("What is known here is filled in. The rest is yours to answer; so is whether one is needed.")
    told.append(sheet.section("1. What is done"))
    told.append(sheet.points(_what(here)))
    told.append(sheet.section("2. Needed, and in proportion?"))
    told.append(
        sheet.points(
            (
                sheet.blank("why a machine answers, and what else was considered"),
                sheet.blank("legal basis, and how callers are informed beyond the first words"),
                f"Callers are told first, and can have a person at once {sheet.shown('D1', 'D11', 'D12')}.",
                f"Callers may choose no machine, no recording, no training, and it is remembered for "
                f"{here.settings.keep_choices_days} days {sheet.shown('D18')}.",
            )
        )
    )
    told.append(sheet.section("3. Risks, and what is done against each"))
    told.append(sheet.table(("risk", "shown by the product", "how likely, how grave, what you add"), _risks()))
    told.append(sheet.section("4. Who was asked"))
    told.append(
        sheet.points(
            (
                f"Data protection officer: {sheet.blank('advice and date')}",
                f"Callers or those who speak for them: {sheet.blank('views, or why not asked')}",
                f"Works council, for agents: {sheet.blank('as it applies')}",
                f"Decision, and when it is looked at again: {sheet.blank('who, when')}",
            )
        )
    )
    return "\n".join([*told, ""])


def _what(here: Installation) -> Iterator[str]:
    rules, settings = here.rules, here.settings
    yield f"A machine answers calls for {here.companies or sheet.blank('whom')}, in `{rules.language}`."
    at_once, minutes = rules.limits.calls_at_once, rules.limits.call_minutes
    yield f"At most {at_once} calls at once, of {minutes:g} minutes at most; then a person."
    yield f"Calls in a month, and from whom: {sheet.blank('how many; children, patients, others in need?')}"
    yield f"Kept: {'; '.join(f'{name} {kept}' for name, _, _, kept in classes(settings))}."
    yield f"Others who get something: {', '.join(who for who, _, _ in all_recipients(here))}."
    off = sorted(topic.value for topic, rule in rules.topics.items() if not rule.enabled)
    yield f"Sensitive topics left to the assistant, as set: {', '.join(off) or 'none'}."


def _risks() -> Iterator[tuple[str, str, str]]:
    for risk, rows in _RISKS:
        yield risk, sheet.shown(*rows) if rows else "not measured here", sheet.blank("your judgement")
