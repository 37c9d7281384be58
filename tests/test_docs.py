"""The docs are true: everything that can be set, typed or written appears in them, and what they name is there."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click import Option
from pydantic import BaseModel

from ivr.core import hours, rules
from ivr.core.heard.policy import order
from ivr.core.payment import CardPayment
from ivr.core.record import Disposition, Reason
from ivr.core.states import diagram
from ivr.settings import VARIABLES, Settings
from ivr.simulator import scenario
from ivr.written.rules_file import parse_rules
from tests.commands import COMMANDS

from .source_tree import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its rank."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading}"
    return found.group(1)


def indented(text: str) -> str:
    """The indented blocks of a page, as if they began at its left edge."""
    return "\n".join(line[4:] for line in text.splitlines() if line.startswith("    "))


def options() -> Iterator[tuple[str, str]]:
    for called, command in COMMANDS.items():
        for parameter in command.params:
            if isinstance(parameter, Option):
                yield from ((called, name) for name in parameter.opts if name.startswith("--"))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_is_in_the_docs(name: str) -> None:
    assert f"`ivr {name}`" in page("running.md")


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_each_option_is_in_the_docs(command: str, option: str) -> None:
    """In the row of its command, or in that of the group that its command belongs to."""
    names = {command, command.partition(" ")[0]}
    rows = [row for name in names for row in re.findall(rf"^\| `ivr {name}` \|.*$", page("running.md"), re.MULTILINE)]
    assert any(f"`{option}`" in row for row in rows)


def test_the_docs_name_no_option_that_is_not_there() -> None:
    known = {name for _, name in options()} | {"--help", "--version"}
    for path in PAGES:
        for name in re.findall(r"`(--[a-z-]+)`", path.read_text()):
            assert name in known, f"{path.name}: {name}"


@pytest.mark.parametrize("variable", sorted(VARIABLES.values()))
def test_each_setting_is_in_the_docs(variable: str) -> None:
    assert f"| `{variable}` |" in page("settings.md")


def test_the_docs_name_no_setting_that_is_not_there() -> None:
    for path in PAGES:
        assert set(re.findall(r"\bIVR_[A-Z_]+\b", path.read_text())) <= set(VARIABLES.values()), path.name


def rule_fields() -> Iterator[tuple[str, str]]:
    """(section of docs/rules.md, field)."""
    parts: dict[str, type[BaseModel]] = {
        "disclosure": rules.Disclosure,
        "ways_out": rules.WaysOut,
        "opt_out": rules.OptOut,
        "thresholds": rules.Thresholds,
        "timing": rules.Timing,
        "routes": rules.Route,
        "transfer_rules": rules.TransferRule,
        "limits": rules.Limits,
        "topics": rules.TopicRule,
    }
    yield from (("", name) for name in rules.Rules.model_fields)
    for heading, part in parts.items():
        yield from ((heading, name) for name in part.model_fields)
    for part in (hours.Hours, hours.ExceptionalDay, hours.PublicHolidays, CardPayment):
        yield from (("routes", name) for name in part.model_fields)


@pytest.mark.parametrize(("heading", "field"), list(rule_fields()))
def test_each_field_of_the_rules_is_in_the_docs(heading: str, field: str) -> None:
    text = page("rules.md")
    where = section(text, f"`{heading}`") if heading else text.partition("\n## ")[0]
    assert f"`{field}`" in where


def test_the_defaults_of_thresholds_timing_and_limits_are_those_of_the_docs() -> None:
    for heading, part in {"thresholds": rules.Thresholds, "timing": rules.Timing, "limits": rules.Limits}.items():
        rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", section(page("rules.md"), f"`{heading}`"), re.MULTILINE))
        assert {name: float(value) for name, value in rows.items()} == {
            name: float(field.default) for name, field in part.model_fields.items()
        }


def test_the_rules_in_the_docs_are_sound() -> None:
    text = page("rules.md")
    least = indented(text.partition("The least that works:")[2].partition("What cannot be set")[0])
    example = indented(section(text, "Example"))
    for rules_text in (least, example):
        assert parse_rules(rules_text).fallback_route == "support"


@pytest.mark.parametrize("step", sorted(scenario.Step.model_fields))
def test_each_step_of_a_scenario_is_in_the_docs(step: str) -> None:
    assert f"| `{step}` |" in section(page("calls.md"), "Steps")


@pytest.mark.parametrize("part", [scenario.Listen, scenario.Say, scenario.Press, scenario.Noise])
def test_each_part_of_a_step_is_in_the_docs(part: type[BaseModel]) -> None:
    row = next(line for line in page("calls.md").splitlines() if line.startswith(f"| `{part.__name__.lower()}` |"))
    for name in part.model_fields:
        assert f"`{name}`" in row or f"`{name}: " in row, name


@pytest.mark.parametrize("bad", sorted(scenario.BadFrame))
def test_each_bad_frame_is_in_the_docs(bad: str) -> None:
    assert f"`{bad}`" in section(page("calls.md"), "Steps")


def test_each_field_of_a_scenario_is_in_the_docs() -> None:
    text = section(page("calls.md"), "The rest of a scenario")
    for part in (scenario.Scenario, scenario.PhoneLine, scenario.Caller):
        for name in part.model_fields:
            assert f"`{name}`" in text or name == "folder", name  # which is the file's own
    for outcome in scenario.AgentDoes:
        assert f"`{outcome}`" in text


def test_each_expectation_is_in_the_docs() -> None:
    text = section(page("calls.md"), "Expectations")
    for name in [*scenario.Expect.model_fields, *Reason, *Disposition]:
        assert f"`{name}`" in text, name


def test_the_scenario_in_the_docs_is_one() -> None:
    text = section(page("calls.md"), "Adding one by dropping in a recording")
    block = "\n".join(line[7:] for line in text.splitlines() if line.startswith("       "))
    assert scenario.Scenario.model_validate(yaml.safe_load(block)).expect.transferred_to == "complaints"


def test_the_order_in_which_a_turn_is_judged_is_the_one_that_the_core_keeps_to() -> None:
    assert f"<!-- order: printed from ivr.core.heard.policy.order() -->\n{order()}\n<!-- end of order -->" in page(
        "design.md"
    ), "print it into docs/design.md: python -c 'from ivr.core.heard.policy import order; print(order())'"


def test_the_diagram_of_states_is_the_one_that_the_core_prints() -> None:
    assert f"```mermaid\n{diagram()}\n```\n<!-- end of states -->" in page("design.md"), (
        "docs/design.md is stale: paste what this prints: .venv/bin/python -c "
        "'from ivr.core.states import diagram; print(diagram())'"
    )


def test_the_readmes_two_commands_are_those_of_ci() -> None:
    readme = (ROOT / "README.md").read_text()
    ci = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line.startswith("make ")]
    for command in ci:
        assert f"`{command}`" in readme
    first = readme.partition("\n## ")[0]
    assert "    make demo\n    make test\n" in first


def test_each_make_target_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)) | {"help"}
    for path in PAGES:
        for name in re.findall(r"(?:^    |`)make ([a-z][a-z-]*)", path.read_text(), flags=re.MULTILINE):
            assert name in targets, f"{path.name}: make {name}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text()):
        if not target.startswith(("https://", "#")):
            assert (path.parent / target.partition("#")[0]).exists(), target


def anchors(path: Path) -> set[str]:
    """The headings of a page, as links name them: small letters, hyphens for blanks, no other punctuation."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_heading_that_is_linked_to_is_there(path: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)\s:]*)#([^)\s]+)\)", path.read_text(encoding="utf-8")):
        assert anchor in anchors(path.parent / target if target else path), f"{target}#{anchor}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_file_of_ours_that_is_named_is_there(path: Path) -> None:
    for name in re.findall(r"`((?:ivr|tests|rasa_project|audio_prompts|docs)/[\w./-]+)`", path.read_text()):
        assert (ROOT / name).exists(), name


