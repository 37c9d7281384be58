"""The command line: `ivr --help` lists the commands."""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path

import click
import structlog

from .errors import CandidError, PromptError, as_typed
from .new_assistant import new_assistant
from .privacy.told_errors import Plainly, tell_of_threads, without_messages
from .records.commands import COMMANDS
from .settings import Settings, load_settings

OPTED_OUT_OF = ["no_machine", "no_recording", "no_training"]


class Commands(click.Group):
    """With those whose parts are loaded when they are asked for: seconds in which `serve` answers callers.

    A failure of any that the operator can mend is told in its own words, without a traceback.
    """

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CandidError as error:
            raise click.ClickException(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_LATE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _LATE and cmd_name not in self.commands:
            self.add_command(_LATE[cmd_name]())
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="candid-ivr")
def main() -> None:
    """Candid: a phone assistant that says it is a machine and lets the caller reach a person at once.

    \b
    Try it without a phone:   ivr call tests/calls/demo.yml
    Check before a change:    ivr check
    What is wrong here?       ivr doctor
    Answer real calls:        ivr serve        (docs/twilio.md: how to point a number at it)
    """


@main.command()
@click.option("--dev", is_flag=True, help="On your own machine: make the secrets that are not set.")
@click.option("--host", default=None, help="Address to listen on. [default: 127.0.0.1, or IVR_HOST]")
@click.option("--port", default=None, type=click.IntRange(1, 65535), help="[default: 8080, or IVR_PORT]")
def serve(dev: bool, host: str | None, port: int | None) -> None:
    """Take calls: webhooks and media stream, with transcriber, synthesizer and Rasa as child processes.

    Webhooks are answered at once; until the engines are warm, callers are put through to an agent. GET /readyz says
    how each part is. The first SIGTERM (or Ctrl-C) lets running calls finish, the second ends at once.
    """
    given = {name: str(value) for name, value in (("IVR_HOST", host), ("IVR_PORT", port)) if value}
    settings = load_settings(dev=dev, overrides=given)
    keep_logs(settings)
    from .asgi import Service
    from .serve import serve as run

    run(Service(settings, dev=dev))


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--listen", "by_ear", is_flag=True, help="Have Whisper listen to the prompts as callers hear them, too.")
def check(files: tuple[Path, ...], by_ear: bool) -> None:
    """Check rules, prompts and the assistant's responses: each mistake with its file, its line and what to do.

    FILES are rules files; without any, the one in force (IVR_RULES_FILE), audio_prompts/, and how everything that
    callers hear is worded. A warning is advice: only mistakes end it with 1.
    """
    from .written.check import check_written, numbers_told

    settings = load_settings(dev=True)
    found = check_written(settings, files)
    if by_ear:
        from .listening.misheard import misheard_prompts

        found.mistakes.extend(misheard_prompts(settings))
    for line in [*found.mistakes, *found.warnings]:
        click.echo(line, err=True)
    for line in numbers_told(settings, files):
        click.echo(line)
    if found.mistakes:
        raise SystemExit(1)
    click.echo("Nothing that must be mended." if found.warnings else "Nothing to mend.")


@main.command()
def intents() -> None:
    """List what the assistant understands, to write rules with: each intent, who answers it, and what callers say."""
    from .written.intents import intents_told

    for line in intents_told(load_settings(dev=True)):
        click.echo(line)


@main.command("render-prompts")
@click.option("--check", "only_check", is_flag=True, help="Render nothing; say which prompts' text and audio disagree.")
@click.option("--accept", metavar="NAME", help="Take a recording that you put in place of NAME's rendered file.")
@click.option("--all", "anew", is_flag=True, help="Also those whose text is as it was: for another voice.")
@click.option("--language", default="en", show_default=True)
@click.option("--company", default="", help="Of the recording, where it is that of some numbers alone.")
def render_prompts(only_check: bool, accept: str | None, anew: bool, language: str, company: str) -> None:
    """Speak the texts of audio_prompts/prompts.yml into WAV files, those whose text, or company, has changed.

    What names the company of some numbers (`numbers` in the rules) is spoken for each, into a folder of its own.
    To use a studio recording: replace audio_prompts/LANGUAGE/NAME.wav, then `ivr render-prompts --accept NAME`.
    """
    from .written.prompt_rendering import accept as accept_recording
    from .written.prompts import check_all
    from .written.rules_file import read_rules

    settings = load_settings(dev=True)
    companies = read_rules(settings.rules_file).companies
    if company and company not in companies:
        raise PromptError(f"--company: no number is that company's: rules.yml has {', '.join(companies)}")
    if accept:
        seconds = accept_recording(settings.prompts_dir, language, accept, *companies, of=company)
        click.echo(f"{accept}: {seconds:.1f} s, accepted")
        return
    if not only_check:
        asyncio.run(_render(settings, language, companies, anew))
    if problems := check_all(settings.prompts_dir, *companies):
        raise PromptError("\n".join(problems))
    click.echo("Text and audio agree.")


