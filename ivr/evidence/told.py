"""A run of audio as facts: what it was, and what the wire shows of how far it was heard."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from .sounded import Instant, Sounded

Fact = Mapping[str, str | int | bool]


class KnownAudio(Protocol):
    """The recordings of a call's language and company."""

    def named(self, audio_sha256: str) -> str | None:
        """The prompt whose recording this is, as mu-law."""
        ...

    def text(self, name: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Voiced:
    """How what is said in a call is said."""

    language: str
    voice: str
    opening: tuple[str, ...]
    """The prompts that disclose, in order."""


def hash_of_rules(version: str) -> str:
    """sha256 of the file; rules that are no file's have a name for a version."""
    return version if re.fullmatch("[0-9a-f]{64}", version) else sha256(version.encode()).hexdigest()


def sha256_of_texts(names: Iterable[str], known: KnownAudio) -> str:
    """Of the prompts' texts, one a line; empty of none."""
    texts = [known.text(name) for name in names]
    return sha256("\n".join(texts).encode()).hexdigest() if texts else ""


def as_sent(name: str, texts: Iterable[str], sounded: Sounded, known: KnownAudio, voiced: Voiced) -> Fact:
    """What went over the wire; `texts` are the prompts that it is made of."""
    text = sha256_of_texts(texts, known)
    return {
        "id": name,
        "version": text[:16],
        "language": voiced.language,
        "voice": voiced.voice,
        "text_sha256": text,
        "audio_sha256": sounded.audio_sha256,
        "clip_ms": sounded.length_ms,
        "by_hash": name in sounded.parts,
    }


def as_heard(name: str, sounded: Sounded, now: Instant, cut_by: str) -> Fact:
    """What became of it; it was heard to its end where nothing cut it."""
    by_line, by_clock = sounded.gone_ms(now)
    return {
        "id": name,
        "begun_ms": sounded.begun.line,
        "ended_ms": now.line,
        "clip_ms": sounded.length_ms,
        "line_ms": by_line,
        "clock_ms": by_clock,
        "complete": not cut_by,
        "cut_by": cut_by,
        "mark": sounded.is_marked,
        "cleared": sounded.is_cleared,
    }


def first_of(wanted: Iterable[str], names: tuple[str, ...]) -> str:
    return next((name for name in wanted if name in names), "")
