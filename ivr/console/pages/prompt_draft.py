"""The draft of the prompts as a whole: what it changes, heard, published with a note, or thrown away."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...errors import CandidError, EngineError, PromptError
from ...store.drafts import DraftMovedError
from ...store.revisions import LONGEST_NOTE
from ...written.prompt_texts import SAID_BY_CARRIER
from ...written.prompts_in_force import PromptsMovedError
from ...written.script import Key
from ..desk import Desk
from ..gate import me
from ..prompt_drafting import PromptDrafting, Standing
from ..prompt_purposes import language_told, purpose_of
from ..rights import Right, may
from .prompt import wav
from .prompts import speaker_of
from .rules import MOVED, built_on


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("prompt_draft", __name__, url_prefix="/prompts/draft"), PromptDrafting(desk)

    @page.get("/")
    @may(Right.SEE_RULES)
    def shown() -> tuple[str, int]:
        return _whole(drafting.standing())

    @page.post("/publish")
    @may(Right.SET_RULES)
    def publish() -> Response | tuple[str, int]:
        standing, note, saved = drafting.standing(), request.form.get("note", "").strip(), built_on()
        if not standing.changes or standing.saved != saved:
            return _whole(standing, MOVED, note, 409)
        if not note or len(note) > LONGEST_NOTE:
            told = f"Say in a few words why, at most {LONGEST_NOTE} characters: others read it beside the revision."
            return _whole(standing, told, note, 422)
        try:
            number = drafting.publish(me().id, standing, note, instead_of=request.form.get("version", ""))
        except PromptsMovedError:
            told = (
                "Other prompts are in force by now, or prompts.yml was changed by hand. Nothing was published: look at "
                "what changes by now. What was changed by hand needs a restart of the service first."
            )
            return _whole(drafting.standing(), told, note, 409)
        except PromptError as error:
            return _whole(standing, f"Nothing was published, and what is in force stays: {error}", note, 422)
        except EngineError as error:
            return _whole(standing, f"Nothing was published, and what is in force stays: {error}.", note, 503)
        flash(
            f"Published as revision {number} of the prompts. The next call has it; running calls keep what they hear."
        )
        return redirect(url_for("prompts.listed"))

    _add_discarding(page, desk)
    _add_sound(page, desk, drafting)
    return page


def _add_discarding(page: Blueprint, desk: Desk) -> None:
    @page.post("/discard")
    @may(Right.SET_RULES)
    def discard() -> Response:
        try:
            desk.prompt_drafts.discard(built_on=built_on())
            desk.audit.note(me().id, "prompt_draft_discarded")
            flash("The draft is gone. What is in force was not touched.")
        except DraftMovedError:
            flash(MOVED)
        return redirect(url_for("prompts.listed"))


def _add_sound(page: Blueprint, desk: Desk, drafting: PromptDrafting) -> None:
    @page.get("/<name>/<language>/sound")
    @may(Right.SEE_RULES)
    def sound(name: str, language: str) -> Response:
        """A line of the draft as callers would hear it; one that was saved long ago is spoken anew."""
        key = name, language
        line = drafting.standing().changes.get(key)
        if line is None or name in SAID_BY_CARRIER:
            abort(404)
        try:
            return wav(desk.prompts.spoken(key, line))
        except CandidError:
            abort(503)


def _whole(standing: Standing, problem: str = "", note: str = "", code: int = 200) -> tuple[str, int]:
    told = render_template(
        "prompts/draft.html",
        standing=standing,
        problem=problem,
        note=note,
        lines=[(key, purpose_of(key[0]).told, can_be_heard(key)) for key in sorted(standing.changes)],
        rebased=standing.draft is not None and standing.draft.version != standing.version,
        speaker_of=speaker_of,
        language_told=language_told,
    )
    return told, code


def can_be_heard(key: Key) -> bool:
    return key[0] not in SAID_BY_CARRIER
