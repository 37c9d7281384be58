"""What is wrong with settings, told by the names of their variables."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ..core.caller_number import CallerKind, kind_of_caller
from ..secrecy import is_stand_in, keys_in, weakness
from ..sockets.addresses import is_address, is_webhook, witnesses_in
from ..sockets.mailing import addresses_in, server_in
from .given import SMS, VARIABLES, Settings
from .prices import prices_in

LOG_LEVELS = ("debug", "info", "warning", "error")
DATABASES = {"sqlite", "sqlite+pysqlite", "postgres", "postgresql", "postgresql+psycopg"}
SECRETS = ("twilio_auth_token", "secret_key", "rasa_secret")
OF_THE_CARRIER = ("twilio_account_sid", "twilio_api_key", "twilio_api_secret")
OTHER_SECRETS = ("twilio_auth_token_old", "twilio_api_secret", "back_office_token", "sms_auth_token")
"""That need not be set."""
MAIL = ("messages_mail", "mail_server", "mail_from")
MAIL_ACCOUNT = ("mail_user", "mail_password")
OIDC = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
_BY_CHANCE = "set one made by chance (docs/settings.md)"
VOICE = {"prompt_rate": (80, 300), "voice_rate": (80, 300), "voice_pitch": (0, 99), "voice_range": (0, 99)}
"""Least and most of each; espeak-ng takes what is beyond for the nearest of them, or for nothing."""
KEEP = {f"keep_{what}_days": (1, 3660) for what in ("transcripts", "audio", "metadata", "evidence", "choices")}
ON_OR_OFF = dict.fromkeys(("console", "redact_names", "hide_transcripts", "desk_sms"), (0, 1))
NUMBERS = VOICE | KEEP | ON_OR_OFF | {"evidence_minutes": (1, 1440)}


def problems_of(values: Mapping[str, object], *, dev: bool) -> list[str]:
    problems = _problems_of_secrets(values, dev=dev)
    if "master_key" in values and not keys_in(str(values["master_key"])):
        problems.append("IVR_MASTER_KEY must be 32 bytes by chance in base64, older ones behind commas")
    schemes = {"http", "https"} if dev else {"https"}
    for name, what in (("public_url", "at which Twilio reaches this service"), ("twilio_api_url", "of Twilio's API")):
        if not is_address(str(values.get(name, getattr(Settings, name, ""))), schemes):
            problems.append(f"{VARIABLES[name]} must be the https:// address {what}")
    if not _is_phone_region(str(values.get("phone_region", Settings.phone_region))):
        problems.append("IVR_PHONE_REGION must be a country's two capital letters, as US, or GB for the United Kingdom")
    if str(values.get("log_level", Settings.log_level)).lower() not in LOG_LEVELS:
        problems.append(f"IVR_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}")
    if str(values.get("database_url", "sqlite://")).partition("://")[:2] not in {(name, "://") for name in DATABASES}:
        problems.append("IVR_DATABASE_URL must begin with postgresql:// or sqlite:///; no other database is supported")
    if kind_of_caller(str(values.get("caller_id", "+15005550006"))) is not CallerKind.NUMBER:
        problems.append("IVR_CALLER_ID must be a whole number of yours, like +15551234567")
    if not _is_price_list(str(values.get("carrier_prices", ""))):
        problems.append(
            "IVR_CARRIER_PRICES must be like: USD in 0.0085 out 0.0140 stream 0.0040 (a minute of each leg)"
        )
    of_parts = (_problems_of_evidence, _problems_of_keeping, _problems_of_the_assistants, _problems_of_telling)
    return [*problems, *(problem for of_part in of_parts for problem in of_part(values))]


def _is_price_list(text: str) -> bool:
    try:
        prices_in(text)
    except ValueError:
        return False
    return True


def _problems_of_evidence(values: Mapping[str, object]) -> list[str]:
    problems = []
    if not is_webhook(str(values.get("evidence_webhook", "https://none"))):
        problems.append("IVR_EVIDENCE_WEBHOOK must be the http(s):// address that checkpoints are posted to")
    if witnesses_in(str(values.get("evidence_witnesses", ""))) is None:
        problems.append("IVR_EVIDENCE_WITNESSES must be addresses, each with its NAME+ID+KEY behind a blank")
    if not is_webhook(str(values.get("evidence_stamps", "https://none"))):
        problems.append("IVR_EVIDENCE_STAMPS must be the http(s):// address of a time-stamp authority (RFC 3161)")
    if "evidence_stamps" in values and "evidence_stamps_ca" not in values:
        problems.append("IVR_EVIDENCE_STAMPS_CA must name the file of the authority's certificates, to check stamps")
    return problems


def _problems_of_keeping(values: Mapping[str, object]) -> list[str]:
    days = {name: int(str(values.get(name, getattr(Settings, name)))) for name in KEEP}
    order = (("audio", "transcripts", "they share a key"), ("transcripts", "metadata", "a call's words go before it"))
    return [
        f"IVR_KEEP_{shorter.upper()}_DAYS must not be more than IVR_KEEP_{longer.upper()}_DAYS: {why}"
        for shorter, longer, why in order
        if days[f"keep_{shorter}_days"] > days[f"keep_{longer}_days"]
    ]


def _problems_of_telling(values: Mapping[str, object]) -> list[str]:
    problems = []
    if not is_webhook(str(values.get("messages_webhook", "https://none"))):
        problems.append("IVR_MESSAGES_WEBHOOK must be the http(s):// address that is told of messages")
    if server_in(str(values.get("mail_server", "smtps://none"))) is None:
        problems.append("IVR_MAIL_SERVER must be smtps://HOST or smtp://HOST, with :PORT for another than 465 or 587")
    senders = addresses_in(str(values.get("mail_from", "candid@example.com")))
    if senders is None or len(senders) != 1:
        problems.append("IVR_MAIL_FROM must be the mail address that letters come from")
    if not addresses_in(str(values.get("messages_mail", "candid@example.com"))):
        problems.append("IVR_MESSAGES_MAIL must be mail addresses, with commas between them")
    schemes = {"https"} if str(values.get("public_url", "")).startswith("https:") else {"http", "https"}
    if not is_address(str(values.get("oidc_issuer", "https://none")), schemes):
        problems.append("IVR_OIDC_ISSUER must be the https:// address of the OpenID Connect provider")
    for names, what in (
        (OIDC, "signing in by a provider needs"),
        (MAIL, "letters need"),
        (MAIL_ACCOUNT, "signing in at the mail server needs"),
    ):
        missing = [VARIABLES[name] for name in names if not values.get(name)]
        if 0 < len(missing) < len(names):
            problems.append(f"{', '.join(missing)}: missing; {what} all {len(names)}, or none for none")
    return problems


def misspelt(names: Iterable[str]) -> list[str]:
    """A setting that nobody reads is one that the operator believes to be set."""
    problems = []
    for name in sorted(set(names) - set(VARIABLES.values())):
        if name.upper().startswith(("IVR", "IRV")):
            near = get_close_matches(name.upper(), VARIABLES.values(), n=1, cutoff=0.75)
            fix = f"did you mean {near[0]}?" if near else "see docs/settings.md"
            problems.append(f"{name} is no setting: {fix}")
    return problems


def _problems_of_secrets(values: Mapping[str, object], *, dev: bool) -> list[str]:
    """On a developer's own machine a secret may be short: only none at all and the well-known are refused."""
    problems = []
    for name in (*SECRETS, *OTHER_SECRETS):
        if name in OTHER_SECRETS and name not in values:
            continue
        given = str(values.get(name, ""))
        if what := weakness(given) if not dev or is_stand_in(given) else "":
            mend = _BY_CHANCE if dev else f"{_BY_CHANCE}, or use --dev on your own machine"
            problems.append(f"{VARIABLES[name]} {what}: {mend}")
    return problems


