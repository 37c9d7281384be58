"""By which words a line claims to be a person, or names itself: judged in written/wording/honesty.py."""

from dataclasses import dataclass
from re import Pattern

from .wording import sentences_of, words_of


@dataclass(frozen=True, slots=True)
class Honesty:
    """All on words as of `words_of`."""

    claims: Pattern[str]
    """To be a person, or to be no machine."""
    not_yet: Pattern[str]
    """What follows these is not claimed: "until you're talking to a person"."""
    names_itself: Pattern[str]
    my_name: Pattern[str]
    """A name that begins with a capital follows it."""
    machine: Pattern[str]
    """Of these, one with a name says that it is one."""

    def claim_in(self, text: str) -> str:
        """What in a text claims to be a person, in plain words; nothing where none does."""
        for words in map(words_of, sentences_of(text)):
            for claim in self.claims.finditer(words):
                if not self.not_yet.search(words[: claim.start()].rstrip()):
                    return claim.group()
        return ""

    def own_name_in(self, text: str) -> str:
        """By what a text names the machine itself, in plain words; nothing where it does not."""
        found = (self.names_itself.search(words_of(sentence)) for sentence in sentences_of(text))
        return next((name.group() for name in found if name), "")

    def persons_name_in(self, text: str) -> str:
        """What gives the speaker the name of a person, unless the text says that it is a machine's."""
        if self.machine.search(words_of(text)):
            return ""
        plain = text.replace("’", "'")
        for said in self.my_name.finditer(plain.lower()):
            name = plain[said.end() :].split()[:1]
            if name and name[0][0].isupper():
                return f"{said.group()} {name[0].strip('.,;:!?')}"
        return ""
