"""What the service has no means for: it knows nobody by their voice, calls nobody, and lets nobody else listen."""

import re
import tomllib
from pathlib import Path

import pytest

from ivr.store.schema import METADATA
from ivr.telephony import twiml

from .source_tree import ASSISTANT, IVR, ROOT, modules

_ABOUT_VOICES = re.compile(
    r"speechbrain|pyannote|resemblyzer|nemo[-_]toolkit|wespeaker|titanet|deepspeaker|opensmile|audeer|\bemotion|"
    r"diari[sz]|speaker[-_]|voice[-_]?print|deepface|gender|age[-_]estim",
    re.IGNORECASE,
)
"""Packages that tell speakers apart, know them again, or judge their feelings, age or sex."""
_ABOUT_PEOPLE = re.compile(
    r"voice_?print|embedding|emotion|sentiment|gender|accent|ethnic|mood|(?:\b|_)(?:sex|age)(?:\b|_)", re.IGNORECASE
)


@pytest.mark.parametrize("lock", [ROOT / "uv.lock", ASSISTANT / "uv.lock"], ids=["service", "assistant"])
def test_nothing_that_is_installed_tells_who_speaks_or_how_they_feel(lock: Path) -> None:
    names = [package["name"] for package in tomllib.loads(lock.read_text(encoding="utf-8"))["package"]]
    assert len(names) > 50
    assert not [name for name in names if _ABOUT_VOICES.search(name)]


@pytest.mark.parametrize("name", ["pyannote-audio", "speechbrain", "opensmile", "speaker-verification"])
def test_a_package_that_does_is_found(name: str) -> None:
    assert _ABOUT_VOICES.search(name)


def test_no_table_has_a_place_for_who_somebody_is() -> None:
    columns = [f"{table.name}.{column.name}" for table in METADATA.tables.values() for column in table.columns]
    assert len(columns) > 30
    assert not [column for column in columns if _ABOUT_PEOPLE.search(column)]


def test_no_call_is_placed_by_the_service() -> None:
    """A call is placed by the carrier's REST API, at its Calls, or by its library's client. Neither is used.

    The stand-in for the carrier plays that API to us, and is none.
    """
    placing = re.compile(r"/Calls\b|Calls\.json|\bcalls\.create\b|twilio\.rest")
    sources = [path for path in modules(IVR) if "simulator" not in path.parts] + list(modules(ASSISTANT))
    assert len(sources) > 200
    assert not [path.name for path in sources if placing.search(path.read_text(encoding="utf-8"))]


def test_the_carrier_is_never_asked_to_listen() -> None:
    """All that is gathered by the carrier is keys: it never turns speech into text for us, nor has others do so."""
    source = Path(twiml.__file__).read_text(encoding="utf-8")
    gathered = re.findall(r"\bGather\(([^)]*)\)", source)
    assert gathered
    assert all('input="dtmf"' in arguments for arguments in gathered)
    assert not re.search(r"\btranscri(?:be|ption)\b", source)


def test_no_training_reads_what_callers_said() -> None:
    """What learns is given files of the tree: neither the store nor the spool is known to it."""
    learners = [ASSISTANT / "train.py", *modules(ASSISTANT / "components")]
    assert len(learners) > 3
    reads_calls = re.compile(r"\bsqlite3?\b|sqlalchemy|\.jsonl\b|IVR_DATA_DIR|ivr\.store")
    assert not [path.name for path in learners if reads_calls.search(path.read_text(encoding="utf-8"))]