def _is_phone_region(text: str) -> bool:
    """Whether the assistant's actions know the numbering plan: they would not start with another."""
    if text == Settings.phone_region:
        return True
    import phonenumbers  # here, because most set no other, and it takes a fifth of a second

    return text in phonenumbers.SUPPORTED_REGIONS


def _problems_of_desks(values: Mapping[str, object]) -> list[str]:
    problems = []
    if not is_webhook(str(values.get("desk_webhook", "https://none"))):
        problems.append("IVR_DESK_WEBHOOK must be the http(s):// address that is told of each ringing agent")
    if values.get("desk_sms") and not values.get("sms_account_sid"):
        problems.append("IVR_DESK_SMS needs IVR_SMS_ACCOUNT_SID, IVR_SMS_AUTH_TOKEN and IVR_SMS_FROM")
    return problems


def _problems_of_the_assistants(values: Mapping[str, object]) -> list[str]:
    """Of what the assistant's actions are given; half of it would be found missing while a caller waits."""
    problems = _problems_of_desks(values)
    if not is_address(str(values.get("back_office_url", "https://none")), {"http", "https"}):
        problems.append("IVR_BACK_OFFICE_URL must be the http(s):// address before the paths of its document")
    for names, what in ((SMS, "text messages need"), (OF_THE_CARRIER, "fetching messages from the carrier needs")):
        missing = [VARIABLES[name] for name in names if not values.get(name)]
        if 0 < len(missing) < len(names):
            problems.append(f"{', '.join(missing)}: missing; {what} all three, or none for none")
    return problems
