"""The Flask side: Twilio's webhooks and the health pages."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask

from ..core.words.briefing import Briefing
from ..settings import Settings
from ..store.facts import Facts
from ..store.store import Store
from ..telephony.signature import Signatures
from ..telephony.token import StreamTokens
from ..written.prompt_texts import PromptTexts
from .desk import Desk
from .health import health_blueprint
from .hold_tone import hold_blueprint
from .long_waits import LongWaits
from .payments import Payments
from .readiness import Counts, Readiness, RulesInForce
from .switchboard import Switchboard
from .voice import Voice
from .waiting import WaitingRoom
from .webhooks import add_journal, voice_blueprint
from .witness import Witness

LARGEST_BODY_BYTES = 64 * 1024


def create_app(
    settings: Settings,
    *,
    store: Store,
    facts: Facts,
    rules: RulesInForce,
    texts: PromptTexts,
    readiness: Readiness,
    tokens: StreamTokens,
    signatures: Signatures,
    clock: Callable[[], datetime],
    briefings: Callable[[str], Briefing | None],
    desk: Desk | None = None,
    counts: Counts | None = None,
    waiting: WaitingRoom | None = None,
    dev: bool = False,
) -> Flask:
    """The app, for any WSGI server. By `clock`, an aware time, routes are open; `dev` adds /voice/journal.

    `briefings` are the words for agents, by a language's code; None where they cannot be read. `waiting` is given where
    others look at who waits; `desk` is shared with the app of agents' pages.
    """
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY_BYTES, MAX_FORM_MEMORY_SIZE=LARGEST_BODY_BYTES)
    counts = counts or Counts()
    shared = waiting or WaitingRoom(clock), desk or Desk(settings, counts)
    switchboard = Switchboard(settings, store, rules, texts, tokens, clock, briefings, *shared, readiness)
    witness = Witness(facts, switchboard.rules_of, clock)
    handlers = Voice(store, switchboard, readiness, Payments(settings, store, switchboard), LongWaits(counts, clock))
    voice = voice_blueprint(settings, handlers, switchboard, signatures, counts, witness, store.codes)
    if dev:
        add_journal(voice, store)
    app.register_blueprint(voice)
    app.register_blueprint(hold_blueprint(settings.prefix))
    app.register_blueprint(health_blueprint("health", "", readiness, store, counts))
    if settings.prefix:  # from inside the machine no proxy adds it
        app.register_blueprint(health_blueprint("health_with_prefix", settings.prefix, readiness, store, counts))
    return app


__all__ = ["Counts", "Readiness", "RulesInForce", "create_app"]
