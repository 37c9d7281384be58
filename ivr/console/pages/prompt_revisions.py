"""The prompts that were in force: who put them there, when, why; what a revision changed; and one of them back."""

from collections.abc import Callable
from contextlib import suppress

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...errors import EngineError, PromptError
from ...store.drafts import DraftMovedError
from ...store.revisions import PAGE, Revision
from ...written.script import Script, changes_between, from_text
from ..desk import Desk
from ..gate import me
from ..prompt_drafting import LineRefusedError, PromptDrafting, why_not
from ..prompt_purposes import language_told, purpose_of
from ..rights import Right, may
from .rules import MOVED, built_on


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("prompt_revisions", __name__, url_prefix="/prompts/revisions"), PromptDrafting(desk)

    def there(number: int) -> Revision:
        found = desk.prompt_revisions.by_number(number)
        if found is None:
            abort(404)
        return found

    @page.get("/")
    @may(Right.SEE_RULES)
    def listed() -> str:
        found = desk.prompt_revisions.listed(request.args.get("before", None, type=int))
        more = found[-1].number if len(found) == PAGE else None
        return render_template("prompts/revisions.html", revisions=found, more=more)

    @page.get("/<int:number>")
    @may(Right.SEE_RULES)
    def shown(number: int) -> str:
        this, before = there(number), desk.prompt_revisions.by_number(number - 1)
        now, was = _script(this), _script(before) if before else {}
        changed = sorted(changes_between(was, now))
        told: dict[str, object] = {"revision": this, "newest": desk.prompt_revisions.newest(), "was": was, "now": now}
        told |= {"lines": [(key, purpose_of(key[0]).told) for key in changed], "language_told": language_told}
        return render_template("prompts/revision.html", before=before, standing=drafting.standing(), **told)

    _add_restoring(page, drafting, there)
    return page


def _add_restoring(page: Blueprint, drafting: PromptDrafting, there: Callable[[int], Revision]) -> None:
    @page.post("/<int:number>/restore")
    @may(Right.SET_RULES)
    def restore(number: int) -> Response:
        """It becomes the draft, to be heard and published as any other."""
        try:
            drafting.restore(me().id, built_on(), there(number))
            flash(f"The draft holds the prompts of revision {number} now. Publish it, and they are in force again.")
        except DraftMovedError:
            flash(MOVED)
        except (LineRefusedError, EngineError) as error:
            flash(why_not(error)[0])
            return redirect(url_for("prompt_revisions.shown", number=number))
        return redirect(url_for("prompt_draft.shown"))


def _script(revision: Revision) -> Script:
    """Nothing of one that another version of Candid kept."""
    found: Script = {}
    with suppress(PromptError):
        found = from_text(revision.text)
    return found
