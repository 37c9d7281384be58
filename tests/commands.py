"""The commands of `ivr` by name, with those that are loaded only when they are asked for."""

import click

from ivr.cli import main

_CONTEXT = click.Context(main)
_TOP = {name: command for name in main.list_commands(_CONTEXT) if (command := main.get_command(_CONTEXT, name))}
COMMANDS: dict[str, click.Command] = _TOP | {
    f"{name} {below}": command
    for name, group in _TOP.items()
    if isinstance(group, click.Group)
    for below, command in group.commands.items()
}
