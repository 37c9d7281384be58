"""What an agent hears before the caller, and whether they are asked to press a key for them."""

from collections.abc import Callable

from ..core.record import Reason
from ..core.words.briefing import Briefing
from ..store.calls import CallRecord
from ..telephony import twiml
from .carriers_voice import CarriersVoice
from .desk import Desk
from .readiness import RulesInForce
from .ringing import Ringing


class Whisper:
    def __init__(
        self,
        voice: CarriersVoice,
        rules: RulesInForce,
        ringing: Ringing,
        desk: Desk,
        briefings: Callable[[str], Briefing | None],
    ) -> None:
        """`briefings`: the words for agents, by a language's code; None where they cannot be read."""
        self._rules, self._ringing, self._desk, self._briefings = rules, ringing, desk, briefings
        self._rules_of = voice.rules_of

    def presses_to_accept(self, record: CallRecord | None) -> bool:
        """Whether the agent being rung is asked first.

        Where nothing is known, unless no agent ever is: lest a machine take the call.
        """
        if record is None or not record.dials:
            return any(route.press_to_accept for route in self._rules.current().routes.values())
        route = self._rules_of(record.call_sid).routes.get(record.dials[-1].route)
        return route is None or route.press_to_accept

    def may_take_back(self, record: CallRecord | None) -> bool:
        """Whether the agent may let the assistant answer again a caller who chose otherwise before this call."""
        return bool(record and record.handoff and record.handoff.reason is Reason.OPTED_OUT)

    def names_of_team(self, record: CallRecord | None) -> tuple[str, ...]:
        """What callers may call the team that a call was handed to."""
        if record is None or record.handoff is None:
            return ()
        return self._rules_of(record.call_sid).teams().get(record.handoff.route or "", ())

    def whispered(self, record: CallRecord | None) -> str:
        """What the rule that decided it wants agents told of this caller."""
        if record is None or record.handoff is None or not record.handoff.rule:
            return ""
        rule = self._rules_of(record.call_sid).transfer_rule(record.handoff.rule)
        return (rule and rule.whisper) or ""

    def asked_of_agents(self, record: CallRecord | None, words: Briefing | None) -> tuple[str, ...]:
        """What the rules want agents to tell each caller, asked of them last, so that it is in their ear."""
        rules = self._rules_of(record.call_sid) if record else self._rules.current()
        return (words.say_who,) if words and rules.agents_say_who else ()

    def briefing_words(self, record: CallRecord | None) -> Briefing | None:
        """Those of the language that the call is held in; None where they cannot be read."""
        rules = self._rules_of(record.call_sid) if record else self._rules.current()
        return self._briefings(rules.language)

    def ask_to_accept(
        self, call: str, attempt: int, words: Briefing | None, *told: str, or_take_back: bool = False, number: int = 0
    ) -> str:
        """Brief an agent and await their key, for the `number`th time; without words, its figure alone is said."""
        ask = words.press_to_accept if words else twiml.KEY_TO_ACCEPT
        if words and or_take_back:
            ask = words.press_to_accept_or_take_back
        url = self._ringing.whisper_url(call, attempt)
        if not self._desk.has_page(call, attempt):
            return twiml.whisper(told, ask, url)
        return twiml.whisper_in_rounds(told[:1] if self._desk.is_read(call, attempt) else told, ask, url, number)