async def _render(settings: Settings, language: str, companies: Iterable[str], anew: bool) -> None:
    from .engines.synthesizer import FOREIGN_VOICES, Pyttsx3Synthesizer, voice_of_recordings
    from .written.prompt_rendering import render_all

    synthesizer = Pyttsx3Synthesizer(FOREIGN_VOICES | {language: voice_of_recordings(settings)}, deadline_seconds=30.0)
    await synthesizer.start()
    try:
        for name in await render_all(settings.prompts_dir, synthesizer, *companies, only_changed=not anew):
            click.echo(f"rendered {name}")
    finally:
        await synthesizer.stop()


@main.command("new-language")
@click.argument("code")
def new_language(code: str) -> None:
    """Make a room for the language CODE (es, de): each list that it takes, empty, with the English phrases beside it.

    `ivr check` then tells what is missing, list by list. docs/language.md says what else a language takes.
    """
    from .language.skeleton import make_room

    click.echo(
        f"{as_typed(make_room(code))} is the room of '{code}'. Fill its lists; `ivr check` tells what is missing."
    )


@main.group()
def optouts() -> None:
    """Callers who chose to have no machine, no recording or no training: list them, or take it back for them."""


@optouts.command("list")
def list_optouts() -> None:
    """Each choice that stands: the caller as a keyed hash, since when, until when, and how it was made."""
    from .store.optouts import OptOuts

    with OptOuts(load_settings(dev=True)) as optouts:
        lines = list(optouts.told())
    click.echo("\n".join(lines) if lines else "Nobody has chosen so.")


@optouts.command("forget")
@click.option("--number", default="", help="The caller's number, +15551234567.")
@click.option("--caller", default="", help="The beginning of the hash that `list` shows.")
@click.option("--call", default="", help="The id of one of the caller's calls.")
@click.option("--only", multiple=True, type=click.Choice(OPTED_OUT_OF), help="This choice alone. [default: all]")
def forget_optouts(number: str, caller: str, call: str, only: tuple[str, ...]) -> None:
    """Take back what a caller chose, because they have said so. The service acts on it two seconds later.

    Without an option the number is asked for, so that it stands in no list of commands.
    """
    from .core.record import Choice
    from .store.optouts import OptOuts

    if not (number or caller or call):
        number = click.prompt("Number")
    with OptOuts(load_settings(dev=True)) as optouts:
        taken = optouts.forget(number=number, caller=caller, call=call, only=map(Choice, only))
    click.echo("\n".join(f"{one.choice}: taken back" for one in taken) if taken else "Nothing stands for this caller.")


@main.command()
def doctor() -> None:
    """Look at everything a call needs on this machine, and say how to mend what is wrong.

    A note is advice, such as on what can be tried only while the service runs. Only what is wrong ends it with 1.
    """
    from .doctor import examine

    ill = notes = 0
    for finding in examine():
        click.echo(finding.told())
        ill += not finding.well
        notes += finding.advice
    if ill:
        raise SystemExit(1)
    click.echo("Nothing is wrong; there is something to note." if notes else "All is well.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def papers(folder: Path) -> None:
    """Write papers on this installation into FOLDER, from the configuration in force: Markdown, to be completed.

    Records of processing, what callers are told first, model cards, recipients, the beginning of an impact assessment.
    Made again they are written over, so that a diff shows what has changed. Secrets and agents' numbers are in none.
    """
    from .papers.folder import write

    for path in write(load_settings(dev=True), folder, date.today()):
        click.echo(as_typed(path))


def _call_command() -> click.Command:
    from .local_service import listener_for, speaker_for, started_service
    from .simulator.command import call_command

    return call_command(started_service, lambda: load_settings(dev=True), listener_for, speaker_for)


def _evidence_command() -> click.Command:
    from .evidence.command import evidence_command

    return evidence_command(
        lambda: load_settings(dev=True).data_dir / "evidence",
        _salt_of,
        lambda: load_settings(dev=True).evidence_stamps_ca,
    )


def _salt_of(call_sid: str) -> bytes | None:
    from .records.database import opened
    from .store.salts import salt_of

    with opened(load_settings(dev=True)) as engine:
        return salt_of(engine, call_sid)


def _rehearse_command() -> click.Command:
    from .engines.understood import understood
    from .rehearsal.command import rehearse_command

    return rehearse_command(lambda: load_settings(dev=True), understood)


_LATE: dict[str, Callable[[], click.Command]] = {
    "call": _call_command,
    "evidence": _evidence_command,
    "people": lambda: import_module(".records.staff", __package__).people,
    "rehearse": _rehearse_command,
}


for command in (new_assistant, *COMMANDS):
    main.add_command(command)


def keep_logs(settings: Settings) -> None:
    """One JSON object a line on stderr, the call's id on each; what callers say or type is in none of them."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_messages,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    of_libraries = logging.StreamHandler(sys.stderr)
    of_libraries.setFormatter(Plainly())
    logging.basicConfig(level=logging.WARNING, handlers=[of_libraries])
    threading.excepthook = tell_of_threads
