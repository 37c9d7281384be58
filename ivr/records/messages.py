"""`ivr messages`: what callers left for people to do, for who has no console: listed, shown, and done."""

from collections.abc import Iterator
from datetime import UTC, datetime

import click
from sqlalchemy import Engine

from ..core.message import MessageKind, MessageOutcome
from ..errors import CandidError
from ..settings import Settings
from ..store import message_acts, message_list
from ..store.message_acts import Place
from ..store.message_list import Message, Which
from .database import opened
from .looks import Look
from .vault import vault_of

MOST_LISTED = 500


def list_messages(settings: Settings, which: Which, person: str, route: str) -> None:
    now = datetime.now(UTC)
    with opened(settings) as engine:
        found = message_list.messages(engine, which, person, now, route=route, most=MOST_LISTED)
        counted = message_list.counts(engine, person, now, route=route)
    for line in told(found, now):
        click.echo(line)
    click.echo(
        f"Open: {counted[Which.OPEN]}. Unclaimed: {counted[Which.UNCLAIMED]}. Overdue: {counted[Which.OVERDUE]}."
    )
    if len(found) == MOST_LISTED:
        click.echo(f"These are the first {MOST_LISTED}.")


def told(found: list[Message], now: datetime) -> Iterator[str]:
    """A line for each; nothing of what was said, and no number."""
    if found:
        yield f"{'reference':11}{'kind':11}{'route':20}{'left':18}{'due':18}{'who':16}"
    for one in found:
        who = f"done by {one.done_by}: {one.outcome}" if one.done_at else one.claimed_by or "-"
        late = " OVERDUE" if one.is_overdue(now) else ""
        due = f"{one.due_at:%Y-%m-%d %H:%M}" if one.due_at else "-"
        left = f"{one.at:%Y-%m-%d %H:%M}"
        yield f"{one.reference or _name(one):11}{one.kind:11}{one.route or '-':20}{left:18}{due:18}{who}{late}"


def show(settings: Settings, name: str, look: Look) -> None:
    """With the number to ring, which is noted where words are hidden."""
    look.is_granted(settings)
    vault, now = vault_of(settings), datetime.now(UTC)
    with opened(settings) as engine:
        one = message_list.message(engine, _place(engine, name))
        if settings.hide_transcripts and one.has_number:
            look.note(settings.data_dir, [one.place.call], now)
        number = message_list.number_of(engine, vault, one.place) if one.has_number else ""
    for line in told([one], now):
        click.echo(line)
    click.echo(f"Call: {one.place.call}. Times are UTC.")
    if one.priority != "normal" or one.flags:
        click.echo(f"Priority: {one.priority}. {', '.join(one.flags)}")
    if number:
        click.echo(f"Ring: {number}")
    elif one.in_back_office:
        click.echo("Its words and the number to ring are in your back office, under this reference.")
    elif one.kind is MessageKind.CALLBACK:
        click.echo("There is no number to ring any more, or none was given.")
    if one.has_sound:
        click.echo(f"Hear it: ivr voicemail {one.reference} message.wav")


def be_done(settings: Settings, name: str, person: str, outcome: MessageOutcome) -> None:
    """Raises CandidError, also when somebody else has it, who is named."""
    with opened(settings) as engine:
        message_acts.done(engine, _place(engine, name), _person(person), outcome, datetime.now(UTC))
    click.echo(f"{name}: done by {person}, {outcome}.")


def take_up_again(settings: Settings, name: str, person: str) -> None:
    with opened(settings) as engine:
        message_acts.reopen(engine, _place(engine, name), _person(person), datetime.now(UTC))
    click.echo(f"{name}: open again, and {person} has it.")


def _person(given: str) -> str:
    person = given.strip()
    if not person or not person.isprintable() or len(person) > message_acts.LONGEST_PERSON:
        raise CandidError(f"--by must be a name of 1 to {message_acts.LONGEST_PERSON} characters")
    return person


def _place(engine: Engine, name: str) -> Place:
    """By its reference, or where that is none or several, by call and place as they are listed. Raises CandidError."""
    call, slash, seq = name.partition("/")
    if slash and seq.isascii() and seq.isdecimal() and len(seq) < 6:
        return Place(call, int(seq))
    return message_list.place_of(engine, name)


def _name(one: Message) -> str:
    return f"{one.place.call}/{one.place.seq}"
