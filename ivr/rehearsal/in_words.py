"""What was done about a caller, and why a call could not be tried, in a supervisor's words."""

from ..store.past_calls import Missing
from .doing import GOES_ON, NOTHING, Doing
from .rehearse import OTHER_LANGUAGE, OTHER_RULES, OTHER_WORDS, UNREADABLE, Verdict

_OUTCOMES = {
    "ask": "the assistant answers",
    "miss": "is not understood, and asked again",
    "request": "what was asked of the assistant is done",
    "nothing_said": "nothing was said",
    "ask_if_safe": "is asked whether it is safe to talk",
    "wait": "is waited for",
    "go_on": "what was being said goes on",
    "offer_keys": "is offered keys",
    "offer_person": "is offered a person",
    "machine": "a recording or a bot is on the line",
    GOES_ON: "is listened to further",
    NOTHING: "nothing more is done",
}
WHY_NOT = {
    Missing.NO_ASSISTANT.value: "went to a person without the assistant",
    Missing.ERASED.value: "its caller was forgotten",
    Missing.GONE.value: "what was said is no longer kept",
    Missing.LOCKED.value: "what was said cannot be opened",
    UNREADABLE: "was kept by another version of the service, or is damaged",
    OTHER_LANGUAGE: "was held in another language",
    OTHER_RULES: "had rules that are not known any more",
    OTHER_WORDS: "so much was taken out of its words that they mean something else by now",
}
VERDICTS = {
    Verdict.DIFFERS: "something else is decided",
    Verdict.SAME: "the same is decided",
    Verdict.IN_PART: "the same up to a turn from which on it cannot be tried",
    Verdict.NOT_JUDGED: "cannot be tried",
}


def told(doing: Doing | None) -> str:
    if doing is None:
        return "the caller hung up, or the line did"
    parts = [_where(doing) or _OUTCOMES.get(doing.outcome, doing.outcome.replace("_", " "))]
    if doing.says and not parts[0]:
        parts = [f"hears {', '.join(doing.says)}"]
    why = f"rule “{doing.rule}”" if doing.rule else doing.why or doing.reason.replace("_", " ")
    return f"{parts[0] or 'nothing is done'}{f' ({why})' if why else ''}"


def _where(doing: Doing) -> str:
    if doing.ends == "pay":
        return f"goes to pay at {doing.route}"
    if doing.ends:
        return f"ends: {doing.ends.replace('_', ' ')}"
    closed = ", which is closed" if doing.nobody_there else ""
    return f"goes to {doing.route}{closed}" if doing.route else ""
