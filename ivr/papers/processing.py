"""Records of processing, in the order of Article 30 of the GDPR."""

from collections.abc import Iterator

from ..settings import Settings
from . import sheet
from .installation import Installation
from .recipients import all_recipients, at_carrier


def paper(here: Installation) -> str:
    settings = here.settings
    told = [sheet.title("Records of processing (helps with Article 30 of the GDPR)")]
    told.append(sheet.table(("who", "as it is here"), _who(here)))
    told.append(sheet.section("Purposes"))
    told.append(sheet.points(_purposes(here)))
    told.append(sheet.section("Whose data"))
    told.append("Callers; agents, of whom a place in the list of their team and times are kept, and no number "
                f"{sheet.shown('P20')}; people of whom callers speak.")  # fmt: skip
    told.append(sheet.section("Classes of data, and how long each is kept"))
    told.append(sheet.table(("class", "what", "where", "kept"), classes(settings)))
    told.append("")
    told.append(f"They are deleted by themselves {sheet.shown('P19')}; a hold keeps single calls longer.")
    told.append(sheet.section("Recipients"))
    told.append(sheet.points(f"{who}: {what}" for who, what, _ in all_recipients(here)))
    told.append(f"\nTransfers into other countries: {sheet.blank('where each of them is, and the safeguards')}")
    told.append(sheet.section("Security measures, as they are here"))
    told.append(sheet.points(measures(here)))
    return "\n".join([*told, ""])


def _who(here: Installation) -> Iterator[tuple[str, str]]:
    yield "controller", f"{here.companies or sheet.blank('name')}; {sheet.blank('address, contact')}"
    yield "data protection officer", sheet.blank("name, contact, or none")
    yield "what it is", "a telephone assistant on the operator's own machine, and the agents behind it"


def _purposes(here: Installation) -> Iterator[str]:
    rules = here.rules
    yield f"Answering telephone calls for {here.companies or sheet.blank('whom')}, and putting through to a person."
    teams = ", ".join(f"`{name}` ({len(route.agents)} numbers)" for name, route in rules.routes.items())
    yield f"Teams that calls go to: {teams}."
    intents = ", ".join(f"`{intent}`" for intent in here.intents)
    yield f"What the assistant understands: {intents or 'not known here, as Rasa runs elsewhere'}."
    yield f"Proving what callers were told {sheet.shown('D19')}."
    yield "Training on what callers said: none " + sheet.shown("P24") + "."
    yield f"Legal basis of each: {sheet.blank('Article 6, and Article 9 where topics tell of health')}"


def classes(settings: Settings) -> Iterator[tuple[str, str, str, str]]:
    """As docs/privacy.md has them, with the days that are set."""
    names = "names that callers give of themselves too" if settings.redact_names else "names stay"
    words = f"what callers say, type and want, and the assistant's words; secrets taken out before ({names})"
    yield "transcripts", words, "database, locked", f"{settings.keep_transcripts_days} days"
    topics = "that a caller spoke of a sensitive topic, which may tell of health"
    yield "topics", topics, "database, not locked", f"{settings.keep_transcripts_days} days"
    left = "messages that callers leave, and" if settings.twilio_api_key else "of messages that callers leave,"
    sound = f"recordings of who agreed; {left} the carrier's ids of them"
    yield "audio", sound, "database, locked", f"{settings.keep_audio_days} days"
    times = "times, outcomes, intents; the number's keyed hash and last three digits"
    yield "metadata", times, "database", f"{settings.keep_metadata_days} days"
    yield (
        "evidence",
        "what callers were told, and whether they heard it",
        "evidence log, database",
        (f"{settings.keep_evidence_days} days in the database; the log itself only grows, and holds nothing personal"),
    )
    chosen = "no machine, no recording, no training: by the number's keyed hash"
    yield "choices", chosen, "database", f"{settings.keep_choices_days} days from when it was last said"


def measures(here: Installation) -> Iterator[str]:
    settings = here.settings
    yield from map(sheet.promised, ("P1", "P2", "P5", "P10"))
    yield at_carrier(settings)
    names = "with names that callers give of themselves" if settings.redact_names else "names stay"
    yield f"Card numbers and other secrets are taken out before the first write, {names} {sheet.shown('P9')}."
    yield f"What callers say is locked with AES-256-GCM, a key for each call {sheet.shown('P11')}."
    yield f"The master keys lie {here.keys_lie}; they are changed while it runs {sheet.shown('P12')}."
    yield f"Database: {here.database}."
    yield f"Data folder: {settings.data_dir}, for the service's user alone."
    yield f"Webhooks are signed, streams have a token that works once {sheet.shown('P14')}."
    yield f"The carrier reaches it at {settings.public_url}; it listens on {settings.host}."
    yield f"In logs (level `{settings.log_level}`) are no secrets, and nothing of a call {sheet.shown('P13', 'P25')}."
    signed = f"signed every {settings.evidence_minutes} minutes; {_kept_elsewhere(settings)}"
    yield f"Evidence is {signed} {sheet.shown('P16')}."
    yield f"Access and erasure, by number or call {sheet.shown('P18')}."
    yield f"A list of the calls that a breach touches: `ivr breach` {sheet.shown('P22')}."
    yield sheet.promised("P15")
    hidden = "only with a reason, which is noted" if settings.hide_transcripts else "to whoever may run the command"
    yield f"What callers said is shown {hidden}: `ivr export-caller` {sheet.shown('P21')}."
    yield f"Backups, access to the machine, disk encryption: {sheet.blank('as you do it')}"


def _kept_elsewhere(settings: Settings) -> str:
    kept = [f"copies of checkpoints are appended to {settings.evidence_file}"] if settings.evidence_file else []
    kept += ["posted"] if settings.evidence_webhook else []
    kept += ["shown to witnesses"] if settings.evidence_witnesses else []
    kept += ["stamped by an authority"] if settings.evidence_stamps else []
    return ", ".join(kept) or "nobody else keeps checkpoints"
