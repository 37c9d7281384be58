"""What differs between two texts, a line each, as pages show it."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_AROUND = 3
"""Lines that are the same, before and behind each that is not."""


@dataclass(frozen=True, slots=True)
class Line:
    kind: Literal["more", "less", "same", "where"]
    text: str

    @property
    def sign(self) -> str:
        """Told without colour, too."""
        return {"more": "+ ", "less": "− ", "same": "  ", "where": ""}[self.kind]


def lines_between(old: str, new: str) -> list[Line]:
    """Empty where they are the same."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_AROUND):
        found.append(Line("where", f"Line {group[0][3] + 1}"))
        for kind, begins, ends, now_begins, now_ends in group:
            if kind == "equal":
                found += [Line("same", text) for text in before[begins:ends]]
                continue
            found += [Line("less", text) for text in before[begins:ends]]
            found += [Line("more", text) for text in after[now_begins:now_ends]]
    if not found and old != new:
        found.append(Line("where", "Only the ends of lines differ"))
    return found
