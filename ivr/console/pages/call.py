"""One call: what is kept of it, what was said for those who may know it, and as a test. Each look at words is noted."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask_limiter import Limiter
from itsdangerous import BadSignature, URLSafeTimedSerializer

from ...errors import PromptError, VaultError
from ...reports.cost import cost_of, minutes_of
from ...retold.as_test import as_scenario
from ...retold.story import Told, story
from ...settings.prices import prices_in
from ...store.journals import read_journal
from ...store.one_call import OneCall, one_call
from ...store.recorded import parts_of, recording_of
from ...written.prompt_texts import PromptTexts
from ..carrier_words import told_by_carrier
from ..desk import Desk
from ..drawn import drawing
from ..gate import me
from ..rights import Right, may
from ..told_of_calls import facts_told, happened
from ..waveform import waveform

_LONGEST_WHY = 200
_LISTEN_SECONDS = 3600
_TRY = "rehearsal.begin"
"""Where a call is tried with the draft."""
NO_REASON = "Say for which reason, in words that name nobody: it is noted."
UNREADABLE = "What was said cannot be opened: it is damaged, or its master key is not here."


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("call", __name__, url_prefix="/calls")
    prices = prices_in(desk.settings.carrier_prices)

    def told(one: OneCall, problem: str = "", **more: object) -> str:
        revision = desk.revisions.by_version(one.rules_version, one.found.began)
        cost = cost_of(minutes_of(one.found), prices)
        return render_template(
            "call/shown.html",
            **{"call": one, "revision": revision.number if revision else None, "problem": problem},
            **{"cost": cost, "currency": prices.currency if prices else "", "hidden": desk.settings.hide_transcripts},
            drawing=drawing(one),
            try_at=url_for(_TRY) if _TRY in current_app.view_functions else "",
            **more,
        )

    page.add_app_template_filter(happened)
    page.add_app_template_filter(told_by_carrier)
    page.add_app_template_filter(facts_told)

    @page.get("/<call>")
    @may(Right.SEE_CALLS)
    def shown(call: str) -> str:
        return told(_there(desk, call))

    _add_words(page, desk, told)
    _add_sound(page, desk, told)
    return page


def _add_words(page: Blueprint, desk: Desk, told: Callable[..., str]) -> None:
    def opened(call: str, act: str) -> tuple[OneCall, tuple[Told, ...], str]:
        """The call and what was said in it, once the look is noted; or why it is not shown."""
        one = _there(desk, call)
        if not _noted(desk, act, call):
            return one, (), NO_REASON
        try:
            return one, story(read_journal(desk.engine, call, desk.vault), _texts(desk, one.found.language)), ""
        except VaultError:
            return one, (), UNREADABLE

    @page.post("/<call>/words")
    @may(Right.SEE_WORDS)
    def words(call: str) -> str | tuple[str, int]:
        one, said, problem = opened(call, "looked_at_words")
        return (told(one, problem), 422) if problem else told(one, story=said)

    @page.post("/<call>/test")
    @may(Right.SEE_WORDS)
    def test(call: str) -> Response | tuple[str, int]:
        one, said, problem = opened(call, "made_a_test")
        if problem:
            return told(one, problem), 422
        found = one.found
        text = as_scenario(
            f"a call of {found.began:%Y-%m-%d}",
            said,
            disposition=found.disposition,
            route=found.route,
            reason=found.reason,
        )
        as_file = {"Content-Disposition": 'attachment; filename="call.yml"'}
        return Response(text, mimetype="application/yaml", headers=as_file)


def _add_sound(page: Blueprint, desk: Desk, told: Callable[..., str]) -> None:
    @page.post("/<call>/listen")
    @may(Right.SEE_WORDS)
    def listen(call: str) -> str | tuple[str, int]:
        one = _there(desk, call)
        if not one.recorded_seconds:
            abort(404)
        if not _noted(desk, "listened", call):
            return told(one, NO_REASON), 422
        look = _looks().dumps([me().id, call])
        try:
            wave = waveform(one, parts_of(desk.engine, desk.vault, call))
        except VaultError:
            return told(one, UNREADABLE), 422
        return told(one, sound=url_for("call.recording", call=call, look=look), wave=wave)

    @page.get("/<call>/recording")
    @may(Right.SEE_WORDS)
    def recording(call: str) -> Response:
        """For who has asked to listen, which was noted; for an hour."""
        try:
            allowed = _looks().loads(request.args.get("look", ""), max_age=_LISTEN_SECONDS) == [me().id, call]
        except BadSignature:
            allowed = False
        if not allowed:
            abort(404)
        try:
            sound = recording_of(desk.engine, desk.vault, call)
        except VaultError:
            abort(404)
        return Response(sound, mimetype="audio/ogg") if sound else abort(404)


def _looks() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="listen")


def _noted(desk: Desk, act: str, call: str) -> bool:
    """Before anything is shown. False: a reason is wanted, and none was given."""
    why = request.form.get("why", "").strip()[:_LONGEST_WHY]
    if desk.settings.hide_transcripts and not why:
        return False
    desk.audit.note(me().id, act, call, **({"why": why} if why else {}))
    return True


def _texts(desk: Desk, language: str) -> dict[str, str]:
    """What our lines say by name, as they are written now; empty where nobody can read them."""
    try:
        texts = PromptTexts(desk.settings.prompts_dir, language)
    except PromptError:
        return {}
    return {name: texts.text(name, desk.in_force.company) for name in texts.names}


def _there(desk: Desk, call: str) -> OneCall:
    return one_call(desk.engine, call) or abort(404)
