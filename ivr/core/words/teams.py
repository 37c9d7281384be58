"""Which of the operator's teams a caller asks for: "someone in billing", by the names that the routes bear."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from re import Pattern

from .wording import words_of

Named = Callable[[str], Pattern[str]]
"""What is said with a team's name, given without the s of many."""


@lru_cache(maxsize=4096)
def names_of(route: str, called: tuple[str, ...]) -> tuple[str, ...]:
    """What callers may call a route: its name, and those that its supervisor gives; plain words."""
    return tuple(dict.fromkeys(words_of(name.replace("_", " ")) for name in (route, *called)))


@dataclass(frozen=True, slots=True)
class Teams:
    """How teams are asked for in one language."""

    asking_for: Callable[[str], tuple[Pattern[str], ...]]
    """The ways to ask for a team by its name."""
    all_of_it: Named
    """Nothing but its name."""
    added: Named
    """It ends these words, after the person who is asked for: "a human please billing". Group "team" is its name."""
    some_team: Pattern[str]
    """A team beside the person who is asked for, or what about, of whatever name."""
    declined: Pattern[str]
    """What stands before a team that is not wanted."""
    many: str
    """What makes many of a name: "s"."""

    def asked_for(self, text: str, teams: Mapping[str, tuple[str, ...]]) -> str | None:
        """The route whose team is asked for in `text`, of route → names; None when no team of these is."""
        words = words_of(text)
        found = [(at, route) for route, names in teams.items() for name in names if (at := self._at(words, name)) >= 0]
        return max(found)[1] if found else None

    def added_to(self, before: str, text: str, teams: Mapping[str, tuple[str, ...]]) -> str | None:
        """The route whose team is named by who has asked for a person in `before`: there "billing" alone is one."""
        if whole := self.asked_for(text, teams) or self.asked_for(f"{before} {text}", teams):
            return whole
        words = words_of(text)
        named = (route for route, names in teams.items() for name in names if self._is_all(words, name))
        return next(named, None)

    def name_asked_for(self, text: str, names: tuple[str, ...]) -> str | None:
        """By which of its names a team is asked for in `text`, as an agent should hear it; None when it is not."""
        words = words_of(text)
        found = [(at, name) for name in names if (at := max(self._at(words, name), self._added_at(words, name))) >= 0]
        return max(found)[1] if found else None

    def are_named_in(self, text: str) -> bool:
        """Whether a team is named beside the person who is asked for, or what about, of whatever name."""
        return bool(self.some_team.search(words_of(text)))

    def _is_all(self, words: str, name: str) -> bool:
        stem = name.removesuffix(self.many)
        return stem in words and bool(self.all_of_it(stem).search(words))

    def _added_at(self, words: str, name: str) -> int:
        found = self.added(name.removesuffix(self.many)).search(words)
        return found.start("team") if found else -1

    def _at(self, words: str, name: str) -> int:
        """Where in these words the team of this name is asked for; -1 when it is not."""
        stem = name.removesuffix(self.many)
        if stem not in words:  # of a thousand names no turn can look for more than those that were said
            return -1
        found = [match for asked in self.asking_for(stem) for match in asked.finditer(words)]
        wanted = (match.start() for match in found if not self.declined.search(words[: match.start()].rstrip()))
        return max(wanted, default=-1)
