"""The papers as files: one for each, and a first page that alone has the date."""

from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..errors import CandidError
from ..settings import Settings
from . import assessment, disclosure, models, processing, recipients, sheet
from .installation import Installation

FIRST_PAGE = "README.md"
PAPERS: dict[str, tuple[str, Callable[[Installation], str]]] = {
    "processing.md": ("Records of processing", processing.paper),
    "disclosure.md": ("What callers are told first", disclosure.paper),
    "models.md": ("Model cards", models.paper),
    "recipients.md": ("Sub-processors and other recipients", recipients.paper),
    "assessment.md": ("Impact assessment, begun", assessment.paper),
}


def write(settings: Settings, folder: Path, today: date) -> list[Path]:
    """Written over those of before, so that a diff shows what has changed. Raises CandidError."""
    here = Installation(settings)
    made = {name: make(here) for name, (_, make) in PAPERS.items()}
    made[FIRST_PAGE] = first_page(here, today)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CandidError(f"{folder}: {error.strerror}") from error
    return [folder / name for name in made]


def first_page(here: Installation, today: date) -> str:
    told = [sheet.title(f"Papers of {here.companies or 'this installation'}")]
    told.append(f"Made on {today.isoformat()} by Candid {_version()} from the configuration in force.\n")
    told.append(sheet.points(f"[{what}]({name})" for name, (what, _) in PAPERS.items()))
    told.append("\nThey help with what laws ask for in writing, and are no legal advice.")
    told.append(f"What is marked {sheet.blank('…')} is yours to answer.")
    told.append("Copy the papers before you do: made again, they are written over.")
    told.append("Rows such as P9 are those of docs/requirements.md of this version, with the tests that show each.\n")
    told.append(sheet.table(("what they were made from", "sha256"), here.locks()))
    return "\n".join([*told, ""])


def _version() -> str:
    try:
        return version("candid-ivr")
    except PackageNotFoundError:
        return "unknown"
