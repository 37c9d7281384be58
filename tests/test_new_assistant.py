"""`ivr new-assistant`: all of a project or nothing, made of what ships, sound before anything is trained."""

import ast
import csv
import os
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.errors import AssistantError
from ivr.new_assistant import project
from ivr.new_assistant.command import NEXT
from ivr.new_assistant.training_data import OF_EVERY_CALL, talk
from ivr.settings import ROOT, load_settings
from ivr.simulator.command import read
from ivr.written.check import check_rules
from ivr.written.domain import read_domain
from ivr.written.rules_file import read_rules
from ivr.written.wording import look_at
from ivr.written.wording.rule import Rule
from tests.commands import COMMANDS

from .lessons import PAGE, RECORDING, commands, follow, steps

SHIPPED = ROOT / "rasa_project"


def make(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["new-assistant", *map(str, arguments)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for the tests that only read it."""
    folder = tmp_path_factory.mktemp("made") / "acme-line"
    done = make(folder, "--company", "Acme & Sons")
    assert done.exit_code == 0, done.output
    return folder


def yaml_of(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def texts_of(folder: Path) -> dict[str, str]:
    kinds = {".py", ".yml", ".md", ".csv", ".toml"}
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.suffix in kinds}


def steps_of_rules(folder: Path, key: str) -> set[str]:
    """What the rules and stories of a project name under `intent` or `action`, those within `or` included."""
    found = set()
    for path in (folder / "data").rglob("*.yml"):
        content = yaml_of(path)
        for block in [*content.get("rules", []), *content.get("stories", [])]:
            for step in block["steps"]:
                found |= {inner[key] for inner in step.get("or", [step]) if key in inner}
    return found


def trained_on(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in (folder / "data").rglob("*.yml"):
        if path.name == "heard.yml":
            continue  # made of the others, and not handed on
        for entry in yaml_of(path).get("nlu", []):
            if "intent" in entry:
                found.setdefault(entry["intent"], []).extend(entry["examples"].strip().splitlines())
    return found


def test_the_channel_and_the_components_are_those_that_ship(made: Path) -> None:
    assert {"channels", "components"} <= set(project.shared_packages())
    for part in project.shared_packages():
        ours = {p.name: p.read_bytes() for p in (SHIPPED / part).glob("*.py")}
        assert ours == {p.name: p.read_bytes() for p in (made / part).glob("*.py")}
    assert (made / "train.py").read_bytes() == (SHIPPED / "train.py").read_bytes()


def test_what_is_copied_needs_nothing_of_the_shop_that_is_not(made: Path) -> None:
    there = {path.name for path in made.iterdir() if path.is_dir()}
    elsewhere = project.OF_THE_SHOP - there
    assert elsewhere == {"shop", "tasks"}
    for path in made.rglob("*.py"):
        # Within a function an import may fail: a back office that is not the shop is then named by its address.
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                assert not {name.partition(".")[0] for name in names} & elsewhere, f"{path.name}: {names}"


def test_every_component_of_the_pipeline_is_in_the_folder(made: Path) -> None:
    config = yaml_of(made / "config.yml")
    assert config["assistant_id"] == "acme-line"
    ours = [part["name"] for part in config["pipeline"] if "." in part["name"]]
    assert ours
    for name in ours:
        module, _, component = name.rpartition(".")
        assert f"class {component}(" in (made / f"{module.replace('.', '/')}.py").read_text()


def test_the_number_that_the_pipeline_finds_is_the_one_of_the_domain(made: Path) -> None:
    assert "order_number" not in (made / "config.yml").read_text()
    (extractor,) = [part for part in yaml_of(made / "config.yml")["pipeline"] if "entity" in part]
    domain = yaml_of(made / "domain.yml")
    assert extractor["intent"] in domain["intents"]
    assert extractor["entity"] in domain["slots"]
    asked = domain["responses"][f"utter_ask_{extractor['entity']}"][0]
    assert asked["metadata"]["expects"] == {"kind": "digits", "digits": extractor["digits"]}


def test_every_intent_has_sentences_and_a_rule_and_every_rule_has_its_intent_and_action(made: Path) -> None:
    domain = yaml_of(made / "domain.yml")
    assert set(domain["intents"]) == set(trained_on(made)) == steps_of_rules(made, "intent")
    assert len(trained_on(made)["track_parcel"]) >= 40
    known = {*domain["actions"], *domain["forms"], *domain["responses"], "action_deactivate_loop"}
    assert steps_of_rules(made, "action") <= known


def test_the_actions_of_the_domain_are_written_and_say_only_what_the_domain_says(made: Path) -> None:
    written = (path for package in ("actions", "talk") for path in (made / package).glob("*.py"))
    source = "\n".join(path.read_text() for path in written)
    domain = yaml_of(made / "domain.yml")
    for action in domain["actions"]:
        assert f'return "{action}"' in source
    said = {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and str(node.value).startswith("utter_")
    }
    assert said - {"utter_action"} <= domain["responses"].keys()  # a key of Rasa's own


def test_rules_and_lines_are_in_order_and_only_the_renamed_wait_to_be_spoken(made: Path) -> None:
    settings = load_settings({"IVR_RASA_DIR": str(made), "IVR_DATA_DIR": str(made / "data-of-test")}, dev=True)
    assert (settings.rules_file.parent, settings.prompts_dir.parent) == (made, made)
    assert check_rules(settings.rules_file, settings) == []
    look = look_at(settings.prompts_dir, read_domain(made))
    assert look.mistakes + look.warnings == []
    own = yaml_of(made / "audio_prompts" / "prompts.yml")
    shipped = yaml_of(ROOT / "audio_prompts" / "prompts.yml")
    changed = {name for name, said in shipped.items() if own[name] != said}
    assert changed == yaml_of(project.TEMPLATE / "prompts.yml").keys()
    assert "{company}" in own["disclosure"]["en"]
    assert read_rules(settings.rules_file).company == "Acme & Sons"


def test_the_company_is_named_everywhere_and_no_other(made: Path) -> None:
    for name, text in texts_of(made).items():
        assert "Fernhill" not in text or Path(name).parts[0] in project.shared_packages(), name
        assert project._COMPANY not in text, name
    assert "Acme & Sons" in (made / "README.md").read_text()


def test_the_environment_is_the_one_that_ships(made: Path) -> None:
    shipped = {name: (SHIPPED / name).read_text() for name in ("pyproject.toml", "uv.lock")}
    own = {name: (made / name).read_text() for name in shipped}
    for text in own.values():
        assert "../" not in text
    beside = {name: text.replace('"spoken_values"', '"../spoken_values"') for name, text in own.items()}
    assert beside["uv.lock"] == shipped["uv.lock"]
    assert shipped["pyproject.toml"].startswith(beside["pyproject.toml"].replace("Acme & Sons", "Fernhill").rstrip())
    assert "[tool.pytest.ini_options]" in own["pyproject.toml"]


def test_the_environment_finds_what_it_links_to_in_the_folder_itself(made: Path) -> None:
    (source,) = tomllib.loads((made / "pyproject.toml").read_text())["tool"]["uv"]["sources"].values()
    package = made / source["path"]
    assert (package / "pyproject.toml").is_file()
    theirs = ROOT / "spoken_values"
    ours = {path.relative_to(theirs) for path in theirs.rglob("*") if path.suffix in {".py", ".txt", ".toml"}}
    assert {path.relative_to(package) for path in package.rglob("*.*") if path.suffix != ".typed"} == ours


def test_its_spoken_calls_have_their_recordings_and_their_numbers(made: Path) -> None:
    scenarios = read(tuple(sorted((made / "calls").glob("*.yml"))))
    assert len(scenarios) == 2
    with (made / "parcels.csv").open(newline="") as file:
        numbers = {row["number"] for row in csv.DictReader(file)}
    pressed = {step.press.keys for s in scenarios for step in s.steps if step.press and len(step.press.keys) > 1}
    assert pressed <= numbers
    assert all("0" not in keys for keys in pressed)


def test_the_sentences_of_every_call_are_those_that_ship() -> None:
    written = yaml.safe_load(talk(SHIPPED))["nlu"]
    assert [entry["intent"] for entry in written] == list(OF_EVERY_CALL)
    shipped = trained_on(SHIPPED)
    for entry in written:
        assert entry["examples"].strip().splitlines() == shipped[entry["intent"]]


def test_an_intent_that_no_longer_ships_is_told(tmp_path: Path) -> None:
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "data" / "nlu" / "a.yml").write_text("nlu:\n  - intent: greet\n    examples: |\n      - hello\n")
    with pytest.raises(AssistantError, match="affirm"):
        talk(tmp_path)


def test_without_a_company_the_folder_names_it(tmp_path: Path) -> None:
    assert make(tmp_path / "north_west-gas").exit_code == 0
    assert 'company: "North West Gas"' in texts_of(tmp_path / "north_west-gas")["rules.yml"]


def test_an_empty_folder_is_filled_and_one_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert make(tmp_path / "mine").exit_code == 0
    before = texts_of(tmp_path / "mine")
    again = make(tmp_path / "mine", "--company", "Other")
    assert again.exit_code == 1
    assert "is not empty" in again.output
    assert texts_of(tmp_path / "mine") == before
    (tmp_path / "file").write_text("")
    assert "is not empty" in make(tmp_path / "file").output


@pytest.mark.parametrize("name", ["Mine", "1st", "a", "my line", "mine.v2", "ünder", "x" * 41])
def test_a_folder_whose_name_no_assistant_can_have_is_refused(tmp_path: Path, name: str) -> None:
    done = make(tmp_path / name)
    assert done.exit_code == 1
    assert "cannot be an assistant's name" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("company", ["{evil}", 'A "quoted" one', "A: colon", "<b>", "x" * 41, " Acme", "Acme\nLtd"])
def test_a_company_that_could_not_be_written_or_said_is_refused(tmp_path: Path, company: str) -> None:
    done = make(tmp_path / "mine", "--company", company)
    assert done.exit_code == 1
    assert "--company" in done.output
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_made_whole_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "RECORDINGS", ("no_such_recording",))
    done = make(tmp_path / "mine")
    assert done.exit_code == 1
    assert "cannot be made" in done.output
    assert list(tmp_path.iterdir()) == []


def test_outside_a_clone_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "TEMPLATE", tmp_path / "nowhere")
    assert "from a clone" in make(tmp_path / "mine").output


def test_it_says_what_to_do_next_as_the_page_does(tmp_path: Path) -> None:
    told = make(tmp_path / "mine").output
    assert f"export IVR_RASA_DIR={tmp_path / 'mine'}" in told
    page = {command.replace("../parcels", "$IVR_RASA_DIR") for command in commands()}
    for command, _ in NEXT:
        assert command in told
        assert command in page, command


def test_every_command_of_the_page_can_be_typed() -> None:
    typed = [shlex.split(command) for command in commands()]
    assert typed[0][:2] == [".venv/bin/ivr", "new-assistant"]
    for words in typed:
        if words[0] == ".venv/bin/ivr":
            command = COMMANDS[words[1]]
            command.make_context(words[1], words[2:], resilient_parsing=True)
        elif words[0] == ".venv/bin/python":
            assert (ROOT / f"{words[2].replace('.', '/')}.py").is_file()
        elif words[0] == "make":
            targets = (ROOT / "Makefile").read_text()
            assert all(f"\n{target}:" in targets for target in words[1:])


def test_the_pages_skill_is_sound_once_its_steps_are_done(made: Path, tmp_path: Path) -> None:
    made = shutil.copytree(made, tmp_path / "parcels")
    assert [name for name, _, _ in steps()] == [
        *("data/depot.yml", "domain.yml", "tests/conversations.yml", "tests/test_stories.yml", "calls/collect.yml"),
    ]
    follow(made)
    domain = yaml_of(made / "domain.yml")
    assert set(domain["intents"]) == set(trained_on(made)) == steps_of_rules(made, "intent")
    assert "utter_depot" in domain["responses"]
    look = look_at(made / "audio_prompts", read_domain(made))
    assert look.mistakes + look.warnings == []
    (made / "calls" / "audio" / RECORDING).write_bytes((ROOT / "tests" / "calls" / "audio" / RECORDING).read_bytes())
    (scenario,) = read((made / "calls" / "collect.yml",))
    assert scenario.expect.intent == ("collect_parcel",)


def test_the_rules_of_wording_are_those_of_the_page() -> None:
    rows = [line.split("|")[1:4] for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    told = {name.strip(" `"): effect for name, _, effect in rows if name.strip(" `") in set(Rule)}
    assert set(told) == set(Rule)
    for rule in Rule:
        assert ("is a mistake" in told[rule]) == rule.hard
        assert ("no exceptions" in told[rule]) == rule.without_exception


def test_the_recording_that_the_page_makes_is_named_as_its_call_says() -> None:
    from benchmarks.say import recording_of

    (words,) = [shlex.split(command) for command in commands() if "benchmarks.say" in command]
    assert recording_of(words[3]) == RECORDING
    assert os.path.normpath(words[4]) == os.path.normpath("../parcels/calls/audio")
