"""One exchange in the making: its attempts at a transcript, and what came of the newest."""

from dataclasses import dataclass

from .escape import asks_for_person, asks_what_we_are, words_of
from .record import Engine, Transcript, Understanding


@dataclass(slots=True)
class Turn:
    """`attempt` is numbered so that answers to an older one are known as stale; nothing here was committed yet."""

    number: int
    attempt: int = 0
    attempted: bool = False
    transcript: Transcript | None = None
    understanding: Understanding | None = None
    failed: Engine | None = None

    def begin_attempt(self) -> int:
        self.attempt += 1
        self.attempted = True
        return self.attempt

    def withdraw(self) -> None:
        """The caller went on: what was begun no longer counts."""
        self.attempted = False
        self.transcript = self.understanding = self.failed = None

    def awaits(self, number: int, attempt: int) -> bool:
        return self.attempted and (number, attempt) == (self.number, self.attempt)

    def is_decidable(self) -> bool:
        """Whether enough is known to act: rules on words need no intent, and a failure needs nothing."""
        if self.failed or self.understanding:
            return True
        if self.transcript is None:
            return False
        text = self.transcript.text
        return not words_of(text) or asks_for_person(text) or asks_what_we_are(text)
