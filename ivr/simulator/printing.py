"""The conversation printed as it happens: time, who, what."""

import click

from .moments import Moment

COLOURS = {"caller": "cyan", "assistant": "green", "agent": "magenta", "line": "yellow", "note": "bright_black"}
WIDTH = max(map(len, COLOURS))


def echo(moment: Moment) -> None:
    """One line; colours only on a terminal (click takes them out elsewhere)."""
    who = click.style(moment.who.ljust(WIDTH), fg=COLOURS.get(moment.who))
    click.echo(f"{moment.at_seconds:7.2f}  {who}  {moment.text}")
