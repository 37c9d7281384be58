"""What training prints: what somebody must know, and nothing of what is always said."""

import sys
from pathlib import Path

import pytest

import train

ALWAYS_SAID = (
    "/x/pkg_resources/__init__.py:3117: DeprecationWarning: Deprecated call to `declare_namespace('ruamel')`.",
    "Implementing implicit namespace packages (as specified in PEP 420) is preferred.",
    "  declare_namespace(pkg)",
    "2026-11-28 17:46:58 INFO     rasa.validator  - Validating utterances...",
    "\x1b[93m/x/io.py:100: UserWarning: The utterance 'utter_pardon' is not used in any story or rule.",
    "\x1b[0mProcessed rules:   0%|  | 0/53\rProcessed rules: 100%|##| 53/53 [00:00<00:00, 2195.71it/s, # trackers=1]",
    "Processed actions: 0it [00:00, ?it/s]\rProcessed actions: 118it [00:00, 12551.11it/s, # examples=115]",
    "\x1b[92mYour Rasa model is trained and saved at '/x/models/assistant.tar.gz'.\x1b[0m",
)
TO_BE_KNOWN = (
    "2026-11-28 17:46:58 ERROR    rasa.validator  - The intent 'refund' is in the training data and not in the domain.",
    "2026-11-28 17:46:58 WARNING  rasa.core.training.story_conflict  - Story structure conflict after intent 'affirm':",
    "/x/rasa/shared/utils/io.py:100: UserWarning: Intent 'refund' has only 1 training examples!",
    "YamlSyntaxException: Failed to read 'domain/talk.yml'.",
    "Traceback (most recent call last):",
    '  File "/x/components/judge.py", line 12, in train',
    "KeyError: 'intent'",
)


def test_what_is_always_said_is_not_printed_and_all_else_is() -> None:
    mixed = [line for pair in zip(TO_BE_KNOWN, ALWAYS_SAID[3:] * 2, strict=False) for line in pair]
    assert train.of_use("\n".join((*ALWAYS_SAID, *mixed)) + "\n") == list(TO_BE_KNOWN)


@pytest.mark.parametrize("cause", TO_BE_KNOWN)
def test_an_error_right_behind_a_warning_of_old_ways_is_printed(cause: str) -> None:
    warning = "/x/sanic_cors/extension.py:39: DeprecationWarning: distutils Version classes are deprecated."
    assert train.of_use("\n".join((warning, cause))) == [cause]


@pytest.fixture
def rasa(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A training whose Rasa is a program that says these lines and ends with this code."""

    def said(code: int, *lines: str) -> str | None:
        program = tmp_path / "rasa"
        program.write_text(f"#!{sys.executable}\nimport sys\nprint({chr(10).join(lines)!r})\nsys.exit({code})\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))
        monkeypatch.setattr(train, "LOG", tmp_path / "training.log")
        monkeypatch.setattr(train, "MODEL", tmp_path / "assistant.tar.gz")
        return train.train()

    return said


def test_why_a_training_failed_is_printed(rasa, capfd: pytest.CaptureFixture[str]) -> None:
    assert rasa(1, *ALWAYS_SAID, *TO_BE_KNOWN) == "Rasa ended with code 1"
    assert capfd.readouterr().err.splitlines() == list(TO_BE_KNOWN)


def test_all_that_rasa_said_is_kept(rasa, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rasa(0, *ALWAYS_SAID)
    assert capfd.readouterr().err == ""
    assert "Validating utterances" in (tmp_path / "training.log").read_text()
