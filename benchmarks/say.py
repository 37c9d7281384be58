"""A caller's recording without a caller: `python -m benchmarks.say "Where is it?" FOLDER` writes where_is_it.wav.

For scenarios of `ivr call`. The voice is one of the benchmarks' (`make bench-voices`), which Whisper understands.
"""

import argparse
import re
from pathlib import Path

from ivr.audio import write_mono

from .voices import VOICES, speech


def recording_of(text: str) -> str:
    """The file name of a recording in which this is said: its words, as scenarios name them."""
    return "_".join(re.sub(r"['’]", "", text.lower()).replace("-", " ").translate(_NO_MARKS).split()) + ".wav"


_NO_MARKS = {ord(mark): None for mark in '?!.,;:"“”()'}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.say", description=__doc__)
    parser.add_argument("text", help="what is said")
    parser.add_argument("folder", type=Path, help="where the recording goes, such as tests/calls/audio")
    parser.add_argument("--voice", choices=VOICES, default=VOICES[0])
    wanted = parser.parse_args()
    path = wanted.folder / recording_of(wanted.text)
    write_mono(path, speech(wanted.text, wanted.voice))
    print(path)


if __name__ == "__main__":
    main()
