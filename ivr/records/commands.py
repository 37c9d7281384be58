"""The commands as they are typed. What they do is loaded when one is asked for: callers wait for `ivr serve` alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from ..settings import Settings, load_settings
from .message_commands import messages

Work = Callable[[Settings], None]


def _with_settings(work: Work) -> None:
    """Does it with the settings of the environment."""
    work(load_settings(dev=True))


@click.group()
def keys() -> None:
    """The master keys, which lock what callers said: list them, make a new one, retire an old one.

    docs/operating.md says where copies of them go, and how a rotation is done.
    """


@keys.command("list")
def _list() -> None:
    """Each with its date, and how many calls it locks."""
    from .keys import list_keys

    _with_settings(list_keys)


@keys.command("rotate")
def _rotate() -> None:
    """Make a new master key and lock every call with it. A running service takes it up within seconds."""
    from .keys import rotate

    _with_settings(rotate)


@keys.command("relock")
def _relock() -> None:
    """Lock with the newest what older ones still lock, as after a rotation that was cut short."""
    from .keys import relock

    _with_settings(relock)


@keys.command("retire")
@click.argument("name")
@click.option("--even-if-needed", is_flag=True, help="Also when it still locks calls: nobody can read them any more.")
def _retire(name: str, even_if_needed: bool) -> None:
    """Destroy the master key NAME, which locks new calls no more."""
    from .keys import retire

    _with_settings(lambda settings: retire(settings, name, though_needed=even_if_needed))


IDENTITIES = ("called_back", "account", "letter", "in_person", "authority")
"""How it was made sure who asks. That a call came from the number is no proof: numbers can be forged."""


def of_whom(command: Callable[..., None]) -> Callable[..., None]:
    call = click.option("--call", default="", metavar="SID", help="One call.")
    number = click.option("--number", default="", metavar="E164", help="All calls of a number, like +15551234567.")
    return call(number(command))


identified = click.option(
    "--identity", required=True, type=click.Choice(IDENTITIES), help="How you made sure who asks: docs/privacy.md"
)


@click.command()
@click.option("--dry-run", is_flag=True, help="Only count what would be deleted.")
def purge(dry_run: bool) -> None:
    """Delete now what has been kept long enough (docs/settings.md). A running service does so by itself."""
    from .deleting import purge_now

    _with_settings(lambda settings: purge_now(settings, dry=dry_run))


@click.command()
@of_whom
@click.option("--why", default="", help="The reason, in words that name nobody.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The hold's end; without it, until it is released.")
@click.option("--release", is_flag=True, help="End the hold.")
@click.option("--list", "only_list", is_flag=True, help="Tell which calls are on hold, and why.")
def hold(call: str, number: str, why: str, until: datetime | None, release: bool, only_list: bool) -> None:
    """Keep calls from being deleted, as for a dispute: neither a purge nor an erasure touches them."""
    from . import deleting
    from .whose import Whose

    if only_list:
        _with_settings(deleting.list_holds)
    elif release:
        _with_settings(lambda settings: deleting.release(settings, Whose(call, number)))
    else:
        _with_settings(lambda settings: deleting.hold(settings, Whose(call, number), why, until))


@click.command()
@of_whom
@identified
@click.option("--receipt", type=click.Path(path_type=Path), help="Also write the receipt into this file.")
@click.option("--dry-run", is_flag=True, help="Tell what would be erased, and change nothing.")
def erase(call: str, number: str, identity: str, receipt: Path | None, dry_run: bool) -> None:
    """Forget a caller: words, keys, hash and what happened in their calls. Prints a receipt that names nobody.

    Calls that are running or on hold are left, and named. What lies elsewhere is named in the receipt.
    """
    from .rights import erase_caller
    from .whose import Whose

    _with_settings(lambda settings: erase_caller(settings, Whose(call, number), identity, receipt, dry=dry_run))


@click.command("export-caller")
@of_whom
@identified
@click.option("--output", type=click.Path(path_type=Path), help="Write it into this file, for its owner alone.")
@click.option("--words", is_flag=True, help="Also what was said, where IVR_HIDE_TRANSCRIPTS hides it.")
@click.option("--why", default="", help="For which reason, in words that name nobody: it is noted.")
def export_caller(call: str, number: str, identity: str, output: Path | None, words: bool, why: str) -> None:
    """All that is kept of a caller, as JSON that they can read."""
    from .looks import Look
    from .rights import export_caller as export
    from .whose import Whose

    look = Look(words, why.strip())
    _with_settings(lambda settings: export(settings, Whose(call, number), identity, output, look))


MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
"""In UTC."""


@click.command()
@click.option("--since", type=MOMENT, help="From when on it lay open, in UTC. [default with --key: since it was made]")
@click.option("--until", type=MOMENT, help="Until when, in UTC. [default: now]")
@click.option("--key", default="", metavar="NAME", help="Only what this master key opens, or opened: it got out.")
@click.option("--call", "calls", multiple=True, metavar="SID", help="Only this call; as often as wanted.")
@click.option("--found", type=MOMENT, help="When you found out, in UTC: tells the dates that count from it.")
@click.option("--each", is_flag=True, help="Also print a line for each call.")
@click.option("--output", type=click.Path(path_type=Path), help="Also write them into this file, as CSV.")
def breach(
    since: datetime | None,
    until: datetime | None,
    key: str,
    calls: tuple[str, ...],
    found: datetime | None,
    each: bool,
    output: Path | None,
) -> None:
    """Which calls a breach touches: all of which something was kept while it lasted, counted by what. No words."""
    from .breach import Asked, tell

    asked = Asked(_utc(since), _utc(until), _utc(found), calls, key)
    _with_settings(lambda settings: tell(settings, asked, output, each=each))


@click.command()
@click.option("--since", type=MOMENT, help="From when on, in UTC. [default: a week before the end]")
@click.option("--until", type=MOMENT, help="Until when, in UTC. [default: now]")
@click.option("--within", default=180, show_default=True, type=click.IntRange(1, 36_000), help="Seconds, to count by.")
def waits(since: datetime | None, until: datetime | None, within: int) -> None:
    """How long callers waited for a person, for each route, and how many had one in time."""
    from .waits import tell

    _with_settings(lambda settings: tell(settings, _utc(since), _utc(until), within))


def _utc(typed: datetime | None) -> datetime | None:
    return typed.replace(tzinfo=UTC) if typed else None


@click.command()
@click.argument("reference")
@click.argument("output", metavar="OUT.wav", type=click.Path(path_type=Path))
@click.option("--why", default="", help="Where transcripts are hidden: for which reason, naming nobody; it is noted.")
def voicemail(reference: str, output: Path, why: str) -> None:
    """Write the message with this REFERENCE, which its caller was told, into a sound file."""
    from .looks import Look
    from .voicemail import write_message

    _with_settings(lambda settings: write_message(settings, reference, output, Look(words=True, why=why.strip())))


@click.command("carrier-copies")
def carrier_copies() -> None:
    """Ask the carrier which recordings lie there, and tell what becomes of each. Ends with 1 when there are any."""
    from .at_carrier import tell_what_is_left

    _with_settings(tell_what_is_left)


@click.command()
@click.argument("call", metavar="SID")
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--why", default="", help="For which reason, where IVR_HIDE_TRANSCRIPTS hides words: it is noted.")
def recording(call: str, output: Path, why: str) -> None:
    """Write what was recorded of a call whose caller agreed into OUTPUT: Ogg with Opus, the caller left."""
    from .looks import Look
    from .recording import write_recording

    _with_settings(lambda settings: write_recording(settings, call, output, Look(words=True, why=why.strip())))


COMMANDS = (recording, keys, purge, hold, erase, export_caller, breach, waits, voicemail, messages, carrier_copies)
