"""The OpenAPI document, made of the port's signatures: `python -m back_office.openapi > back_office/openapi.yaml`."""

import re
import sys
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel
from pydantic.schema import schema

from back_office.errors import Reason
from back_office.port import BackOffice
from back_office.record import Key, Record
from back_office.tasks import Task, tasks_of
from back_office.wire import KEY_HEADER, NOT_FOUND, OK, REFUSED, UNAVAILABLE

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE / "openapi.yaml"
EXAMPLES = HERE / "examples.yml"
SCHEMAS = "#/components/schemas/"
HEAD = "# Made by `python -m back_office.openapi` of port.py, its records and examples.yml: change those.\n"
ABOUT = """\
What Candid's assistant asks of a business. Every task is a POST with a JSON object, so that numbers and postcodes are
in no address and in no access log. What is not known is left out of an answer, not null. Amounts are in hundredths of
the currency's unit; times are local, without an offset: of the zone that the header Candid-Time-Zone names
("America/New_York"), where there is one.

The assistant waits two seconds in all and then tells the caller that it cannot see this now. It repeats a request once
when the connection fails before an answer, and one without a key after a 502, 503 or 504, too. A write that comes with
a key that was seen in the last day is not done again: it is answered as it was the first time.
"""


def document() -> dict[str, Any]:
    tasks = tasks_of(BackOffice)
    examples = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Back office of a Candid assistant", "version": "1", "description": ABOUT},
        "servers": [{"url": "http://127.0.0.1:8090", "description": "The shop that comes with Candid"}],
        "security": [{"token": []}],
        "paths": {task.path: {"post": _operation(task, examples[name])} for name, task in tasks.items()},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "parameters": {"key": _key()},
            "responses": _failures(),
            "schemas": _schemas(tasks),
        },
    }


def text() -> str:
    """The document as it is kept in openapi.yaml."""
    return HEAD + yaml.dump(document(), Dumper=_Dumper, sort_keys=False, default_flow_style=None, width=118)


class _Dumper(yaml.SafeDumper):
    """Long texts as lines, and each thing where it stands, not once for all."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    str,
    lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None),
)


def _operation(task: Task, example: dict[str, Any]) -> dict[str, Any]:
    summary, _, more = _in_words_of_the_wire(task.text).partition("\n\n")
    operation: dict[str, Any] = {"operationId": task.name, "summary": " ".join(summary.split())}
    if more:
        operation["description"] = more
    if task.writes:
        operation["parameters"] = [{"$ref": "#/components/parameters/key"}]
    asked = {"schema": {"$ref": SCHEMAS + task.asked.__name__}, "example": example["asked"]}
    answer = {"schema": _answer(task), "example": example["answer"]}
    operation["requestBody"] = {"required": True, "content": {"application/json": asked}}
    operation["responses"] = {
        str(OK): {"description": "Done" if task.writes else "Found", "content": {"application/json": answer}},
        str(NOT_FOUND): {"$ref": "#/components/responses/not_found"},
        str(REFUSED): {"$ref": "#/components/responses/refused"},
        str(UNAVAILABLE): {"$ref": "#/components/responses/unavailable"},
    }
    return operation


def _in_words_of_the_wire(text: str) -> str:
    """A docstring's reasons and errors as they are sent."""
    for reason in Reason:
        text = re.sub(rf"\b{reason.name}\b", reason.value, text)
    return text.replace("NotFound", "not_found")


def _answer(task: Task) -> dict[str, Any]:
    several = get_args(task.answer)
    one = {"$ref": SCHEMAS + (several[0] if several else task.answer).__name__}
    return {"type": "array", "items": one} if several else one


def _key() -> dict[str, Any]:
    about = "Stands for this one write. Sent again with the same key, it is answered as before and not done twice."
    pattern = {"type": "string", "pattern": Key.regex}
    return {"name": KEY_HEADER, "in": "header", "required": True, "description": about, "schema": pattern}


def _failures() -> dict[str, Any]:
    """What is answered instead; a 404 without this body is taken for a wrong address, not for "there is none"."""

    def failure(about: str, error: str, **more: Any) -> dict[str, Any]:
        properties = {"error": {"const": error}} | more
        body = {"type": "object", "required": [*properties], "properties": properties}
        return {"description": about, "content": {"application/json": {"schema": body}}}

    reasons = {"type": "string", "enum": [reason.value for reason in Reason]}
    return {
        "not_found": failure("Nothing under this number, or not together with this postcode", "not_found"),
        "refused": failure("Understood, and not done: each reason has its sentence", "refused", reason=reasons),
        "unavailable": failure("Not now; any other status is taken the same way", "unavailable"),
    }


def _schemas(tasks: dict[str, Task]) -> dict[str, Any]:
    models: dict[str, type[BaseModel]] = {}
    for task in tasks.values():
        for model in (task.asked, *(get_args(task.answer) or (task.answer,))):
            if model is not Ellipsis:
                models[model.__name__] = model
    found = schema([*models.values()], ref_prefix=SCHEMAS)["definitions"]
    return {name: _tidied(found[name]) for name in sorted(found)}


def _tidied(found: dict[str, Any]) -> dict[str, Any]:
    """A schema without titles, which only repeat names, and without docstrings that a class has of another."""
    tidy = {key: value for key, value in found.items() if key != "title"}
    if tidy.get("description") in {Record.__doc__, "An enumeration."}:
        del tidy["description"]
    if "properties" in tidy:
        tidy["properties"] = {name: _tidied(value) for name, value in tidy["properties"].items()}
    if isinstance(tidy.get("items"), dict):
        tidy["items"] = _tidied(tidy["items"])
    return tidy


if __name__ == "__main__":
    sys.stdout.write(text())
