"""Time stamps: asked for by the log itself, believed by the authority's certificate alone, and every bad one named."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from ivr.evidence.authority import Authority as Asking
from ivr.evidence.checkpoint import KeptCheckpoints
from ivr.evidence.command import evidence_command
from ivr.evidence.export import export_call
from ivr.evidence.exported import write_export
from ivr.evidence.log import EvidenceLog
from ivr.evidence.notary import Notary
from ivr.evidence.note import SigningKey
from ivr.evidence.seen import Seen
from ivr.evidence.stamp import StampError, checked_time, request_for, stamped
from ivr.store.fact_log import Signing, opened

from .evidence import NOON, Clock, call_facts, open_log, token
from .outsiders import over_http
from .stamping import REPLY, SEQUENCE, Authority, der, number, parts
from .tampered import both, by_script
from .test_evidence_notary import NEVER
from .test_evidence_tampered import named

MESSAGE = b"what is stamped"
DIGEST = sha256(MESSAGE).digest()


class Logged:
    """A log, and an authority that stamps its checkpoints at the time of the log's own clock."""

    def __init__(self, folder: Path, certificates: Path) -> None:
        self.folder, self.certificates, self.clock, self.authority = folder, certificates, Clock(), Authority()
        self.log: EvidenceLog = open_log(folder, self.clock)
        self.key = SigningKey.read(folder / "key.pem").verifier
        certificates.write_bytes(self.authority.pem)
        self.calls = 0

    def notary(self, url: str) -> Notary:
        asking = Asking(url, self.certificates, self.key, self.log.seen, self.clock)
        return Notary(self.log, NEVER, clock=self.clock, witnesses=[asking])

    def grown(self) -> None:
        self.log.append(call_facts(self.calls, self.clock.now))
        self.calls += 1
        self.authority.at = self.clock.go(60)

    def exported(self, folder: Path, call: int = 0) -> Path:
        write_export(folder, export_call(self.folder, self.key, token(call)))
        return folder


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Logged]:
    made = Logged(tmp_path / "log", tmp_path / "ca.pem")
    yield made
    made.log.close()


def stamp_once(logged: Logged, how: Callable[[Authority], None] = lambda _: None) -> str:
    """Of one call; what the log says of it then."""
    logged.grown()
    how(logged.authority)
    with over_http(logged.authority) as url:
        notary = logged.notary(url)
        notary.sign()
    assert url not in notary.state()["detail"]
    return notary.state()["detail"]


# Asked for.


def test_each_size_of_the_log_is_stamped_once_and_the_stamp_is_the_authoritys(logged: Logged) -> None:
    with over_http(logged.authority) as url:
        notary = logged.notary(url)
        for _ in range(2):
            logged.grown()
            notary.sign()
            notary.sign()
    assert Seen(logged.folder).stamped() == [4, 8]
    assert logged.authority.requests == 2
    assert notary.state()["state"] == "ok"
    last = KeptCheckpoints(logged.folder / "checkpoints").all()[-1]
    stamp = Seen(logged.folder).stamp(8)
    assert checked_time(stamp, stamped(last, logged.key), [logged.authority.root]) == NOON + timedelta(minutes=2)


def set_amiss(answer: tuple[int, str, bytes]) -> Callable[[Authority], None]:
    return lambda authority: setattr(authority, "amiss", answer)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (set_amiss((500, REPLY, b"")), "the time-stamp authority answered 500 without a stamp"),
        (set_amiss((302, REPLY, b"")), "answered 302 without a stamp"),
        (set_amiss((200, "text/html", b"hello")), "answered 200 without a stamp"),
        (set_amiss((200, REPLY, b"x" * (1 << 20))), "answered more than is read"),
        (set_amiss((200, REPLY, b"hello")), "what the time-stamp authority answered cannot be read"),
        (set_amiss((200, REPLY, der(SEQUENCE, der(SEQUENCE, number(2))))), "answered is none: the authority refused"),
        (set_amiss((200, REPLY, Authority().stamp(DIGEST))), "answered is of something else"),
        (lambda authority: setattr(authority, "of_digest", DIGEST), "answered is of something else"),
        (lambda authority: setattr(authority, "key", Authority().key), "answered is forged"),
        (lambda authority: setattr(authority, "at", NOON - timedelta(days=201)), "certificate was not valid"),
    ],
)
def test_an_authority_that_refuses_or_lies_is_not_believed_and_the_log_goes_on(
    how: Callable[[Authority], None], told: str, logged: Logged
) -> None:
    assert told in stamp_once(logged, how)
    assert Seen(logged.folder).stamped() == []


def test_an_answer_to_an_earlier_question_is_not_taken(logged: Logged) -> None:
    """It would say a time before the checkpoint was signed."""
    message = request_for(MESSAGE)
    answered = logged.authority.answer("", message.data)[2]
    assert checked_time(answered, MESSAGE, [logged.authority.root], message.nonce) == NOON
    with pytest.raises(StampError, match="is the answer to another question"):
        checked_time(answered, MESSAGE, [logged.authority.root], request_for(MESSAGE).nonce)


