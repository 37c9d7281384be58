"""The benchmark of seeded secrets: what is seeded, and that its own judge finds what is left and nothing else."""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.privacy import secrets
from benchmarks.privacy.found_again import outcomes
from benchmarks.privacy.heard import Words
from benchmarks.privacy.kept import DATABASE, OF_JOURNAL, SPOOL, Kept, in_database, vault_of
from benchmarks.privacy.left import figures, left_in
from benchmarks.privacy.placed_calls import Left
from benchmarks.privacy.secrets import BATCHES, NAMES, figures_of
from benchmarks.privacy.seeded_calls import SETS, Seed, SeededCall, calls
from ivr.core.rules import Rules
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.simulator.report import CallReport
from ivr.store.database import engine_of
from ivr.store.store import Store

from .conftest import FakeClock
from .secrets_said import DATA
from .test_packed_journals import all_packed, ended

SENTENCES = Path(secrets.__file__).parent
CALL = "CA1"


def test_more_than_four_hundred_secrets_of_every_kind_are_seeded_the_same_each_time() -> None:
    first, *others = ([seed for call in calls(which) for seed in call.seeds] for which in SETS)
    assert len(first) >= 400
    for seeds in (first, *others):
        assert Counter(seed.kind for seed in seeds).keys() == NAMES.keys()
        assert {seed.moment for seed in seeds} == {"free", "order", "message", "asked", "split", "typed", "kept"}
    assert calls("first") == calls("first")
    assert sum(len(calls("first")[batch::BATCHES]) for batch in range(BATCHES)) == len(calls("first"))


def test_no_sentence_is_in_two_sets_or_in_the_lists_that_the_redaction_was_built_upon() -> None:
    sentences = [line.split(" | ")[2] for of in SETS.values() for line in read(SENTENCES / of.sentences)]
    bare = [sentence for sentence in sentences if re.sub(r"\W|to|be|use|try|that|would|it's", "", sentence)]
    built_upon = {re.sub(r"{[^}]*}", "{}", line.split(" | ")[1]) for line in read(DATA / "secrets_seen.txt")}
    assert len(bare) > 150
    assert len(set(bare)) == len(bare)
    assert not set(bare) & built_upon


def read(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("double five, oh", "550"),
        ("forty nine twenty, then triple two", "4920222"),
        ("twenty-three and 4-5", "2345"),
        ("eleven oh 7", "1107"),
        ("thirty", "30"),
        ("no number here", ""),
        ("[card number] and 12", "12"),
    ],
)
def test_figures_are_read_however_they_are_said(said: str, row: str) -> None:
    assert figures(said) == row


@pytest.mark.parametrize(
    ("kind", "heard", "kept", "around", "left"),
    [
        ("bank", "My account is 1234 5678", "My account is [bank account]", "My account is {}", []),
        ("bank", "My account is 1234 5678", "My account is [number] 5678", "My account is {}", ["5678"]),
        ("code", "The three digit code: 123", "The 3 digit code: [code]", "The three digit code: {}", []),
        ("expiry", "It runs out in May 27", "It runs out in May [number]", "It runs out {}", ["may"]),
        ("national", "It is Q Q 12", "It is Q [number]", "It is {}", ["q"]),
        ("name", "I am Priya Whitfield, hello", "I am [name] Whitfield, hello", "I am {}, hello", ["whitfield"]),
        ("name", "This is Freya Wit Field", "This is Freya [name]", "This is {} speaking", ["freya"]),
        ("name", "This is Freya Wit Field", "This is [name]", "This is {} speaking", []),
    ],
)  # fmt: skip
def test_what_is_left_of_a_secret_is_found_and_no_word_beside_it(
    kind: str, heard: str, kept: str, around: str, left: list[str]
) -> None:
    assert left_in(kind, heard, kept, around) == left


def left_behind(*kept: Kept, files: dict[str, bytes] | None = None) -> Left:
    report = CallReport(
        name="1", call_sid=CALL, seconds=1.0, ended_by="caller", dead_air_seconds=0.0, dead_air_at_seconds=0.0,
        streams=1, journal_read=True, worst_lateness_seconds=0.0,
    )  # fmt: skip
    heard = [Words(CALL, 7, "Transcribed", "transcript.text", "My account is 1234 5678.")]
    return Left([report], heard, list(kept), files or {})


SEED = Seed(
    "bank", "free", "heart", ("My account is one two three four, five six seven eight.",),
    ("one two three four, five six seven eight",), "12345678",
)  # fmt: skip
REDACTED = Kept(OF_JOURNAL, CALL, 7, "said/transcript.text", "My account is [bank account].")


@pytest.mark.parametrize(
    ("left", "leaked"),
    [
        (left_behind(REDACTED), False),
        (left_behind(Kept(SPOOL, CALL, 7, "said/transcript.text", "My account is 1234 5678.")), True),
        (left_behind(REDACTED, Kept("wishes.sealed", CALL, 0, "wish", "account 1 2 3 4 5 6 7 8")), True),
        (left_behind(REDACTED, Kept("/readyz", "", 0, "", "12345678")), True),
        (left_behind(REDACTED, files={"serve.log": b"... 1234 5678 ..."}), True),
        (left_behind(REDACTED, files={"serve.log": b"nothing"}), False),
    ],
)
def test_a_secret_is_found_wherever_it_lies(left: Left, leaked: bool) -> None:
    [outcome] = outcomes([SeededCall("1", (("say", SEED.turns[0], "heart"),), (SEED,))], left)
    assert outcome.heard == ["My account is 1234 5678."]
    assert outcome.whole
    assert outcome.leaked is leaked


def test_what_was_never_heard_is_no_success() -> None:
    one: dict[str, object] = {
        "heard": ["x"], "moment": "free", "kind": "card", "whole": True, "leaked": True, "in_memory": False,
        "in_files": [], "voice": "heart", "said": "x", "left": ["x"],
    }  # fmt: skip
    batch = {
        "outcomes": [one, one | {"leaked": False}, one | {"heard": [], "leaked": False}], "calls": 3, "texts": 1,
        "files": 1, "file_bytes": 1, "memory_bytes": 1, "snapshots": 1, "failed_commands": [], "not_opened": 0,
    }  # fmt: skip
    figures = figures_of([batch])
    assert (figures["seeded"], figures["not_said"], figures["recall"]) == (2, 1, 0.5)


def test_what_is_kept_is_read_in_rows_and_packed_alike(
    open_store: Callable[..., Store], rules: Rules, settings: Settings, fake_clock: FakeClock
) -> None:
    with closing(open_store()) as store:
        ended(store, rules)
    database, vault = settings.data_dir / DATABASE, vault_of(settings.data_dir)
    in_rows = said_in(database, vault)
    all_packed(engine_of(f"sqlite:///{database}"), vault, fake_clock)
    assert in_rows
    assert said_in(database, vault) == in_rows


def said_in(database: Path, vault: Vault) -> set[tuple[int, str, str]]:
    return {(one.seq, one.path, one.text) for one in in_database(database, vault) if one.where == OF_JOURNAL}
