"""The rules in force: a file's newest sound content, looked for beside the calls and never by one."""

import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import structlog

from ...core.rules import Rules
from ...errors import EngineError, RulesError
from .reading import parse_rules, text_of, version_of
from .replacing import replace_text

LOOK_SECONDS = 0.5
FIRST_PAUSE_LOOKS = 20
LONGEST_PAUSE_LOOKS = 1200
"""Ten seconds and ten minutes: between two tries of a change that waits for what failed, each twice as long."""
MOST_TRIES = 12
"""The last of them is an hour after the first."""

log = structlog.get_logger(__name__)

Stamp = tuple[int, ...] | None
Demand = Callable[[Rules], Sequence[str]]


def _nothing_more(_: Rules) -> Sequence[str]:
    return ()


class RulesMovedError(RulesError):
    """The file holds other rules than those that whoever publishes has seen: nothing is written."""


class _NotYetError(RulesError):
    """Nothing is wrong with the rules: what they need has failed, and may work later."""


class RulesFile:
    """A change is in force once it has been the same in two looks, and is sound. Else the last good rules stay."""

    def __init__(
        self,
        path: Path,
        kept_in: Path | None = None,
        demand: Demand = _nothing_more,
        unfinished: Demand = _nothing_more,
    ) -> None:
        """`kept_in` is a folder for a copy of the last good file, for a start at which the file itself is broken.

        `demand` gives the problems of rules that are sound in themselves, and raises EngineError where it cannot tell
        yet: then it is asked again and again. `unfinished` gives what the language of rules lacks for calls; it is
        asked at a start at which the last good rules were in another, and may take seconds.
        Raises RulesError when there are no good rules from the start.
        """
        self._path, self._demand = path, demand
        self._kept = kept_in / f"rules.{hashlib.sha256(str(path).encode()).hexdigest()[:8]}.yml" if kept_in else None
        self._stopped = threading.Event()
        self._one_at_a_time = threading.RLock()
        self.on_change: Callable[[str, str], None] = lambda version, text: None
        """Told of what the file brought into force, by the thread that looks; must not raise."""
        self._thread: threading.Thread | None = None
        self.problem = ""
        """What is wrong with the newest change; empty when it is in force."""
        self._tries = 0
        """Of the newest change, that came to nothing for what may work later."""
        self._looks_to_pass = 0
        self._judged_stamp = self._seen = self._stamp_now()
        try:
            self._rules, text = self._judged_from(path)
            self._text = text
            if self._speaks_another_language_than_kept() and (lacking := unfinished(self._rules)):
                raise RulesError("\n".join(f"{path.name}:1: {problem}" for problem in lacking))
            self._keep(text)
        except RulesError as error:
            self._rules = self._last_good(error)

    def current(self) -> Rules:
        """For a call that begins now. Never raises, never waits."""
        return self._rules

    def text(self) -> str:
        """What the rules in force were read from."""
        return self._text

    def on_disk(self) -> str:
        """The version of what the file holds by now, sound or not; empty where it cannot be read."""
        with suppress(RulesError):
            return version_of(text_of(self._path))
        return ""

    def judged(self, text: str) -> Rules:
        """What these rules would be, were they in force; nothing is changed. Raises RulesError, as a file would."""
        return self._judged(text)

    def publish(self, text: str, *, instead_of: str) -> Rules:
        """Into the file and in force, for calls from now on, or neither.

        `instead_of` is the version that the file is known to hold. Raises RulesMovedError when it holds another by
        now, and RulesError for rules that are not sound and for a file that cannot be written.
        """
        with self._one_at_a_time:
            rules = self._judged(text)
            if version_of(text_of(self._path)) != instead_of:
                raise RulesMovedError(f"{self._path.name}: was changed meanwhile")
            replace_text(self._path, text)
            self._judged_stamp = self._seen = self._stamp_now()
            self._take(rules, text)
            return rules

    def start(self) -> None:
        """Looks for changes from now on, until `stop`."""
        self._thread = threading.Thread(target=self._watch, name="rules", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread:
            self._thread.join()

    def look(self) -> None:
        """Take a change up, if there is one and nobody is still at it. Never raises."""
        with self._one_at_a_time:
            self._look()

    def _look(self) -> None:
        stamp = self._stamp_now()
        if stamp != self._seen:  # it may be in the middle of being written
            self._seen, self._tries = stamp, 0
            return
        if stamp == self._judged_stamp and not self._is_to_be_tried_again():
            return
        try:
            rules, text = self._judged_from(self._path)
            if self._stamp_now() != stamp:
                return
            self._take(rules, text)
            self.on_change(rules.version, text)
        except _NotYetError as error:
            self._put_off(error)
        except RulesError as error:
            self._tries = 0
            self._refuse(error)
        self._judged_stamp = stamp

    def _take(self, rules: Rules, text: str) -> None:
        self._rules, self._text, self.problem, self._tries = rules, text, "", 0
        self._keep(text)
        log.info("rules_changed", version=rules.version[:12])

    def _is_to_be_tried_again(self) -> bool:
        if not 0 < self._tries < MOST_TRIES:
            return False
        self._looks_to_pass -= 1
        return self._looks_to_pass <= 0

    def _put_off(self, error: _NotYetError) -> None:
        """The last good rules stay; the log is told once that it waits, and once when it does not any more."""
        self._tries += 1
        self._looks_to_pass = min(FIRST_PAUSE_LOOKS * 2 ** (self._tries - 1), LONGEST_PAUSE_LOOKS)
        given_up = self._tries >= MOST_TRIES
        what_next = "once that is mended, save the rules again" if given_up else "tried again and again until then"
        self.problem = f"{error}: the last good rules stay; {what_next}"
        if given_up:
            log.error("rules_given_up", problem=self.problem)
        elif self._tries == 1:
            log.error("rules_put_off", problem=self.problem)

    def _watch(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            try:
                self.look()
            except Exception as error:  # whatever a file made of our code: the calls go on with what they have
                self.problem = f"{self._path.name}: cannot be judged ({type(error).__name__})"
                self._judged_stamp = self._seen
                log.exception("rules_not_judged")

    def _judged_from(self, path: Path) -> tuple[Rules, str]:
        text = text_of(path)
        return self._judged(text, path.name), text

    def _judged(self, text: str, name: str = "") -> Rules:
        name = name or self._path.name
        rules = parse_rules(text, name)
        try:
            problems = self._demand(rules)
        except EngineError as error:
            raise _NotYetError(f"{name}:1: {error}") from error
        if problems:
            raise RulesError("\n".join(f"{name}:1: {problem}" for problem in problems))
        return rules

    def _refuse(self, error: RulesError) -> None:
        self.problem = str(error)
        log.error("rules_broken", problem=self.problem)

    def _last_good(self, wrong: RulesError) -> Rules:
        if self._kept is None or not self._kept.is_file():
            raise wrong
        try:
            rules, self._text = self._judged_from(self._kept)
        except RulesError:
            raise wrong from None
        self._refuse(wrong)
        return rules

    def _speaks_another_language_than_kept(self) -> bool:
        if self._kept is None or not self._kept.is_file():
            return False
        with suppress(RulesError):
            return self._judged_from(self._kept)[0].language != self._rules.language
        return False  # there is nothing good to fall back to

    def _keep(self, text: str) -> None:
        """A copy for the next start: a service that comes back in the night must not fail for a slip of the evening."""
        if self._kept is None:
            return
        with suppress(OSError):  # a full disk costs the copy, not the rules
            beside = self._kept.with_suffix(".new")
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, self._kept)

    def _stamp_now(self) -> Stamp:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino
