"""Witnesses are asked by the log itself, believed by their signature alone, and cost it nothing when they fail."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.evidence.checkpoint import Checkpoint, KeptCheckpoints, read_checkpoint, signed_checkpoint
from ivr.evidence.couriers import ToFile
from ivr.evidence.export import export_call
from ivr.evidence.exported import write_export
from ivr.evidence.notary import Notary
from ivr.evidence.note import LATEST_SECONDS, Note, NoteError, Signature, SigningKey
from ivr.evidence.rounds import Round
from ivr.evidence.seen import Seen
from ivr.evidence.witnesses import Witness
from ivr.settings import Settings
from ivr.store.fact_log import Signing, opened

from .evidence import NOON, Clock, call_facts, open_log, token
from .outsiders import SIZE, Answer, WitnessDouble, over_http
from .tampered import both
from .test_evidence_notary import NEVER, Remembers
from .test_evidence_tampered import named

MILLISECONDS = 1_796_000_000_000
"""Of a clock that does not count seconds: a time for which there is no date."""


class Logged:
    """A log with a witness that knows it, and what signs and asks."""

    def __init__(self, folder: Path, served: Callable[[WitnessDouble], str]) -> None:
        self.folder, self.clock = folder, Clock()
        self.log = open_log(folder, self.clock)
        self.key = SigningKey.read(folder / "key.pem").verifier
        self.double = WitnessDouble(self.key)
        self.double.clock = lambda: self.clock.now.timestamp()
        self.url = served(self.double)
        self.calls = 0

    def notary(self, *couriers: ToFile | Remembers) -> Notary:
        return Notary(self.log, NEVER, couriers, self.clock, [self.asking()])

    def asking(self) -> Witness:
        log = self.log
        return Witness(self.url, self.double.key.timekeeper, log.seen, log.consistency, self.clock)

    def grown(self) -> None:
        """By a call."""
        self.log.append(call_facts(self.calls, self.clock.now))
        self.calls += 1
        self.clock.go(60)

    def sizes(self) -> list[int]:
        return Seen(self.folder).sizes()


@pytest.fixture
def served() -> Iterator[Callable[[WitnessDouble], str]]:
    with ExitStack() as stack:
        yield lambda double: stack.enter_context(over_http(double))


@pytest.fixture
def logged(tmp_path: Path, served: Callable[[WitnessDouble], str]) -> Iterator[Logged]:
    made = Logged(tmp_path / "log", served)
    yield made
    made.log.close()


def test_each_checkpoint_is_cosigned_and_whoever_keeps_it_elsewhere_gets_it_so(logged: Logged, tmp_path: Path) -> None:
    notary = logged.notary(ToFile(tmp_path / "elsewhere"))
    for _ in range(3):
        logged.grown()
        notary.sign()
    assert notary.state()["state"] == "ok"
    assert logged.sizes() == [4, 8, 12]
    for kept in (*Seen(logged.folder).all(), *KeptCheckpoints(tmp_path / "elsewhere").all()):
        assert kept.note.is_by(logged.key)
        assert kept.note.seen_at(logged.double.key.timekeeper) is not None
        assert not [found for found in kept.note.signatures if found.name == "stranger.example"]
    assert (logged.folder / "checkpoint").read_bytes() == Seen(logged.folder).all()[-1].bytes()
    assert logged.double.requests == [("/add-checkpoint", old) for old in (0, 4, 8)]


def test_what_is_cosigned_already_is_not_asked_for_again(logged: Logged) -> None:
    notary = logged.notary()
    logged.grown()
    notary.sign()
    notary.sign()
    assert len(logged.double.requests) == 1


def test_an_empty_log_is_shown_to_nobody(logged: Logged) -> None:
    logged.notary().sign()
    assert logged.double.requests == []


def test_a_witness_that_has_seen_another_size_than_we_know_is_asked_again_from_there(logged: Logged) -> None:
    logged.grown()
    logged.notary().sign()
    shutil.rmtree(logged.folder / "seen", ignore_errors=True)
    logged.grown()
    notary = logged.notary()
    notary.sign()
    assert [old for _, old in logged.double.requests] == [0, 0, 4]
    assert logged.sizes() == [8]
    assert notary.state()["state"] == "ok"


def test_after_a_restart_it_is_asked_from_what_it_cosigned_last(logged: Logged) -> None:
    logged.grown()
    logged.notary().sign()
    logged.grown()
    logged.notary().sign()
    assert [old for _, old in logged.double.requests] == [0, 4]


def test_a_witness_that_forgot_what_it_cosigned_is_told_of(logged: Logged) -> None:
    notary = logged.notary()
    logged.grown()
    notary.sign()
    logged.double.cosigned.clear()
    logged.grown()
    notary.sign()
    assert "the witness witness.example has forgotten what it cosigned" in notary.state()["detail"]
    assert logged.sizes() == [4, 8]


def test_a_log_that_signs_a_second_past_is_not_cosigned_and_told_why(logged: Logged) -> None:
    origin = logged.key.name
    notary = logged.notary()
    logged.grown()
    notary.sign()
    for (size, root), told in (
        ((4, bytes(32)), "does not begin with what it has cosigned"),
        ((8, bytes(32)), "has cosigned another past of this log"),
        ((99, bytes(32)), "has cosigned more of this log than there is: was a backup restored over it?"),
    ):
        logged.double.cosigned[origin] = (size, root)
        shutil.rmtree(logged.folder / "seen", ignore_errors=True)
        if logged.log.size == 4:
            logged.grown()
        notary.sign()
        assert told in notary.state()["detail"], (size, notary.state())
        assert logged.sizes() == []


def refused(status: int, body: bytes = b"", kind: str = "text/plain") -> Callable[[Answer], Answer]:
    return lambda _: (status, kind, body)


def of_another_key(logged: Logged) -> Callable[[Answer], Answer]:
    liar = SigningKey.made(logged.double.key.name)

    def answered(_: Answer) -> Answer:
        text = read_checkpoint((logged.folder / "checkpoint").read_bytes()).note.text
        line = liar.cosign(text, 1_800_000_000)
        lied = type(line)(line.name, logged.double.key.timekeeper.id, line.data)
        return 200, "text/plain", lines(lied)

    return answered


def of_another_checkpoint(logged: Logged) -> Callable[[Answer], Answer]:
    return lambda _: (
        200,
        "text/plain",
        lines(logged.double.key.cosign("another\n", 1_800_000_000)),
    )


def at_no_time(logged: Logged) -> Callable[[Answer], Answer]:
    def answered(_: Answer) -> Answer:
        text = read_checkpoint((logged.folder / "checkpoint").read_bytes()).note.text
        return 200, "text/plain", lines(logged.double.key.cosign(text, MILLISECONDS))

    return answered


def lines(*signatures: Signature) -> bytes:
    return Note("", signatures).bytes().removeprefix(b"\n")


@pytest.mark.parametrize(
    ("lie", "told"),
    [
        (lambda _: refused(403), "does not know the log's key: give it what `ivr evidence key` prints"),
        (lambda _: refused(404), "does not know this log"),
        (lambda _: refused(422), "does not begin with what it has cosigned"),
        (lambda _: refused(500), "answered 500"),
        (lambda _: refused(302), "answered 302"),
        (lambda _: refused(409, b"4\n"), "answered 409 without the size"),
        (lambda _: refused(409, b"-4\n", SIZE), "answered 409 without the size"),
        (lambda _: refused(409, b"9" * 99, SIZE), "answered 409 without the size"),
        (lambda _: refused(409, b"0\n", SIZE), "has cosigned another past of this log, or answers without sense"),
        (lambda _: refused(200, b""), "answered what is no cosignature"),
        (lambda _: refused(200, b"\xff\xff"), "answered what is no cosignature"),
        (lambda _: refused(200, b"x" * (1 << 20)), "answered more than is read"),
        (of_another_key, "without a cosignature of its key"),
        (of_another_checkpoint, "without a cosignature of its key"),
        (at_no_time, "without a cosignature of its key"),
    ],
)
def test_a_witness_that_refuses_or_lies_is_not_believed_and_the_log_goes_on(
    lie: Callable[[Logged], Callable[[Answer], Answer]], told: str, logged: Logged
) -> None:
    notary = logged.notary()
    logged.double.amiss = lie(logged)
    logged.grown()
    notary.sign()
    state = notary.state()
    assert state["state"] == "degraded"
    assert f"the witness witness.example {told}" in state["detail"] or told in state["detail"]
    assert logged.sizes() == []
    assert {path for path, _ in logged.double.requests} == {"/add-checkpoint"}
    assert logged.url not in state["detail"]
    logged.double.amiss = lambda answer: answer
    logged.grown()
    notary.sign()
    assert notary.state()["state"] == "ok"
    assert logged.sizes() == [8]


def test_a_witness_that_names_a_new_size_each_time_is_left_alone_after_three(logged: Logged) -> None:
    sizes = iter((1, 2, 3, 0, 1, 2))
    logged.double.amiss = lambda _: (409, SIZE, b"%d\n" % next(sizes))
    logged.grown()
    notary = logged.notary()
    notary.sign()
    assert len(logged.double.requests) == 3
    assert "answers each time that it has seen something else" in notary.state()["detail"]


def test_a_witness_that_is_down_is_told_without_its_address(logged: Logged) -> None:
    logged.url = "http://127.0.0.1:1/secret"
    notary = logged.notary()
    logged.grown()
    notary.sign()
    assert "the witness witness.example was not reached" in notary.state()["detail"]
    assert "secret" not in notary.state()["detail"]


def test_a_witness_whose_clock_is_not_ours_is_told_of(logged: Logged) -> None:
    notary = logged.notary()
    logged.double.clock = lambda: logged.clock.now.timestamp() - 61
    logged.grown()
    notary.sign()
    assert "the clock of the witness witness.example and ours are more than 60 s apart" in notary.state()["detail"]
    assert logged.sizes() == [4]


def test_a_witness_that_hangs_holds_up_neither_the_next_nor_the_others_and_is_not_asked_twice(tmp_path: Path) -> None:
    ended, begun = threading.Event(), []

    class Hangs(Remembers):
        name = "the witness that hangs"

        def deliver(self, checkpoint: bytes) -> None:
            begun.append(checkpoint)
            ended.wait()

    other = Remembers()
    both_of_them = Round([Hangs(), other])
    assert both_of_them.send(b"1", 0.05) == ["the witness that hangs has not come to an end yet"]
    assert both_of_them.send(b"2", 0.05) == ["the witness that hangs has not come to an end yet"]
    assert other.delivered == [b"1", b"2"]
    ended.set()
    both_of_them._under_way[0].join()
    assert both_of_them.send(b"3") == []
    assert begun == [b"1", b"3"]


def test_a_courier_that_breaks_is_told_and_keeps_nobody_else_from_theirs() -> None:
    class Breaks(Remembers):
        name = "the courier"

        def deliver(self, checkpoint: bytes) -> None:
            raise ZeroDivisionError

    other = Remembers()
    assert Round([Breaks(), other]).send(b"1") == ["the courier broke (ZeroDivisionError)"]
    assert other.delivered == [b"1"]


def test_the_service_asks_the_witnesses_of_its_settings_and_nobody_without(
    tmp_path: Path, served: Callable[[WitnessDouble], str]
) -> None:
    opened(tmp_path).close()
    assert not (tmp_path / "evidence" / "seen").exists()
    double = WitnessDouble(SigningKey.read(tmp_path / "evidence" / "key.pem").verifier)
    log = opened(tmp_path, Signing(witnesses=((served(double), double.key.timekeeper.told()),)))
    log.append(call_facts(1))
    log.close()
    assert Seen(tmp_path / "evidence").sizes() == [4]


def test_who_testifies_and_who_keeps_is_as_the_operator_set_it(settings: Settings) -> None:
    key = SigningKey.made("witness.example").timekeeper.told()
    told = {"evidence_minutes": 5, "evidence_file": "/kept", "evidence_webhook": "https://auditor.example"}
    stamps = {"evidence_stamps": "http://tsa.example", "evidence_stamps_ca": "/ca.pem"}
    given = replace(settings, **told, **stamps, evidence_witnesses=f"https://witness.example {key}")
    witnesses = (("https://witness.example", key),)
    assert Signing.of(given) == Signing(*told.values(), witnesses, *stamps.values())
    assert Signing.of(settings) == Signing(), "nobody is asked who was not named"


# What was cosigned is handed out and checked.


def cosigned(logged: Logged) -> None:
    """Three calls; the witness saw the second and third."""
    notary = logged.notary()
    logged.double.amiss = refused(500)
    for _ in range(3):
        logged.grown()
        notary.sign()
        logged.double.amiss = lambda answer: answer


def test_an_export_ends_with_the_first_checkpoint_that_a_witness_saw(logged: Logged, tmp_path: Path) -> None:
    cosigned(logged)
    write_export(tmp_path / "out", export_call(logged.folder, logged.key, token(0)))
    for told in both(tmp_path / "out", witnesses=[logged.double.key.timekeeper]):
        assert "The witness witness.example saw the newest checkpoint at 2026-11-29 12:02:00 UTC." in told
        assert told.endswith("exit 0"), told
    for told in both(logged.folder, witnesses=[logged.double.key.timekeeper]):
        assert "The witness witness.example saw the newest checkpoint at 2026-11-29 12:03:00 UTC." in told
        assert told.endswith("exit 0"), told


def test_a_log_whose_last_checkpoint_the_witness_did_not_see_says_which_it_saw(logged: Logged) -> None:
    cosigned(logged)
    logged.grown()
    logged.log.checkpoint(logged.clock.now)
    for told in both(logged.folder, witnesses=[logged.double.key.timekeeper]):
        assert "saw the checkpoint of 12 entries, its last, at 2026-11-29 12:03:00 UTC." in told
        assert told.endswith("exit 0"), told
    named(logged.folder, "wrong key", witnesses=[SigningKey.made("witness.example").timekeeper])


@pytest.mark.parametrize("seconds", [MILLISECONDS, LATEST_SECONDS + 1, (1 << 64) - 1])
def test_a_time_for_which_there_is_no_date_is_signed_by_nobody(logged: Logged, seconds: int) -> None:
    logged.grown()
    logged.notary().sign()
    own, (newest,) = SigningKey.read(logged.folder / "key.pem"), Seen(logged.folder).all()
    witness = SigningKey.made("another.example")
    Seen(logged.folder).add(newest, witness.cosign(newest.note.text, seconds))
    named(logged.folder, "wrong key", witnesses=[witness.timekeeper])
    text = newest.note.text
    timeless = replace(newest, note=Note(text, (own.sign(text), own.cosign(text, seconds))))
    named(logged.folder, "wrong key", kept=[timeless])
    Seen(logged.folder).add(newest, witness.cosign(newest.note.text, LATEST_SECONDS))
    for told in both(logged.folder, witnesses=[witness.timekeeper]):
        assert "saw the newest checkpoint at 9999-12-31 23:59:59 UTC." in told
        assert told.endswith("exit 0"), told


def test_a_fact_that_is_dated_after_a_witness_saw_it_is_named(logged: Logged, tmp_path: Path) -> None:
    logged.double.clock = lambda: NOON.timestamp() - 3600
    logged.grown()
    logged.notary().sign()
    write_export(tmp_path / "out", export_call(logged.folder, logged.key, token(0)))
    for folder in (tmp_path / "out", logged.folder):
        named(folder, "clock set back", witnesses=[logged.double.key.timekeeper])
        assert both(folder)[0].endswith("exit 0")


def test_what_a_witness_saw_of_another_past_or_of_more_is_named(logged: Logged) -> None:
    cosigned(logged)
    key, seen = SigningKey.read(logged.folder / "key.pem"), logged.folder / "seen"

    def put(size: int, by: SigningKey, root: bytes = bytes(32)) -> None:
        for path in seen.glob("*"):
            path.unlink()
        (seen / f"{size}.txt").write_bytes(signed_checkpoint(by, size, root, NOON).bytes())

    put(8, key)
    named(logged.folder, "forked")
    put(16, key)
    named(logged.folder, "rolled back")
    put(8, SigningKey.made(), logged.log.root())
    named(logged.folder, "wrong key")
    (seen / "8.txt").write_bytes(b"no checkpoint")
    named(logged.folder, "unreadable")


def test_a_file_of_another_past_is_not_written_over(tmp_path: Path) -> None:
    key, seen = SigningKey.made(), Seen(tmp_path)
    one, other = (signed_checkpoint(key, 4, bytes([number]) * 32, NOON) for number in (1, 2))
    seen.add(one, key.cosign(one.note.text, 1))
    with pytest.raises(NoteError, match="of another past"):
        seen.add(other, key.cosign(other.note.text, 1))
    assert seen.all()[0].root == one.root


def test_two_witnesses_stand_under_the_same_checkpoint(tmp_path: Path) -> None:
    key, seen, others = SigningKey.made(), Seen(tmp_path), [SigningKey.made("a"), SigningKey.made("b")]
    made: Checkpoint = signed_checkpoint(key, 4, bytes(32), NOON)
    for other in (*others, others[0]):
        seen.add(made, other.cosign(made.note.text, 7))
    (found,) = seen.all()
    assert [each.name for each in found.note.signatures] == [key.name, key.name, "a", "b"]
