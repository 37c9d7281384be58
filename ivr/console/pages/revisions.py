"""The rules that were in force: who put them there, when, why; what differs between two; and one of them back."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...errors import RulesError
from ...store.drafts import DraftMovedError
from ...store.revisions import PAGE, Revision
from ..changes.texts import differences
from ..desk import Desk
from ..drafting import Drafting, problems_of
from ..gate import me
from ..rights import Right, may
from .rules import MOVED, built_on


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("revisions", __name__, url_prefix="/revisions"), Drafting(desk)

    def there(number: int) -> Revision:
        found = desk.revisions.by_number(number)
        if found is None:
            abort(404)
        return found

    @page.get("/")
    @may(Right.SEE_RULES)
    def listed() -> str:
        found = desk.revisions.listed(request.args.get("before", None, type=int))
        more = found[-1].number if len(found) == PAGE else None
        return render_template("revisions/listed.html", revisions=found, more=more)

    @page.get("/<int:number>")
    @may(Right.SEE_RULES)
    def shown(number: int) -> str:
        """Beside the one before it, or ?with= another."""
        this, other = there(number), request.args.get("with", number - 1, type=int)
        beside = desk.revisions.by_number(other)
        differ = differences(beside.text, this.text) if beside else None
        newest = desk.revisions.newest()
        told = {"beside": beside, "differ": differ, "newest": newest, "standing": drafting.standing()}
        return render_template("revisions/shown.html", revision=this, **told)

    _add_restoring(page, drafting, there)
    return page


def _add_restoring(page: Blueprint, drafting: Drafting, there: Callable[[int], Revision]) -> None:
    @page.post("/<int:number>/restore")
    @may(Right.SET_RULES)
    def restore(number: int) -> Response:
        """It becomes the draft, to be looked at, tried and published as any other."""
        this = there(number)
        if drafting.standing().text == this.text:
            flash(f"Revision {number} is what stands already: there is nothing to change.")
            return redirect(url_for("revisions.shown", number=number))
        try:
            drafting.replace(me().id, built_on(), this.text, "revision_restored", str(number))
            flash(f"The draft holds the rules of revision {number} now. Publish it, and they are in force again.")
        except DraftMovedError:
            flash(MOVED)
        except RulesError as error:
            flash(f"This version of Candid does not take revision {number}: {problems_of(error)[0].told}")
            return redirect(url_for("revisions.shown", number=number))
        return redirect(url_for("draft.shown"))