def test_an_authority_that_is_down_or_not_to_be_checked_is_told(logged: Logged) -> None:
    logged.grown()
    notary = logged.notary("http://127.0.0.1:1/secret")
    notary.sign()
    assert "the time-stamp authority was not reached" in notary.state()["detail"]
    assert "secret" not in notary.state()["detail"]
    logged.certificates.unlink()
    notary.sign()
    assert "IVR_EVIDENCE_STAMPS_CA cannot be read" in notary.state()["detail"]
    logged.certificates.write_bytes(b"none")
    notary.sign()
    assert "the file of them holds none" in notary.state()["detail"]


def test_an_authority_whose_clock_is_not_ours_is_told_of(logged: Logged) -> None:
    told = stamp_once(logged, lambda authority: setattr(authority, "at", logged.clock.now - timedelta(seconds=61)))
    assert "the clock of the time-stamp authority and ours are more than 60 s apart" in told
    assert Seen(logged.folder).stamped() == [4]


def test_the_service_asks_the_authority_of_its_settings(tmp_path: Path) -> None:
    authority = Authority()
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    with over_http(authority) as url:
        log = opened(tmp_path, Signing(stamps=url, stamps_ca=str(tmp_path / "ca.pem")))
        log.append(call_facts(1))
        log.close()
    assert Seen(tmp_path / "evidence").stamped() == [4]


# Handed out and checked.


def test_a_stamp_is_handed_out_and_both_verifiers_say_what_it_says(logged: Logged, tmp_path: Path) -> None:
    stamp_once(logged)
    for folder in (logged.exported(tmp_path / "out"), logged.folder):
        for told in both(folder, authorities=[logged.authority.root]):
            assert "A time-stamp authority that you name saw the newest checkpoint at 2026-11-29 12:01:00 UTC" in told
            assert told.endswith("exit 0"), told
        for told in both(folder):
            assert "The time stamp of the newest checkpoint says 2026-11-29 12:01:00 UTC. Whose it is was NOT" in told
            assert told.endswith("exit 0"), told


def test_a_certificate_that_has_run_out_since_was_good_when_it_stamped(logged: Logged, tmp_path: Path) -> None:
    logged.authority = Authority(until=NOON + timedelta(minutes=2))
    logged.certificates.write_bytes(logged.authority.pem)
    stamp_once(logged)
    for told in both(logged.exported(tmp_path / "out"), authorities=[logged.authority.root]):
        assert told.endswith("exit 0"), told


def test_where_there_is_no_openssl_the_script_says_that_a_stamp_was_not_checked(logged: Logged, tmp_path: Path) -> None:
    stamp_once(logged)
    told = by_script(logged.exported(tmp_path / "out"), "--authority", str(logged.certificates), path="/nowhere")
    assert "The time stamp of the newest checkpoint was NOT checked: there is no openssl here." in told
    assert told.endswith("exit 0"), told


def test_a_stamp_can_be_checked_by_hand(logged: Logged, tmp_path: Path) -> None:
    """As docs/evidence.md says: the first five lines are what was stamped."""
    stamp_once(logged)
    folder = logged.exported(tmp_path / "out")
    first = b"".join((folder / "checkpoint-new.txt").read_bytes().splitlines(keepends=True)[:5])
    (tmp_path / "five").write_bytes(first)
    ts = ["openssl", "ts", "-verify", "-data", tmp_path / "five", "-in", folder / "checkpoint-new.tsr"]
    command = [*ts, "-CAfile", logged.certificates, "-attime", str(int(NOON.timestamp()) + 60)]
    assert "Verification: OK" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("whole", [False, True], ids=["an export", "a log"])
@pytest.mark.parametrize(
    ("authority", "digest", "told"),
    [
        (Authority(), DIGEST, "is of something else"),
        (Authority(until=NOON - timedelta(days=1)), b"", "says a time at which its authority's certificate was not"),
        (
            Authority(usage=ExtendedKeyUsageOID.SERVER_AUTH),
            b"",
            "was not signed by a time-stamp authority: its certificate is for something else",
        ),
    ],
    ids=["of another checkpoint", "of an authority that had run out", "of another kind of certificate"],
)
def test_a_bad_stamp_is_named(
    authority: Authority, digest: bytes, told: str, whole: bool, logged: Logged, tmp_path: Path
) -> None:
    folder, stamp = put(logged, tmp_path, whole)
    stamp.write_bytes(authority.stamp(digest or digest_of(logged)))
    bad(folder, told, authority)


@pytest.mark.parametrize("whole", [False, True], ids=["an export", "a log"])
def test_a_forged_stamp_and_one_of_an_authority_that_is_not_named_are_named(
    whole: bool, logged: Logged, tmp_path: Path
) -> None:
    folder, stamp = put(logged, tmp_path, whole)
    right = stamp.read_bytes()
    bad(folder, "is by an authority that you do not name", Authority())
    stamp.write_bytes(right.replace(b"20261129120100Z", b"20261129110100Z"))
    bad(folder, "is forged: its signature does not hold", logged.authority)
    stamp.write_bytes(logged.authority.stamp(DIGEST).replace(DIGEST, digest_of(logged)))
    bad(folder, "is forged: its signature does not hold", logged.authority)
    stamp.write_bytes(b"no stamp")
    bad(folder, "cannot be read", logged.authority)
    stamp.unlink()
    bad(folder, "there is none, and an authority was named", logged.authority)


