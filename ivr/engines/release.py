"""The end of speech, by its energy: the detector's model believes in speech for another 0.1 s after the last sample.

Measured on the recordings of tests/calls/audio, the model lets go 0.04 to 0.14 s after a caller's last sample (n 20,
median 0.08), the energy within 0.02 s. Every answer would wait for that difference.
"""

PAUSE_SHARE = 0.07
"""Of the level of the speech before: 23 dB less is not the speech going on. Noise that is louder than that leaves the
decision to the model."""
ATTACK = 0.3
DECAY = 0.99
"""A frame: the level follows speech within some syllables, and forgets a shout in a second or two."""
SPEECH = 0.5


class Release:
    """Follows the level of one caller's speech."""

    def __init__(self) -> None:
        self._level = 0.0

    def is_pause(self, loudness: float, probability: float) -> bool:
        """Whether a frame of this RMS is too faint to be the speech that the model, with `probability`, still hears."""
        if probability >= SPEECH:
            followed = self._level + ATTACK * (loudness - self._level)
            self._level = max(followed, self._level * DECAY)
        return loudness < PAUSE_SHARE * self._level
