"""Which words may be heard in a recording: those in which nothing is found that would not be kept as text either."""

from dataclasses import dataclass

from ..core.commands import RecordTurn
from ..core.heard.decision import Outcome
from ..core.record import Awaited, Transcript
from ..core.words.card import holds_card
from ..privacy.redaction import ANYTHING, NOTHING, Awaits, Carried, Redacted, Redactor
from ..privacy.repeated import NOT_YET, Repeated
from ..privacy.secret_kinds import WITHHELD

_GUARDED_TURNS = 3
"""After a card number, in which its date or its code may come: as the call's own guard has it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    is_clean: bool
    is_begun: bool


class Judge:
    """Of one call; it remembers what was awaited, and what was begun."""

    def __init__(self, redactor: Redactor, language: str, least_confidence: float) -> None:
        """Words below this confidence (0..1), or in another language, cannot be looked through."""
        self._redactor, self._language, self._least = redactor, language, least_confidence
        self._awaits: dict[int, Awaits] = {}
        self._carried: Carried = NOTHING
        self._repeated: Repeated = NOT_YET
        self._guarded_upto = -1

    def awaits(self, turn: int, kind: Awaited) -> None:
        self._awaits = {turn: Awaits(number=kind is Awaited.DIGITS, name=kind is Awaited.NAME)}

    def may_be_heard(self, turn: int, heard: Transcript) -> bool:
        """Of the words of one attempt at a turn: they need not be among those that the turn ends with."""
        found = self._look(turn, heard)
        return self._is_sure(heard) and not (found.hidden or WITHHELD in found.text or holds_card(heard.text))

    def of_turn(self, record: RecordTurn) -> Verdict:
        heard = record.transcript
        if record.outcome == Outcome.CARD_NUMBER or holds_card(heard.text):
            self._guarded_upto = record.turn + _GUARDED_TURNS
        found = self._look(record.turn, heard)
        self._carried = found.carried
        is_clean = (
            self._is_sure(heard)
            and not found.hidden
            and WITHHELD not in found.text
            and record.turn > self._guarded_upto
        )
        return Verdict(is_clean, found.carried.number or found.carried.mail)

    def is_secret(self, line: str) -> bool:
        """Whether a line of ours reads out what is not kept."""
        found = self._redactor.of_ours(line, self._repeated)
        return bool(found.hidden) or WITHHELD in found.text

    def _look(self, turn: int, heard: Transcript) -> Redacted:
        found = self._redactor.redacted(heard.text, self._awaits.get(turn, ANYTHING), self._carried, self._repeated)
        self._repeated = found.repeated
        return found

    def _is_sure(self, heard: Transcript) -> bool:
        return heard.confidence >= self._least and heard.language == self._language and bool(heard.text.strip())
