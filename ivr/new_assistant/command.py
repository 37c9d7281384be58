"""`ivr new-assistant DIR`: makes the project, and says what to do next."""

import os
from pathlib import Path

import click


@click.command("new-assistant")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--company", default="", help="Whom callers ring, as it is said. [default: made of the folder's name]")
def new_assistant(folder: Path, company: str) -> None:
    """Make an assistant of your own in DIR: a Rasa project that tracks parcels, as an example of a skill.

    It has Candid's phone channel and language components, and rules, prompts, tests and spoken calls of its own. DIR
    must be new or empty; its name, in small letters, is the assistant's. docs/assistant.md goes on from here.
    """
    from .project import company_of, make_project

    place = folder.expanduser().resolve()
    called = company or company_of(place.name)
    make_project(place, called)
    shown = os.path.relpath(place)
    click.echo(f"{shown} is the assistant of {called}. Next, in this folder:\n")
    click.echo(f"    export IVR_RASA_DIR={place}")
    for command, what in NEXT:
        click.echo(f"    {command:44} # {what}")
    click.echo("\nThen docs/assistant.md: a skill of your own, with a spoken test.")


NEXT = (
    (".venv/bin/ivr render-prompts", "speaks the lines that hold the company's name"),
    (".venv/bin/ivr check", "rules, prompts, and how everything is worded"),
    ("make train", "about a minute"),
    ("make test-assistant", "its data and its tests"),
    (".venv/bin/ivr call $IVR_RASA_DIR/calls/*.yml", "its spoken calls"),
)
