"""How the assistant speaks: how fast and how loud, as the caller asked; it stays so for the call."""

from dataclasses import dataclass, replace

from .words.requests import Request

PACES = (0.65, 0.8, 1.0, 1.2)
"""Of the usual speed; one step for each "slower" and "faster". How well each is understood: docs/benchmarks.md."""
GAINS_DB = (-6.0, 0.0, 6.0)
"""Of the usual loudness: 6 dB are plainly heard, and more would have to be squeezed to fit on a telephone line."""


@dataclass(frozen=True, slots=True)
class Manner:
    """`pace` 1.0 and `gain_db` 0.0 are as recorded; at a pace of 0.8 lines take a quarter longer."""

    pace: float = 1.0
    gain_db: float = 0.0

    def after(self, request: Request) -> "Manner":
        """As asked for; what is as slow, fast, loud or quiet as can be stays so."""
        match request:
            case Request.SLOWER:
                return replace(self, pace=_step(PACES, self.pace, -1))
            case Request.FASTER:
                return replace(self, pace=_step(PACES, self.pace, +1))
            case Request.NORMAL_SPEED:
                return replace(self, pace=1.0)
            case Request.LOUDER:
                return replace(self, gain_db=_step(GAINS_DB, self.gain_db, +1))
            case Request.QUIETER:
                return replace(self, gain_db=_step(GAINS_DB, self.gain_db, -1))
            case Request.NORMAL_VOLUME:
                return replace(self, gain_db=0.0)
            case _:
                return self


PLAIN = Manner()
"""As recorded."""


def _step(scale: tuple[float, ...], now: float, by: int) -> float:
    return scale[min(max(scale.index(now) + by, 0), len(scale) - 1)]
