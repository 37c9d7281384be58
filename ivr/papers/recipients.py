"""Who else gets something of a call, as it is set here: what each gets, and on what it depends."""

from collections.abc import Iterator

from sqlalchemy.engine import make_url

from ..core.rules import Rules
from ..settings import Settings
from ..sockets.addresses import witnesses_in
from . import sheet
from .installation import Installation, host_of

Recipient = tuple[str, str, str]
"""Who, what they get, and by which setting."""


def recipients(settings: Settings) -> Iterator[Recipient]:
    briefing = "as text, what agents are told before they take a call: reason, topic, one sentence of the caller's"
    until = ", until they are fetched and deleted there" if settings.twilio_api_key else ""
    voice = f"the call itself: voice, numbers, times; {briefing}; messages that callers leave{until}"
    yield "Twilio (the carrier)", voice, "always: calls come over it"
    if settings.sms_account_sid:
        yield "Twilio (text messages)", "the caller's number and a code, when they ask for one", "IVR_SMS_ACCOUNT_SID"
    url = make_url(settings.effective_database_url)
    if url.get_backend_name() != "sqlite" and url.host:
        yield url.host, "all records of calls; what was said is locked before", "IVR_DATABASE_URL"
    if settings.back_office_url:
        what = "what callers ask it and leave with it, in words and values"
        yield host_of(settings.back_office_url), what, "IVR_BACK_OFFICE_URL"
    if settings.rasa_url:
        yield host_of(settings.rasa_url), "what callers say, as text, and their number while they call", "IVR_RASA_URL"
    proofs = "signed checkpoints of the evidence: hashes, nothing of calls"
    if settings.evidence_webhook:
        yield host_of(settings.evidence_webhook), proofs, "IVR_EVIDENCE_WEBHOOK"
    for address, _ in witnesses_in(settings.evidence_witnesses) or ():
        yield host_of(address), proofs, "IVR_EVIDENCE_WITNESSES"
    if settings.evidence_stamps:
        yield host_of(settings.evidence_stamps), "a hash of each checkpoint", "IVR_EVIDENCE_STAMPS"
    yield from _who_tells_people(settings)


def _who_tells_people(settings: Settings) -> Iterator[Recipient]:
    """That there is something for them to do."""
    page = "where the page about each ringing call is: the link, the route, the agent's number, nothing of the caller"
    if settings.desk_webhook:
        yield host_of(settings.desk_webhook), page, "IVR_DESK_WEBHOOK"
    if settings.desk_sms:
        yield "Twilio (text messages)", page, "IVR_DESK_SMS"
    told = "that a message was left or is overdue: its reference and route, no number and no word"
    if settings.messages_webhook:
        yield host_of(settings.messages_webhook), told, "IVR_MESSAGES_WEBHOOK"
    if settings.mail_server:
        yield host_of(settings.mail_server), told, "IVR_MAIL_SERVER"
    if settings.oidc_issuer:
        yield host_of(settings.oidc_issuer), "that one of your people signs in to the console", "IVR_OIDC_ISSUER"


def at_carrier(settings: Settings) -> str:
    """What becomes of messages that callers leave."""
    if settings.twilio_api_key:
        return sheet.promised("P7")
    return "Messages that callers leave stay at the carrier: no API key is set with which they are fetched and deleted."


def payments(rules: Rules) -> Iterator[Recipient]:
    """Who gets card numbers, where a route takes payments."""
    for name, route in rules.routes.items():
        if route.pay:
            who = f"the payment processor behind the carrier's connector `{route.pay.payment_connector}`"
            yield who, "card numbers, typed to the carrier with our stream closed", f"`pay` of route `{name}`"


def all_recipients(here: Installation) -> list[Recipient]:
    return [*recipients(here.settings), *payments(here.rules)]


def paper(here: Installation) -> str:
    found = [(*one, sheet.blank("contract, place, who answers for it")) for one in all_recipients(here)]
    told = [sheet.title("Sub-processors and other recipients")]
    told.append("Each that is set here. A host of your own is in the list as well: say so in its blank.\n")
    told.append(sheet.table(("who", "what they get", "set by", "for the operator"), found))
    told.append("")
    if len(found) == 1:
        told.append("Beside the carrier: none is set.")
    if not here.settings.back_office_url:
        told.append("Back office: none is set; the made-up shop of the demo answers, from a file in the data folder.")
    if not here.settings.rasa_url:
        told.append("The assistant (Rasa) is started by the service, on this machine.")
    told.append(f"Speech is understood on this machine {sheet.shown('P6')}; no number is called by itself "
                f"{sheet.shown('D21')}.")  # fmt: skip
    told.append(at_carrier(here.settings))
    if here.settings.hide_transcripts:
        told.append("Health data, as the setting for it is on (IVR_HIDE_TRANSCRIPTS): a business associate agreement "
                    f"may be needed with each recipient above: {sheet.blank('with whom, since when')}")  # fmt: skip
    return "\n".join([*told, ""])
