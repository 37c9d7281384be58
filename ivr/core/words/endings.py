"""How words end that are all of an answer, and how those that leave it open: judged in completion.py."""

from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class Endings:
    """Those of one language, on words as of `words_of`."""

    whole: Pattern[str]
    """Short answers and farewells that nobody goes on from."""
    unfinished: Pattern[str]
    not_so: Pattern[str]
    """Ends of whole answers that look unfinished: "I think so"."""
    open_is: Pattern[str]
    """Where it ends on "is" it is whole when it asks for something: "I don't know where it is"."""
    asked_where: Pattern[str]
    no_number: Pattern[str]
    """In an answer to a question for digits: there may be none to wait for."""
    stop: Pattern[str]

    def are_left_open_by(self, words: str) -> bool:
        if self.not_so.search(words):
            return False
        return bool(
            self.unfinished.search(words) or (self.open_is.search(words) and not self.asked_where.search(words))
        )
