"""The files of a new assistant: what ships, copied, and the template of the example, with the company's name."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml

from ..errors import AssistantError
from ..settings import ROOT, Settings
from ..written.prompt_texts import EXCEPTIONS, FILE, load_texts
from .training_data import talk

TEMPLATE = ROOT / "assistant_template"
SHIPPED = Settings.rasa_dir
CALLS = ROOT / "tests" / "calls" / "audio"
OF_THE_SHOP = {"actions", "shop", "tasks", "tests"}
"""Packages of the shipped assistant that are its own; all others are every assistant's."""
VALUES = "spoken_values"
"""What service and assistant both know: a package beside the shipped assistant, and within one of the operator's."""
LOCK = "uv.lock"
AS_THEY_ARE = ("train.py", "endpoints.yml", ".python-version", ".gitignore", ".dockerignore")
"""Files that are every assistant's, and the environment that it may have for itself."""
RECORDINGS = ("where_is_my_order", "four_two_one_eight_zero_seven", "yes", "no_thank_you")
"""What callers say in the template's spoken calls."""

_BUILT = shutil.ignore_patterns("__pycache__", "models", ".*_cache", ".rasa")
_SHIPPED_COMPANY, _SHIPPED_NUMBER = "Fernhill", "order_number"
_COMPANY, _NUMBER = "COMPANY_NAME", "parcel_number"
_SPOKEN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 &'.-]{0,39}")
_FOLDER_NAME = re.compile(r"[a-z][a-z0-9_-]{1,39}")


def company_of(name: str) -> str:
    """A company's name made of a folder's: "acme-parcels" is "Acme Parcels"."""
    return " ".join(word.capitalize() for word in re.split(r"[-_]+", name) if word)


def shared_packages() -> list[str]:
    """Packages of the shipped assistant that every assistant is made with: its channel, components and so on."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/__init__.py") if path.parent.name not in OF_THE_SHOP)


def make_project(folder: Path, company: str) -> None:
    """Make the project, all of it or nothing. Raises AssistantError saying what to do."""
    if not _FOLDER_NAME.fullmatch(folder.name):
        what = "small letters, digits, - and _, as in acme-line"
        raise AssistantError(f"'{folder.name}' cannot be an assistant's name: {what}")
    if not _SPOKEN_NAME.fullmatch(company):
        raise AssistantError("a company's name has letters, digits, spaces and & ' . - only, 40 at most: see --company")
    if missing := [path for path in (TEMPLATE, SHIPPED, CALLS, ROOT / VALUES) if not path.is_dir()]:
        raise AssistantError(f"{missing[0]} is missing: an assistant is made from a clone of Candid")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AssistantError(f"{folder} is not empty: name a new folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
            made = Path(beside) / folder.name
            _write(made, folder.name, company)
            folder.mkdir(exist_ok=True)
            for part in made.iterdir():  # into the folder itself, which may be where the operator stands
                part.rename(folder / part.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AssistantError(f"{folder} cannot be made ({reason}): name a folder that you may write to") from error


def _write(made: Path, name: str, company: str) -> None:
    _copy_template(made, company)
    for part in (*shared_packages(), *AS_THEY_ARE):
        _copy(SHIPPED / part, made / part)
    _copy(SHIPPED / "tests" / "trained_model.py", made / "tests" / "trained_model.py")
    for file in (*(f"{recording}.wav" for recording in RECORDINGS), "SOURCES.md"):
        _copy(CALLS / file, made / "calls" / "audio" / file)
    # The linter's settings lead to Candid's own; nothing else in it is the shipped assistant's alone.
    environment = (SHIPPED / "pyproject.toml").read_text(encoding="utf-8").partition("\n[tool.ruff]")[0]
    environment = environment.replace(_SHIPPED_COMPANY, company) + "\n"
    lock = (SHIPPED / LOCK).read_text(encoding="utf-8")
    for file, text in (("pyproject.toml", environment), (LOCK, lock)):  # the folder must do without Candid's clone
        (made / file).write_text(text.replace(f'"../{VALUES}"', f'"{VALUES}"'), encoding="utf-8")
    _copy(ROOT / VALUES, made / VALUES)
    (made / "config.yml").write_text(_config(name), encoding="utf-8")
    (made / "data" / "nlu" / "talk.yml").write_text(talk(SHIPPED), encoding="utf-8")
    _write_prompts(made)


def _config(name: str) -> str:
    """The shipped pipeline, for this assistant and its number."""
    text = (SHIPPED / "config.yml").read_text(encoding="utf-8")
    named = re.sub(r"^assistant_id: .*$", f"assistant_id: {name}", text, flags=re.MULTILINE)
    return named.replace(_SHIPPED_NUMBER, _NUMBER)


def _write_prompts(made: Path) -> None:
    """The shipped prompts with their recordings, those of the template in the place of some.

    What is worded otherwise, or names the company, is recorded anew by `ivr render-prompts`.
    """
    shipped, own = Settings.prompts_dir, made / "audio_prompts"
    own.mkdir()
    for recordings in shipped.iterdir():
        if recordings.is_dir():
            _copy(recordings, own / recordings.name)
    texts: dict[str, Any] = {
        prompt: {language: " ".join(text.split()) for language, text in said.items()}
        for prompt, said in (load_texts(shipped) | load_texts(made)).items()
    }
    (made / FILE).unlink()
    text = (shipped / FILE).read_text(encoding="utf-8")
    if excused := [e for e in yaml.safe_load(text).get(EXCEPTIONS) or [] if e.get("line") in texts]:
        texts[EXCEPTIONS] = excused
    written = yaml.safe_dump(texts, sort_keys=False, allow_unicode=True, width=110)
    (own / FILE).write_text(text.partition("\n\n")[0] + f"\n\n{written}", encoding="utf-8")


def _copy_template(made: Path, company: str) -> None:
    _copy(TEMPLATE, made)
    for path in made.rglob("*"):
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8").replace(_COMPANY, company), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_BUILT)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
