"""The commands as they are typed. What they do is loaded when one is asked for: callers wait for `ivr serve` alone."""

from collections.abc import Callable

import click

from ..errors import CandidError
from ..settings import Settings, load_settings

Work = Callable[[Settings], None]


def _told(work: Work) -> None:
    """Does it with the settings of the environment; a failure is told in its own words."""
    try:
        work(load_settings(dev=True))
    except CandidError as error:
        raise click.ClickException(str(error)) from error


@click.group()
def keys() -> None:
    """The master keys, which lock what callers said: list them, make a new one, retire an old one.

    docs/operating.md says where copies of them go, and how a rotation is done.
    """


@keys.command("list")
def _list() -> None:
    """Each with its date, and how many calls it locks."""
    from .keys import list_keys

    _told(list_keys)


@keys.command("rotate")
def _rotate() -> None:
    """Make a new master key and lock every call with it. A running service takes it up within seconds."""
    from .keys import rotate

    _told(rotate)


@keys.command("relock")
def _relock() -> None:
    """Lock with the newest what older ones still lock, as after a rotation that was cut short."""
    from .keys import relock

    _told(relock)


@keys.command("retire")
@click.argument("name")
@click.option("--even-if-needed", is_flag=True, help="Also when it still locks calls: nobody can read them any more.")
def _retire(name: str, even_if_needed: bool) -> None:
    """Destroy the master key NAME, which locks new calls no more."""
    from .keys import retire

    _told(lambda settings: retire(settings, name, though_needed=even_if_needed))
