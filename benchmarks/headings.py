"""What docs/benchmarks.md shows first, and under which heading everything else stands: by what is measured."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Headline:
    """A row to be shown first: the one of `part` whose `what` fits `pattern`, told in words that stand alone.

    `{0}` in the words is the pattern's group: how many there were, as it was measured.
    """

    part: str
    pattern: str
    words: str

    def told(self, what: str) -> str | None:
        """The words for that row; None when it is another."""
        found = re.match(self.pattern, what)
        return self.words.format(*found.groups()) if found else None


SECTIONS = {
    "How quickly it answers": ("answer_time", "unscripted"),
    "Callers who hesitate": ("cut_offs", "completion_study"),
    "Callers who speak over it, and noises": ("barge_in", "phantom"),
    "The way to a person": ("human",),
    "What is heard": ("recognition", "languages"),
    "What is understood": ("intent", "own_intents"),
    "Values, and what may always be asked": ("spoken_values", "manner"),
    "Sensitive topics": ("topics", "false_topics"),
    "How well callers understand it": ("understood",),
    "What is kept of secrets": ("secrets",),
    "Evidence": ("proofs",),
    "What the machine can take": ("service_cost", "capacity", "slow_clients", "live_pages"),
    "What it costs to keep calls": ("records",),
    "Trying a draft of the rules": ("dry_run",),
    "How quickly the console answers": ("pages",),
}
"""Heading → the parts below it; each part stands once."""

HEADLINES = (
    Headline(
        "answer_time",
        r"caller's last sample.*\((n = \d+)",
        "how soon it answers: the caller's last sample to the first sound of the answer ({0})",
    ),
    Headline(
        "cut_offs", r"cut-offs.* (\d+) pauses", "hesitating callers cut off so that they notice it (n = {0} pauses)"
    ),
    Headline("human", '"human" and nine', "a person asked for, over a prompt, in noise at 10 dB: reached"),
    Headline("barge_in", "barge-in", "from a caller's first sound over the assistant until it is silent"),
    Headline(
        "phantom", r"phantom turns in (\d+)", "hold music, street, tones, breath taken for a caller, in {0} minutes"
    ),
    Headline(
        "recognition", "word errors, hard material, Whisper base", "words heard wrongly, hard material, Whisper base"
    ),
    Headline("own_intents", ".*spoken.*quiet", "wishes understood, spoken, in sentences that it never learned"),
    Headline("spoken_values", "values understood", "numbers, names, dates and addresses understood, spoken"),
    Headline(
        "topics", ".*written, sentences never seen", "danger and distress known, written, in sentences never seen"
    ),
    Headline("capacity", "talking calls at once", "callers who talk at once, p95 of the answer ≤ 1.0 s, all answered"),
)
"""The page's ten first rows: what was promised, kept or not."""