@pytest.mark.parametrize("whole", [False, True], ids=["an export", "a log"])
def test_a_stamp_from_before_a_fact_that_it_covers_is_named(whole: bool, logged: Logged, tmp_path: Path) -> None:
    folder, stamp = put(logged, tmp_path, whole)
    logged.authority.at = NOON - timedelta(hours=1)
    stamp.write_bytes(logged.authority.stamp(digest_of(logged)))
    named(folder, "clock set back", authorities=[logged.authority.root])


def test_a_stamp_long_after_the_log_says_that_it_signed_is_told_as_that(logged: Logged, tmp_path: Path) -> None:
    folder, stamp = put(logged, tmp_path, whole=False)
    logged.authority.at = NOON + timedelta(hours=50)
    stamp.write_bytes(logged.authority.stamp(digest_of(logged)))
    for told in both(folder, authorities=[logged.authority.root]):
        assert "49 hours after the log says that it was signed" in told
        assert told.endswith("exit 0"), told


def test_a_stamp_of_no_checkpoint_of_the_log_is_named(logged: Logged) -> None:
    stamp_once(logged)
    (logged.folder / "seen" / "4.tsr").rename(logged.folder / "seen" / "3.tsr")
    named(logged.folder, "bad stamp", authorities=[logged.authority.root])


def test_a_second_certificate_that_could_be_taken_for_the_signers_is_refused(logged: Logged) -> None:
    """What is looked at for its use must be what the signature was checked with."""
    right, twin = logged.authority.stamp(DIGEST), Authority(root_key=logged.authority.root_key)
    own, other = (each.certificate.public_bytes(Encoding.DER) for each in (logged.authority, twin))
    both_of_them = twice(right, own, other)
    with pytest.raises(StampError, match="does not hold the one certificate"):
        checked_time(both_of_them, MESSAGE, [logged.authority.root])


def test_whatever_byte_of_a_stamp_is_changed_its_time_and_hash_are_as_signed_or_it_is_refused() -> None:
    authority = Authority()
    right = authority.stamp(DIGEST)
    refused = 0
    for place in range(len(right)):
        changed = bytearray(right)
        changed[place] ^= 1
        try:
            assert checked_time(bytes(changed), MESSAGE, [authority.root]) == NOON, place
        except StampError:
            refused += 1
    assert refused > len(right) * 0.95


def test_the_logs_own_verification_takes_the_certificates_of_the_settings(logged: Logged) -> None:
    command = evidence_command(lambda: logged.folder, lambda _: None, lambda: str(logged.certificates))
    assert CliRunner().invoke(command, ["verify"]).exit_code == 0, "no stamp yet is no fault"
    stamp_once(logged)
    told = CliRunner().invoke(command, ["verify"])
    assert "A time-stamp authority that you name saw the newest checkpoint" in told.output
    logged.certificates.write_bytes(Authority().pem)
    assert "BAD STAMP: " in CliRunner().invoke(command, ["verify"]).output


def test_an_export_without_a_stamp_over_one_with_it_leaves_none_behind(logged: Logged, tmp_path: Path) -> None:
    stamp_once(logged)
    folder = logged.exported(tmp_path / "out")
    assert (folder / "checkpoint-new.tsr").exists()
    shutil.rmtree(logged.folder / "seen")
    logged.exported(folder)
    assert not (folder / "checkpoint-new.tsr").exists()


def put(logged: Logged, tmp_path: Path, whole: bool) -> tuple[Path, Path]:
    """A stamped export or log, and the file of its stamp."""
    stamp_once(logged)
    if whole:
        return logged.folder, logged.folder / "seen" / "4.tsr"
    return logged.exported(tmp_path / "out"), tmp_path / "out" / "checkpoint-new.tsr"


def digest_of(logged: Logged) -> bytes:
    last = KeptCheckpoints(logged.folder / "checkpoints").all()[-1]
    return sha256(stamped(last, logged.key)).digest()


def bad(folder: Path, told: str, authority: Authority) -> None:
    for said in both(folder, authorities=[authority.root]):
        assert "BAD STAMP: " in said, said
        assert told in said, said
        assert said.endswith("exit 1"), said


def twice(stamp: bytes, own: bytes, other: bytes) -> bytes:
    """A response with another certificate beside the signer's; lengths of all that holds them mended."""

    def with_both(data: bytes) -> bytes:
        made = b""
        for tag, content in parts(data):
            if content == own[-len(content) :] and der(tag, content) == own:
                made += b"".join(sorted((own, other)))
            elif tag & 0x20 and own in content:
                made += der(tag, with_both(content))
            else:
                made += der(tag, content)
        return made

    return with_both(stamp)
