"""The draft as a whole: what it changes, as text, from a file; published with a note, or thrown away."""

from typing import IO

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...errors import RulesError
from ...store.drafts import DraftMovedError
from ...store.revisions import LONGEST_NOTE
from ...written.rules_file import LARGEST_FILE, RulesMovedError
from ..changes.lines import lines_between
from ..changes.texts import differences
from ..desk import Desk
from ..drafting import MOVED_BUT_KEPT, Drafting, Problem, Standing, doubts, problems_of
from ..gate import me
from ..rights import Right, may
from .rules import MOVED, built_on


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("draft", __name__, url_prefix="/draft"), Drafting(desk)

    @page.get("/")
    @may(Right.SEE_RULES)
    def shown() -> tuple[str, int]:
        return _whole(desk, drafting.standing(), [])

    @page.post("/publish")
    @may(Right.SET_RULES)
    def publish() -> Response | tuple[str, int]:
        standing, note, saved = drafting.standing(), request.form.get("note", "").strip(), built_on()
        if standing.draft is None or standing.saved != saved:
            return _whole(desk, standing, [Problem(1, "", MOVED)], note, 409)
        if not note or len(note) > LONGEST_NOTE:
            told = f"Say in a few words why, at most {LONGEST_NOTE} characters: others read it beside the revision."
            return _whole(desk, standing, [Problem(1, "note", told)], note, 422)
        try:
            number = drafting.publish(me().id, standing.draft, note, instead_of=request.form.get("on_disk", ""))
        except RulesMovedError:
            told = "What is in force was changed meanwhile. Nothing was published: look at what changes by now."
            return _whole(desk, drafting.standing(), [Problem(1, "", told)], note, 409)
        except RulesError as error:
            return _whole(desk, standing, problems_of(error), note, 422)
        flash(f"Published: revision {number} is in force now. The next call has it; running calls keep what they had.")
        return redirect(url_for("revisions.shown", number=number))

    _add_discarding(page, desk)
    _add_text(page, drafting)
    _add_download(page, desk, drafting)
    return page


def _add_discarding(page: Blueprint, desk: Desk) -> None:
    @page.post("/discard")
    @may(Right.SET_RULES)
    def discard() -> Response:
        try:
            desk.drafts.discard(built_on=built_on())
            desk.audit.note(me().id, "draft_discarded")
            flash("The draft is gone. What is in force was not touched.")
        except DraftMovedError:
            flash(MOVED)
        return redirect(url_for("rules.listed"))


def _whole(desk: Desk, standing: Standing, problems: list[Problem], note: str = "", code: int = 200) -> tuple[str, int]:
    on_disk = desk.rules.on_disk()
    shown_now = {
        "differ": differences(desk.rules.text(), standing.text),
        "doubts": doubts(standing.rules),
        "on_disk": on_disk,
        "is_other": on_disk != desk.in_force.version,
        "rebased": standing.draft is not None and standing.draft.version != desk.in_force.version,
    }
    told = render_template("draft/shown.html", standing=standing, problems=problems, note=note, **shown_now)
    return told, code


def _add_text(page: Blueprint, drafting: Drafting) -> None:
    def as_text(standing: Standing, typed: str, problems: list[Problem], code: int = 200) -> tuple[str, int]:
        lines = lines_between(standing.text, typed) if code == 409 else []
        shown_now = {"typed": typed, "problems": problems, "lines": lines}
        return render_template("draft/text.html", standing=standing, **shown_now), code

    @page.get("/text")
    @may(Right.SEE_RULES)
    def text() -> tuple[str, int]:
        standing = drafting.standing()
        return as_text(standing, standing.text, [])

    @page.post("/text")
    @may(Right.SET_RULES)
    def save() -> Response | tuple[str, int]:
        """What was typed, or a file in its place. Browsers send lines with both ends of old."""
        standing, saved, act = drafting.standing(), built_on(), "text_saved"
        typed = request.form.get("text", "").replace("\r\n", "\n")
        if file := request.files.get("file"):
            act = "text_imported"
            try:
                typed = _text_in(file.stream)
            except UnicodeDecodeError:
                told = "The file is not UTF-8 text: is it a rules.yml?"
                return as_text(standing, typed or standing.text, [Problem(1, "", told)], 422)
        try:
            drafting.replace(me().id, saved, typed, act)
        except DraftMovedError:
            return as_text(drafting.standing(), typed, [Problem(1, "", MOVED_BUT_KEPT)], 409)
        except RulesError as error:
            return as_text(standing, typed, problems_of(error), 422)
        return redirect(url_for("draft.shown"))


def _text_in(file: IO[bytes]) -> str:
    """Ends the request with 413 for what is longer than rules can be; raises UnicodeDecodeError."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        abort(413)
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def _add_download(page: Blueprint, desk: Desk, drafting: Drafting) -> None:
    @page.get("/rules.yml")
    @may(Right.SEE_RULES)
    def download() -> Response:
        """The draft, or with ?of=force what is in force."""
        text = desk.rules.text() if request.args.get("of") == "force" else drafting.standing().text
        answer = make_response(text)
        answer.headers["Content-Type"] = "application/yaml; charset=utf-8"
        answer.headers["Content-Disposition"] = 'attachment; filename="rules.yml"'
        return answer
