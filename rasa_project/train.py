"""Trains the assistant when its sources have changed: .venv/bin/python train.py, inside rasa_project/.

Writes models/assistant.tar.gz, and beside it assistant.sha256 (of the model) and assistant.sources.sha256 (of what
made it).
"""

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import spoken_values

HERE = Path(__file__).resolve().parent
MODELS = HERE / "models"
MODEL = MODELS / "assistant.tar.gz"
MODEL_SUM = MODELS / "assistant.sha256"
SOURCES_SUM = MODELS / "assistant.sources.sha256"
DOMAIN = "domain" if (HERE / "domain").is_dir() else "domain.yml"
"""A small assistant has its domain in one file."""
SOURCES = ("config.yml", DOMAIN, "data", "actions", "components", "spoken", "sensitive_topics.yml", "uv.lock")
OWN_VALUES = HERE / "spoken_values" / "spoken_values"
"""What reads numbers for `spoken`, in an environment of this folder's own; else the one that is installed."""
ENOUGH_SECONDS = 900
LOG = MODELS / "training.log"
"""All that Rasa says; what of it tells nobody anything is not printed."""
LAST_LINES = 40
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_OF_NO_USE = re.compile(
    r"^\S+ \S+ +(INFO|DEBUG) "
    r"|^Processed [^:]*: .*it/s|^Epochs:"
    r"|The utterance '[^']*' is not used in any story or rule|^Your Rasa model is trained and saved"
    r"|DeprecationWarning: |^Implementing implicit namespace packages"
    r"|You have defined training data with regexes|^ *More info at https://rasa.com/docs/rasa/components$"
)
"""Progress; and that stories and features do not name what this project's tasks and components use by themselves."""


def main() -> int:
    sources = sources_sum()
    if is_trained(sources):
        print("The assistant is trained and its sources are unchanged.")
        return 0
    print("Training the assistant (about a minute on two cores) ...", flush=True)
    began = time.monotonic()
    MODELS.mkdir(exist_ok=True)
    SOURCES_SUM.unlink(missing_ok=True)
    problem = train()
    if problem:
        print(f"Training failed: {problem}. Its last lines are above, all of it is in {LOG}.", file=sys.stderr)
        return 1
    MODEL_SUM.write_text(file_sum(MODEL) + "\n")
    SOURCES_SUM.write_text(sources + "\n")
    print(f"Trained in {time.monotonic() - began:.0f} s: {MODEL.relative_to(HERE)}", flush=True)
    return 0


def train() -> str | None:
    """Runs Rasa, and prints what it says that somebody must know; what went wrong, or None."""
    command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", MODEL.name.removesuffix(".tar.gz")]
    command += ["--out", str(MODELS), "--data", "data", "--domain", DOMAIN, "--config", "config.yml", "--force"]
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    before = MODEL.stat().st_mtime_ns if MODEL.exists() else None
    try:
        with LOG.open("wb") as log:
            done = subprocess.run(
                command, cwd=HERE, env=os.environ | quiet, timeout=ENOUGH_SECONDS, check=False, stdout=log, stderr=log
            )
    except (OSError, subprocess.TimeoutExpired) as error:
        _tell(LAST_LINES)
        return f"Rasa did not finish ({type(error).__name__})"
    _tell(LAST_LINES if done.returncode else None)
    if done.returncode != 0:
        return f"Rasa ended with code {done.returncode}"
    if not MODEL.exists() or MODEL.stat().st_mtime_ns == before:
        return "Rasa wrote no model"
    return None


def _tell(last: int | None) -> None:
    """What of Rasa's output is of use, at most so many of its last lines; None: all."""
    lines = of_use(LOG.read_bytes().decode(errors="replace")) if LOG.exists() else []
    for line in lines if last is None else lines[-last:]:
        print(line, file=sys.stderr)


def of_use(output: str) -> list[str]:
    """Rasa's output without progress, and without warnings that mend nothing here: errors and all others stay."""
    told: list[str] = []
    of_no_use = False
    for line in (_COLOURS.sub("", line.rstrip("\r")).rsplit("\r", 1)[-1].rstrip() for line in output.split("\n")):
        quotes_code = of_no_use and line.startswith("  ") and not line.lstrip().startswith("File ")
        of_no_use = bool(_OF_NO_USE.search(line))
        if line and not of_no_use and not quotes_code:
            told.append(line)
    return told


def is_trained(sources: str) -> bool:
    """Whether the model is the one made of these sources, byte for byte."""
    if not all(path.exists() for path in (MODEL, MODEL_SUM, SOURCES_SUM)):
        return False
    return SOURCES_SUM.read_text().strip() == sources and MODEL_SUM.read_text().strip() == file_sum(MODEL)


def sources_sum() -> str:
    """sha256 over names and contents of everything that the model is made of."""
    total = hashlib.sha256()
    for path in (*(HERE / name for name in SOURCES), values()):
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                total.update(f"{file.relative_to(path.parent).as_posix()}\0{file_sum(file)}\n".encode())
    return total.hexdigest()


def values() -> Path:
    """The package that the assistant runs with, whoever asks."""
    is_own = (HERE / ".venv").exists() and OWN_VALUES.exists()
    return OWN_VALUES if is_own else Path(spoken_values.__file__).parent


def file_sum(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
