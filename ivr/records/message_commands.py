"""`ivr messages` as it is typed."""

import click

from ..core.message import MessageOutcome
from ..settings import load_settings

_LISTS = ("open", "mine", "unclaimed", "overdue", "done")
by = click.option("--by", "person", required=True, metavar="NAME", help="Who does it.")


@click.group(invoke_without_command=True)
@click.option("--list", "which", type=click.Choice(_LISTS), default="open", show_default=True, help="Which of them.")
@click.option("--by", "person", default="", metavar="NAME", help="Whose, for `--list mine`.")
@click.option("--route", default="", help="Only for this route's agents.")
@click.pass_context
def messages(context: click.Context, which: str, person: str, route: str) -> None:
    """What callers left for people to do: voicemails, callbacks, tickets. No words and no numbers.

    REFERENCE is the number that the caller was told; where they were told none, what the list shows in its place.
    """
    if context.invoked_subcommand is None:
        from ..store.message_list import Which
        from .messages import list_messages

        list_messages(load_settings(dev=True), Which(which), person, route)


@messages.command()
@click.argument("reference")
@click.option("--why", default="", help="Where transcripts are hidden: for which reason, naming nobody; it is noted.")
def show(reference: str, why: str) -> None:
    """One of them, with the number to ring, and how to hear it."""
    from .looks import Look
    from .messages import show as tell

    tell(load_settings(dev=True), reference, Look(words=True, why=why.strip()))


@messages.command()
@click.argument("reference")
@by
@click.option(
    "--outcome", required=True, type=click.Choice([each.value for each in MessageOutcome]), help="What was done."
)
def done(reference: str, person: str, outcome: str) -> None:
    """It is done. Refused when another person has claimed it."""
    from .messages import be_done

    be_done(load_settings(dev=True), reference, person, MessageOutcome(outcome))


@messages.command()
@click.argument("reference")
@by
def reopen(reference: str, person: str) -> None:
    """It was not done after all."""
    from .messages import take_up_again

    take_up_again(load_settings(dev=True), reference, person)
