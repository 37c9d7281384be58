"""`ivr people`: who may sign in to the console, for whoever has the machine; all else is done in the console."""

from datetime import UTC, datetime

import click

from ..console.rights import Role
from ..errors import CandidError
from ..settings import Settings, load_settings
from ..store.audit import Audit
from ..store.people import People
from .database import opened


def _now() -> datetime:
    return datetime.now(UTC)


@click.group()
def people() -> None:
    """Say who may sign in to the console."""


@people.command()
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([*map(str, Role)]), help="What they may do: docs/console.md.")
def invite(name: str, role: str) -> None:
    """Make a link by which NAME chooses a password. It works once, for 24 hours."""
    settings = load_settings(dev=True)
    with opened(settings) as engine:
        token = People(engine, _now).invite(name.strip(), role)
        Audit(engine, _now).note("", "invited_on_the_machine", role=role)
    click.echo(_link(settings, token))


@people.command("invite-again")
@click.argument("name")
def invite_again(name: str) -> None:
    """Make a new link for NAME, whose password and one-time codes count no more."""
    settings = load_settings(dev=True)
    with opened(settings) as engine:
        kept = People(engine, _now)
        if (person := kept.by_name(name)) is None:
            raise CandidError(f"there is nobody of the name {name}: `ivr people list`")
        token = kept.invite_again(person.id)
        Audit(engine, _now).note("", "invited_again_on_the_machine", person.id)
    click.echo(_link(settings, token))


@people.command("list")
def listed() -> None:
    """List who may sign in, and as what."""
    with opened(load_settings(dev=True)) as engine:
        for person in People(engine, _now).all():
            state = "gone" if person.gone else "" if person.password else "invited"
            click.echo(f"{person.name:30} {person.role:12} {state}".rstrip())


def _link(settings: Settings, token: str) -> str:
    return settings.public(f"/console/welcome/{token}")