def test_each_page_is_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    for path in DOCS.glob("*.md"):
        assert f"(docs/{path.name})" in readme, path.name


def test_health_pages_and_webhooks_of_the_docs_exist() -> None:
    source = (ROOT / "ivr" / "web" / "webhooks.py").read_text()
    health = (ROOT / "ivr" / "web" / "health.py").read_text()
    for name in ("healthz", "readyz"):
        assert f"`GET /{name}`" in page("running.md")
        assert f'"/{name}"' in health
    for name in ("incoming", "status"):
        assert f"/voice/{name}`" in page("twilio.md")
        assert f"voice.{name}" in source


def test_the_fallback_twiml_is_well_formed_and_dials() -> None:
    from xml.etree import ElementTree

    block = re.search(r"<\?xml.*?</Response>", page("twilio.md"), flags=re.DOTALL)
    assert block is not None
    root = ElementTree.fromstring(re.sub(r"^ +", "", block.group(), flags=re.MULTILINE).encode())  # noqa: S314  # ours
    assert [element.tag for element in root] == ["Say", "Dial", "Say", "Hangup"]
    assert root.findall("Dial/Number")


def test_each_table_of_the_store_is_in_the_privacy_page() -> None:
    from ivr.store.schema import METADATA

    for name in METADATA.tables:
        assert f"`{name}`" in page("privacy.md"), name


def test_the_defaults_of_settings_are_those_of_the_docs() -> None:
    rows = dict(re.findall(r"^\| `(IVR_\w+)` \| `([^`]+)` \|", page("settings.md"), flags=re.MULTILINE))
    for name, variable in VARIABLES.items():
        default = Settings.__dataclass_fields__[name].default
        if variable in rows:
            shown = str(default.relative_to(ROOT)) if isinstance(default, Path) else str(default)
            assert rows[variable] == shown, variable


def test_no_change_is_told_twice() -> None:
    """As when two wordings of one entry were both kept by a merge."""
    begun = re.findall(r"^- \*\*(.{20,}?)\*\*", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(begun) > 50
    assert [head for head, count in Counter(begun).items() if count > 1] == []
