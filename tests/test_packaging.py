"""Images, compose and Makefile: the same steps everywhere, nothing copied that is not there, nothing run as root."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from ivr.new_assistant.project import make_project
from ivr.settings import SECRETS, VARIABLES

from .source_tree import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
MAKEFILE = (ROOT / "Makefile").read_text()
# The user that the service runs as, and a folder of its own: what no Makefile step should do on a person's machine.
OF_IMAGES_ALONE = "useradd --uid 10001 --create-home candid && install -d -o candid -g candid /data"


def instructions(stage: str | None = None) -> list[tuple[str, str]]:
    """(instruction, arguments), continued lines joined; of one stage or of all."""
    text = re.sub(r"^\s*#.*\n", "", DOCKERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    found, current = [], ""
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, rest = line.partition(" ")
        if name == "FROM":
            current = rest.split()[-1]
        if stage in {None, current}:
            found.append((name, " ".join(rest.split())))
    return found


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, flags=re.MULTILINE))


def test_each_step_of_the_images_is_a_step_of_the_makefile() -> None:
    steps = [arguments for name, arguments in instructions() if name == "RUN" and arguments != OF_IMAGES_ALONE]
    assert steps
    for step in steps:
        words = shlex.split(step)
        assert words[0] == "make", step
        assert {word for word in words[1:] if "=" not in word} <= targets(), step


def test_what_the_images_copy_is_there_and_not_ignored() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for name, arguments in instructions():
        if name == "COPY" and "--from" not in arguments:
            for source in arguments.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert source in let_in, f"{source} is not let in by .dockerignore"


def test_each_stage_that_is_copied_from_exists() -> None:
    stages = {arguments.split()[-1] for name, arguments in instructions() if name == "FROM"}
    for source in re.findall(r"--from=(\S+)", DOCKERFILE):
        assert source in stages | set(COMPOSE["services"]["rasa"]["build"]["additional_contexts"])


def places(text: str, folder: str) -> str:
    """As compose fills in IVR_RASA_DIR; empty: it is not set."""
    return re.sub(r"\$\{IVR_RASA_DIR:-([^}]*)\}", lambda found: folder or found[1], text)


def test_compose_takes_the_assistant_of_ones_own_with_its_rules_and_prompts(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    make_project(mine, "Acme Parcels")
    for folder in ("", str(mine)):
        for name in ("rasa", "actions"):
            context = ROOT / places(COMPOSE["services"][name]["build"]["additional_contexts"]["assistant"], folder)
            assert (context / "train.py").is_file()
            assert ".venv" in (context / ".dockerignore").read_text().splitlines()
        mounted = [places(volume, folder) for volume in COMPOSE["services"]["ivr"]["volumes"]]
        found = {inside: ROOT / here for here, inside, *_ in (volume.split(":") for volume in mounted)}
        assert (found["/app/rules.yml"]).is_file()
        assert (found["/app/audio_prompts"] / "prompts.yml").is_file()
    assert COMPOSE["services"]["ivr"]["environment"]["IVR_RASA_DIR"] == ""


def test_what_rasa_runs_in_its_image_is_what_was_trained_there() -> None:
    assert ("COPY", "--from=assistant . assistant") in instructions("rasa-build")
    (trained,) = [a for name, a in instructions("rasa-build") if name == "RUN" and "make train" in a]
    assert trained.endswith("IVR_RASA_DIR=assistant")
    assert ("WORKDIR", "/app/assistant") in instructions("rasa")
    assert ("COPY", "--from=rasa-build /app/assistant /app/assistant") in instructions("rasa")


def test_what_a_build_needs_reaches_its_stage() -> None:
    """The Makefile's steps of a stage, and the files that they are made of."""
    needed = {
        "service-build": ["pyproject.toml", "uv.lock", "models.txt", "ivr"],
        "rasa-build": ["rasa_project"],
    }
    of_both = {"Makefile", "tools.txt", "scripts", "spoken_values"}
    for stage, files in needed.items():
        copied = " ".join(arguments for name, arguments in instructions(stage) if name == "COPY").split()
        assert of_both | set(files) <= set(copied), stage


def test_what_both_environments_link_to_stands_where_they_were_built() -> None:
    """Each is installed with a link to the package's folder, as on a developer's machine."""
    for stage, place in (("service", "spoken_values"), ("rasa", "/app/spoken_values")):
        assert ("COPY", f"--from={stage}-build /app/spoken_values {place}") in instructions(stage)
    for project, folder in ((ROOT, "spoken_values"), (ROOT / "rasa_project", "../spoken_values")):
        sources = tomllib.loads((project / "pyproject.toml").read_text())["tool"]["uv"]["sources"]
        assert sources["candid-spoken-values"] == {"path": folder, "editable": True}
        locked = tomllib.loads((project / "uv.lock").read_text())["package"]
        assert {"editable": folder} in [one["source"] for one in locked if one["name"] == "candid-spoken-values"]


