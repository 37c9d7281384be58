"""Words that need no model: those that only show that the caller listens, and those that ask us to wait."""

from dataclasses import dataclass
from re import Pattern

from ..record import Awaited, Expects
from .told_to_stop import Silence
from .wording import words_of

OUT_OF_SCOPE = "out_of_scope"
"""The intent of what we cannot help with."""
SMALL_TALK = {"affirm", "deny", "greet", "thanks", "goodbye", "repeat", "help", OUT_OF_SCOPE}
"""Intents by which nothing is asked that rules on words do not know."""


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Those of one language; each is all of what was said."""

    noise_alone: Pattern[str]
    assents_as_noise: Pattern[str]
    """Noises that are a yes where one is awaited: "mm-hm"."""
    exclaims: Pattern[str]
    only_greeting: Pattern[str]
    listens: Pattern[str]
    wait: Pattern[str]
    silence: Silence

    def is_backchannel(self, text: str, expects: Expects) -> bool:
        """Whether these words, said over us, only show that the caller listens. An awaited yes is an answer."""
        words = words_of(text.replace("-", " "))
        if expects.kind in {Awaited.YES_NO, Awaited.CHOICE}:
            return bool(self.noise_alone.match(words)) and not self.assents_as_noise.match(words)
        return bool(self.listens.match(words))

    def only_exclaims(self, text: str) -> bool:
        """Whether "Oh." is all that was said: it asks for nothing and answers nothing, and more may come."""
        return bool(self.exclaims.match(words_of(text.replace("-", " "))))

    def only_greets(self, text: str) -> bool:
        """Whether "good morning" is all that was said: what they call about comes next."""
        return bool(self.only_greeting.match(words_of(text)))

    def asks_to_wait(self, text: str) -> bool:
        """Whether the caller asks for silence or time: "wait", "hold on", "let me see"."""
        for_silence = self.silence.is_asked_for(text) or self.silence.is_asked_for_a_while(text)
        return bool(self.wait.match(words_of(text))) or for_silence
