"""The sheet on Article 50: what callers are told first, word for word, its hashes and length, and what proves it."""

import hashlib
from collections.abc import Iterator

from ..audio import ulaw_of
from ..core.record import MayRecord
from ..core.rules import Rules
from ..errors import PromptError
from ..settings import Settings
from ..written.disclosure import seconds_to_ai
from ..written.prompt_texts import spoken_in, text_for
from ..written.recorded import Recorded, read_wav, recording_of, sha256_of
from . import sheet
from .installation import Installation


def paper(here: Installation) -> str:
    rules = here.rules
    told = [sheet.title("What callers are told first (helps with Article 50 of the AI Act)")]
    told.append("The words are those that are said. Where a recording is named, it is the one that is played.")
    for called, held in rules.by_number().items():
        told.append(sheet.section(f"Calls to {called}" if called else "Calls to every number without a profile"))
        told.append(_of_profile(here, held))
    told.append(sheet.section("How it is told"))
    told.append(sheet.points(_manner(rules)))
    told.append(sheet.section("Both ways to a person"))
    told.append(sheet.points(_ways_out(rules)))
    told.append(sheet.section("What proves it"))
    told.append(sheet.points(_proof(here.settings)))
    return "\n".join([*told, ""])


def _manner(rules: Rules) -> Iterator[str]:
    yield f"It comes first in every call, and cannot be switched off or left empty {sheet.shown('D1', 'D10')}."
    yield f"Speech does not skip it; key 0 does, to a person {sheet.shown('D4')}."
    yield f"It says that it is an AI, for whom, that it is no person, and both ways to one {sheet.shown('D2')}."
    yield f"A reminder comes at most every five minutes {sheet.shown('D8')}."
    yield f"Who asks whether it is a robot gets the truth {sheet.shown('D6', 'D7')}."
    yield f"Callers in another language: {_others(rules)} {sheet.shown('D5')}."


def _ways_out(rules: Rules) -> Iterator[str]:
    yield f"Key 0, in every state {sheet.shown('D11')}."
    words = ", ".join(f'"{phrase}"' for phrase in rules.ways_out.phrases) or "none"
    yield f"Words, at every moment and without a model {sheet.shown('D12')}. Beside those built in: {words}."
    yield f"They lead to the team `{rules.ways_out.route}`. Nobody is asked why {sheet.shown('D13')}."
    queued = ", ".join(f"`{name}`" for name, route in rules.routes.items() if route.queue) or "none"
    yield f"With nobody free a message is taken. Teams where callers may wait in a line: {queued} {sheet.shown('D16')}."
    late = rules.limits.person_within_seconds
    yield f"How long callers wait is stored; more than {late} s is told in the log {sheet.shown('D17')}."
    asked = "Agents are asked" if rules.agents_say_who else "Agents are not asked"
    yield f"{asked} to say their name and where they are (`agents_say_who`) {sheet.shown('D22')}."


def _proof(settings: Settings) -> Iterator[str]:
    yield f"A record of each call: which text and audio, when, whether heard whole {sheet.shown('D19')}."
    yield f"A log that holds nothing personal, and in which a change is found {sheet.shown('P16', 'P17')}."
    yield f"Signed every {settings.evidence_minutes} minutes; kept {settings.keep_evidence_days} days."
    yield f"Handed over with `ivr evidence export` {sheet.shown('D20')}."


def _of_profile(here: Installation, rules: Rules) -> str:
    language, rows, texts, taken = rules.language, [], [], 0.0
    for name in rules.disclosure.prompts:
        text = _text(here, rules, name)
        texts.append(text)
        found = recording_of(here.settings.prompts_dir, language, name, text, rules.company)
        rows += list(_of_prompt(here, language, name, text, found))
        taken += found[1].seconds if found else 0.0
    whole = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    rows.append(("all of it", f"version {whole[:16]} in the evidence; sha256 of the texts, one a line: {whole}"))
    rows.append(("language", language))
    rows.append(("said for", rules.company))
    rows.append(("length of what is recorded", f"{taken:.1f} s"))
    rows.append(("emergency number that is said", rules.emergency_number))
    asked = rules.recording is MayRecord.ASK
    recorded = "callers are asked behind it, and silence is a no" if asked else "never; nobody is asked"
    rows.append(("recording of callers' voices", f"{recorded} {sheet.shown('P2', 'P3')}"))
    return sheet.table(("what", "as it is here"), rows)


def _of_prompt(
    here: Installation, language: str, name: str, text: str, found: tuple[str, Recorded] | None
) -> Iterator[tuple[str, str]]:
    yield f"`{name}`", f"“{text}”"
    yield f"`{name}`: sha256 of the text", sha256_of(text.encode())
    if found is None:
        spoken = "none with this text: the voice speaks it before calls come; the evidence has its hash"
        yield f"`{name}`: recording", spoken
        return
    shelf, recorded = found
    audio = ulaw_of(read_wav(here.settings.prompts_dir / shelf / f"{name}.wav"))
    yield f"`{name}`: sha256 of the audio as it is sent", sha256_of(audio)
    yield f"`{name}`: length", f"{recorded.seconds:.1f} s, {recorded.source}"
    if (after := seconds_to_ai(text, language, recorded.seconds)) is not None:
        yield f"`{name}`: AI is said", f"after about {after:.1f} s"


def _text(here: Installation, rules: Rules, name: str) -> str:
    """As it is said. Raises PromptError."""
    texts = here.texts.get(name, {})
    spoken = spoken_in(name, texts, rules.language) if texts else None
    if spoken is None:
        raise PromptError(f"{name} has no text in {rules.language}: `ivr check` tells more")
    return text_for(name, texts[spoken], rules.company)


def _others(rules: Rules) -> str:
    if not rules.other_languages:
        return "no line is set that tells them, in theirs, that a person is coming"
    return f"told in theirs that a person is coming ({', '.join(sorted(rules.other_languages))})"
