"""Frames that the network loses: every n-th, or a share of them in bursts, the same ones every time."""

import numpy as np

from .scenario import PhoneLine


class Loss:
    """A line of two states, good and bad, as Gilbert described it: in the bad one every frame is lost."""

    def __init__(self, line: PhoneLine) -> None:
        self._every, self._frames, self._bad = line.lose_every, 0, False
        self._leave = 1 / line.loss_burst
        self._enter = line.loss_share * self._leave / (1 - line.loss_share)
        self._chance = np.random.default_rng(line.loss_seed)

    def next_is_lost(self) -> bool:
        self._frames += 1
        if self._enter:
            self._bad = self._chance.random() < ((1 - self._leave) if self._bad else self._enter)
        return self._bad or (self._every > 0 and self._frames % self._every == 0)
