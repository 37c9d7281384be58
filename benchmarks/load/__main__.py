"""Many talking callers from one process: `python -m benchmarks.load URL CALLS`, figures as JSON on standard output.

Each call is the carrier's real wire: signed webhooks, TwiML, a signed websocket, 50 frames a second on an absolute
schedule, marks echoed when their audio has been played, `clear` honoured. Frames are encoded once for all calls, and
playback is worked out instead of played, so that the generator takes little of the machine that it loads. It tells how
late its own ticks were: a figure below that lateness means nothing.
"""

import asyncio
import json
import random
import resource
import secrets
import sys
import time
from dataclasses import asdict, dataclass, field
from xml.etree import ElementTree

import click

from ivr.settings import load_settings
from ivr.simulator.call import ACCOUNT_SID, SERVICE_NUMBER
from ivr.simulator.signing import Signer
from ivr.simulator.webhooks import Identity, new_call_sid

from .line import Stream, post
from .speech import FILLER, QUIET, SCRIPTS, Utterance, misses, utterances

SECONDS_A_TICK = 0.02
TICK_SAMPLES = 160
GREETING_MARKS = 2
"""The disclosure's, and the first question's."""
PAUSE_SECONDS = (0.5, 1.5)
"""Between the end of an answer and the caller's next words."""
PATIENCE_SECONDS = 12.0
"""A turn not answered by then counts as unanswered, and the caller goes on."""


@dataclass
class TurnHeard:
    label: str
    ended_at: int
    """The caller's last sample, on the stream's clock."""
    answered_at: int | None = None
    missed: bool = False
    """The answer was that it did not understand, or that a person is being called."""
    stopped: int = 0
    """Times the assistant was cleared in this turn."""

    @property
    def answer_seconds(self) -> float | None:
        return None if self.answered_at is None else (self.answered_at - self.ended_at) / 8000


@dataclass
class Result:
    """What one caller saw; seconds."""

    outcome: str = "unfinished"
    """talked | refused | lost"""
    webhook_seconds: float = 0.0
    greeting_seconds: float = 0.0
    turns: list[TurnHeard] = field(default_factory=list)
    late_seconds: list[float] = field(default_factory=list)


