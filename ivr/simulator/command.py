"""`ivr call`: places calls from recordings and scenarios, prints them as they happen, and leaves WAV and reports."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import click
import httpx
import yaml

from ..errors import CandidError, ScenarioError
from ..settings import Settings
from ..written.prompt_texts import filled
from .call import Listener, Service, Speaker, run_call
from .caller import Caller
from .moments import ignore
from .network import NetworkTransport
from .plot import check_installed, draw_call
from .printing import echo
from .report import CallReport, write_one_wav
from .scenario import Scenario, load_scenario, recordings_scenario
from .timeline import Timeline

READY_SECONDS = 5.0
RESTART_SECONDS = 180.0
POLL_SECONDS = 0.5
SCENARIO_SUFFIXES = {".yml", ".yaml"}
COULD_NOT_RUN = 2


@dataclass(frozen=True)
class RunningService:
    """A service that was started for the calls; `kill` kills transcriber, rasa or synthesizer."""

    public_url: str
    kill: Callable[[str], None] | None = None


StartService = Callable[[], AbstractContextManager[RunningService]]


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    scenarios: tuple[Scenario, ...]
    url: str
    output: Path
    wav: Path | None
    quiet: bool
    as_json: bool
    plot: bool = False


@dataclass(frozen=True)
class Ears:
    """What judges a call by its sound, and what gives sound to the carrier's and the agents' words."""

    listener: Listener | None
    speaker: Speaker | None


def call_command(
    start_service: StartService,
    load_settings: Callable[[], Settings],
    listener: Callable[[Settings], Listener] | None = None,
    speaker: Callable[[Settings], Speaker] | None = None,
) -> click.Command:
    """The click command; what it starts and where settings come from is the composer's choice."""

    @click.command("call")
    @click.argument("recordings", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option("--url", default="", help="A running service; without it one is started for the calls.")
    @click.option("--token", default="", help="Its Twilio auth token; else IVR_TWILIO_AUTH_TOKEN, or the --dev one.")
    @click.option(
        "--output",
        default=Path("call-reports"),
        show_default=True,
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder for WAV, JSON and text report of each call.",
    )
    @click.option(
        "--wav", default=None, type=click.Path(path_type=Path, dir_okay=False), help="Where the WAV goes, one of all."
    )
    @click.option("--to", "called", default="", help="The number of yours that is rung. [default: the scenario's]")
    @click.option("--plot", is_flag=True, help="Draw each call beside its WAV, as SVG; needs matplotlib.")
    @click.option("--quiet", is_flag=True, help="Print only the verdict of each call.")
    @click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON, and nothing else.")
    def call(
        recordings: tuple[Path, ...],
        url: str,
        token: str,
        output: Path,
        wav: Path | None,
        called: str,
        plot: bool,
        quiet: bool,
        as_json: bool,
    ) -> None:
        """Place calls offline, as Twilio would.

        RECORDINGS are WAV or FLAC files of what the caller says, one after another in one call:

            ivr call where_is_my_order.wav i_want_a_human.wav

        or scenarios (.yml), each a call of its own with its own expectations:

            ivr call tests/calls/demo.yml

        Ends with 0 when every expectation came true, 1 when one did not, 2 when the call could not be placed.
        """
        try:
            if plot:
                check_installed()
            scenarios = read(recordings)
            if called:
                scenarios = tuple(one.model_copy(update={"called": called}) for one in scenarios)
            wanted = Wanted(scenarios, url.rstrip("/"), output, wav, quiet, as_json, plot)
            settings = load_settings()
            if token:
                settings = replace(settings, twilio_auth_token=token)
            heard = Ears(listener(settings) if listener else None, speaker(settings) if speaker else None)
            passed = _place_all(wanted, settings, start_service, heard)
        except CandidError as error:
            click.echo(f"ivr call: {error}", err=True)
            raise SystemExit(COULD_NOT_RUN) from error
        raise SystemExit(0 if passed else 1)

    return call


def read(paths: tuple[Path, ...]) -> tuple[Scenario, ...]:
    """All recordings are one call; each scenario is one more. Raises ScenarioError."""
    scenarios = [load_scenario(path) for path in paths if path.suffix in SCENARIO_SUFFIXES]
    recordings = tuple(path for path in paths if path.suffix not in SCENARIO_SUFFIXES)
    wanted = (*([recordings_scenario(recordings)] if recordings else []), *scenarios)
    for scenario in wanted:
        Caller(scenario, Timeline())  # reads every recording: a mistake is told before a service is started
    return wanted


def _place_all(
    wanted: Wanted,
    settings: Settings,
    start_service: StartService,
    ears: Ears,
) -> bool:
    texts_for, routes = cache(partial(prompt_texts, settings)), route_agents(settings)
    with _running(wanted, settings, start_service) as running:
        reports = list[CallReport]()
        for scenario in wanted.scenarios:
            texts = texts_for(scenario.called)
            service = Service(running.public_url, settings.twilio_auth_token, texts, routes, running.kill)
            report = asyncio.run(_place(scenario, wanted, service, ears))
            _leave(report, wanted)
            reports.append(report)
            if any(step.kill for step in scenario.steps) and scenario is not wanted.scenarios[-1]:
                _wait_until_ready(running.public_url)
        if wanted.wav and len(reports) > 1:
            _leave_one_wav(reports, wanted.wav)
        return all(report.passed for report in reports)


def _leave_one_wav(reports: Sequence[CallReport], path: Path) -> None:
    try:
        write_one_wav(reports, path)
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be written ({error.strerror})") from error


def _wait_until_ready(url: str) -> None:
    """What one scenario killed is up again before the next begins."""
    for _ in range(round(RESTART_SECONDS / POLL_SECONDS)):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url + "/readyz", timeout=READY_SECONDS).status_code == httpx.codes.OK:
                return
        time.sleep(POLL_SECONDS)
    raise ScenarioError(f"the service was not ready again {RESTART_SECONDS:g} s after a part of it was killed")


