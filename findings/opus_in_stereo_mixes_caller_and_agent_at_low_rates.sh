#!/usr/bin/env bash
# Calls are recorded in stereo so that caller and agent stay apart: to transcribe each, or to keep one side only.
# libopus, asked for two channels at a rate that is ample for one voice (12 or 16 kbit/s), gives two channels that are
# the same: who speaks on the left is heard as loudly on the right, and the file still says "stereo". At 24 kbit/s the
# other side is 25 dB lower, at 32 kbit/s and more 60 dB.
#
# Version: av 18.1.0 (FFmpeg's libopus inside). Seen, level of the left voice on the right while the right is silent:
# 0 dB at 12 and 16 kbit/s, -25 dB at 24, -60 dB at 32.
# Ends with 0 while this is so, with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check av==18.1.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys

import av
import numpy as np

RATE, SECONDS, PACKET = 48_000, 10, 960
at = np.arange(RATE * SECONDS) / RATE
tones = sum(np.sin(2 * np.pi * hertz * at + hertz) / (1 + hertz / 150) for hertz in range(150, 3400, 150))
left_speaks = np.sin(2 * np.pi * 0.75 * at) > 0  # two voices in turns
left, right = 0.1 * tones * left_speaks, 0.1 * tones[::-1] * ~left_speaks


def heard_on_the_other_side(bits_a_second: int) -> float:
    """Decibels."""
    file = io.BytesIO()
    with av.open(file, "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=RATE)
        stream.layout, stream.bit_rate = "stereo", bits_a_second
        for start in range(0, len(at), PACKET):
            both = np.stack([left, right], axis=1)[start : start + PACKET].reshape(1, -1).astype(np.float32)
            frame = av.AudioFrame.from_ndarray(both, format="flt", layout="stereo")
            frame.sample_rate, frame.pts = RATE, start
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    file.seek(0)
    with av.open(file) as kept:
        sides = np.concatenate([frame.to_ndarray() for frame in kept.decode(audio=0)], axis=1)
    assert sides.shape[0] == 2
    inside = np.convolve(left_speaks, np.ones(RATE // 5) / (RATE // 5), "same") > 0.999  # away from the turns' edges
    level = np.sqrt((sides[:, : len(at)][:, inside[: sides.shape[1]]] ** 2).mean(axis=1))
    return float(20 * np.log10(level[1] / level[0]))


seen = {kilobits: heard_on_the_other_side(1000 * kilobits) for kilobits in (12, 16, 24, 32)}
for kilobits, level in seen.items():
    print(f"{kilobits} kbit/s: {level:.1f} dB")
sys.exit(0 if max(abs(seen[12]), abs(seen[16])) < 1 and -40 < seen[24] < -10 and seen[32] < -50 else 1)
PYTHON
