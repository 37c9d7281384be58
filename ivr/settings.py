"""What the operator sets in the environment; the only module that reads it, once."""

import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from .core.caller_number import CallerKind, kind_of_caller
from .errors import SettingsError
from .secrecy import is_stand_in, keys_in, weakness
from .sockets.addresses import is_address, is_webhook, witnesses_in

ROOT = Path(__file__).resolve().parent.parent
LOG_LEVELS = ("debug", "info", "warning", "error")
DATABASES = {"sqlite", "sqlite+pysqlite", "postgres", "postgresql", "postgresql+psycopg"}


@dataclass(frozen=True)
class Settings:
    public_url: str
    """What Twilio calls, with any path prefix: https://ivr.example.com/phone"""
    twilio_auth_token: str = field(repr=False)
    secret_key: str = field(repr=False)
    rasa_secret: str = field(repr=False)
    twilio_auth_token_old: str = field(default="", repr=False)
    twilio_account_sid: str = ""
    twilio_api_key: str = ""
    twilio_api_secret: str = field(default="", repr=False)
    twilio_api_url: str = "https://api.twilio.com"
    master_key: str = field(default="", repr=False)
    """Locks what callers said: 32 bytes in base64, older ones behind it. Empty: keys in a file."""
    master_key_file: str = ""
    """Empty: in the data folder."""
    host: str = "127.0.0.1"
    port: int = 8080
    data_dir: Path = ROOT / ".data"
    models_dir: Path = ROOT / ".models"
    prompts_dir: Path = ROOT / "audio_prompts"
    rules_file: Path = ROOT / "rules.yml"
    database_url: str = field(default="", repr=False)
    caller_id: str = ""
    """What agents' phones show where neither the caller nor the line that was called has a number: E.164."""
    rasa_url: str = ""
    """Empty: serve starts Rasa itself."""
    rasa_dir: Path = ROOT / "rasa_project"
    """The assistant; rules and prompts are looked for here first, when they are not set."""
    back_office_url: str = ""
    """Empty: the shop that comes with the assistant."""
    back_office_token: str = field(default="", repr=False)
    phone_region: str = "US"
    """The country whose phone numbers callers give without its code: two letters of ISO 3166."""
    sms_account_sid: str = ""
    sms_auth_token: str = field(default="", repr=False)
    sms_from: str = ""
    whisper_model: str = "base"
    whisper_fallback_model: str = "tiny.en"
    """For when callers would wait; "off": none."""
    voice: str = "en-us+klatt6"
    prompt_voice: str = "hibari"
    """For recordings: a voice of espeak-ng, or the neural one."""
    prompt_rate: int = 150
    voice_rate: int = 155
    """Words a minute."""
    voice_pitch: int = 70
    voice_range: int = 80
    """How far it moves up and down; both of 0 to 99."""
    log_level: str = "info"
    keep_transcripts_days: int = 30
    """What was said; from a call's beginning, as the others."""
    keep_audio_days: int = 30
    keep_metadata_days: int = 395
    keep_evidence_days: int = 730
    keep_choices_days: int = 395
    evidence_minutes: int = 60
    """How often the evidence log is signed."""
    evidence_file: str = ""
    """Where each checkpoint is appended as well."""
    evidence_webhook: str = field(default="", repr=False)
    evidence_witnesses: str = field(default="", repr=False)
    """Who is asked to cosign each checkpoint: address and public key, as many as stand behind commas."""
    evidence_stamps: str = field(default="", repr=False)
    """The time-stamp authority that is asked for each checkpoint."""
    evidence_stamps_ca: str = ""
    """The file of the certificates by which its stamps are believed."""
    redact_names: int = 1
    """Whether names that callers give of themselves are taken out of what is kept; 0: they stay."""
    hide_transcripts: int = 0
    """1: no command shows what callers said unless it is asked for with a reason. For health data."""

    @property
    def prefix(self) -> str:
        """Path under which Twilio reaches us: '' or '/phone'."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def effective_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'candid.db'}"

    @property
    def effective_master_key_file(self) -> Path:
        given = self.master_key_file
        return Path(given).expanduser().resolve() if given else self.data_dir / "master.keys"

    @property
    def fallback_model(self) -> str:
        return "" if self.whisper_fallback_model == "off" else self.whisper_fallback_model

    def environment_for_actions(self) -> dict[str, str]:
        """What the assistant's actions are told of the world outside, by the names that they know it by."""
        names = ("back_office_url", "back_office_token", "phone_region", *SMS)
        return {
            f"CANDID_{name.upper()}": str(getattr(self, name))
            for name in names
            if getattr(self, name) != getattr(Settings, name)
        }

    def environment_for_child(self) -> dict[str, str]:
        """For another `ivr` of the same settings, its address excepted."""
        left_to_it = {"public_url", "port", "host"}
        values = {VARIABLES[name]: str(getattr(self, name)) for name in VARIABLES if name not in left_to_it}
        return child_environment() | {name: value for name, value in values.items() if value}

    def public(self, path: str) -> str:
        """The public https URL of a path of ours, prefix included."""
        return self.public_url.rstrip("/") + path

    def public_stream(self) -> str:
        """The public wss URL of the media stream."""
        return "ws" + self.public("/media").removeprefix("http")


