"""Agents' telephones ring: one, or all of a route at once. Only numbers of the rules are ever dialled."""

from ..core.record import Choice
from ..core.route import Route
from ..settings import Settings
from ..store.dials import Dialled
from ..store.store import Store
from ..telephony import twiml
from .carriers_voice import CarriersVoice
from .desk import Desk
from .party import Party


class Ringing:
    """TwiML by which agents are rung, from the attempts that are on record."""

    def __init__(self, settings: Settings, store: Store, voice: CarriersVoice, desk: Desk) -> None:
        self._settings, self._store, self._voice, self._desk = settings, store, voice, desk
        self._with_opted_out: dict[str, str] = {}
        """The call of a caller who wants no machine, by the number of the agent who was rung for it last."""

    def begin(self, party: Party, name: str, *, after: Dialled | None = None, agent: int = 0) -> Dialled:
        """The agents of a route ring from this one on, the first unless told; or those that do already."""
        route = self._voice.rules_for(party).routes[name]
        if after is None:
            return self._store.dial(party.call_sid, name, at_once=route.rung_at_once)
        last = len(route.agents) if route.rung_at_once > 1 else agent + 1
        return self._store.dial_next(party.call_sid, after, range(agent, last), name)

    def after(self, party: Party, ended: Dialled) -> Dialled | None:
        """The next agents of the same route; None: all of it have been rung."""
        route = self._voice.rules_for(party).routes.get(ended.route)
        if route is None or ended.agent + 1 >= len(route.agents):
            return None
        return self.begin(party, ended.route, after=ended, agent=ended.agent + 1)

    def ring(self, party: Party, dialled: Dialled, *said: str) -> str | None:
        """The attempt that is on record, and all that began with it; None: the rules know no such agent any more."""
        route = self._voice.rules_for(party).routes.get(dialled.route)
        record = self._store.record(party.call_sid)
        ringing = record.ringing or (dialled,)
        if route is None or any(one.agent >= len(route.agents) for one in ringing):
            return None
        if Choice.NO_MACHINE in self._store.choices.known(party.call_sid).choices:
            self._with_opted_out.update({route.agents[one.agent]: party.call_sid for one in ringing})
        for one in ringing:
            self._desk.rings(record, one, route)
        return twiml.dial(self.dialling(party, route, {one.attempt: one.agent for one in ringing}), *said)

    def dialling(self, party: Party, route: Route, agents: dict[int, int]) -> twiml.Dialling:
        """`agents`: attempt → index among the route's."""
        telephones = (
            twiml.Telephone(route.agents[agent], self.whisper_url(party.call_sid, attempt))
            for attempt, agent in agents.items()
        )
        return twiml.Dialling(
            telephones=tuple(telephones),
            ring_seconds=route.ring_seconds,
            action_url=self._settings.public(f"/voice/dialed?attempt={max(agents)}"),
            caller_id=self.caller_id(party),
        )

    def whisper_url(self, call: str, attempt: int) -> str:
        return self._settings.public(f"/voice/whisper?call={call}&attempt={attempt}")

    def caller_id(self, party: Party) -> str | None:
        """What agents' phones show; None: the caller's own number."""
        return None if party.shows_caller else party.line or self._settings.caller_id or None

    def is_handed_back(self, number: str) -> bool:
        """Whether an agent rings us while they have a caller who wants no machine: they may be passing them back."""
        call = self._with_opted_out.get(number)
        record = self._store.record(call) if call else None
        return record is not None and record.dialling is not None and not record.over
