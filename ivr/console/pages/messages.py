"""What callers left for people to do: claimed, done, given back. The number to ring is shown to who has claimed it,
and each look at it is noted first."""

from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, session, url_for
from flask_limiter import Limiter
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from ...core.message import MessageKind, MessageOutcome
from ...core.record import Flag
from ...errors import VaultError
from ...store import copies, message_acts, message_list
from ...store.message_acts import LONGEST_PERSON, NoMessageError, OtherwiseError, Place
from ...store.message_list import AT_ONCE, Message, Which
from ..desk import Desk
from ..gate import me
from ..rights import Right, may

NAV = ("Messages", "messages.listed", Right.SEE_MESSAGES)
_WHY = "message_why"
"""In the signed cookie, where words are hidden: [call, place in it, why it is looked at]."""
_LONGEST_WHY, _FARTHEST = 200, 100_000
_LARGEST_SEQ = 2**31 - 1
OUTCOMES: Mapping[MessageOutcome, str] = {
    MessageOutcome.REACHED: "I spoke with the caller",
    MessageOutcome.LEFT_WORD: "Not reached, but they know how to reach us",
    MessageOutcome.NOT_REACHED: "Tried in vain, as often as we do",
    MessageOutcome.PASSED_ON: "Somebody else deals with it, elsewhere",
    MessageOutcome.NOTHING_TO_DO: "Nothing was to be done",
}
FLAGS: Mapping[str, str] = {
    Flag.NO_SURVEY: "Ask for no rating.",
    Flag.NO_CALLBACK: "Do not ring back unless the caller asked for it: somebody else may answer.",
    Flag.NO_VOICEMAIL: "Leave no word on their voicemail.",
    Flag.TICKET: "A case with its own reference is to be opened.",
    Flag.SAFE_TO_TALK: "Asked whether they can speak freely, they said yes.",
    Flag.UNSAFE_TO_TALK: "Asked whether they can speak freely, they did not say yes.",
}


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("messages", __name__, url_prefix="/messages")

    @page.get("/")
    @may(Right.SEE_MESSAGES)
    def listed() -> str:
        given, route, now = request.args.get("list", ""), request.args.get("route", "")[:64], desk.now()
        which = Which(given) if given in set(Which) else Which.OPEN
        after = min(max(request.args.get("after", 0, type=int), 0), _FARTHEST)
        found = message_list.messages(*(desk.engine, which, _name(), now), route=route, after=after, most=AT_ONCE + 1)
        return render_template(
            "messages/listed.html",
            **{"messages": found[:AT_ONCE], "which": which, "route": route, "now": now},
            counts=message_list.counts(desk.engine, _name(), now, route=route),
            lists=list(Which),
            routes=sorted({*desk.in_force.routes, *([route] if route else [])}),
            earlier=max(after - AT_ONCE, 0) if after else None,
            later=after + AT_ONCE if len(found) > AT_ONCE else None,
        )

    _add_one(page, desk)
    _add_acts(page, desk)
    return page


