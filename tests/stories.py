"""A caller who tells a story with pauses, word after word, to a session whose transcriber and model never err.

A story is a text with |seconds| for its pauses and [its wish] in brackets. Each frame holds its number as its sound, so
that what a Transcribe is made of tells which words were heard in it.
"""

import re

from ivr.core.commands import Abandon, Ask, Command, Parse, Speak, Transcribe
from ivr.core.events import FRAME_SECONDS, AudioHeard, Event, Parsed, PlaybackFinished, Replied, Transcribed
from ivr.core.record import Reply, Transcript, Understanding

from .scripted import CLIP_SECONDS, Caller, caller_who_listened

_FRAME_BYTES = 320
_WORD_FRAMES, _GAP_FRAMES = 15, 2
_HEARD_AFTER, _PARSED_AFTER, _ANSWERED_AFTER = 7, 1, 8
"""Frames."""
_BESIDE_WISH = 8
"""Words in which a wish is surely known; in more of them no model is sure."""
_PAUSES = re.compile(r"\|([\d.]+)\|")


class Teller:
    """Who has heard the first question. `caller` has all that was done about the story."""

    def __init__(self, story: str, intent: str = "order_status") -> None:
        self.caller: Caller = caller_who_listened()
        self.begun_over: list[str] = []
        """The lines that were begun to be said before the story had ended."""
        self._wish, self._intent = _plain(re.findall(r"\[(.*?)\]", story)[0]), intent
        self._due: list[tuple[int, Event]] = []
        self._words: dict[int, str] = {}
        self._seen = self._before = len(self.caller.commands)
        self._frame = 0
        self._tell(_PAUSES.split(re.sub(r"[\[\]]", "", story)))

    @property
    def commands(self) -> list[Command]:
        return self.caller.commands[self._before :]

    def _tell(self, parts: list[str]) -> None:
        for number, part in enumerate(parts):
            if number % 2:
                self._sounds(float(part) / FRAME_SECONDS, 0.02)
                continue
            for word in part.split():
                self._sounds(_WORD_FRAMES, 0.95)
                self._words[self._frame] = word
                self._sounds(_GAP_FRAMES, 0.02)
        self.begun_over = [str(c.lines[-1]) for c in self.commands if isinstance(c, Speak)]
        self._sounds(3.0 / FRAME_SECONDS, 0.02)

    def _sounds(self, frames: float, speech: float) -> None:
        for _ in range(round(frames)):
            self._frame += 1
            pcm = self._frame.to_bytes(4, "big") * (_FRAME_BYTES // 4)
            self.caller.does(AudioHeard(pcm, speech))
            for due in [one for one in self._due if one[0] <= self._frame]:
                self._due.remove(due)
                self.caller.does(due[1])
            new, self._seen = self.caller.commands[self._seen :], len(self.caller.commands)
            for command in new:
                self._serve(command)

    def _serve(self, command: Command) -> None:
        match command:
            case Transcribe():
                words = Transcript(self._words_in(command.pcm), 0.85)
                self._in(_HEARD_AFTER, Transcribed(command.turn, command.attempt, words))
            case Parse():
                self._in(_PARSED_AFTER, Parsed(command.turn, command.attempt, self._understood(command.text)))
            case Ask():
                self._in(_ANSWERED_AFTER, Replied(command.turn, Reply(("What's your number?",))))
            case Speak():
                self._in(CLIP_SECONDS / FRAME_SECONDS, PlaybackFinished(command.mark, CLIP_SECONDS))
            case Abandon():
                self._due = [one for one in self._due if not _answers(one[1], command)]

    def _in(self, frames: float, event: Event) -> None:
        self._due.append((self._frame + round(frames), event))

    def _words_in(self, pcm: bytes) -> str:
        frames = [int.from_bytes(pcm[at : at + 4], "big") for at in range(0, len(pcm), _FRAME_BYTES)]
        return " ".join(self._words[frame] for frame in frames if frame in self._words)

    def _understood(self, text: str) -> Understanding:
        words = _plain(text)
        if self._wish not in words:
            return Understanding("out_of_scope", 0.45)
        sure = len(words.split()) <= len(self._wish.split()) + _BESIDE_WISH
        return Understanding(self._intent, 0.97 if sure else 0.5)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


def _answers(event: Event, command: Abandon) -> bool:
    return isinstance(event, Transcribed) and (event.turn, event.attempt) == (command.turn, command.attempt)
