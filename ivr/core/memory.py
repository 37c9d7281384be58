"""What of a call outlives its stream: enough to go on when the stream was lost."""

from dataclasses import dataclass

from .playback import Saying
from .record import FREE, Expects


@dataclass(slots=True)
class Memory:
    disclosed: bool = False
    turn: int = 0
    marks: int = 0
    heard_frames: int = 0
    misses_in_a_row: int = 0
    misses_in_call: int = 0
    answered: int = 0
    """Turns that the assistant has replied to."""
    said: Saying | None = None
    """The last answer or question, to be said again when asked or misheard."""
    intent: str | None = None
    wish: str = ""
    """The caller's own words for what they want: the last that were free to be anything."""

    @property
    def expects(self) -> Expects:
        return self.said.expects if self.said else FREE

    def note_wish(self, intent: str | None, text: str) -> None:
        self.intent, self.wish = intent, text