def _add_one(page: Blueprint, desk: Desk) -> None:
    @page.get("/<call>/<int:seq>")
    @may(Right.SEE_MESSAGES)
    def one(call: str, seq: int) -> str:
        return _shown(desk, _there(desk, call, seq))

    @page.post("/<call>/<int:seq>/look")
    @may(Right.SEE_MESSAGES)
    def look(call: str, seq: int) -> AnyResponse | tuple[str, int]:
        message, why = _there(desk, call, seq), " ".join(request.form.get("why", "").split())
        if not why or len(why) > _LONGEST_WHY:
            told = f"Say in 1 to {_LONGEST_WHY} characters why you look, naming nobody. It is written in the log."
            return _shown(desk, message, told), 422
        session[_WHY] = [call, seq, why]
        return _back(message.place)

    @page.get("/<call>/<int:seq>/sound")
    @may(Right.SEE_MESSAGES)
    def sound(call: str, seq: int) -> Response:
        message = _there(desk, call, seq)
        if not message.has_sound or not _may_hear(message):
            abort(404)
        why = _why(desk, message)
        if why is None:
            abort(403)
        if not request.range or request.range.ranges[0][0] == 0:  # a player asks for the rest in pieces
            _note(desk, "heard_message", message, **why)
        try:
            heard = copies.sound_of(desk.engine, desk.vault, call)
        except VaultError:
            abort(404)
        answer = send_file(BytesIO(heard), mimetype="audio/wav")
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _add_acts(page: Blueprint, desk: Desk) -> None:
    @page.post("/<call>/<int:seq>/claim")
    @may(Right.DO_MESSAGES)
    def claim(call: str, seq: int) -> AnyResponse:
        message, instead_of = _there(desk, call, seq), request.form.get("instead_of", "")[:LONGEST_PERSON]
        taken = {"instead_of": instead_of} if instead_of else {}
        act = partial(message_acts.claim, desk.engine, message.place, _name(), desk.now(), instead_of=instead_of)
        return _done(desk, message, "message_claimed", act, "It is yours.", **taken)

    @page.post("/<call>/<int:seq>/let-go")
    @may(Right.DO_MESSAGES)
    def let_go(call: str, seq: int) -> AnyResponse:
        message = _there(desk, call, seq)
        act = partial(message_acts.let_go, desk.engine, message.place, _name())
        return _done(desk, message, "message_let_go", act, "It is open to all again.")

    @page.post("/<call>/<int:seq>/done")
    @may(Right.DO_MESSAGES)
    def done(call: str, seq: int) -> AnyResponse | tuple[str, int]:
        message, outcome = _there(desk, call, seq), request.form.get("outcome", "")
        if outcome not in set(MessageOutcome):
            return _shown(desk, message, wrong_outcome="Say what was done."), 422
        act = partial(message_acts.done, desk.engine, message.place, _name(), MessageOutcome(outcome), desk.now())
        return _done(desk, message, "message_done", act, "It is done.", outcome=outcome)

    @page.post("/<call>/<int:seq>/reopen")
    @may(Right.DO_MESSAGES)
    def reopen(call: str, seq: int) -> AnyResponse:
        message = _there(desk, call, seq)
        act = partial(message_acts.reopen, desk.engine, message.place, _name(), desk.now())
        return _done(desk, message, "message_reopened", act, "It is open again, and yours.")


def _done(desk: Desk, message: Message, noted: str, act: Callable[[], None], told: str, **detail: str) -> AnyResponse:
    """The act, noted once it is done, and back to the message; told what is so instead where it was too late."""
    try:
        act()
    except NoMessageError:
        abort(404)
    except OtherwiseError as error:
        flash(f"Too late: {error}.")
        return _back(message.place)
    if message_list.message(desk.engine, message.place) != message:  # the same form twice is noted once
        _note(desk, noted, message, **detail)
    flash(told)
    return _back(message.place)


def _shown(desk: Desk, message: Message, problem: str = "", wrong_outcome: str = "") -> str:
    """With the number, for who has claimed it: their look is noted first."""
    mine, why, number = _is_mine(message), _why(desk, message), ""
    if mine and message.has_number and why is not None:
        _note(desk, "looked_at_number", message, **why)
        number = message_list.number_of(desk.engine, desk.vault, message.place)
    return render_template(
        "messages/one.html",
        **{"one": message, "mine": mine, "number": number, "now": desk.now()},
        **{"problem": problem, "wrong_outcome": wrong_outcome, "outcomes": OUTCOMES},
        asks_why=why is None and ((mine and message.has_number) or (message.has_sound and _may_hear(message))),
        hears=why is not None and message.has_sound and _may_hear(message),
        rules=_alerting(desk, message),
        flags=[FLAGS.get(flag, flag.replace("_", " ")) for flag in message.flags],
    )


def _alerting(desk: Desk, message: Message) -> tuple[str, ...]:
    return message_list.rules_alerting(desk.engine, message.place.call) if message.kind is MessageKind.ALERT else ()


def _may_hear(message: Message) -> bool:
    """Who has claimed it and is to do it; and whoever may see words anyway."""
    return _is_mine(message) or bool(current_user.may(Right.SEE_WORDS))


def _is_mine(message: Message) -> bool:
    still = message.done_at is None and message.claimed_by == _name()
    return still and bool(current_user.may(Right.DO_MESSAGES))


def _why(desk: Desk, message: Message) -> dict[str, str] | None:
    """What is noted of the reason; None: there must be one, and none was given yet."""
    if not desk.settings.hide_transcripts:
        return {}
    call, seq, why = session.get(_WHY, ("", 0, ""))
    return {"why": why} if Place(call, seq) == message.place else None


def _note(desk: Desk, act: str, message: Message, **detail: str) -> None:
    desk.audit.note(me().id, act, message.place.call, message=message.place.seq, **detail)


def _there(desk: Desk, call: str, seq: int) -> Message:
    try:
        return message_list.message(desk.engine, Place(call, min(seq, _LARGEST_SEQ)))
    except NoMessageError:
        abort(404)


def _back(place: Place) -> AnyResponse:
    return redirect(url_for("messages.one", call=place.call, seq=place.seq))


def _name() -> str:
    return me().name[:LONGEST_PERSON]