@pytest.mark.parametrize("stage", ["service", "rasa"])
def test_what_runs_is_slim_and_not_root(stage: str) -> None:
    found = instructions(stage)
    assert "-slim" in found[0][1]
    assert ("USER", "candid") in found
    after = found[found.index(("USER", "candid")) :]
    assert not [name for name, _ in after if name in {"RUN", "COPY", "ADD"}], "the program must not own its own files"


def test_the_pythons_are_those_of_the_projects() -> None:
    wanted = (ROOT / "rasa_project" / ".python-version").read_text().strip()
    for stage in ("rasa", "rasa-build"):
        assert instructions(stage)[0][1].startswith(f"python:{wanted}-")
    assert instructions("service")[0][1].startswith("python:3.11-")


def test_the_service_is_watched_at_readyz_on_the_port_it_exposes() -> None:
    found = dict(instructions("service"))
    assert "http://127.0.0.1:8080/readyz" in found["HEALTHCHECK"]
    assert found["EXPOSE"] == "8080"
    assert found["CMD"] == '["ivr", "serve"]'


def test_the_models_are_inside() -> None:
    copied = " ".join(arguments for name, arguments in instructions("service") if name == "COPY")
    for name in ("whisper-base", "silero_vad.onnx"):
        assert f"/app/.models/{name}" in copied


def test_no_variable_of_the_images_or_of_compose_is_misspelt() -> None:
    text = DOCKERFILE + (ROOT / "compose.yaml").read_text() + (ROOT / ".env.example").read_text()
    assert set(re.findall(r"IVR_[A-Z_]+", text)) <= set(VARIABLES.values())


def test_compose_builds_stages_that_exist_and_keeps_rasa_to_itself() -> None:
    stages = {arguments.split()[-1] for name, arguments in instructions() if name == "FROM"}
    services = COMPOSE["services"]
    for service in services.values():
        if "build" in service:
            assert service["build"]["target"] in stages
        assert set(service.get("networks", [])) <= set(COMPOSE["networks"])
        assert {str(volume).split(":")[0] for volume in service.get("volumes", []) if volume[0] not in "./$"} <= set(
            COMPOSE["volumes"]
        )
    assert {name for name, service in services.items() if "ports" in service} == {"ivr"}
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert services["postgres"]["profiles"] == ["postgres"]


def test_every_container_tells_its_health() -> None:
    for name, service in COMPOSE["services"].items():
        assert "healthcheck" in service or name == "ivr"  # whose image has one
    phone = (ROOT / "rasa_project" / "channels" / "phone.py").read_text()
    assert "/webhooks/phone/ready" in " ".join(COMPOSE["services"]["rasa"]["healthcheck"]["test"])
    assert '"/ready"' in phone


def test_compose_gives_running_calls_the_time_that_draining_takes() -> None:
    from ivr.serve import DRAIN_SECONDS

    assert int(COMPOSE["services"]["ivr"]["stop_grace_period"].removesuffix("s")) > DRAIN_SECONDS


def test_the_example_of_secrets_holds_none_and_git_ignores_the_real_ones() -> None:
    given = dict(line.split("=", 1) for line in (ROOT / ".env.example").read_text().splitlines() if "=" in line)
    for name in (*SECRETS, "public_url"):
        assert given[VARIABLES[name]] == ""
    assert ".env" in (ROOT / ".gitignore").read_text().splitlines()


def test_ci_runs_make_test_and_then_make_check() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100
    commands = [line for line in script.read_text().splitlines() if line.startswith("make ")]
    assert commands == ["make test", "make check"]
    assert "set -euo pipefail" in script.read_text()


def test_the_makefile_says_what_each_target_does() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    for target in ("demo", "test", "check", "serve", "install", "train", "bench", "clean", "models"):
        assert re.search(rf"make {target} +\S", told), target


def test_messages_name_only_make_targets_that_exist() -> None:
    for path in sorted((ROOT / "ivr").rglob("*.py")):
        for target in re.findall(r"`make ([a-z-]+)`", path.read_text()):
            assert target in targets(), f"{path.name}: make {target}"


@pytest.mark.parametrize("name", ["tools.txt", "models.txt"])
def test_what_is_installed_outside_a_lock_file_is_pinned_by_hash(name: str) -> None:
    requirements = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    assert all("==" in line and "--hash=sha256:" in line for line in requirements if line.strip())


def test_no_path_of_the_machine_it_was_written_on_is_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a git checkout")
    tree = str(Path.home()) if Path.home() != Path("/") else ""
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".yml", ".yaml", ".md", ".toml", ".txt", ".sh"} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert str(ROOT) not in text, name
            assert not tree or f"{tree}/" not in text, name
