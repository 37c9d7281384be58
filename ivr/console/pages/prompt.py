"""One prompt: its text in each language, heard as callers would hear it, and changed in the draft."""

import io
from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...audio import pcm_of
from ...errors import CandidError, EngineError
from ...ports import Clip
from ...store.drafts import DraftMovedError
from ...written.line_judged import advice_on_text
from ...written.own_recordings import wav_of
from ...written.prompt_texts import SAID_BY_CARRIER
from ...written.recorded import sha256_of
from ...written.script import Key, Scripted
from ..desk import Desk
from ..drafting import MOVED_BUT_KEPT
from ..gate import me
from ..prompt_drafting import LineRefusedError, PromptDrafting, Standing, why_not
from ..prompt_purposes import language_told, purpose_of
from ..prompt_uses import uses_of
from ..rights import Right, may
from .prompts import speaker_of
from .rules import built_on

FIRST = "disclosure"


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("prompt", __name__, url_prefix="/prompts/line"), PromptDrafting(desk)

    @page.get("/")
    @may(Right.SEE_RULES)
    def shown() -> tuple[str, int]:
        """?name= says which."""
        return _page(desk, drafting.standing(), request.args.get("name", FIRST))

    @page.post("/<name>/<language>")
    @may(Right.SET_RULES)
    def save(name: str, language: str) -> Response | tuple[str, int]:
        """Into the draft; with `do=hear` only spoken, and with `do=leave` out of the draft."""
        standing, key, do = drafting.standing(), (name, language), request.form.get("do", "")
        _changeable(desk, standing, key)
        line = standing.script[key] if do == "leave" else _typed(standing, key, voice=do == "voice")
        typed = line.text
        if do == "hear":
            return _heard(desk, standing, key, line)
        try:
            drafting.change(me().id, built_on(), key, line)
        except DraftMovedError:
            return _page(
                desk, drafting.standing(), name, typed={key: typed}, problems={key: [MOVED_BUT_KEPT]}, code=409
            )
        except (LineRefusedError, EngineError) as error:
            code = 422 if isinstance(error, LineRefusedError) else 503
            return _page(desk, standing, name, typed={key: typed}, problems={key: why_not(error)}, code=code)
        return redirect(url_for("prompt.shown", name=name))

    _add_sound(page, desk, drafting)
    return page


def _add_sound(page: Blueprint, desk: Desk, drafting: PromptDrafting) -> None:
    @page.get("/<name>/<language>/sound")
    @may(Right.SEE_RULES)
    def sound(name: str, language: str) -> Response:
        """What is in force; with ?heard= what was spoken a moment ago, by its hash."""
        heard = request.args.get("heard", "")
        key = name, language
        if key not in desk.prompts.script:
            abort(404)
        clip = desk.prompts.heard(heard) if heard else desk.prompts.sound(key)
        return wav(clip) if clip else abort(404)


def _typed(standing: Standing, key: Key, *, voice: bool) -> Scripted:
    """A recording stays with its text, unless the `voice` is wanted."""
    line, text = standing.line(key), " ".join(request.form.get("text", "").split())
    if text != " ".join(line.text.split()):
        return Scripted(text)
    return Scripted(line.text) if voice else line


def _changeable(desk: Desk, standing: Standing, key: Key) -> None:
    if key not in standing.script or not desk.prompts.is_said(key):
        abort(404)


def _heard(desk: Desk, standing: Standing, key: Key, line: Scripted) -> tuple[str, int]:
    typed = {key: line.text}
    try:
        problems = desk.prompts.problems({**standing.changes, key: line}).get(key, [])
        clip = None if key[0] in SAID_BY_CARRIER or problems else desk.prompts.spoken(key, line)
    except CandidError as error:
        told = error if isinstance(error, EngineError) else LineRefusedError([str(error)])
        return _page(desk, standing, key[0], typed=typed, problems={key: why_not(told)}, code=503)
    return _page(
        desk, standing, key[0], typed=typed, problems={key: problems}, clip=clip, code=422 if problems else 200
    )


def _page(
    desk: Desk,
    standing: Standing,
    name: str,
    *,
    typed: Mapping[Key, str] = {},
    problems: Mapping[Key, list[str]] = {},
    clip: Clip | None = None,
    code: int = 200,
) -> tuple[str, int]:
    keys = sorted(key for key in standing.script if key[0] == name)
    if not keys:
        abort(404)
    sounds = {key: sound for key in keys if (sound := desk.prompts.sound(key))}
    told = render_template(
        "prompts/one.html",
        standing=standing,
        name=name,
        purpose=purpose_of(name),
        uses=uses_of(name, desk.in_force),
        keys=keys,
        is_said=desk.prompts.is_said,
        sounds=sounds,
        typed=typed,
        problems=problems,
        advice={key: advice_on_text(key, typed.get(key, standing.line(key).text), ()) for key in keys},
        clip=clip,
        heard=sha256_of(clip.ulaw) if clip else "",
        by_carrier=name in SAID_BY_CARRIER,
        speaker_of=speaker_of,
        language_told=language_told,
    )
    return told, code


def wav(clip: Clip) -> Response:
    content = io.BytesIO(wav_of(pcm_of(clip.ulaw)))
    return send_file(content, mimetype="audio/wav", conditional=True, download_name="line.wav")
