"""The commands of `ivr` by name, with those that are loaded only when they are asked for."""

import click

from ivr.cli import main

_CONTEXT = click.Context(main)
COMMANDS: dict[str, click.Command] = {
    name: command for name in main.list_commands(_CONTEXT) if (command := main.get_command(_CONTEXT, name))
}
