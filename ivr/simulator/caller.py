"""The scripted caller: asked once a tick what to do, never waiting for anything but the next tick."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from .scenario import BadFrame, Listen, Moment, Noise, Press, Say, Scenario, Step
from .sounds import Background, Returned, Wave, at_level, pcm16
from .timeline import FRAME_PCM_BYTES, Timeline, Turn
from .transport import FRAME_SECONDS
from .utterance import Utterance, sound, utterance

QUIET_SECONDS = 0.4
"""Silence after which the caller takes it that the assistant has finished."""
KEY_GAP_SECONDS = 0.3
LINE_PAUSE_SECONDS = 0.2
FINISH_SECONDS = 2.5
PATIENCE_SECONDS = 45.0
"""How long the caller stays for the service to end the call once all steps are done."""
NOISE_BEFORE_SECONDS, NOISE_AFTER_SECONDS = 0.5, 1.5
"""How long the noise behind words is heard without them."""


@dataclass(frozen=True)
class Situation:
    """What the caller can tell at the beginning of a tick."""

    tick: int
    spoken: int
    """How many separate things the assistant has begun to say."""
    speaking_seconds: float | None
    """How long it has been speaking, short pauses included; None when it is silent."""
    quiet_seconds: float
    more_to_come: bool
    """Audio is waiting to be played."""
    on_stream: bool = True


@dataclass(frozen=True)
class Act:
    pcm: bytes = b""
    """Up to one frame; the rest of it is the line's quiet noise."""
    key: str = ""
    bad_frame: BadFrame | None = None
    kill: str | None = None
    drop_stream: bool = False
    hang_up: bool = False


@dataclass
class Heard:
    """The stretch of the call that a `listen` step covers, for its expectations."""

    step: int
    listen: Listen
    from_seconds: float
    to_seconds: float


Script = Generator[Act, Situation, None]
NOTHING = Act()


