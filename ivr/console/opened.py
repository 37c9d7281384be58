"""The console as it is opened: its app, on threads and connections to the database that are its own."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from a2wsgi import WSGIMiddleware
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import Mount, Route, Router

from ..privacy.vault import Vault
from ..settings import Settings
from ..sockets.whole_requests import WholeRequests
from ..store.database import engine_of
from ..store.revisions import Revisions
from ..written.prompts_in_force import PromptsInForce
from ..written.rules_file import RulesFile
from ..written.script import as_text
from . import LARGEST_FORM_BYTES, create_console
from .desk import Desk
from .now.live import LivePages
from .now.scene import Stage

_THREADS = 4
"""A page takes tens of milliseconds; more threads would only wait for each other, and for calls."""


@dataclass(frozen=True)
class Console:
    app: Any
    """ASGI."""
    desk: Desk
    live: LivePages

    def close(self) -> None:
        self.live.close()
        self.desk.runs.stop()
        self.desk.engine.dispose()


def note_file(revisions: Revisions, version: str, text: str) -> None:
    """What the file brought into force is a revision, too, of nobody's. Never raises: the next start adds it."""
    with suppress(SQLAlchemyError):
        revisions.add("", "", version, text)


def open_console(
    settings: Settings,
    vault: Vault,
    rules: RulesFile,
    now: Callable[[], datetime],
    stage: Stage,
    prompts: PromptsInForce,
) -> Console:
    """Takes some tenths of a second: for a thread, once callers are answered."""
    desk = Desk.of(settings, engine_of(settings.effective_database_url), vault, rules, now, stage, prompts)
    note = partial(note_file, desk.revisions)
    rules.on_change = note
    note(rules.current().version, rules.text())
    note_file(desk.prompt_revisions, prompts.version, as_text(prompts.script))
    return console_at(desk)


def console_at(desk: Desk) -> Console:
    """Pages on threads, live ones on the event loop."""
    flask: Any = create_console(desk)  # the libraries type the same WSGI differently
    live = LivePages(flask, desk)
    in_threads: Any = WSGIMiddleware(flask.wsgi_app, workers=_THREADS)
    pages: Any = WholeRequests(in_threads, LARGEST_FORM_BYTES)
    routes = [Route("/now/stream", live), Route("/now/{call}/stream", live), Mount("/", pages)]
    return Console(Router(routes), desk, live)
