"""Records what callers say in tests/calls: `python -m benchmarks.call_lines` makes what tests/calls/audio/ lacks.

The words and voices stand in tests/calls/audio/lines.yml; the same ones give the same samples. It needs the voices of
`make bench-voices`.
"""

from pathlib import Path

import yaml

from ivr.audio import write_mono

from .voices import speech

AUDIO = Path(__file__).resolve().parent.parent / "tests" / "calls" / "audio"


def lines() -> dict[str, dict[str, str]]:
    """Name of each recording → its `text` and `voice`."""
    known: dict[str, dict[str, str]] = yaml.safe_load((AUDIO / "lines.yml").read_text(encoding="utf-8"))
    return known


def record(name: str, text: str, voice: str) -> Path:
    """Writes the recording of a line, mono PCM16 at 8 kHz."""
    path = AUDIO / f"{name}.wav"
    write_mono(path, speech(text, voice))
    return path


def main() -> None:
    for name, line in lines().items():
        if not (AUDIO / f"{name}.wav").exists():
            print(record(name, **line).name)


if __name__ == "__main__":
    main()