class Caller:
    def __init__(self, scenario: Scenario, timeline: Timeline) -> None:
        """Reads every recording, so that a missing one is told before the call. Raises ScenarioError."""
        self._timeline = timeline
        self._steps = scenario.steps
        self._utterances = {id(step): utterance(scenario, step.say) for step in scenario.steps if step.say}
        self._noises = {id(step): _noise(scenario, step.noise) for step in scenario.steps if step.noise}
        self.background = Background()
        if scenario.line.noise is not None:
            self.background.begin(at_level(sound(scenario, scenario.line.noise), scenario.line.noise_dbfs))
        echo = scenario.line.echo
        self.echo = Returned(echo.delay_seconds, echo.gain_db) if echo else None
        self._spoken_before = 0
        self._last_act_seconds = 0.0
        self._now = Situation(0, 0, None, 0.0, False)
        self._current = 0
        self.heard: list[Heard] = []
        self.problems: list[str] = []
        self.step_of_turn: dict[int, Say | Press] = {}
        self._script: Script = self._play()
        self._begun = False

    def act(self, situation: Situation) -> Act:
        if not self._begun:
            self._begun, self._now = True, situation
            return next(self._script)
        return self._script.send(situation)

    def stop(self, at_seconds: float) -> None:
        """The call is over: what was being listened to has been heard, and a later step that matters was missed."""
        left = self._steps[self._current :]
        if left and left[0].listen:
            self._note_heard(left[0].listen, at_seconds)
            left = left[1:]
        for number, step in enumerate(left, start=len(self._steps) - len(left) + 1):
            if step.say or step.press or (step.listen and step.listen.said):
                self.problems.append(f"the call ended before step {number} ({_name(step)}) was done")
                return

    def _tick(self, act: Act = NOTHING) -> Script:
        self._now = yield act

    def _play(self) -> Script:
        for step in self._steps:
            yield from self._do(step)
            self._current += 1
        yield from self._silence(PATIENCE_SECONDS)
        self.problems.append(f"the call was still up {PATIENCE_SECONDS:g} s after the last step")
        yield from self._tick(Act(hang_up=True))

    def _do(self, step: Step) -> Script:
        if step.listen is not None:
            yield from self._listen(step.listen)
        elif step.say is not None:
            yield from self._say(step.say, self._utterances[id(step)])
        elif step.press is not None:
            yield from self._press(step.press)
        elif step.noise is not None:
            yield from self._play_all(self._noises[id(step)])
        elif step.finish:
            yield from self._finish()
        elif step.wait is not None:
            yield from self._silence(step.wait)
        else:
            yield from self._tick(Act(b"", "", step.bad_frame, step.kill, bool(step.drop_stream), bool(step.hang_up)))

    def _silence(self, seconds: float) -> Script:
        for _ in range(round(seconds / FRAME_SECONDS)):
            yield from self._tick()

    def _listen(self, listen: Listen) -> Script:
        began = self._now.tick
        while not self._has_finished_speaking():
            if (self._now.tick - began) * FRAME_SECONDS > listen.max_seconds:
                state = "was still speaking" if self._now.spoken > self._spoken_before else "said nothing"
                self.problems.append(f"step {self._current + 1}: the assistant {state} after {listen.max_seconds:g} s")
                break
            yield from self._tick()
        self._spoken_before = self._now.spoken
        self._note_heard(listen, self._now.tick * FRAME_SECONDS)

    def _note_heard(self, listen: Listen, to_seconds: float) -> None:
        self.heard.append(Heard(self._current + 1, listen, self._last_act_seconds, to_seconds))
        self._last_act_seconds = to_seconds

    def _finish(self) -> Script:
        began = self._now.tick
        while (self._now.tick - began) * FRAME_SECONDS < FINISH_SECONDS:
            if not self._now.on_stream or self._now.more_to_come:
                began = self._now.tick
            yield from self._tick()
        yield from self._tick(Act(hang_up=True))

    def _has_finished_speaking(self) -> bool:
        now = self._now
        return now.spoken > self._spoken_before and not now.more_to_come and now.quiet_seconds >= QUIET_SECONDS

    def _moment(self, moment: Moment) -> Script:
        """Waits for the assistant to have spoken so long, if the step speaks over it."""
        while moment.after_seconds is not None and (
            self._now.speaking_seconds is None or self._now.speaking_seconds < moment.after_seconds
        ):
            yield from self._tick()

    def _say(self, say: Say, what: Utterance) -> Script:
        behind = self.background.begin(what.noise) if what.noise is not None else None
        if behind is not None and say.after_seconds is None:
            yield from self._silence(NOISE_BEFORE_SECONDS)
        yield from self._moment(say)
        self._begin_turn("say", what.label, say, what.first / 8000, what.samples / 8000)
        yield from self._play_all(what.pcm)
        if not self._now.more_to_come and self._now.quiet_seconds >= LINE_PAUSE_SECONDS:
            self._spoken_before = self._now.spoken  # what was said into a pause, and stopped again, is no answer
        if behind is not None:
            behind.end_after(NOISE_AFTER_SECONDS)

    def _press(self, press: Press) -> Script:
        yield from self._moment(press)
        last = (len(press.keys) - 1) * KEY_GAP_SECONDS
        self._begin_turn("press", press.keys, press, 0.0, last + FRAME_SECONDS)
        for number, key in enumerate(press.keys):
            if number:
                yield from self._silence(KEY_GAP_SECONDS - FRAME_SECONDS)
            yield from self._tick(Act(key=key))

    def _play_all(self, pcm: bytes) -> Script:
        for start in range(0, len(pcm), FRAME_PCM_BYTES):
            yield from self._tick(Act(pcm[start : start + FRAME_PCM_BYTES]))

    def _begin_turn(self, kind: str, label: str, step: Say | Press, began: float, ended: float) -> None:
        now = self._now.tick * FRAME_SECONDS
        over = self._now.speaking_seconds is not None and self._now.quiet_seconds < LINE_PAUSE_SECONDS
        turn = Turn(len(self._timeline.turns) + 1, kind, label, over, round(now + began, 4), round(now + ended, 4))
        self._timeline.turns.append(turn)
        self.step_of_turn[turn.number] = step
        self._spoken_before = self._now.spoken
        self._last_act_seconds = turn.began_seconds


def _noise(scenario: Scenario, noise: Noise) -> bytes:
    """PCM16 of whole frames."""
    wave: Wave = sound(scenario, noise.recording or "street", noise.seconds)
    return pcm16(np.resize(wave, round(noise.seconds / FRAME_SECONDS) * FRAME_PCM_BYTES // 2))


def _name(step: Step) -> str:
    return next(iter(step.model_fields_set))
