"""What each part of the benchmarks is given: settings, services to measure, others' recordings; and its table rows."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml
from matplotlib.figure import Figure

from ivr.local_service import started_service
from ivr.settings import ROOT, Settings, load_settings
from ivr.simulator.command import RunningService

RESULTS = Path(__file__).with_name("results")
SHARED_DATA = ROOT.parent / "shared" / "data"
"""Recordings that are not ours to hand on; what needs them is skipped where they are absent."""


class SkippedError(Exception):
    """A part cannot be measured on this machine; the text says what is missing."""


@dataclass(frozen=True)
class Row:
    """One line of the table in docs/benchmarks.md, as Markdown; `plain` is the plain approach in the same run."""

    what: str
    target: str
    measured: str
    plain: str = ""


class Part(Protocol):
    """A module of this package."""

    def measure(self, bench: "Bench") -> dict[str, object]:
        """Figures that JSON can hold; every distribution through `machine.spread`. May raise SkippedError."""
        ...

    def rows(self, figures: Mapping[str, Any]) -> list[Row]: ...

    def draw(self, figures: Mapping[str, Any], figure: Figure) -> None: ...


def bench_settings() -> Settings:
    """Those of `ivr serve --dev`, with a data folder of their own: no caller's data is touched."""
    return load_settings(dev=True, overrides={"IVR_DATA_DIR": str(ROOT / ".data" / "bench")})


@dataclass(frozen=True)
class Bench:
    settings: Settings = field(default_factory=bench_settings)
    results: Path = RESULTS

    @contextmanager
    def service(
        self, rules: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None
    ) -> Iterator[RunningService]:
        """A warm service on a free port: `rules` are merged over rules.yml, `environment` is added to its own.

        Raises ScenarioError when it does not start.
        """
        overrides = {"IVR_DATA_DIR": str(self.settings.data_dir)} | dict(environment or {})
        with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
            if rules:
                path = Path(folder) / "rules.yml"
                original = yaml.safe_load(self.settings.rules_file.read_text(encoding="utf-8"))
                path.write_text(yaml.safe_dump(merged(original, rules), sort_keys=False), encoding="utf-8")
                overrides["IVR_RULES_FILE"] = str(path)
            with started_service(overrides) as running:
                yield running

    def shared(self, name: str) -> Path:
        """A folder of SHARED_DATA. Raises SkippedError where it is absent."""
        folder = SHARED_DATA / name
        if not folder.is_dir():
            raise SkippedError(
                f"the recordings of {name} are not on this machine ({SHARED_DATA.parent.name}/data/{name})"
            )
        return folder


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Both mappings, those within them too; where both hold anything else, `over` wins."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        result[key] = merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return result
