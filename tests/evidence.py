"""Evidence for tests: logs of made-up calls at made-up times, and copies of them to tamper with."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ivr.evidence.leaf import call_token, leaf_of
from ivr.evidence.log import EvidenceLog
from ivr.evidence.note import SigningKey

NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
SALT = b"a salt of sixteen"
SHA = "0" * 64


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


def token(number: int) -> str:
    return call_token(SALT, f"CA{number}")


def call_facts(number: int, at: datetime = NOON) -> list[bytes]:
    """The four facts of a short call, a second apart."""
    spoken = {"id": "disclosure", "version": "1", "language": "en", "voice": "en-us", "text_sha256": SHA}
    heard: dict[str, str | int | bool] = {"id": "disclosure", "begun_ms": 100, "ended_ms": 8100, "clip_ms": 8000}
    marked: dict[str, str | int | bool] = {"line_ms": 8000, "clock_ms": 8010, "mark": True, "cleared": False}
    told: Sequence[tuple[str, dict[str, str | int | bool]]] = (
        ("call_began", {"taken_by": "assistant", "language": "en", "rules": SHA}),
        ("disclosure_sent", {**spoken, "audio_sha256": SHA, "clip_ms": 8000, "by_hash": True}),
        ("disclosure_heard", {**heard, **marked, "complete": True, "cut_by": "", "recorded": "", "agrees": True}),
        ("call_ended", {"status": "completed", "reached": "", "lasted_ms": 3000}),
    )
    return [
        leaf_of(kind, at + timedelta(seconds=seq), token(number), seq, facts) for seq, (kind, facts) in enumerate(told)
    ]


def open_log(folder: Path, clock: Callable[[], datetime] | None = None) -> EvidenceLog:
    return EvidenceLog(folder, SigningKey.kept(folder / "key.pem"), clock=clock or Clock())


def log_of(folder: Path, calls: int, *, checkpoint_every: int = 3) -> SigningKey:
    """A log of so many calls, a minute apart, with checkpoints between and one at the end; its key."""
    clock = Clock()
    log = open_log(folder, clock)
    for number in range(calls):
        log.append(call_facts(number, clock.now))
        clock.go(60)
        if number % checkpoint_every == checkpoint_every - 1:
            log.checkpoint(clock.now)
    log.checkpoint(clock.go(60))
    log.close()
    return SigningKey.read(folder / "key.pem")
