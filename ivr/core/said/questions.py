"""What the caller is being asked, and so may answer."""

from ..memory import Memory
from ..record import Awaited, Line, Prompt, Words
from ..rules import Rules
from .about_recording import MAY_RECORD
from .playback import Saying


def opening_question(rules: Rules) -> Saying:
    """The first: how we can help."""
    return Saying((Prompt(rules.disclosure.then),))


def whole_opening(rules: Rules, first: Saying | None = None) -> Saying:
    """The disclosure and the first question: how we can help, where it was no other."""
    lines = tuple(Prompt(name) for name in rules.disclosure.prompts)
    return Saying((*lines, *(first or opening_question(rules)).lines))


def particular_question(memory: Memory) -> tuple[Line, ...]:
    """The question that awaits an answer of its kind; nothing where the caller may say what they like."""
    said = memory.said
    return said.lines if said and said.expects.kind is not Awaited.FREE else ()


def open_question(memory: Memory, rules: Rules) -> tuple[Line, ...]:
    """The whole of a particular question, the last line of an open one."""
    said = memory.said
    if not said or said.expects.kind is not Awaited.FREE:
        return particular_question(memory)
    last = said.lines[-1]
    is_question = last.text.endswith("?") if isinstance(last, Words) else _is_asked_openly(last, rules)
    return (last,) if is_question else ()


def _is_asked_openly(line: Prompt, rules: Rules) -> bool:
    return line == MAY_RECORD or line in opening_question(rules).lines