class Caller:
    def __init__(self, url: str, signer: Signer, script: tuple[Utterance, ...], chance: random.Random) -> None:
        self._url, self._signer, self._script, self._chance = url, signer, list(script), chance
        self._who = Identity(new_call_sid(), ACCOUNT_SID, "+14155550100", SERVICE_NUMBER)
        self._loop = asyncio.get_running_loop()
        self._began = 0.0
        self._tick = 0
        self._saying: Utterance | None = None
        self._said_frames = 0
        self._next_at: int | None = None
        self._heard_before = 0
        self._over = asyncio.Event()
        self._stream: Stream | None = None
        self.result = Result()

    async def run(self) -> Result:
        try:
            opened = await self._ring()
            if opened is not None:
                await self._talk(*opened)
        except (OSError, ValueError, TimeoutError) as error:
            self.result.outcome = f"lost ({type(error).__name__})"
        await self._webhook("/voice/status", "completed")
        return self.result

    async def _webhook(self, path: str, status: str) -> tuple[int, str]:
        return await post(self._url + path, self._who.parameters(status), self._signer)

    async def _ring(self) -> tuple[str, dict[str, str]] | None:
        """The stream to open and its parameters; None when the call was sent to an agent."""
        began = self._loop.time()
        status, body = await self._webhook("/voice/incoming", "ringing")
        self.result.webhook_seconds = self._loop.time() - began
        root = ElementTree.fromstring(body)  # noqa: S314  # the service that we started
        stream = root.find("./Connect/Stream")
        if status != 200 or stream is None:
            dialled = root.find("./Dial/Number") is not None
            self.result.outcome = "refused" if dialled else f"refused without an agent ({status})"
            return None
        return stream.get("url", ""), {p.get("name", ""): p.get("value", "") for p in stream.iter("Parameter")}

    async def _talk(self, url: str, parameters: dict[str, str]) -> None:
        self._began = self._loop.time()
        sids = (ACCOUNT_SID, self._who.call_sid, "MZ" + secrets.token_hex(16))
        self._stream = await Stream.open(url, sids, self._signer, self._now, parameters)
        self._began, self._tick = self._loop.time(), 0
        self._schedule()
        await self._over.wait()
        self._stream.stop()
        self.result.outcome = "talked" if not self._script and self._saying is None else "lost"
        await self._webhook("/voice/next", "in-progress" if self.result.outcome == "lost" else "completed")

    def _now(self) -> int:
        """The sample that is played next."""
        return (self._tick + 1) * TICK_SAMPLES

    def _schedule(self) -> None:
        self._loop.call_at(self._began + (self._tick + 1) * SECONDS_A_TICK, self._on_tick)

    def _on_tick(self) -> None:
        """A frame is sent at the end of its 20 ms."""
        self.result.late_seconds.append(self._loop.time() - self._began - (self._tick + 1) * SECONDS_A_TICK)
        stream = self._stream
        assert stream is not None
        if stream.closed:
            self._over.set()
            return
        stream.frame(self._frame())
        self._tick += 1
        stream.echo_marks()
        self._look(stream)
        if not self._script and self._saying is None and self._is_answered(stream):
            self._over.set()
        else:
            self._schedule()

    def _frame(self) -> str:
        if self._saying is None and self._next_at is not None and self._now() >= self._next_at:
            self._begin_to_say(self._script.pop(0))
        if self._saying is not None:
            payload = self._saying.payloads[self._said_frames]
            self._said_frames += 1
            if self._said_frames == len(self._saying.payloads):
                self._saying = None
            return payload
        return QUIET[self._tick % len(QUIET)]

    def _begin_to_say(self, utterance: Utterance) -> None:
        assert self._stream is not None
        self._saying, self._said_frames, self._next_at = utterance, 0, None
        self._heard_before = len(self._stream.heard)
        self.result.turns.append(TurnHeard(utterance.label, self._tick * TICK_SAMPLES + utterance.ends_at))

    def _look(self, stream: Stream) -> None:
        """What has become audible, and whether it is time to speak."""
        now = self._now()
        if not self.result.turns:
            if stream.heard and not self.result.greeting_seconds:
                self.result.greeting_seconds = stream.heard[0].audible_at / 8000
            if stream.marks_echoed >= GREETING_MARKS:
                self._speak_after_pause(stream)
            return
        turn = self.result.turns[-1]
        for clip in stream.heard[self._heard_before :]:
            if turn.answered_at is None and clip.audible_at < now and clip.ulaw != FILLER:
                turn.answered_at, turn.missed = clip.audible_at, clip.ulaw in misses()
        if self._saying is None and self._script and self._is_answered(stream):
            self._speak_after_pause(stream)

    def _is_answered(self, stream: Stream) -> bool:
        turn = self.result.turns[-1] if self.result.turns else None
        if turn is None:
            return False
        waited = (self._now() - turn.ended_at) / 8000
        quiet = self._now() >= stream.silent_from and not stream.awaits_marks
        return quiet and waited > 0 and (turn.answered_at is not None or waited > PATIENCE_SECONDS)

    def _speak_after_pause(self, stream: Stream) -> None:
        """Counted from the end of what was heard last; more of the answer begins the pause anew."""
        if self._now() < stream.silent_from or stream.awaits_marks:
            self._next_at = None
        elif self._next_at is None:
            self._next_at = self._now() + round(8000 * self._chance.uniform(*PAUSE_SECONDS))


async def place(url: str, token: str, calls: int, spread_seconds: float, turns: int) -> dict[str, object]:
    """So many calls, begun evenly over the spread, each of so many turns; what they saw, JSON-able."""
    signer, spoken = Signer(token), utterances()
    began = time.monotonic()
    tasks = []
    for number in range(calls):
        await asyncio.sleep(max(0.0, began + number * spread_seconds / calls - time.monotonic()))
        script = SCRIPTS[number % len(SCRIPTS)]
        lines = tuple(spoken[label] for label in (script * turns)[:turns])
        tasks.append(asyncio.create_task(Caller(url, signer, lines, random.Random(number)).run()))  # noqa: S311
    results = await asyncio.gather(*tasks)
    late = [seconds for result in results for seconds in result.late_seconds]
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "calls": [asdict(result) | {"late_seconds": None} for result in results],
        "late_seconds": sorted(late),
        "seconds": time.monotonic() - began,
        "processor_seconds": used.ru_utime + used.ru_stime,
    }


@click.command()
@click.argument("url")
@click.argument("calls", type=int)
@click.option("--spread", default=10.0, help="Seconds over which the calls begin; 0: all at once.")
@click.option("--turns", default=6, help="Of each call.")
def main(url: str, calls: int, spread: float, turns: int) -> None:
    token = load_settings(dev=True).twilio_auth_token
    json.dump(asyncio.run(place(url, token, calls, spread, turns)), sys.stdout)


if __name__ == "__main__":
    main()
