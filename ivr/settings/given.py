"""What the operator has set: each setting, its default and what it is for."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
SMS = ("sms_account_sid", "sms_auth_token", "sms_from")


def child_environment() -> dict[str, str]:
    """What a program that we start may know of our environment: none of our secrets, and no proxies."""
    kept = {"PATH", "HOME", "LANG", "TMPDIR", "TZ"}
    return {name: value for name, value in os.environ.items() if name in kept}


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
    desk_webhook: str = field(default="", repr=False)
    """Who is told, as an agent is rung, where the page about the call is."""
    desk_sms: int = 0
    """1: the agent is told by text message."""
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
    carrier_prices: str = ""
    """What the carrier takes for a minute of each leg; empty: calls have no cost."""
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
    messages_webhook: str = field(default="", repr=False)
    """Told of each message that a caller leaves, and of each that is overdue."""
    messages_mail: str = ""
    """Mail addresses of those who are told so, as many as stand behind commas."""
    mail_server: str = ""
    """smtps://HOST or smtp://HOST, by which letters leave."""
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)
    mail_from: str = ""
    console: int = 1
    """0: there is no console."""
    oidc_issuer: str = ""
    """Of the OpenID Connect provider by which people may sign in to the console; empty: none."""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_claim: str = "email"
    """What of the provider's account is the name by which somebody was invited."""
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


VARIABLES = {name: f"IVR_{name.upper()}" for name in Settings.__dataclass_fields__}
