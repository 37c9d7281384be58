"""What happens now, the worst call first; and one button each to help a call. To look at it changes nothing."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_limiter import Limiter
from flask_login import current_user
from werkzeug.wrappers import Response

from ...core.events import Helped
from ...core.help import Help
from ..desk import Desk
from ..gate import me
from ..now import told
from ..now.scene import Helps, Scene
from ..now.views import Wanted, given, view_of
from ..rights import Right, may

NAV = ("Now", "now.shown", Right.SEE_NOW)
_LONGEST_REASON = 200


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("now", __name__, url_prefix="/now")

    @page.get("/")
    @may(Right.SEE_NOW)
    def shown() -> str:
        view = view_of(Wanted(), _scene(desk), desk.stage, desk.holds)
        return render_template("now/all.html", **given(view, _epoch(desk)))

    @page.get("/<call>")
    @may(Right.SEE_NOW)
    def one(call: str) -> str:
        return _one(desk, call)

    @page.post("/<call>/words")
    @may(Right.SEE_WORDS)
    def words(call: str) -> Response | tuple[str, int]:
        _there(desk, call)
        why = request.form.get("why", "").strip()[:_LONGEST_REASON]
        if desk.settings.hide_transcripts and not why:
            return _one(desk, call, problem="Say for which reason, in words that name nobody: it is noted."), 422
        desk.audit.note(me().id, "looked_at_words", call, **({"why": why} if why else {}))
        desk.looks.begin(me().id, call)
        return redirect(url_for("now.one", call=call))

    _add_holding(page, desk)
    _add_helping(page, desk)
    return page


def _add_holding(page: Blueprint, desk: Desk) -> None:
    @page.post("/<call>/hold")
    @may(Right.HELP)
    def hold(call: str) -> Response | tuple[str, int]:
        if not _is_with_assistant(desk, call):
            return _too_late()
        before = desk.holds.of(call)
        holder = desk.holds.take(call, me().id, me().name)
        if holder.person != me().id:
            return _one(desk, call, problem=f"{holder.name} holds this call: they help it."), 409
        if before is None:
            desk.audit.note(me().id, "hold_taken", call)
        return redirect(url_for("now.one", call=call))

    @page.post("/<call>/let-go")
    @may(Right.HELP)
    def let_go(call: str) -> Response:
        if desk.holds.of(call) is None:
            abort(404)
        if desk.holds.let_go(call, me().id):
            desk.audit.note(me().id, "hold_ended", call)
        return redirect(url_for("now.shown"))


def _add_helping(page: Blueprint, desk: Desk) -> None:
    @page.post("/<call>/help")
    @may(Right.HELP)
    def helped(call: str) -> Response | tuple[str, int]:
        """Whoever helps holds the call from then on."""
        if not _is_with_assistant(desk, call):
            return _too_late()
        wanted = _wanted(desk.stage.helps(call))
        if wanted is None:
            return _one(desk, call, problem="Choose a line, or a route, of the list."), 422
        holder = desk.holds.take(call, me().id, me().name)
        if holder.person != me().id:
            return _one(desk, call, problem=f"{holder.name} holds this call: they help it. Nothing was done."), 409
        desk.audit.note(me().id, "helped", call, help=wanted.help, name=wanted.name)
        try:
            answer = desk.stage.help(call, wanted)
        except TimeoutError:
            flash("The call has not answered in time. See below whether it was done.")
        else:
            stands = {"stands": answer.stands if answer else "gone", "why": answer.why if answer else None}
            desk.audit.note(me().id, "help_answered", call, help=wanted.help, **stands)
            flash(told.answered(answer))
        return redirect(url_for("now.one", call=call))


def _wanted(helps: Helps) -> Helped | None:
    """What the button stands for; None: nothing that there is. A line is one that is written, never a text."""
    try:
        wanted = Help(request.form.get("help", ""))
    except ValueError:
        return None
    line, route = request.form.get("line", ""), request.form.get("route", "")
    if wanted is Help.SAY_NEXT:
        return Helped(wanted, line, by=me().id) if line in helps.lines else None
    if wanted is Help.TO_AGENT:
        return Helped(wanted, route, by=me().id) if route in helps.routes else None
    return Helped(wanted, by=me().id)


def _one(desk: Desk, call: str, problem: str = "") -> str:
    reads = current_user.may(Right.SEE_WORDS) and desk.looks.go_on(me().id, call)
    view = view_of(Wanted(call, reads), _scene(desk), desk.stage, desk.holds)
    if not view.is_there:
        abort(404)
    holder = desk.holds.of(call)
    return render_template(
        "now/call.html",
        **given(view, _epoch(desk)),
        helps=desk.stage.helps(call) if view.running else None,
        others=holder if holder and holder.person != me().id else None,
        mine=holder is not None and holder.person == me().id,
        hidden=desk.settings.hide_transcripts,
        problem=problem,
        longest_reason=_LONGEST_REASON,
    )


def _scene(desk: Desk) -> Scene:
    try:
        return desk.stage.scene_now()
    except TimeoutError:
        abort(504)


def _there(desk: Desk, call: str) -> None:
    if not view_of(Wanted(call), _scene(desk), desk.stage, desk.holds).is_there:
        abort(404)


def _is_with_assistant(desk: Desk, call: str) -> bool:
    return _scene(desk).call(call) is not None


def _too_late() -> Response:
    flash(told.answered(None))
    return redirect(url_for("now.shown"))


def _epoch(desk: Desk) -> float:
    return desk.now().timestamp()
