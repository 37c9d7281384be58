"""Settings: read from the environment once, complete or refused by name, and never shown."""

import base64
import hashlib
import stat
from pathlib import Path

import pytest

from ivr.engines.rasa_server import RasaServer
from ivr.errors import SettingsError
from ivr.secrecy import weakness
from ivr.settings import OTHER_SECRETS, SECRETS, VARIABLES, Settings, load_settings
from ivr.sockets.addresses import witnesses_in

GIVEN = {
    "IVR_PUBLIC_URL": "https://ivr.example.com/phone",
    "IVR_TWILIO_AUTH_TOKEN": "token-of-tests-4711",
    "IVR_SECRET_KEY": "key-of-tests-4712",
    "IVR_RASA_SECRET": "rasa-of-tests-4713",
}


def test_each_setting_has_a_variable_named_after_it() -> None:
    assert VARIABLES["public_url"] == "IVR_PUBLIC_URL"
    assert set(VARIABLES) == set(Settings.__dataclass_fields__)


def test_witnesses_are_addresses_with_their_keys_and_anything_else_is_refused() -> None:
    data = b"\x04" + bytes(32)
    key_id = hashlib.sha256(b"witness.example\n" + data).hexdigest()[:8]
    key = f"witness.example+{key_id}+{base64.b64encode(data).decode()}"
    two = f"https://witness.example/w {key}, http://10.0.0.7:8080 {key}"
    assert len(witnesses_in(load_settings(GIVEN | {"IVR_EVIDENCE_WITNESSES": two}).evidence_witnesses) or ()) == 2
    signing = f"witness.example+{key_id}+{base64.b64encode(bytes(33)).decode()}"
    for wrong in (
        key,
        "https://witness.example",
        f"ftp://witness.example {key}",
        f"https://w {key[:-8]}",
        f"https://w {signing}",
    ):
        with pytest.raises(SettingsError, match="IVR_EVIDENCE_WITNESSES must be addresses"):
            load_settings(GIVEN | {"IVR_EVIDENCE_WITNESSES": wrong})


def test_time_stamps_need_an_address_and_the_certificates_to_check_them_by() -> None:
    address, certificates = {"IVR_EVIDENCE_STAMPS": "http://tsa.example"}, {"IVR_EVIDENCE_STAMPS_CA": "/etc/ca.pem"}
    assert load_settings(GIVEN | address | certificates).evidence_stamps == "http://tsa.example"
    with pytest.raises(SettingsError, match="IVR_EVIDENCE_STAMPS_CA must name"):
        load_settings(GIVEN | address)
    with pytest.raises(SettingsError, match="IVR_EVIDENCE_STAMPS must be"):
        load_settings(GIVEN | certificates | {"IVR_EVIDENCE_STAMPS": "tsa.example"})


def test_what_is_not_given_has_its_default() -> None:
    settings = load_settings(GIVEN)
    assert (settings.port, settings.whisper_model, settings.host) == (8080, "base", "127.0.0.1")
    assert settings.rules_file.name == "rules.yml"


def test_rules_and_prompts_beside_the_assistant_are_taken_unless_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").touch()
    (tmp_path / "audio_prompts").mkdir()
    own = load_settings(GIVEN | {"IVR_RASA_DIR": str(tmp_path)})
    assert (own.rules_file, own.prompts_dir) == (tmp_path / "rules.yml", tmp_path / "audio_prompts")
    named = load_settings(GIVEN | {"IVR_RASA_DIR": str(tmp_path), "IVR_RULES_FILE": str(tmp_path / "other.yml")})
    assert (named.rules_file.name, named.prompts_dir) == ("other.yml", tmp_path / "audio_prompts")
    bare = load_settings(GIVEN | {"IVR_RASA_DIR": str(tmp_path / "elsewhere")})
    assert (bare.rules_file, bare.prompts_dir) == (Settings.rules_file, Settings.prompts_dir)


def test_every_missing_secret_and_address_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({})
    for name in ("IVR_TWILIO_AUTH_TOKEN", "IVR_SECRET_KEY", "IVR_RASA_SECRET", "IVR_PUBLIC_URL"):
        assert name in str(refused.value)


@pytest.mark.parametrize("default", ["changeme", "Secret", "PASSWORD", "your_auth_token"])
def test_a_default_secret_is_refused_like_a_missing_one(default: str) -> None:
    with pytest.raises(SettingsError, match="IVR_SECRET_KEY is a default"):
        load_settings(GIVEN | {"IVR_SECRET_KEY": default})


