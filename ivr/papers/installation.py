"""What the papers are about: this installation's settings, rules, prompts and model files. Secrets are not among it."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url

from ..core.rules import Rules
from ..engines.rasa_server import python_of
from ..errors import AssistantError
from ..settings import ROOT, Settings
from ..written.domain import read_domain
from ..written.prompt_texts import load_texts
from ..written.rules_file import read_rules

_FIELD = re.compile(r"^(?P<name>[A-Za-z-]+): (?P<value>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Installation:
    settings: Settings
    root: Path = ROOT
    """Of the clone: lock files, benchmarks."""

    @cached_property
    def rules(self) -> Rules:
        """Raises RulesError."""
        return read_rules(self.settings.rules_file)

    @cached_property
    def texts(self) -> dict[str, dict[str, str]]:
        """Prompt → language → text. Raises PromptError."""
        return load_texts(self.settings.prompts_dir)

    @property
    def companies(self) -> str:
        return ", ".join(company for company in self.rules.companies if company)

    @property
    def intents(self) -> list[str]:
        """What the assistant understands; empty where Rasa runs elsewhere or cannot be read."""
        try:
            return [] if self.settings.rasa_url else sorted(read_domain(self.settings.rasa_dir).intents)
        except (AssistantError, OSError):
            return []

    @property
    def database(self) -> str:
        url = make_url(self.settings.effective_database_url)
        if url.get_backend_name() == "sqlite":
            return f"SQLite, the file {url.database}, readable by its owner alone"
        return f"PostgreSQL at {url.host or 'this machine'}, database {url.database}"

    @property
    def keys_lie(self) -> str:
        if self.settings.master_key:
            return "in the environment of the service (IVR_MASTER_KEY)"
        file = self.settings.effective_master_key_file
        beside = file.parent == self.settings.data_dir
        return f"in the file {file}" + (", beside the data that they lock: a copy of the folder holds both" * beside)

    @property
    def assistant_packages(self) -> Path:
        """Where the assistant's environment keeps its packages."""
        found = sorted(python_of(self.settings.rasa_dir).parent.parent.glob("lib/python*/site-packages"))
        return found[0] if found else Path("none")

    def locks(self) -> list[tuple[str, str]]:
        """What pins every library, package of models and rule, each with its sha256."""
        names = ("uv.lock", "rasa_project/uv.lock", "models.txt")
        files = [(name, self.root / name) for name in names]
        files += [("rules in force", self.settings.rules_file), ("prompts", self.settings.prompts_dir / "prompts.yml")]
        return [(name, sha256_of(file)) for name, file in files if file.is_file()]


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def host_of(url: str) -> str:
    """Whom an address leads to: of what stands behind the name, which may prove who we are, nothing."""
    return urlsplit(url).hostname or "unknown"


def about_package(packages: Path, module: str) -> dict[str, str]:
    """Name, version and licence that the package of this module tells of itself; empty where it is not there."""
    found = sorted(packages.glob(f"{module}-*.dist-info/METADATA"))
    if not found:
        return {}
    told: dict[str, str] = {}
    for field in _FIELD.finditer(found[0].read_text(encoding="utf-8", errors="replace").partition("\n\n")[0]):
        name, value = field["name"], field["value"]
        if name == "Classifier" and value.startswith("License ::"):
            told.setdefault("License", value.rpartition(" :: ")[2])
        elif name == "Project-URL" and value.startswith(("Model source", "Original")):
            told["From"] = f"{told['From']}; {value}" if "From" in told else value
        elif name in {"Name", "Version"} or (name.startswith("License") and name != "License-File"):
            told["License" if name.startswith("License") else name] = value
    return told
