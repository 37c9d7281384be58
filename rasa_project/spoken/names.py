"""A person's name out of what they say: "my name is Mary Boyd", "it's Smith, S M Y T H", "Jon without an h".

Recognisers write names with capitals; that, and the words before a name, is all that rules can go by. What was spelled
wins over what was written. Whether it is a name at all, no rule can tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from spoken.found import Found
from spoken.letters import letters_in, spellings
from spoken.words import listed, stretches, words_of
from spoken_values.words import Word

_NAME_IS = re.compile(
    r"\b(?:(?P<family>(?:last|family|sur|second) ?names?)|(?P<given>(?:first|given|christian|fore) ?names?)|"
    r"names?|called|under|call me|they call me)\b(?:'s| is| are| of| the name of| was| it is| it's|,|:)*\s*",
    re.IGNORECASE,
)
_I_AM = re.compile(
    r"\b(?:i'm|i am|this is|it is|it's|that's|that is|speaking (?:to|with)|here is)\s+(?=[\"']?[A-Z])(?!I\b)",
)
_SURE_LEAD = re.compile(r"\b(?:name(?:'s| is)|surname|call me)\b", re.IGNORECASE)
"""What a name follows even where nothing is written with a capital: "called" may be anything."""
_ASKED = re.compile(r"\s*(?:what|which|who|how|can|could|do|does|did|is|are)\b", re.IGNORECASE)
_TITLES = {
    "mr": "Mr",
    "mister": "Mr",
    "mrs": "Mrs",
    "missus": "Mrs",
    "ms": "Ms",
    "miss": "Miss",
    "dr": "Dr",
    "doctor": "Dr",
}
_PARTICLES = frozenset(listed("van von de la der den del di da bin al el du le dos das ter ten"))
_NO_NAMES = frozenset(
    listed(
        "why when where who whose who's what's where's why's how's when's would should must does did won't isn't "
        "aren't if need since please put use same everyone a an and are as at be but by can can't could do don't "
        "for from good got have hello hey hi how i i'd i'll i'm i've in is it it's its just let me my name named "
        "no not of oh ok okay on or order please right so sorry speaking spell spelled spelt sure surname thank "
        "thanks that that's the there this to um uh was well what where with yeah yep yes you your calling called "
        "here again actually wait mean with without first last family given then looking returning ringing about "
        "regarding trying going late happy afraid new still monday tuesday wednesday thursday friday saturday "
        "sunday all we he she they who which like also great fine one two calls goes course"
    )
)
_WITH = re.compile(
    r"\b(?P<how>with(?:out)?|no|(?:only|just)? ?one|two|double)"
    r"(?: an?| only one| just one| one| two| double| no| the)?[ -]+"
    r"(?P<what>ph|[a-z])(?:'?s)?(?![\w'])",
    re.IGNORECASE,
)
_MOST_BESIDES = 6
"""Words beside a name that was just said; in a longer sentence a word with a capital may be anything."""
_ALIKE = 0.4
"""How like a written name the spelled one must be to be the same name heard better."""


@dataclass(frozen=True)
class Name:
    """`title` is "Mr", "Mrs", "Ms", "Miss" or "Dr"; a single name is `given`, unless it was said to be the surname."""

    given: str = ""
    family: str = ""
    title: str = ""

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.given, self.family) if part)


def name_in(text: str, *, awaited: bool = True) -> Found[Name] | None:
    """The name said, with what was spelled of it put right. `awaited`: the caller was asked, and may just say it.

    Alternatives: the name as the recogniser wrote it, where the spelling differs.
    """
    for start, end in reversed(stretches(text)):
        told = awaited or bool(_NAME_IS.search(text[:start]))
        if found := _in_stretch(text[start:end], awaited=told):
            return found.within(text, start)
    return None


def _in_stretch(text: str, *, awaited: bool) -> Found[Name] | None:
    spelled = _spelled(text, awaited=awaited)
    written = _without(text, spelled)
    found = _labelled(written) or _led(written) or (_bare(written) if awaited else _titled(written))
    if not found:
        told = awaited or _NAME_IS.search(text)
        return _only_spelled(text, spelled) if spelled and told else None
    name, start, end = found
    mended = name
    for one in spelled:
        mended, start, end = _with_spelling(mended, _cased(one.value)), min(start, one.start), max(end, one.end)
    if not spelled and (told := _WITH.search(text, end)):
        word = mended.family or mended.given
        if changed := _changed(word, told):
            mended, end = _replaced(mended, word, changed), told.end()
    return Found(mended, text, start, end, (name,) if mended != name else ())


def _without(text: str, spelled: Sequence[Found[str]]) -> str:
    """The text with blanks for what was spelled and the commas around it, so that a name goes on behind it."""
    for found in spelled:
        start, end = found.start, found.end
        while start and text[start - 1] in " ,.;:-":
            start -= 1
        while end < len(text) and text[end] in " ,.;:-":
            end += 1
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _labelled(text: str) -> tuple[Name, int, int] | None:
    """ "First name John, last name Smith": each by its label; one label alone will do."""
    parts: dict[str, str] = {}
    places: list[int] = []
    for label in _NAME_IS.finditer(text):
        if label.lastgroup and not _ASKED.match(text) and (run := _run(text, label.end())):
            parts[label.lastgroup] = _written(run, text)
            places += [run[0].start, run[-1].end]
    if not parts:
        return None
    return Name(parts.get("given", ""), parts.get("family", "")), min(places), max(places)


def _led(text: str) -> tuple[Name, int, int] | None:
    """The name after "my name is", "this is", "I'm"; the last such, and one after "name" before one after "I'm"."""
    for lead in (_NAME_IS, _I_AM):
        for match in reversed(list(lead.finditer(text if lead is _NAME_IS else _lowered(text)))):
            if text.islower() and not _SURE_LEAD.search(match.group()):
                continue
            if run := _fuller_run(text, match.end()):
                return _name(run, text)
    return None


def _fuller_run(text: str, start: int) -> list[Word]:
    """The name that begins at `start`, or all of it when that comes next: "Bond, James Bond"."""
    run = _run(text, start)
    if run and text[run[-1].end :].lstrip()[:1] == ",":
        more = _run(text, text.index(",", run[-1].end) + 1)
        if len(more) > len(run) and run[-1].text == more[-1].text:
            return more
    return run


def _titled(text: str) -> tuple[Name, int, int] | None:
    """ "Mr Patel": a title is sign enough of a name."""
    for word in words_of(text):
        short = len(word.text) < 4 or text[word.start].isupper()  # "doctor appointment"
        if word.text in _TITLES and short and (run := _run(text, word.start)):
            return _name(run, text)
    return None


def _lowered(text: str) -> str:
    """With its leads in small letters, and every other capital as it is."""
    return re.sub(r"\b(?:I'm|I am|This is|It's|It is|That's|That is|Speaking|Here is)\b", lambda m: m[0].lower(), text)


def _bare(text: str) -> tuple[Name, int, int] | None:
    """A name that was just said: the first run of words with capitals, or the whole of a few words without any."""
    words = words_of(text)
    for word in words:
        if (_is_name(word, text) or word.text in _TITLES) and (run := _fuller_run(text, word.start)):
            besides = [w for w in words if w.text[0].isalpha() and not run[0].start <= w.start <= run[-1].end]
            return _name(run, text) if len(besides) <= _MOST_BESIDES else None
    few = [w for w in words if w.text[0].isalpha()]
    plain = text.islower() and 0 < len(few) <= 3 and not any(w.text in _NO_NAMES or len(w.text) < 2 for w in few)
    return _name(few, text) if plain else None


def _run(text: str, start: int) -> list[Word]:
    """The words of a name that begins at `start`; a hyphen holds two together."""
    run: list[Word] = []
    goes_on = _goes_on_written if any(c.isupper() for c in text) else _goes_on_plain
    for word in (w for w in words_of(text) if w.start >= start):
        if not goes_on(word, run, text):
            break
        run.append(word)
    while run and (text[run[-1].start : run[-1].end] in _PARTICLES or not run[-1].text[0].isalpha()):
        run.pop()
    return [] if all(w.text in _TITLES or w.text == "." for w in run) else run


def _goes_on_written(word: Word, run: Sequence[Word], text: str) -> bool:
    """Whether a name that is written with capitals goes on with this word."""
    if word.text in _TITLES:
        return not run
    if word.text == ".":
        return bool(run) and run[-1].text in _TITLES
    if word.text == "-":
        return bool(run) and run[-1].end == word.start
    return _is_name(word, text) or word.text in _PARTICLES


def _goes_on_plain(word: Word, run: Sequence[Word], text: str) -> bool:
    """The same in a text without any capitals."""
    return word.text.isalpha() and len(word.text) > 1 and word.text not in _NO_NAMES and len(run) < 3


def _is_name(word: Word, text: str) -> bool:
    raw = text[word.start : word.end]
    is_letters = len(raw) == 1 or (raw.isupper() and not text.isupper())
    return raw[0].isupper() and not is_letters and word.text not in _NO_NAMES


def _name(run: Sequence[Word], text: str) -> tuple[Name, int, int]:
    title = _TITLES.get(run[0].text, "")
    words = [w for w in run if not (title and (w is run[0] or w.text == "."))] or list(run)
    parts = _written(words, text).split(" ")
    if len(parts) == 1:
        name = Name(family=parts[0], title=title) if title else Name(given=parts[0])
    else:
        cut = next((n for n, part in enumerate(parts) if n and part.lower() in _PARTICLES), len(parts) - 1)
        name = Name(" ".join(parts[:cut]), " ".join(parts[cut:]), title)
    return name, run[0].start, run[-1].end


def _written(run: Sequence[Word], text: str) -> str:
    """The words as written, small ones with capitals, hyphens closed up."""
    raw = [text[w.start : w.end] for w in run]
    named = [
        w if w.lower() in _PARTICLES and len(raw) > 1 else _cased(w) if w.islower() or w.isupper() else w for w in raw
    ]
    return " ".join(named).replace(" - ", "-").replace("’", "'")


def _cased(name: str) -> str:
    """MCDONALD as McDonald, O'BRIEN as O'Brien, ANNE-MARIE as Anne-Marie."""
    parts = [part.capitalize() for part in re.split(r"([-'’ ])", name)]
    cased = "".join(parts)
    return re.sub(r"^(Mc)([a-z])", lambda m: m[1] + m[2].upper(), cased)


def _spelled(text: str, *, awaited: bool) -> list[Found[str]]:
    """Every word that was spelled plainly, in order."""
    plain = [run for run in spellings(text) if len(run.value) > 2 and _is_plain(run)]
    if plain:
        return plain
    found = letters_in(text, awaited=awaited)
    return [found] if found and len(found.value) > 1 and _is_plain(found) else []


def _is_plain(run: Found[str]) -> bool:
    """Whether at least half of the letters were written as letters."""
    words = [w.text for w in words_of(run.text) if w.text[0].isalnum()]
    return sum(len(word) == 1 for word in words) * 2 >= len(words) or run.text.isupper() or "as in" in run.text.lower()


def _only_spelled(text: str, spelled: Sequence[Found[str]]) -> Found[Name]:
    parts = [_cased(found.value) for found in spelled]
    name = Name(" ".join(parts[:-1]), parts[-1]) if len(parts) > 1 else Name(family=parts[0])
    return Found(name, text, spelled[0].start, spelled[-1].end)


def _with_spelling(name: Name, spelled: str) -> Name:
    """The spelled word in place of the written one that is most like it, else of the last."""
    words = [part for part in (name.given, name.family) if part]
    likest = max(words, key=lambda word: SequenceMatcher(None, word.lower(), spelled.lower()).ratio(), default="")
    alike = SequenceMatcher(None, likest.lower(), spelled.lower()).ratio() if likest else 0.0
    if re.sub(r"\W", "", likest).lower() == re.sub(r"\W", "", spelled).lower() and " " in likest:
        return name
    if not likest or alike < _ALIKE:
        return Name(name.given, spelled, name.title) if name.family or name.title else Name(spelled, "", name.title)
    return _replaced(name, likest, spelled)


def _replaced(name: Name, old: str, new: str) -> Name:
    if not new:
        return name
    return Name(name.given, new, name.title) if old == name.family else Name(new, name.family, name.title)


def _changed(name: str, told: re.Match[str]) -> str:
    """The name with the letter that callers point out: "with a y", "without an h", "with two n's", "with a ph"."""
    how, what, low = told["how"].lower(), told["what"].lower(), name.lower()
    said = told.group().lower()
    if how in {"without", "no"}:
        return _cased(low.replace(what, "", 1)) if what in low else ""
    if "two" in said or "double" in said:
        return _cased(low.replace(what, what * 2, 1)) if what in low and what * 2 not in low else ""
    if "one" in said:
        return _cased(low.replace(what * 2, what, 1)) if what * 2 in low else ""
    if what in low:
        return ""
    for heard in {"y": "i", "i": "y", "k": "c", "c": "k", "ph": "vf", "f": "p", "v": "f", "z": "s", "s": "z"}.get(
        what, ""
    ):
        if heard in low:
            return _cased(low.replace(heard, what, 1))
    return _cased(low + what) if what in "eshn" else ""
