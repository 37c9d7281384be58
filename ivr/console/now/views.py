"""What one page of Now shows, of all or of one call, and the part of it that changes, as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask

from ...core.look import Running
from ...store.live_words import Spoken
from . import told
from .holds import Holder, Holds
from .scene import HandedOn, Scene, Stage


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page is open on."""

    call: str = ""
    """Empty: all that happens."""
    words: bool = False
    """What is said in it as well."""


@dataclass(frozen=True, slots=True)
class View:
    """The same as long as nothing has happened, so that a page is told only of what changed."""

    wanted: Wanted
    scene: Scene | None
    """None on the page of one call."""
    running: Running | None
    handed_on: HandedOn | None
    holders: tuple[tuple[str, Holder], ...]
    words: tuple[Spoken, ...]

    @property
    def is_there(self) -> bool:
        return self.scene is not None or self.running is not None or self.handed_on is not None


def view_of(wanted: Wanted, scene: Scene, stage: Stage, holds: Holds) -> View:
    held = holds.all()
    if not wanted.call:
        return View(wanted, scene, None, None, tuple(sorted(held.items())), ())
    call = wanted.call
    holders = ((call, held[call]),) if call in held else ()
    words = stage.words(call) if wanted.words else ()
    return View(wanted, None, scene.call(call), scene.on_to_person(call), holders, words)


def given(view: View, now: float | None) -> Mapping[str, object]:
    """What the templates are given; without `now` the browser counts seconds itself."""
    shown = {"scene": view.scene, "running": view.running, "handed_on": view.handed_on, "words": view.words}
    return (
        shown
        | {"call": view.wanted.call, "reads": view.wanted.words, "holders": dict(view.holders), "now": now}
        | told.WORDS
    )


def html_of(app: Flask, view: View) -> str:
    """The part that changes; for any thread, outside of a request."""
    template = app.jinja_env.get_template("now/of_call.html" if view.wanted.call else "now/of_all.html")
    return template.render(given(view, None))
