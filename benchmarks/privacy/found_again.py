"""What of each seeded secret is found again in what the calls left: the judgement of the benchmark."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .heard import Words
from .kept import OF_JOURNAL, SPOOL, Kept
from .left import WORDED, figures, fits, left_in, rare, rows_of_figures, secret_as_heard, tokens, windows
from .placed_calls import Left
from .seeded_calls import Seed, SeededCall

_MADE_UP = re.compile(r"(?=.*[A-Za-z])[\w+/=:.-]{20,}")
_DAY = re.compile(r"\b20(?:2[6-9]|3\d)-\d\d-\d\d\b")
"""As the service writes when something happened, or goes; its figures are nobody's."""
LEAST_FIT = 0.5
"""Of what was heard, for it to be this sentence."""
SHORTEST_IN_A_FILE = 6
"""Characters: fewer stand in any file by chance."""
_WORD_LISTS = "/language/"
"""Lists of words that ship; nothing of a call is in them."""
OPENED_EXPORT = "exports/caller.json"
"""The one file that is there to be read: what is kept of the caller, opened for them."""
KEPT_BY_TASK = "kept"


@dataclass
class Outcome:
    """Of one seed; its words are the benchmark's own, no caller's."""

    kind: str
    moment: str
    voice: str
    said: str
    heard: list[str] = field(default_factory=list)
    """As the live call had it; empty when nothing was heard of it, as in a call that had ended before."""
    whole: bool = False
    """It was heard as it was said, figure by figure or word by word."""
    kept_as: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Of the secret, in what is kept of the turns in which it was said."""
    elsewhere: list[str] = field(default_factory=list)
    """Where else it is."""
    in_files: list[str] = field(default_factory=list)
    in_memory: bool = False
    """Somewhere in the memory of Rasa's process when the calls were over."""

    @property
    def leaked(self) -> bool:
        return bool(self.left or self.elsewhere or self.in_files)


def outcomes(calls: Iterable[SeededCall], left: Left) -> list[Outcome]:
    kept = _by_place(left.kept)
    by_call = defaultdict(list)
    for one in left.kept:
        by_call[one.call].append(one)
    found = []
    for call, report in zip(calls, left.reports, strict=True):
        heard = [words for words in left.heard if words.call == report.call_sid]
        of_call = {one: _begun(one) for one in call.seeds}
        for words in heard:
            _lay(words, of_call, call, kept)
        for seed, outcome in of_call.items():
            if seed.moment == "typed":
                _typed(call, outcome, heard, kept)
            _look_elsewhere(seed, outcome, by_call[report.call_sid] + by_call[""], call)
            _look_in_files(seed, outcome, left)
            found.append(outcome)
    return found


Places = Mapping[tuple[str, int], list[Kept]]


def _by_place(kept: Iterable[Kept]) -> Places:
    """What is kept of each entry of the journal: from the table, its copy, and the spool."""
    places = defaultdict(list)
    for one in kept:
        if one.where in {OF_JOURNAL, SPOOL}:
            places[one.call, one.seq].append(one)
    return places


def _begun(seed: Seed) -> Outcome:
    return Outcome(seed.kind, seed.moment, seed.voice, " // ".join(seed.turns))


def _lay(words: Words, of_call: dict[Seed, Outcome], call: SeededCall, kept: Places) -> None:
    """Words of the caller to the seed that was said in them, if any was."""
    if not words.of_caller or words.kind == "KeyPressed" or words.path.endswith("given"):
        return
    sentences = [(fits(words.text, turn), seed, turn, secret) for seed in of_call if seed.moment != "typed"
                 for turn, secret in zip(seed.turns, seed.hidden, strict=True)]  # fmt: skip
    others = [fits(words.text, what) for does, what, _ in call.steps if does == "say" and not _of_a_seed(what, call)]
    if not sentences:
        return
    fit, seed, turn, secret = max(sentences, key=lambda one: one[0])
    other = max(others, default=0.0)
    is_it = fit >= LEAST_FIT or (other < LEAST_FIT and bool(figures(words.text)))  # figures may be garbled beyond a fit
    if not is_it or fit < other or not secret:
        return
    outcome, around = of_call[seed], turn.replace(secret, "{}")
    innocent = _innocent(call) if seed.kind in WORDED else set()
    if words.text not in outcome.heard:
        outcome.heard.append(words.text)
    outcome.whole |= _is_whole(seed, secret, words.text)
    for one in kept.get((words.call, words.seq), ()):
        if one.path.endswith(words.path.removesuffix(".0")) or words.path in one.path:
            if one.text not in outcome.kept_as:
                outcome.kept_as.append(one.text)
            outcome.left += [token for token in left_in(seed.kind, words.text, one.text, around)
                             if token not in outcome.left and token not in innocent]  # fmt: skip


