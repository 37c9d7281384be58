"""Whether a listener understands what is played: recordings written down by Whisper, and their words compared."""
