"""All prompts, by what they are for: what callers hear, and who speaks it."""

from flask import Blueprint, render_template, request
from flask_limiter import Limiter

from ...written.prompt_texts import SAID_BY_CARRIER
from ...written.script import Key
from ..desk import Desk
from ..prompt_drafting import PromptDrafting, Standing
from ..prompt_purposes import grouped, language_told
from ..rights import Right, may

NAV = ("Prompts", "prompts.listed", Right.SEE_RULES)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("prompts", __name__, url_prefix="/prompts"), PromptDrafting(desk)

    @page.get("/")
    @may(Right.SEE_RULES)
    def listed() -> str:
        standing, wanted = drafting.standing(), request.args.get("q", "").strip()
        return render_template(
            "prompts/listed.html",
            standing=standing,
            groups=_groups(standing, wanted),
            wanted=wanted,
            revision=desk.prompt_revisions.newest(),
            language_told=language_told,
        )

    return page


def speaker_of(standing: Standing, key: Key) -> str:
    """Who says a line, as the draft has it."""
    if key[0] in SAID_BY_CARRIER:
        return "the carrier's voice"
    return "a recording of yours" if standing.line(key).recording else "the voice"


def _groups(standing: Standing, wanted: str) -> dict[str, list[tuple[str, str, list[tuple[Key, str, str]]]]]:
    """Group → (prompt, what it is for, its lines: each with its text and who speaks it) of what holds all the words."""
    found: dict[str, list[tuple[str, str, list[tuple[Key, str, str]]]]] = {}
    words = wanted.casefold().split()
    for group, names in grouped({name for name, _ in standing.script}).items():
        for name, told in names.items():
            keys = sorted(key for key in standing.script if key[0] == name)
            lines = [(key, standing.line(key).text, speaker_of(standing, key)) for key in keys]
            whole = " ".join((group, told, name, *(text for _, text, _ in lines))).casefold()
            if all(word in whole for word in words):
                found.setdefault(group, []).append((name, told, lines))
    return found