def _innocent(call: SeededCall) -> set[str]:
    """Words around secrets, and of sentences in which none is: they may be heard in one breath with one."""
    others = [what for does, what, _ in call.steps if does == "say" and not _of_a_seed(what, call)]
    for seed in call.seeds:
        others += [turn.replace(secret, " ") for turn, secret in zip(seed.turns, seed.hidden, strict=True) if secret]
    return {token for what in others for token in tokens(what)}


def _of_a_seed(what: str, call: SeededCall) -> bool:
    return any(what in seed.turns for seed in call.seeds)


def _is_whole(seed: Seed, secret: str, heard: str) -> bool:
    if seed.kind in WORDED:
        return rare(tokens(secret)) <= set(tokens(heard))
    return figures(secret) in figures(heard)


def _typed(call: SeededCall, outcome: Outcome, heard: list[Words], kept: Places) -> None:
    """Keys come one by one. Zero is a way to a person and is always told; so are those of a menu before the secret."""
    *before, (_, keys, _) = call.steps
    of_menu = sum(len(what) for does, what, _ in before if does == "press")
    pressed = [words for words in heard if words.kind == "KeyPressed"][of_menu:]
    if pressed:
        outcome.heard = ["".join(words.text for words in pressed)]
        outcome.whole = outcome.heard[0] == keys
    for words in pressed:
        texts = {one.text for one in kept.get((words.call, words.seq), ()) if one.path.endswith("key")}
        outcome.kept_as += texts
        outcome.left += [text for text in texts if text.isdigit() and text != "0"]


def _look_elsewhere(seed: Seed, outcome: Outcome, kept: list[Kept], call: SeededCall) -> None:
    """In everything that is kept of the call: what the assistant read back, what the agent is told, exports."""
    rows = {figures(" ".join(secret for secret in seed.hidden)), *(figures(text) for text in outcome.heard)}
    pieces = {piece for row in rows if seed.kind not in WORDED for piece in windows(row)}
    words, garbled = set[str](), set[str]()
    if seed.kind in WORDED:
        around = seed.turns[0].replace(seed.hidden[0], "{}")
        words = rare(tokens(" ".join(seed.hidden)))
        garbled = rare([token for text in outcome.heard for token in secret_as_heard(text, around)]) - _innocent(call)
    for one in kept:
        if one.text in outcome.kept_as or _is_the_services(one):
            continue
        if (pieces and _shares_figures(one.text, pieces)) or (
            words and (words | (garbled if one.call else set())) & set(tokens(one.text))
        ):
            outcome.elsewhere.append(f"{one.where} {one.path}: {one.text[:160]}")


def _is_the_services(one: Kept) -> bool:
    """The number that was called, and the version of the tables."""
    return one.where.startswith("alembic") or one.where == "calls.line" or one.path.endswith("/line")


def _shares_figures(text: str, pieces: set[str]) -> bool:
    """Names of calls, hashes and keys hold figures by chance: one long word of letters and figures is no speech."""
    if _MADE_UP.fullmatch(text):
        return False
    return any(piece in row for row in rows_of_figures(_DAY.sub(" on ", text)) for piece in pieces)


def _look_in_files(seed: Seed, outcome: Outcome, left: Left) -> None:
    texts = {seed.plain, *seed.hidden, *(_as_heard(seed, text) for text in outcome.heard)}
    needles = {text.encode() for text in texts if len(text) >= SHORTEST_IN_A_FILE}
    outcome.in_files = [
        name
        for name, content in left.files.items()
        if _WORD_LISTS not in name and any(one in content for one in needles)
    ]
    outcome.in_memory = any(one in left.memory for one in needles)


def _as_heard(seed: Seed, text: str) -> str:
    """The stretch of what was heard from the first to the last figure, in which no word stands; "" of words."""
    if seed.kind in WORDED:
        return ""
    digits = [place for place, character in enumerate(text) if character.isdigit()]
    return text[digits[0] : digits[-1] + 1] if digits else ""