BESIDE_THE_ASSISTANT = {"rules_file": "rules.yml", "prompts_dir": "audio_prompts"}
"""What a folder made by `ivr new-assistant` holds, so that one variable points the service at all of it."""
PATHS = {"data_dir", "models_dir", "prompts_dir", "rules_file", "rasa_dir"}
SMS = ("sms_account_sid", "sms_auth_token", "sms_from")
SECRETS = ("twilio_auth_token", "secret_key", "rasa_secret")
OF_THE_CARRIER = ("twilio_account_sid", "twilio_api_key", "twilio_api_secret")
OTHER_SECRETS = ("twilio_auth_token_old", "twilio_api_secret", "back_office_token", "sms_auth_token")
"""That need not be set."""
_BY_CHANCE = "set one made by chance (docs/settings.md)"
VOICE = {"prompt_rate": (80, 300), "voice_rate": (80, 300), "voice_pitch": (0, 99), "voice_range": (0, 99)}
"""Least and most of each; espeak-ng takes what is beyond for the nearest of them, or for nothing."""
KEEP = {f"keep_{what}_days": (1, 3660) for what in ("transcripts", "audio", "metadata", "evidence", "choices")}
NUMBERS = VOICE | KEEP | {"evidence_minutes": (1, 1440), "redact_names": (0, 1), "hide_transcripts": (0, 1)}
VARIABLES = {name: f"IVR_{name.upper()}" for name in Settings.__dataclass_fields__}


def load_settings(
    environ: Mapping[str, str] | None = None, *, dev: bool = False, overrides: Mapping[str, str] | None = None
) -> Settings:
    """Settings from IVR_* variables, `overrides` first; `dev` makes secrets not set, kept in the data folder.

    Raises SettingsError naming every variable that is missing or unusable.
    """
    source = {**(os.environ if environ is None else environ), **(overrides or {})}
    values: dict[str, object] = {n: source[v] for n, v in VARIABLES.items() if source.get(v, "") != ""}
    values |= {n: Path(str(values[n])).expanduser().resolve() for n in PATHS if n in values}
    for name, beside in BESIDE_THE_ASSISTANT.items():
        if (place := Path(str(values.get("rasa_dir", Settings.rasa_dir))) / beside).exists():
            values.setdefault(name, place)
    if "port" in values:
        values["port"] = _port(str(values["port"]))
    values |= {name: _number(name, values[name], *bounds) for name, bounds in NUMBERS.items() if name in values}
    if dev:
        _add_dev_values(values)
    problems = [*_misspelt(source), *_problems(values, dev=dev)]
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(**values)  # type: ignore[arg-type]  # names and types were checked above


def child_environment() -> dict[str, str]:
    """What a program that we start may know of our environment: none of our secrets, and no proxies."""
    kept = {"PATH", "HOME", "LANG", "TMPDIR", "TZ"}
    return {name: value for name, value in os.environ.items() if name in kept}


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingsError("IVR_PORT must be a number from 1 to 65535")
    return int(text)


def _number(name: str, given: object, least: int, most: int) -> int:
    text = str(given)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingsError(f"{VARIABLES[name]} must be a whole number from {least} to {most}")
    return int(text)


def _add_dev_values(values: dict[str, object]) -> None:
    values.setdefault("public_url", f"http://127.0.0.1:{values.get('port', 8080)}")
    folder = Path(str(values.get("data_dir", ROOT / ".data")))
    for name in SECRETS:
        if name not in values:
            values[name] = _kept_secret(folder / f"{name}.secret")


def _kept_secret(path: Path) -> str:
    """A new one at each start where the folder takes none: the service is up all the same."""
    made = secrets.token_urlsafe(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or not path.read_text().strip():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(made)
        return path.read_text().strip() or made
    except (OSError, UnicodeDecodeError):
        return made


def _problems(values: Mapping[str, object], *, dev: bool) -> list[str]:
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
    return problems + _problems_of_evidence(values) + _problems_of_keeping(values) + _problems_of_the_assistants(values)


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


def _misspelt(names: Iterable[str]) -> list[str]:
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


def _problems_of_the_assistants(values: Mapping[str, object]) -> list[str]:
    """Of what the assistant's actions are given; half of it would be found missing while a caller waits."""
    problems = []
    if not is_address(str(values.get("back_office_url", "https://none")), {"http", "https"}):
        problems.append("IVR_BACK_OFFICE_URL must be the http(s):// address before the paths of its document")
    for names, what in ((SMS, "text messages need"), (OF_THE_CARRIER, "fetching messages from the carrier needs")):
        missing = [VARIABLES[name] for name in names if not values.get(name)]
        if 0 < len(missing) < len(names):
            problems.append(f"{', '.join(missing)}: missing; {what} all three, or none for none")
    return problems
