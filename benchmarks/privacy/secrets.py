"""What is kept of secrets that callers say and type: seeded ones through whole calls, then a search of everything.

Real Whisper, Rasa and pyttsx3, in real time, several calls at once, all with a data folder of its own. The calls are
placed in batches of less than five minutes: `python -m benchmarks.privacy.secrets first 0` places one and keeps what
came of it, so that they need not follow one another; those that were not placed so are placed by
`python -m benchmarks secrets`, which then tells of all.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from ..bench import Bench, Row
from .found_again import KEPT_BY_TASK, OPENED_EXPORT, outcomes
from .kept import NOT_OPENED
from .placed_calls import CALLS_AT_ONCE, placed
from .seeded_calls import SETS, calls

BATCHES = 5
TARGET_SHARE = 0.99
WITHOUT_FAIL = ("card", "code")
NAMES = {
    "card": "card numbers", "code": "security codes", "expiry": "expiry dates", "bank": "bank accounts",
    "iban": "IBANs", "national": "national ids", "mail": "e-mail addresses", "phone": "phone numbers",
    "address": "addresses", "birth": "dates of birth", "name": "names", "pin": "PINs and other numbers",
}  # fmt: skip


def _place(bench: Bench, which: str, batch: int) -> Path:
    return bench.settings.data_dir / "secrets" / f"{which}-{batch}.json"


def measure_batch(bench: Bench, which: str, batch: int) -> dict[str, Any]:
    """Every BATCHES-th call of a set."""
    some = calls(which)[batch::BATCHES]
    left = placed(bench, some)
    found = {
        "outcomes": [asdict(one) | {"leaked": one.leaked} for one in outcomes(some, left)],
        "calls": len(some),
        "texts": len(left.kept),
        "files": len(left.files),
        "file_bytes": sum(map(len, left.files.values())),
        "memory_bytes": len(left.memory),
        "snapshots": left.snapshots,
        "failed_commands": [one.text[-300:] for one in left.kept if one.where.startswith("ivr ") and one.seq],
        "not_opened": sum(one.path == NOT_OPENED for one in left.kept),
    }
    path = _place(bench, which, batch)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def measure(bench: Bench) -> dict[str, object]:
    return {which: _measure_set(bench, which) for which in SETS}


def _measure_set(bench: Bench, which: str) -> dict[str, object]:
    paths = [_place(bench, which, batch) for batch in range(BATCHES)]
    found = [
        json.loads(path.read_text(encoding="utf-8")) if path.exists() else measure_batch(bench, which, batch)
        for batch, path in enumerate(paths)
    ]
    for path in paths:
        path.unlink()
    return figures_of(found)


def figures_of(found: list[dict[str, Any]]) -> dict[str, object]:
    """Of all batches. What was not heard, as its call had ended before, counts nowhere but in `not_said`."""
    every = [one for batch in found for one in batch["outcomes"]]
    heard = [one for one in every if one["heard"]]
    judged = [one for one in heard if one["moment"] != KEPT_BY_TASK]
    leaked = [one for one in judged if one["leaked"]]
    return {
        "calls": sum(batch["calls"] for batch in found),
        "calls_at_once": CALLS_AT_ONCE,
        "seeded": len(judged),
        "not_said": len(every) - len(heard),
        "heard_whole": sum(one["whole"] for one in judged),
        "nothing_kept": len(judged) - len(leaked),
        "recall": round(1 - len(leaked) / len(judged), 4),
        "by_kind": _shares(judged, "kind"),
        "by_moment": _shares(judged, "moment"),
        "in_plain_in_a_file": sum(bool(set(one["in_files"]) - {OPENED_EXPORT}) for one in judged),
        "missed": [
            {name: one[name] for name in ("kind", "moment", "voice", "said", "heard", "left")} for one in leaked
        ],
        "kept_by_task": [
            {name: one[name] for name in ("kind", "said", "heard", "in_files")}
            for one in heard
            if one["moment"] == KEPT_BY_TASK
        ],
        "in_memory_of_rasa_after_the_calls": sum(one["in_memory"] for one in judged),
        **{
            name: sum(batch[name] for batch in found)
            for name in ("texts", "files", "file_bytes", "memory_bytes", "snapshots", "not_opened")
        },
        "failed_commands": [text for batch in found for text in batch["failed_commands"]],
    }


def _shares(judged: list[dict[str, Any]], field: str) -> dict[str, str]:
    every = Counter(one[field] for one in judged)
    missed = Counter(one[field] for one in judged if one["leaked"])
    return {name: f"{count - missed[name]}/{count}" for name, count in sorted(every.items())}


SAID_OF = {
    "first": "sentences that the redaction was then mended by, at the first look",
    "again": "other sentences",
    "again_rest": "those of the other sentences that had not been placed, after the next mending",
    "third": "sentences, voices and names that nobody had seen, at the first look",
}


def rows(figures: Mapping[str, Any]) -> list[Row]:
    return [row for which, of_set in figures.items() for row in _rows(SAID_OF[which], of_set)]


def _rows(which: str, figures: Mapping[str, Any]) -> list[Row]:
    by_kind = figures["by_kind"]
    surest = [tuple(map(int, by_kind[kind].split("/"))) for kind in WITHOUT_FAIL]
    gone, of = (sum(counts) for counts in zip(*surest, strict=True))
    others = ", ".join(f"{NAMES[kind]} {by_kind[kind]}" for kind in NAMES if kind in by_kind)
    return [
        Row(
            f"secrets said or typed in {figures['calls']} whole calls ({which}) of which not a figure, letter or word "
            "is kept in any table, file, log, copy or export",
            "≥ 99 % of ≥ 400",
            f"**{100 * figures['recall']:.1f} %** ({figures['nothing_kept']} of {figures['seeded']}; {others})",
        ),
        Row(
            f"of these secrets found in plain in {figures['files']} files: database and its log, spool, logs, "
            f"evidence, backup, as they were at {figures['snapshots']} moments of the calls and afterwards",
            "0",
            f"**{figures['in_plain_in_a_file']}**",
        ),
        Row(f"of card numbers and security codes ({which})", "100 %", f"**{100 * gone / of:.1f} %** ({gone} of {of})"),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    [every] = figure.subplots(1, len(figures), squeeze=False)
    for axes, (which, of_set) in zip(every, figures.items(), strict=True):
        kinds = [kind for kind in NAMES if kind in of_set["by_kind"]]
        shares = [tuple(map(int, of_set["by_kind"][kind].split("/"))) for kind in kinds]
        labels = [f"{NAMES[kind]} ({of})" for kind, (_, of) in zip(kinds, shares, strict=True)]
        axes.barh(labels, [100 * gone / of for gone, of in shares])
        axes.axvline(100 * TARGET_SHARE, color="grey", linestyle=":")
        axes.set(title=SAID_OF[which], xlabel="% of which nothing is kept", xlim=(0, 100))
        axes.invert_yaxis()


if __name__ == "__main__":
    measure_batch(Bench(), sys.argv[1], int(sys.argv[2]))
