"""Short forms with a point behind which a sentence goes on, in one language: a text is cut into sentences by them."""

import re
from dataclasses import dataclass

_LAST = re.compile(r"([\w.]+)\.$")


@dataclass(frozen=True, slots=True)
class ShortForms:
    short_forms: frozenset[str]
    """As they are written, without their last point."""

    def end(self, text: str) -> bool:
        """Whether a text ends on one; where the sentence ends there, too, a voice is given two at once."""
        last = _LAST.search(text)
        return last is not None and last[1] in self.short_forms
