"""The end of speech, by its energy: the detector's model believes in speech for another 0.1 s after the last sample,
and for as long as it likes when others are talking in the background.

Measured on the recordings of tests/calls/audio, the model lets go 0.04 to 0.14 s after a caller's last sample (n 20,
median 0.08), the energy within 0.02 s. Every answer would wait for that difference. In babble 10 dB below the caller
the model alone let go after 2 s or more at every tenth end, and not at all at 5 of 50. Measured against the noise nine
of ten ends are known within 0.24 s and all are known; the longest gap within the words is 0.24 s for one in ten, where
it was 0.13.
"""

import math

PAUSE_SHARE = 0.07
"""Of the level of the speech before: 23 dB less is not the speech going on."""
ATTACK = 0.3
DECAY = 0.99
"""A frame: the level follows speech within some syllables, and forgets a shout in a second or two."""
SPEECH = 0.5
OVER_NOISE = 1.25
"""Times the noise, and less, is the noise: its own syllables are louder than its floor."""
MOST_OF_SPEECH = 0.4
"""Of its level: no more is taken for noise, however loud that is."""
SMOOTHING = 0.25
"""A frame: some 0.1 s are looked at together, as one frame of a voice in the background may be loud."""
NO_SPEECH = 0.3
SETTLING = 0.1
RISING, RISING_IN_SPEECH = 1.01, 1.001
"""A frame: the floor of the noise falls at once in a gap; it rises by two thirds in a second without speech, and hardly
in speech, which may go on for long without a gap."""
LEAST_NOISE = 10.0
"""RMS. A line can be silent, but not for good."""


class Release:
    """Follows the level of one caller's speech, and of what is behind it."""

    def __init__(self) -> None:
        self._level = 0.0
        self._smooth = 0.0
        self._noise = LEAST_NOISE
        self._spoken = False

    def is_pause(self, loudness: float, probability: float) -> bool:
        """Whether a frame of this RMS is too faint to be the speech that the model, with `probability`, still hears."""
        smooth = self._follow_noise(loudness, probability)
        if probability >= SPEECH:
            followed = self._level + ATTACK * (loudness - self._level)
            self._level = max(followed, self._level * DECAY)
        is_noise = smooth < min(OVER_NOISE * self._noise, MOST_OF_SPEECH * self._level)
        return is_noise or loudness < PAUSE_SHARE * self._level

    def _follow_noise(self, loudness: float, probability: float) -> float:
        """The smoothed loudness, of which the noise is the floor; before the first speech it is all noise."""
        self._smooth += SMOOTHING * (loudness - self._smooth)
        self._spoken = self._spoken or probability >= SPEECH
        rising = RISING_IN_SPEECH if probability >= NO_SPEECH else RISING if self._spoken else math.inf
        if self._smooth < self._noise:
            self._noise += SETTLING * (self._smooth - self._noise)
        else:
            self._noise = min(self._noise * rising, self._smooth)
        self._noise = max(self._noise, LEAST_NOISE)
        return self._smooth
