"""The papers say what is set here and nothing else: each setting that they speak of changes them."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from ivr.engines.models import FILES
from ivr.papers import disclosure, models, recipients, sheet
from ivr.papers.folder import FIRST_PAGE, PAPERS, write
from ivr.papers.installation import Installation
from ivr.settings import PATHS, Settings
from tests.test_key_commands import typed
from tests.test_requirements import _ROWS

from .source_tree import ROOT

DAY = date(2026, 11, 29)
SECRETS = ("hunter2hunter2hunter2", "s3cr3t-of-tests-behind-the-mark")
_KEY = bytes([4, *range(32)])
_ID = hashlib.sha256(b"witness.example\n" + _KEY).hexdigest()[:8]
WITNESS = f"https://witness.example.com witness.example+{_ID}+{b64encode(_KEY).decode()}"
CHANGED: dict[str, tuple[object, str]] = {
    "public_url": ("https://other.example.com", "processing.md"),
    "host": ("0.0.0.0", "processing.md"),  # noqa: S104  # set, not listened on
    "data_dir": (Path("/srv/elsewhere"), "processing.md"),
    "database_url": ("postgresql://u@db.example.com/calls", "recipients.md"),
    "master_key": ("x" * 44, "processing.md"),
    "master_key_file": ("/srv/keys/master.keys", "processing.md"),
    "rasa_url": ("http://rasa.example.com:5005", "recipients.md"),
    "back_office_url": ("https://office.example.com/api", "recipients.md"),
    "twilio_api_key": ("SK1", "recipients.md"),
    "sms_account_sid": ("AC1", "recipients.md"),
    "whisper_model": ("tiny.en", "models.md"),
    "whisper_fallback_model": ("off", "models.md"),
    "voice": ("en-gb-x-rp", "models.md"),
    "prompt_voice": ("en-us", "models.md"),
    "log_level": ("warning", "processing.md"),
    "keep_transcripts_days": (17, "processing.md"),
    "keep_audio_days": (13, "processing.md"),
    "keep_metadata_days": (311, "processing.md"),
    "keep_evidence_days": (613, "disclosure.md"),
    "keep_choices_days": (211, "assessment.md"),
    "desk_webhook": ("https://desk.example.com/ring", "recipients.md"),
    "desk_sms": (1, "recipients.md"),
    "evidence_minutes": (37, "disclosure.md"),
    "evidence_file": ("/srv/checkpoints", "processing.md"),
    "evidence_webhook": ("https://auditor.example.com/kept", "recipients.md"),
    "evidence_witnesses": (WITNESS, "recipients.md"),
    "evidence_stamps": ("http://stamps.example.com", "recipients.md"),
    "messages_webhook": ("https://desk.example.com/told", "recipients.md"),
    "mail_server": ("smtps://mail.example.com", "recipients.md"),
    "oidc_issuer": ("https://accounts.example.com", "recipients.md"),
    "redact_names": (0, "processing.md"),
    "hide_transcripts": (1, "recipients.md"),
}
"""Setting → another value, and a paper that it changes."""
PAYING = {
    "support": {"agents": ["+15005550001"]},
    "billing": {"agents": ["+15005550001"], "pay": {"payment_connector": "Mine"}},
}
SILENT = {
    *("twilio_auth_token", "twilio_auth_token_old", "twilio_account_sid", "twilio_api_secret", "twilio_api_url"),
    *("secret_key", "rasa_secret", "back_office_token"),
    *("sms_auth_token", "sms_from", "caller_id", "port", "phone_region", "evidence_stamps_ca"),
    *("oidc_client_id", "oidc_client_secret", "oidc_claim"),
    *("messages_mail", "mail_user", "mail_password", "mail_from"),
    *("prompt_rate", "voice_rate", "voice_pitch", "voice_range", "console", "carrier_prices"),
    *(PATHS - {"data_dir"}),
}
"""Secrets, numbers, and what makes no difference to whom a paper is for; what lies in the folders is in the papers."""


@pytest.fixture
def here(settings: Settings) -> Installation:
    return Installation(settings)


def all_of(here: Installation) -> dict[str, str]:
    return {name: make(here) for name, (_, make) in PAPERS.items()}


def with_rules(here: Installation, tmp_path: Path, **changed: object) -> Installation:
    file = tmp_path / "changed.yml"
    file.write_text(yaml.safe_dump(yaml.safe_load((ROOT / "rules.yml").read_text()) | changed))
    return Installation(replace(here.settings, rules_file=file))


@pytest.mark.parametrize("setting", sorted(CHANGED))
def test_a_setting_that_is_changed_changes_the_paper(here: Installation, setting: str) -> None:
    value, paper = CHANGED[setting]
    other = Installation(replace(here.settings, **{setting: value}))  # type: ignore[arg-type]
    make = PAPERS[paper][1]
    assert make(other) != make(here)


def test_each_setting_is_in_a_paper_or_left_out_on_purpose() -> None:
    assert set(CHANGED) | SILENT == set(Settings.__dataclass_fields__)
    assert not set(CHANGED) & SILENT


@pytest.mark.parametrize(
    ("field", "value", "paper"),
    [
        ("company", "Hollyoak", "disclosure.md"),
        ("agents_say_who", True, "disclosure.md"),
        ("ways_out", {"phrases": ["the front desk"], "route": "support"}, "disclosure.md"),
        ("other_languages", {}, "disclosure.md"),
        ("emergency_number", "112", "disclosure.md"),
        ("disclosure", {"prompts": ["disclosure"]}, "disclosure.md"),
        ("numbers", {"+14155550188": {"company": "Hollyoak"}}, "disclosure.md"),
        ("routes", {"support": {"agents": ["+15005550009"]}}, "processing.md"),
        ("routes", PAYING, "recipients.md"),
        ("routes", {"support": {"agents": ["+15005550001"], "queue": True}}, "disclosure.md"),
        ("recording", "ask", "disclosure.md"),
        ("limits", {"person_within_seconds": 77}, "disclosure.md"),
        ("limits", {"calls_at_once": 7}, "assessment.md"),
        ("topics", {"complaint": {"enabled": False}}, "assessment.md"),
    ],
)
def test_a_rule_that_is_changed_changes_the_paper(
    here: Installation, tmp_path: Path, field: str, value: object, paper: str
) -> None:
    make = PAPERS[paper][1]
    more = {"transfer_rules": [], "topics": {}} if field == "routes" else {}
    assert make(with_rules(here, tmp_path, **more, **{field: value})) != make(here)


def test_the_same_configuration_gives_the_same_papers_and_the_date_stands_in_one_place(
    settings: Settings, tmp_path: Path
) -> None:
    write(settings, tmp_path / "one", DAY)
    write(settings, tmp_path / "two", date(2027, 1, 1))
    texts = {name: [(tmp_path / which / name).read_text() for which in ("one", "two")] for name in PAPERS}
    assert all(first == second for first, second in texts.values())
    first, second = [(tmp_path / which / FIRST_PAGE).read_text() for which in ("one", "two")]
    assert first.replace("2026-11-29", "2027-01-01") == second
    for lock in ("uv.lock", "rasa_project/uv.lock", "models.txt", "rules.yml"):
        assert hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() in first


def test_no_paper_claims_more_than_that_it_helps(here: Installation) -> None:
    for name, text in all_of(here).items():
        assert not re.search(r"complian|certif(y|ied|icat)|guarante|lawful", text, re.IGNORECASE), name


def test_no_paper_holds_a_secret_or_the_number_of_an_agent(here: Installation) -> None:
    told = replace(
        here.settings,
        twilio_auth_token=SECRETS[0],
        secret_key=SECRETS[0],
        rasa_secret=SECRETS[0],
        master_key=SECRETS[0],
        back_office_token=SECRETS[0],
        sms_account_sid="AC1",
        sms_auth_token=SECRETS[0],
        database_url=f"postgresql://u:{SECRETS[1]}@db.example.com/calls",
        evidence_webhook=f"https://auditor.example.com/kept?token={SECRETS[1]}",
    )
    agents = {number for route in here.rules.routes.values() for number in route.agents}
    everything = "".join(all_of(Installation(told)).values())
    assert not [one for one in (*SECRETS, *agents, told.caller_id) if one in everything]
    assert "db.example.com" in everything
    assert "auditor.example.com" in everything


def test_where_transcripts_are_hidden_the_agreement_for_health_data_is_called_to_mind(here: Installation) -> None:
    hidden = Installation(replace(here.settings, hide_transcripts=1))
    assert "business associate agreement" in recipients.paper(hidden)
    assert "business associate agreement" not in recipients.paper(here)
    assert PAPERS["processing.md"][1](hidden) != PAPERS["processing.md"][1](here)


def test_without_other_recipients_it_says_that_there_are_none(here: Installation) -> None:
    assert "Beside the carrier: none is set." in recipients.paper(here)


@pytest.mark.parametrize(("webhook", "said"), [("https://auditor.example.com/", False), ("", True)])
def test_none_is_said_only_where_there_is_none(here: Installation, webhook: str, said: bool) -> None:
    told = recipients.paper(Installation(replace(here.settings, evidence_webhook=webhook)))
    assert ("none is set." in told.partition("Back office")[0]) is said


def test_the_sheet_holds_the_very_words_and_the_hashes_that_the_evidence_has(here: Installation) -> None:
    from ivr.evidence.told import sha256_of_texts
    from ivr.written.prompts import PromptLibrary

    library = PromptLibrary(here.settings.prompts_dir, here.rules.language, here.rules.company)
    told = disclosure.paper(here)
    for name in here.rules.disclosure.prompts:
        assert f"“{library.text(name)}”" in told
        assert hashlib.sha256(library.clip(name).ulaw).hexdigest() in told
    whole = sha256_of_texts(here.rules.disclosure.prompts, library)
    assert f"version {whole[:16]} in the evidence" in told


def test_each_model_that_the_engines_load_has_a_card_and_its_hash_is_that_of_the_file(here: Installation) -> None:
    told = models.paper(here)
    there = [(file, here.settings.models_dir / file.name) for file in FILES]
    assert all(path.is_file() for _, path in there)
    for file, path in there:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        assert f"| sha256 of {file.name} | {found} |" in told
        assert found == file.sha256
    encoder = (ROOT / "rasa_project" / "components" / "sentence_encoder.py").read_text()
    for package, file in models.ENCODER:
        assert f'"{package}",\n    "{file}",' in encoder, "another model is loaded than has a card"
        [pinned] = re.findall(rf'"{re.escape(file)}",\n    "([0-9a-f]{{64}})"', encoder)
        assert f"| sha256 of {file} | {pinned} |" in told
    trained = here.settings.rasa_dir / "models" / "assistant.tar.gz"
    assert hashlib.sha256(trained.read_bytes()).hexdigest() in told


def test_a_model_of_the_operators_is_told_as_such(here: Installation, tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"mine")
    told = models.paper(Installation(replace(here.settings, whisper_model=str(tmp_path))))
    assert f"| sha256 of model.bin | {hashlib.sha256(b'mine').hexdigest()} |" in told
    card = told.partition("a model of the operator's, not checked")[2].partition("## ")[0]
    assert "| measured | not measured |" in card
    assert "| licence | not known here |" in card


def test_where_nothing_was_measured_it_says_so(here: Installation, tmp_path: Path) -> None:
    cards = models.cards(Installation(here.settings, root=tmp_path))
    assert [card.measured for card in cards] == [()] * len(cards)


def test_each_row_that_a_paper_names_is_one_and_has_the_state_of_its_page(here: Installation) -> None:
    page = dict(re.findall(r"^\| ([DP]\d+) \| [^|]+ \| ([^|]+) \|", (ROOT / "docs/requirements.md").read_text(), re.M))
    for text in all_of(here).values():
        for row, state in re.findall(r"row ([DP]\d+): ([^;\]]+)", text):
            assert row in _ROWS
            assert state == page[row]


def test_a_cell_cannot_break_a_table() -> None:
    assert sheet.table(("a",), [("one | two\nthree",)]).splitlines()[-1] == "| one \\| two three |"


def test_what_is_the_operators_to_answer_is_marked(here: Installation) -> None:
    assert all(
        "**[To be filled in:" in all_of(here)[name] for name in ("processing.md", "recipients.md", "assessment.md")
    )


def test_it_is_written_as_it_is_typed(settings: Settings, tmp_path: Path) -> None:
    done = typed(settings, "papers", str(tmp_path / "papers"))
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "papers").iterdir()} == {*PAPERS, FIRST_PAGE}
    refused = typed(settings, "papers", str(tmp_path / "papers" / FIRST_PAGE))
    assert refused.exit_code == 1