@pytest.mark.parametrize("url", ["ivr.example.com", "ftp://ivr.example.com", "https://", "https://a.example/?x=1"])
def test_a_public_url_that_twilio_could_not_call_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="IVR_PUBLIC_URL"):
        load_settings(GIVEN | {"IVR_PUBLIC_URL": url})


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SettingsError, match="IVR_PORT"):
        load_settings(GIVEN | {"IVR_PORT": port})


def test_dev_makes_the_missing_secrets_and_keeps_them_for_this_user_alone(tmp_path: Path) -> None:
    first = load_settings({"IVR_DATA_DIR": str(tmp_path)}, dev=True)
    again = load_settings({"IVR_DATA_DIR": str(tmp_path)}, dev=True)
    for name in SECRETS:
        path = tmp_path / f"{name}.secret"
        assert getattr(first, name) == getattr(again, name) == path.read_text()
        assert len(path.read_text()) >= 32
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert first.public_url == "http://127.0.0.1:8080"


def test_dev_keeps_what_is_given(tmp_path: Path) -> None:
    settings = load_settings(GIVEN | {"IVR_DATA_DIR": str(tmp_path)}, dev=True)
    assert settings.twilio_auth_token == "token-of-tests-4711"
    assert not list(tmp_path.glob("*.secret"))


def test_overrides_of_the_command_line_win() -> None:
    assert load_settings(GIVEN | {"IVR_PORT": "9000"}, overrides={"IVR_PORT": "9001"}).port == 9001


def test_public_addresses_carry_the_path_prefix() -> None:
    settings = load_settings(GIVEN)
    assert settings.prefix == "/phone"
    assert settings.public("/voice/next") == "https://ivr.example.com/phone/voice/next"
    assert settings.public_stream() == "wss://ivr.example.com/phone/media"


def test_secrets_are_never_shown() -> None:
    shown = repr(load_settings(GIVEN | {"IVR_DATABASE_URL": "postgresql://u:hidden@db/x"}))
    for secret in ("token-of-tests-4711", "key-of-tests-4712", "rasa-of-tests-4713", "hidden"):
        assert secret not in shown


def test_another_ivr_gets_the_same_settings_but_its_own_address() -> None:
    given = load_settings(GIVEN | {"IVR_WHISPER_MODEL": "tiny.en"}).environment_for_child()
    assert given["IVR_WHISPER_MODEL"] == "tiny.en"
    assert not {"IVR_PUBLIC_URL", "IVR_PORT", "IVR_HOST"} & set(given)


def test_actions_are_told_of_the_back_office_and_of_text_messages_only() -> None:
    office = {
        "IVR_BACK_OFFICE_URL": "https://office.example.com/candid",
        "IVR_BACK_OFFICE_TOKEN": "token-of-office-4714",
    }
    assert load_settings(GIVEN).environment_for_actions() == {}
    settings = load_settings(GIVEN | office)
    assert settings.environment_for_actions() == {
        "CANDID_BACK_OFFICE_URL": "https://office.example.com/candid",
        "CANDID_BACK_OFFICE_TOKEN": "token-of-office-4714",
    }
    assert "token-of-office-4714" not in repr(settings)


def test_rasa_itself_is_not_told_what_its_actions_are(tmp_path: Path) -> None:
    server = RasaServer(
        tmp_path, tmp_path, "secret", lambda: None, {"CANDID_BACK_OFFICE_TOKEN": "token-of-office-4714"}
    )
    assert server.actions.program.environment["CANDID_BACK_OFFICE_TOKEN"] == "token-of-office-4714"
    assert "CANDID_BACK_OFFICE_TOKEN" not in server.server.program.environment


@pytest.mark.parametrize("url", ["office.example.com", "ftp://office.example.com", "https://office.example.com/?key=1"])
def test_a_back_office_that_could_not_be_asked_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="IVR_BACK_OFFICE_URL"):
        load_settings(GIVEN | {"IVR_BACK_OFFICE_URL": url})


def test_half_of_what_text_messages_need_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="IVR_SMS_AUTH_TOKEN, IVR_SMS_FROM: missing"):
        load_settings(GIVEN | {"IVR_SMS_ACCOUNT_SID": "AC1"})
    sms = {"IVR_SMS_ACCOUNT_SID": "AC1", "IVR_SMS_AUTH_TOKEN": "token-of-sms-4715", "IVR_SMS_FROM": "+15005550006"}
    assert "token-of-sms-4715" not in repr(load_settings(GIVEN | sms))


