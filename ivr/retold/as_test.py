"""A call as a scenario for `tests/calls/`: what its caller did, in words from which secrets were taken before they were
kept, and how it ended. The words are to be spoken by a voice: no caller's sound is in it."""

import re
from collections.abc import Iterable, Iterator

import yaml

from .story import By, Told

_LONGEST_NAME = 60
LISTEN = "listen"
_KEY = re.compile(r"[0-9*#]")
_HEAD = """# A call that was, as a test. Each `say` names a recording of tests/calls/audio that a voice is yet to speak:
# never that of a caller. What stands in brackets was taken out when it was kept: say something made up there.
# Keys that were somebody's number are not kept, and left out here.
"""


def as_scenario(name: str, told: Iterable[Told], *, disposition: str, route: str, reason: str) -> str:
    """YAML. Of a caller who did nothing, one that listens and hangs up."""
    spoken: dict[str, str] = {}
    steps = list(_steps(told, spoken))
    if not steps or steps[-1] != LISTEN:
        steps.append(LISTEN)
    steps.append("finish")
    expected = {"disposition": disposition, "transferred_to": route, "reason": reason}
    scenario: dict[str, object] = {"name": name, "steps": steps}
    if expect := {field: value for field, value in expected.items() if value}:
        scenario["expect"] = expect
    lines = "".join(f"#   {file}.wav: {_one_line(words)}\n" for file, words in spoken.items())
    return _HEAD + lines + yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True, width=120)


def _steps(told: Iterable[Told], spoken: dict[str, str]) -> Iterator[object]:
    listened = False
    for one in told:
        if one.by is By.ASSISTANT:
            if not listened:
                yield LISTEN
            listened = True
        elif one.by is By.CALLER and one.words:
            step = _step(one, spoken)
            if step:
                listened = False
                yield step


def _step(one: Told, spoken: dict[str, str]) -> object | None:
    words = " ".join(one.words)
    if one.kind == "KeyPressed":
        return {"press": words} if _KEY.fullmatch(words) else None
    file = _file_of(words, spoken)
    spoken[file] = words
    return {"say": {"words": file}}


def _file_of(words: str, spoken: dict[str, str]) -> str:
    """The same words have the same recording."""
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:_LONGEST_NAME].strip("_") or "words"
    name, number = plain, 2
    while spoken.get(name, words) != words:
        name, number = f"{plain}_{number}", number + 1
    return name


def _one_line(words: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
