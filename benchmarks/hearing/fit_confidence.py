"""Prints the weights of ivr/engines/calibration.py, fitted anew.

`python -m benchmarks.hearing.fit_confidence [MODEL ...]`: on the speakers whom `recognition` does not judge them by.
"""

import click
import numpy as np

from ivr.engines.calibration import evidence
from ivr.listening.word_errors import errors

from ..logistic import fit
from .corpora import Recording
from .recognition import MODELS, chosen, short_window, upsampled

AT_MOST = {"easy": 220, "short": 210, "hard": 400}


def weights(model: str, recordings: list[Recording]) -> list[float]:
    whisper = short_window(model)
    features, right = [], []
    for count, recording in enumerate(recordings):
        if count % 100 == 0:
            click.echo(f"{model}: {count} of {len(recordings)} utterances", err=True)
        decoded = whisper.transcribe(upsampled(recording.pcm), "en")
        if decoded.text:
            features.append(evidence(decoded))
            right.append(float(errors(recording.text, decoded.text).wrong == 0))
    return [round(float(one), 3) for one in fit(np.array(features), np.array(right))]


@click.command()
@click.argument("models", nargs=-1)
def main(models: tuple[str, ...]) -> None:
    fitted_to = [recording for recording in chosen(AT_MOST) if not recording.is_held_out]
    for model in models or MODELS:
        figures = ", ".join(str(one) for one in weights(model, fitted_to))
        click.echo(f"{model}: Weights({figures}), n = {len(fitted_to)}")


if __name__ == "__main__":
    main()