def test_the_database_is_a_file_in_the_data_folder_unless_given(tmp_path: Path) -> None:
    assert load_settings(GIVEN | {"IVR_DATA_DIR": str(tmp_path)}).effective_database_url == (
        f"sqlite:///{tmp_path / 'candid.db'}"
    )
    given = load_settings(GIVEN | {"IVR_DATABASE_URL": "postgresql://db/candid"})
    assert given.effective_database_url == "postgresql://db/candid"


@pytest.mark.parametrize("number", ["5551234", "anonymous", "+266696687", "sip:line@example.com", "+1555"])
def test_a_caller_id_that_carriers_refuse_is_refused_at_the_start(number: str) -> None:
    assert load_settings(GIVEN | {"IVR_CALLER_ID": "+15005550006"}).caller_id == "+15005550006"
    with pytest.raises(SettingsError, match="IVR_CALLER_ID"):
        load_settings(GIVEN | {"IVR_CALLER_ID": number})


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("IVR_VOICE_RATE", "fast", "from 80 to 300"),
        ("IVR_VOICE_RATE", "20", "from 80 to 300"),
        ("IVR_VOICE_PITCH", "100", "from 0 to 99"),
        ("IVR_VOICE_RANGE", "-1", "from 0 to 99"),
        ("IVR_PROMPT_RATE", "1.5", "from 80 to 300"),
    ],
)
def test_how_the_voice_speaks_is_a_whole_number_within_what_it_can(name: str, value: str, right: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} must be a whole number {right}"):
        load_settings(GIVEN | {name: value})


def test_the_voice_speaks_as_it_is_set() -> None:
    settings = load_settings(GIVEN | {"IVR_VOICE_RATE": "120", "IVR_VOICE_PITCH": "30", "IVR_VOICE_RANGE": "0"})
    assert (settings.voice_rate, settings.voice_pitch, settings.voice_range) == (120, 30, 0)


SOUND = "4b1f09c7d2e84a6fb35d01e7c98a2f60"


def refusal(more: dict[str, str], *, dev: bool = False) -> list[str]:
    """What is told to the operator, a line each; none when the service starts."""
    try:
        load_settings(GIVEN | more, dev=dev)
    except SettingsError as error:
        return str(error).splitlines()
    return []


WEAK = [
    "abc",
    " ",
    "\t",
    "changeme",
    "hello",
    "letmein",
    "secret-secret-secret",
    "aaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
]
WEAK += ["12345678901234567890", "your-auth-token-here", "${TWILIO_AUTH_TOKEN}", "P@ssw0rdP@ssw0rd", "k7Qz9kTxk7Qz9kTx"]
WEAK += ["qwertyuiopasdfghjkl", f" {SOUND}", f"{SOUND}\n"]


@pytest.mark.parametrize("variable", [*(VARIABLES[name] for name in (*SECRETS, *OTHER_SECRETS))])
@pytest.mark.parametrize("weak", WEAK)
def test_a_weak_secret_stops_the_start_with_one_line_that_names_it_and_does_not_tell_it(
    variable: str, weak: str
) -> None:
    sms = {"IVR_SMS_ACCOUNT_SID": "AC1", "IVR_SMS_AUTH_TOKEN": SOUND, "IVR_SMS_FROM": "+15005550006"}
    carrier = {"IVR_TWILIO_ACCOUNT_SID": "AC1", "IVR_TWILIO_API_KEY": "SK1", "IVR_TWILIO_API_SECRET": SOUND}
    (told,) = refusal(sms | carrier | {variable: weak})
    assert told.startswith(variable)
    assert weak.strip() == "" or weak.strip().lower() not in told.lower().replace("--dev", "")


@pytest.mark.parametrize(
    "sound", [SOUND, "Jx0_3vQy-8sKpZ1mW4tRbN6cHd2fGa7eLu5iYo9xVqE", "8e2b7c1a-55d0-4f3e-9a6b-0c1d2e3f4a5b"]
)
def test_a_secret_made_by_chance_is_taken(sound: str) -> None:
    assert refusal({VARIABLES[name]: sound for name in (*SECRETS, "twilio_auth_token_old", "back_office_token")}) == []


def test_a_hundred_random_secrets_are_all_taken() -> None:
    for number in range(100):
        made = hashlib.sha256(str(number).encode())
        assert weakness(made.hexdigest()[:32]) == ""
        assert weakness(base64.urlsafe_b64encode(made.digest()).decode().rstrip("=")) == ""


def test_on_a_developers_machine_a_secret_may_be_short_but_not_a_default() -> None:
    assert refusal({"IVR_TWILIO_AUTH_TOKEN": "12345", "IVR_PUBLIC_URL": "http://127.0.0.1:8080"}, dev=True) == []
    (told,) = refusal({"IVR_TWILIO_AUTH_TOKEN_OLD": "changeme"}, dev=True)
    assert told.startswith("IVR_TWILIO_AUTH_TOKEN_OLD is a default")


