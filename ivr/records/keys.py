"""`ivr keys`: which master keys there are, a new one, and the end of an old one. Beside a service that runs, or not."""

import click

from ..errors import VaultError
from ..privacy.given_keys import GivenKeys
from ..privacy.key_file import KeyFile
from ..privacy.masters import master_keys
from ..privacy.vault import Vault
from ..settings import Settings
from ..store.database import settle
from ..store.key_rows import locked_by, relock_some
from .database import opened


def list_keys(settings: Settings) -> None:
    masters = _masters(settings)
    with opened(settings) as engine:
        locked = locked_by(engine)
    for key in masters.keys:
        count = locked.pop(key.name, 0)
        state = "locks new calls" if key.name == masters.newest else "only opens" if key.secret else "retired"
        made = f"made {key.made_at:%Y-%m-%d}" if key.made_at else "from the environment"
        gone = f", retired {key.retired_at:%Y-%m-%d}" if key.retired_at else ""
        click.echo(f"{key.name}  {made}{gone}  {state}, {_calls(count)}")
    for name, count in locked.items():
        click.echo(f"{name}  NOT HERE: put it back, or {_calls(count)} cannot be read")


def rotate(settings: Settings) -> None:
    """A new key, then every call is locked with it: a service that runs reads on meanwhile."""
    file = _file(settings)
    made = file.rotate()
    click.echo(f"{made.name} locks new calls from now on. Put a copy of {file.path} where no backup of the data is.")
    relock(settings)


def relock(settings: Settings) -> None:
    vault, count = Vault(_masters(settings)), 0
    with opened(settings) as engine:
        while done := relock_some(engine, vault):
            count += done
        settle(engine)
    click.echo(f"{_calls(count)} locked anew with {vault.masters.newest}.")


def retire(settings: Settings, name: str, *, though_needed: bool) -> None:
    """Destroys the key. What it still locks is lost, so that is refused unless it is wanted."""
    file = _file(settings)
    if not though_needed:
        with opened(settings) as engine:
            if count := locked_by(engine).get(name, 0):
                raise VaultError(f"master key {name} still locks {_calls(count)}: `ivr keys relock` first")
        if waiting := len(list((settings.data_dir / "journal").glob("*.jsonl"))):
            raise VaultError(
                f"{waiting} files of the journal are not yet in the database and may need it: wait for them"
            )
    file.retire(name)
    click.echo(f"{name} is retired. Copies of it that you keep elsewhere still open backups: destroy them, too.")


def _masters(settings: Settings) -> KeyFile | GivenKeys:
    masters = master_keys(settings.master_key, settings.effective_master_key_file)
    if masters.problem:
        raise VaultError(masters.problem)
    return masters


def _file(settings: Settings) -> KeyFile:
    masters = _masters(settings)
    if isinstance(masters, KeyFile):
        return masters
    raise VaultError(
        "the master keys are those of IVR_MASTER_KEY: put a new one before it, a comma between them, and restart"
    )


def _calls(count: int) -> str:
    return "no call" if not count else "1 call" if count == 1 else f"{count} calls"
