"""What the carrier's own voice says to callers, where no stream is open to play a recording."""

from ..core.rules import Rules
from ..store.calls import rules_of
from ..store.store import Store
from ..telephony import twiml
from ..written.prompt_texts import MINUTES, NUMBER, PLACE, REFERENCE, PromptTexts
from .party import Party
from .readiness import RulesInForce


class CarriersVoice:
    """Each call's prompts as texts, by the rules that it began with."""

    def __init__(self, store: Store, rules: RulesInForce, texts: PromptTexts) -> None:
        self._store, self._rules, self._texts = store, rules, texts

    def rules_of(self, call: str, called: str = "") -> Rules:
        """Of a call to the number `called`; that is asked for only where the call is not known."""
        return rules_of(self._store.held(call), self._rules.current(), called)

    def rules_for(self, party: Party) -> Rules:
        return self.rules_of(party.call_sid, party.line)

    def words(
        self, party: Party, prompt: str, reference: str = "", place: int = 0, minutes: int = 0, number: str = ""
    ) -> str:
        """A prompt's text as it is said to the caller."""
        company = self.rules_for(party).company or self._rules.current().company
        text = self._texts.text(prompt, company).replace(REFERENCE, twiml.digit_by_digit(reference))
        text = text.replace(NUMBER, twiml.digit_by_digit(number.lstrip("+")))
        return text.replace(PLACE, str(place)).replace(MINUTES, str(minutes))

    def closed(self, party: Party, route: str) -> str:
        """That nobody of this route is in: in its own words, where it has some and they are at hand."""
        known = self.rules_for(party).routes.get(route)
        own = known.closed if known else None
        return self.words(party, own if own and own in self._texts.names else "closed")

    def without_state(self, prompt: str, company: str) -> str:
        """For where nothing can be asked about the call."""
        return self._texts.text(prompt, company)