@contextlib.contextmanager
def _running(wanted: Wanted, settings: Settings, start_service: StartService) -> Iterator[RunningService]:
    if wanted.url:
        _check_reachable(wanted.url)
        # A service behind a public name signs for that name, wherever it is reached.
        local = settings.public_url.startswith(("http://127.", "http://localhost"))
        yield RunningService(wanted.url if local else settings.public_url)
        return
    with start_service() as running:
        yield running


def _check_reachable(url: str) -> None:
    try:
        httpx.get(url + "/readyz", timeout=READY_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ScenarioError(f"nothing answers at {url}: start it with `ivr serve --dev`, or leave --url out") from error


async def _place(scenario: Scenario, wanted: Wanted, service: Service, ears: Ears) -> CallReport:
    transport = NetworkTransport(service.public_url, wanted.url)
    silent = wanted.quiet or wanted.as_json
    if not silent:
        click.echo(f"\n{scenario.name}")
    try:
        observer = ignore if silent else echo
        return await run_call(
            scenario, transport, service, observer=observer, listener=ears.listener, speaker=ears.speaker
        )
    finally:
        await transport.aclose()


def _leave(report: CallReport, wanted: Wanted) -> None:
    """The files of one call, and its verdict."""
    stem = "".join(c if c.isalnum() else "-" for c in report.name.lower())[:60].strip("-") or "call"
    try:
        wanted.output.mkdir(parents=True, exist_ok=True)
        alone = len(wanted.scenarios) == 1
        wav = wanted.wav if wanted.wav and alone else wanted.output / f"{stem}.wav"
        report.write_wav(wav)
        if wanted.plot:
            draw_call(report, wav.with_suffix(".svg"))
        (wanted.output / f"{stem}.json").write_text(report.as_json(), encoding="utf-8")
        (wanted.output / f"{stem}.txt").write_text(report.as_text(), encoding="utf-8")
    except OSError as error:
        raise ScenarioError(f"the report cannot be written to {wanted.output} ({type(error).__name__})") from error
    if wanted.as_json:
        click.echo(report.as_json())
    elif wanted.quiet:
        click.echo(f"{'passed' if report.passed else 'FAILED'}  {report.name}")
        for failure in report.failures:
            click.echo(f"        {failure}")
    else:
        click.echo("")
        drawing = f", {wav.with_suffix('.svg')}" if wanted.plot else ""
        click.echo("\n".join([*report.summary(), f"files       {wav}{drawing}, {wanted.output / stem}.json and .txt"]))


def prompt_texts(settings: Settings, called: str = "") -> dict[str, str]:
    """Name → text of the prompts as callers of this number hear them, for reading the journal; empty without any."""
    data = _yaml(settings.prompts_dir / "prompts.yml")
    prompts = data.get("prompts", data) if isinstance(data, dict) else {}
    company, texts = _company_of(_yaml(settings.rules_file), called), {}
    for name, value in prompts.items():
        # A prompt for callers who do not speak English has a text in their language alone.
        text = value.get("en", next(iter(value.values()), None)) if isinstance(value, dict) else value
        if isinstance(text, str):
            texts[str(name)] = filled(" ".join(text.split()), company)
    return texts


def _company_of(rules: object, called: str) -> str:
    """Whom callers of this number ring; YAML takes a number without quotes for a figure."""
    if not isinstance(rules, dict):
        return ""
    numbers = rules.get("numbers")
    given = numbers.items() if isinstance(numbers, dict) else ()
    own = next((its.get("company") for number, its in given if f"+{number}".replace("++", "+") == called and its), None)
    return str(own or rules.get("company", ""))


def route_agents(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Route → its agents' numbers; empty when the rules cannot be read, which is `ivr check`'s business."""
    data = _yaml(settings.rules_file)
    routes = data.get("routes") if isinstance(data, dict) else None
    if not isinstance(routes, dict):
        return {}
    return {str(name): tuple(map(str, r.get("agents", ()))) for name, r in routes.items() if isinstance(r, dict)}


def _yaml(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