@pytest.mark.parametrize(
    "url", ["http://ivr.example.com", "https://u:p@ivr.example.com", "https://ivr.example.com:99999", "https://[ivr"]
)
def test_an_address_that_is_not_https_or_not_sound_stops_the_start(url: str) -> None:
    (told,) = refusal({"IVR_PUBLIC_URL": url})
    assert told.startswith("IVR_PUBLIC_URL must be the https:// address")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("IVR_PUBLC_URL", "IVR_PUBLIC_URL"),
        ("IVR_TWILLIO_AUTH_TOKEN", "IVR_TWILIO_AUTH_TOKEN"),
        ("IVR_DATABSE_URL", "IVR_DATABASE_URL"),
        ("ivr_log_level", "IVR_LOG_LEVEL"),
        ("IVR_RULES", "IVR_RULES_FILE"),
        ("IRV_PORT", "IVR_PORT"),
    ],
)
@pytest.mark.parametrize("dev", [False, True])
def test_a_misspelt_setting_is_named_with_the_one_that_was_meant(written: str, meant: str, *, dev: bool) -> None:
    assert refusal({written: "x"}, dev=dev) == [f"{written} is no setting: did you mean {meant}?"]


def test_a_setting_that_resembles_none_is_named_all_the_same() -> None:
    assert refusal({"IVR_WALLPAPER": "x"}) == ["IVR_WALLPAPER is no setting: see docs/settings.md"]


@pytest.mark.parametrize("level", ["loud", "trace", "10", "warn "])
def test_a_log_level_that_is_none_is_refused_in_words(level: str) -> None:
    assert refusal({"IVR_LOG_LEVEL": level}) == ["IVR_LOG_LEVEL must be one of debug, info, warning, error"]
    assert refusal({"IVR_LOG_LEVEL": "WARNING"}) == []


@pytest.mark.parametrize("url", ["mysql://u:hidden@db/x", "mssql+pyodbc://u:hidden@db/x", "candid.db", "redis://db/0"])
def test_a_database_that_is_not_supported_is_refused_without_its_password(url: str) -> None:
    (told,) = refusal({"IVR_DATABASE_URL": url})
    assert told.startswith("IVR_DATABASE_URL must begin with postgresql://")
    assert "hidden" not in told
    assert refusal({"IVR_DATABASE_URL": "postgres://u:p@db/x"}) == refusal({"IVR_DATABASE_URL": "sqlite:////x"}) == []


@pytest.mark.parametrize("spoiled", ["a file in its place", "a secret that is a folder", "an empty secret"])
def test_dev_starts_also_where_its_secrets_cannot_be_kept(tmp_path: Path, spoiled: str) -> None:
    folder = tmp_path / "data"
    if spoiled == "a file in its place":
        folder.write_text("")
    elif spoiled == "an empty secret":
        folder.mkdir()
        (folder / "secret_key.secret").touch()
    else:
        (folder / "secret_key.secret").mkdir(parents=True)
    assert len(load_settings({"IVR_DATA_DIR": str(folder)}, dev=True).secret_key) >= 32


@pytest.mark.parametrize("region", ["us", "USA", "1", "U1", "XX", "UK", "EU", "ZZ", " GB"])
def test_a_region_of_phone_numbers_is_a_country_that_has_some(region: str) -> None:
    with pytest.raises(SettingsError, match="IVR_PHONE_REGION must be a country's two capital letters"):
        load_settings({"IVR_PHONE_REGION": region}, dev=True)


def test_the_assistants_actions_are_told_whose_phone_numbers_callers_give(tmp_path: Path) -> None:
    settings = load_settings({"IVR_PHONE_REGION": "GB", "IVR_DATA_DIR": str(tmp_path)}, dev=True)
    assert settings.environment_for_actions()["CANDID_PHONE_REGION"] == "GB"


def test_a_country_with_phone_numbers_can_be_the_region() -> None:
    for region in ("GB", "DE", "IN", "NZ", "JM", "AX"):
        assert load_settings({"IVR_PHONE_REGION": region}, dev=True).phone_region == region


def test_half_of_what_fetching_messages_needs_is_named() -> None:
    told = refusal({"IVR_TWILIO_API_KEY": "SK1"})
    assert told == [
        "IVR_TWILIO_ACCOUNT_SID, IVR_TWILIO_API_SECRET: missing; "
        "fetching messages from the carrier needs all three, or none for none"
    ]
