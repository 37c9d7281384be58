#!/usr/bin/env python3
"""Checks evidence of calls that was exported from Candid. It needs Python 3.10 or newer, and nothing else.

    python3 verify_evidence.py FOLDER [--key KEY] [--kept FILE-OF-CHECKPOINTS]... [--witness KEY]...
                               [--authority CERTIFICATES]...

KEY is what you were given as the log's public key, NAME+ID+BASE64; without one the folder's own is taken, which
proves less. A kept checkpoint is one that you, or somebody you trust, received earlier. FOLDER is an exported one, or a
copy of a whole log. Exit status: 0 nothing is wrong, 1 something is, 2 the command was not understood.

Time stamps (RFC 3161) are checked with the program `openssl`, where there is one, against the certificates (PEM) that
you name with --authority; where there is none, this says that they were not checked.

Formats: Merkle tree of RFC 9162; signed notes, checkpoints, cosignatures and tiles of C2SP (c2sp.org); Ed25519 of
RFC 8032. All of them are implemented below, so that this file can be read and checked on its own.
"""

import argparse
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime, timezone
from functools import lru_cache
from hashlib import sha256, sha512
from itertools import pairwise
from pathlib import Path

CLOCKS_APART_SECONDS = 60  # by no more than this two clocks differ that both are right
PROVED = "This proves that the recorder of this log said so then, and that nothing was changed, dropped or added since."
NOT_PROVED = (
    "It does not prove that the caller listened, nor that the recorder was told of everything. That the log has shown "
    "nobody another past is as sure as the checkpoints that others keep of it."
)

# Ed25519 (RFC 8032, 5.1): only the check of a signature. Points are in extended coordinates (X, Y, Z, T).

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def point_of(data):
    """The point that 32 bytes stand for, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@lru_cache(maxsize=None)  # noqa: UP033  # a few milliseconds each, and asked again
def is_signed(public, signature, message):
    if len(public) != 32 or len(signature) != 64:
        return False
    key, start, s = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or start is None or s >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(start, times(challenge, key))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


# The tree (RFC 9162, 2.1).

EMPTY = sha256(b"").digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return sha256(b"\x01" + left + right).digest()


class Peaks:
    """Roots of the perfect subtrees of a growing tree, the largest first."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf):
        size = self.size
        while size & 1:
            leaf, size = node_hash(self.peaks.pop(), leaf), size >> 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def climbed(position, last, hashes, path):
    """Follow a path up, with each of `hashes`; only the first takes in what stands right of it. None: wrong length."""
    for sibling in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            hashes = [node_hash(sibling, found) for found in hashes]
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            hashes = [node_hash(hashes[0], sibling), *hashes[1:]]
        position, last = position >> 1, last >> 1
    return hashes if last == 0 else None


def leads_to(root, index, size, leaf, path):
    return 0 <= index < size and climbed(index, size - 1, [leaf], path) == [root]


def is_consistent(old, new, old_root, new_root, path):
    """Whether the tree of `old` entries is the beginning of that of `new`."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not path and old_root == (new_root if old == new else EMPTY)
    path = path if old & (old - 1) else [old_root, *path]
    if not path:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    return climbed(position, last, [path[0], path[0]], path[1:]) == [new_root, old_root]


# Signed notes and checkpoints (C2SP). A key is (name, kind, 32 bytes): kind 1 signs, kind 4 cosigns with a time.


class UnreadableError(Exception):
    pass


def decoded(text, what):
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise UnreadableError(f"{what}: no base64") from None


def key_of(told):
    name, _, rest = told.strip().partition("+")
    given, _, encoded = rest.partition("+")
    data = decoded(encoded, "key")
    if not name or len(data) != 33 or data[0] not in (1, 4):
        raise UnreadableError("key: it is written NAME+ID+BASE64, of Ed25519")
    key = (name, data[0], data[1:])
    if key_id(key).hex() != given:
        raise UnreadableError("key: its id is not of its name and bytes")
    return key


def key_id(key):
    return sha256(key[0].encode() + b"\n" + bytes([key[1]]) + key[2]).digest()[:4]


def told_key(key):
    return f"{key[0]}+{key_id(key).hex()}+{base64.b64encode(bytes([key[1]]) + key[2]).decode()}"


class Checkpoint:
    def __init__(self, data, what):
        try:
            text, blank, lines = data.decode().rpartition("\n\n")
        except UnicodeDecodeError:
            raise UnreadableError(f"{what}: no UTF-8") from None
        if not blank or not lines.endswith("\n"):
            raise UnreadableError(f"{what}: no signed note")
        self.text = text + "\n"
        origin, size, root = ([*self.text.split("\n"), "", "", ""])[:3]
        self.origin, self.root = origin, decoded(root, what)
        if not size.isdigit() or len(self.root) != 32 or not origin:
            raise UnreadableError(f"{what}: no origin, size and root")
        self.size, self.signatures = int(size), []
        for line in lines[:-1].split("\n"):
            mark, name, encoded = ([*line.split(" "), "", ""])[:3]
            if mark != "\N{EM DASH}" or not name:
                raise UnreadableError(f"{what}: a line of signatures that is none")
            signature = decoded(encoded, what)
            self.signatures.append((name, signature[:4], signature[4:]))

    def by(self, key):
        return [data for name, found, data in self.signatures if (name, found) == (key[0], key_id(key))]

    def is_by(self, key):
        return any(is_signed(key[2], data, self.text.encode()) for data in self.by(key))

    def seen_at(self, key):
        """Seconds since 1970 at which this key cosigned it, or None."""
        key = (key[0], 4, key[2])
        for data in self.by(key):
            seconds = int.from_bytes(data[:8], "big")
            signed = f"cosignature/v1\ntime {seconds}\n{self.text}".encode()
            if seconds <= LATEST and is_signed(key[2], data[8:], signed):
                return seconds
        return None


LATEST = 253402300799  # 9999-12-31 23:59:59: there is no date for what is said to be later


def checkpoints_in(data, what):
    """One, or as many as stand in a file that they were appended to, a blank line between them."""
    pieces = [piece for piece in data.split(b"\n\n\n") if piece.strip(b"\n")]
    return [Checkpoint(piece.strip(b"\n") + b"\n", what) for piece in pieces]


def told_time(seconds):
    return f"{datetime.fromtimestamp(seconds, timezone.utc):%Y-%m-%d %H:%M:%S} UTC"  # noqa: UP017  # Python 3.10


# What is found.


class Verdict:
    def __init__(self):
        self.found, self.notes = [], []

    def add(self, case, what):
        self.found.append(f"{case.upper()}: {what}")


def named(places):
    return ", ".join(places[:20]) + (f" and {len(places) - 20} more" if len(places) > 20 else "")


def name_differences(have, signed, places, verdict):
    """Hashes of what is there, against those that lead to a signed root."""
    extra, missing = Counter(have) - Counter(signed), Counter(signed) - Counter(have)
    lost = [place for place, leaf in zip(places, signed, strict=True) if missing[leaf]]
    if have == signed:
        return
    if not extra and not missing:
        first = next(at for at in range(len(have)) if have[at] != signed[at])
        verdict.add("reordered", f"another stands where {places[first]} belongs")
    elif not extra:
        verdict.add("truncated" if have == signed[: len(have)] else "deleted", named(lost))
    elif not missing:
        at = [f"record {place + 1}" for place, leaf in enumerate(have) if extra[leaf]]
        verdict.add("inserted", f"{named(at)}: no signed entry, or a second time")
    else:
        verdict.add("edited", f"{named(lost)}: what is there is not what was signed")


def fact_of(record):
    """Call, number, time, kind and facts of a record; None for what is no fact in canonical form."""
    try:
        fact = json.loads(record)
        canonical = json.dumps(fact, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        call, seq, at, kind, held = (fact[name] for name in ("call", "seq", "at", "kind", "facts"))
        sound = canonical == record and isinstance(call, str) and type(seq) is int and isinstance(kind, str)
        sound = sound and all(isinstance(value, (str, int)) for value in held.values())
        at = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)  # noqa: UP017  # Python 3.10
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return (call, seq, at, kind, held) if sound else None


def facts_of(records, verdict):
    facts = [fact_of(record) for record in records]
    for number, fact in enumerate(facts, 1):
        if fact is None:
            verdict.add("edited", f"record {number} is no fact of this log")
    return [fact for fact in facts if fact is not None]


class CallOrder:
    """Whether the facts of each call are there, once, in their order and time; a few bytes are held for a call."""

    def __init__(self, verdict, whole_calls):
        self.verdict, self.whole_calls = verdict, whole_calls
        self.runs, self.odd, self.last, self.taken, self.steps = {}, {}, {}, 0, []

    def take(self, fact):
        call, seq = fact[:2]
        first, last = self.runs.get(call, (seq, seq - 1))
        if seq == last + 1 and call not in self.odd:
            self.runs[call] = (first, seq)
        else:
            self.odd.setdefault(call, list(range(first, last + 1))).append(seq)
        self.look_at_time(*fact)
        self.taken += 1

    def look_at_time(self, call, seq, at, kind, held):
        if kind == "clock_set_back":
            self.steps.append(self.taken)
            seconds = behind_of(held) / 1000
            self.verdict.notes.append(f"clock set back: by {seconds:.1f} s at {at:%Y-%m-%d %H:%M:%S}, as told")
            self.last.clear()
            return
        before = self.last.get(call, (seq, at))
        if at < before[1] and seq > before[0]:
            self.verdict.add("clock set back", f"fact {seq} of {called(call)} is before the one it follows")
        self.last[call] = (seq, at)

    def finish(self):
        for call, (first, last) in self.runs.items():
            if call not in self.odd and not (self.whole_calls and first):
                continue
            numbers = self.odd.get(call, range(first, last + 1))
            if len(set(numbers)) < len(numbers):
                self.verdict.add("inserted", f"{called(call)} tells one of its facts twice")
            if list(numbers) != sorted(numbers):
                self.verdict.add("reordered", f"the facts of {called(call)} are not in their order")
            lost = sorted(set(range(0 if self.whole_calls else min(numbers), max(numbers) + 1)) - set(numbers))
            if lost:
                self.verdict.add("deleted", f"{called(call)} lacks its {named([f'fact {seq}' for seq in lost])}")


def behind_of(held):
    behind = held.get("behind_ms")
    return behind if isinstance(behind, int) else 0


def called(call):
    return f"call {call[:8]}…" if call else "the log itself"


def look_at_signatures(checkpoints, key, verdict):
    for name, found in checkpoints:
        if found.origin != key[0]:
            verdict.add("wrong key", f"{name} is of another log: {found.origin}")
        elif not found.is_by(key):
            verdict.add("wrong key", f"{name} was not signed with {told_key(key)}")
        elif found.seen_at(key) is None:
            verdict.add("wrong key", f"{name} holds no time that this key has signed")


def look_at_past(checkpoints, key, consistent, verdict, steps=()):
    for (name, before), (later, after) in pairwise(checkpoints):
        first, second = before.seen_at(key) or 0, after.seen_at(key) or 0
        if second < first and not any(before.size <= step < after.size for step in steps):
            verdict.add("clock set back", f"{later} says {told_time(second)}, and {name} before it {told_time(first)}")
        if after.size < before.size:
            verdict.add("rolled back", f"{later} has {after.size} entries, and {name} before it {before.size}")
        elif after.size == before.size and after.root != before.root:
            verdict.add("forked", f"{name} and {later} are of {after.size} entries and not of the same")
        elif consistent(before, after) is False:
            verdict.add("forked", f"the {before.size} entries of {name} are not the beginning of those of {later}")


def look_at_kept(kept, latest, key, consistent, verdict):
    look_at_signatures([("the checkpoint that was kept elsewhere", kept)], key, verdict)
    if kept.size > latest.size:
        if (kept.seen_at(key) or 0) <= (latest.seen_at(key) or 0):
            verdict.add("rolled back", f"{kept.size} entries were signed before; this log shows {latest.size}")
        else:
            verdict.notes.append("The checkpoint that was kept elsewhere is newer than this evidence.")
        return
    same = kept.root == latest.root if kept.size == latest.size else consistent(kept, latest)
    if same is False:
        verdict.add("forked", f"the {kept.size} entries that were signed for others are not the first of these")
    elif same is None:
        verdict.notes.append("The checkpoint that was kept elsewhere could not be compared: export since that one.")
    else:
        verdict.notes.append(f"It agrees with the checkpoint of {kept.size} entries that was kept elsewhere.")


def to_compare(kept, sizes):
    """The newest, and such as are of a size that is shown here."""
    return [found for number, found in enumerate(kept, 1) if number == len(kept) or found.size in sizes]


def look_for_witnesses(cosigned, newest, witnesses, latest, verdict):
    """`latest`: of a number of entries, the time of the latest fact among them, or None."""
    for witness in witnesses:
        times = [(found, found.seen_at(witness)) for found in reversed(cosigned)]
        seen = [(found, seconds) for found, seconds in times if seconds is not None]
        if not seen:
            verdict.add("wrong key", f"the newest checkpoint was not cosigned by the witness {witness[0]}")
            continue
        last, seconds = seen[0]
        which = "newest checkpoint" if last.size == newest.size else f"checkpoint of {last.size} entries, its last,"
        verdict.notes.append(f"The witness {witness[0]} saw the {which} at {told_time(seconds)}.")
        for found, seconds in seen:
            look_at_outside_time(f"the witness {witness[0]}", seconds, latest(found.size), verdict)


def look_at_outside_time(who, seconds, latest, verdict):
    if latest is not None and latest.timestamp() > seconds + CLOCKS_APART_SECONDS:
        saw = f"{who} saw at {told_time(seconds)} a fact that says {latest:%Y-%m-%d %H:%M:%S} UTC"
        verdict.add("clock set back", saw)


# Time stamps (RFC 3161) are over a checkpoint as the log's key alone signed it. What checks them is openssl.


def stamped_bytes(checkpoint, key):
    for data in checkpoint.by(key):
        if is_signed(key[2], data, checkpoint.text.encode()):
            line = base64.b64encode(key_id(key) + data).decode()
            return f"{checkpoint.text}\n\N{EM DASH} {key[0]} {line}\n".encode()
    return b""


def by_openssl(*arguments):
    """What it prints; None where there is none."""
    program = shutil.which("openssl")
    if program is None:
        return None
    # LC_ALL, so that times are told in one way
    done = subprocess.run([program, "ts", *arguments], capture_output=True, env={**os.environ, "LC_ALL": "C"})
    return done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def look_at_stamp(stamp, name, checkpoint, key, authorities, latest, verdict):
    """What is to be noted of it, where it is not bad."""
    printed = by_openssl("-reply", "-in", str(stamp), "-text")
    if printed is None:
        return f"The time stamp of {name} was NOT checked: there is no openssl here."
    message, told = sha256(stamped_bytes(checkpoint, key)), printed[0]
    when = re.search(r"^Time stamp: (\w{3} +\d+ [\d:]{8})(?:\.\d+)? (\d{4}) GMT$", told, re.MULTILINE)
    dumped = told.partition("Message data:")[2].partition("Serial number:")[0]
    hashed = "".join(re.findall(r"^ +[0-9a-f]{4} - ([0-9a-f -]{47})", dumped, re.MULTILINE)).replace("-", " ")
    if "Status: Granted." not in told or when is None:
        verdict.add("bad stamp", f"the time stamp of {name} cannot be read, or is a refusal")
        return None
    if bytes.fromhex(hashed) != message.digest() or "Hash Algorithm: sha256" not in told:
        verdict.add("bad stamp", f"the time stamp of {name} is of something else")
        return None
    at = datetime.strptime(f"{when[1]} {when[2]}", "%b %d %H:%M:%S %Y").replace(tzinfo=timezone.utc)  # noqa: UP017
    seconds = int(at.timestamp())
    look_at_outside_time("a time-stamp authority", seconds, latest, verdict)
    if not authorities:
        whose = "Whose it is was NOT checked: name the authority's certificates with --authority."
        return f"The time stamp of {name} says {told_time(seconds)}. {whose}"
    why = why_not_by(stamp, message.hexdigest(), authorities, seconds)
    if why:
        verdict.add("bad stamp", f"the time stamp of {name} {why}")
        return None
    if why is None:
        return f"The time stamp of {name} was NOT checked: this openssl cannot."
    late = seconds - (checkpoint.seen_at(key) or seconds)
    after = f", {late // 3600} hours after the log says that it was signed" if late > 3600 else ""
    return f"A time-stamp authority that you name saw {name} at {told_time(seconds)}{after}."


def why_not_by(stamp, digest, authorities, seconds):
    """Why it is not the stamp of one of these; empty: it is; None: that could not be checked."""
    with tempfile.TemporaryDirectory() as place:
        named_here = Path(place) / "authorities.pem"
        named_here.write_bytes(b"\n".join(path.read_bytes() for path in authorities))
        # As of the time that it says: a certificate that has run out since was good then.
        trusted = ["-CAfile", str(named_here), "-attime", str(seconds)]
        said, why = by_openssl("-verify", "-digest", digest, "-in", str(stamp), *trusted)
    if "Verification: OK" in said:
        return ""
    return why_bad(why) if "Verification: FAILED" in said else None


def why_bad(told):
    if "certificate has expired" in told or "not yet valid" in told:
        return "says a time at which its authority's certificate was not valid"
    if "certificate purpose" in told:
        return "was not signed by a time-stamp authority: its certificate is for something else"
    if "certificate verify error" in told:
        return "is by an authority that you do not name"
    return "is forged: its signature does not hold"


def look_for_stamps(stamps, key, authorities, verdict):
    """`stamps`: file, name of its checkpoint, that, and the time of the latest fact under it."""
    notes = [look_at_stamp(*each[:3], key, authorities, each[3], verdict) for each in stamps]
    verdict.notes.extend([note for note in notes if note][-1:])
    if authorities and not stamps:
        verdict.add("bad stamp", "there is none, and an authority was named")


def look_at_seen(seen, newest, key, consistent, verdict):
    """Checkpoints that others have cosigned, beside a whole log."""
    for found in seen:
        name = f"the checkpoint of {found.size} entries that others have seen"
        if not found.is_by(key):
            verdict.add("wrong key", f"{name} was not signed with {told_key(key)}")
        elif found.size > newest.size:
            verdict.add("rolled back", f"{name} is of more than this log shows: {newest.size}")
        elif consistent(found, newest) is False:
            verdict.add("forked", f"{name} is not of the first of these")


# An exported folder.


def read(folder, name):
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise UnreadableError(f"{name} is not there") from None


def lines_of(data):
    return (data[:-1] if data.endswith(b"\n") else data).split(b"\n") if data else []


def hash_of(text, name):
    found = decoded(text, name)
    if len(found) != 32:
        raise UnreadableError(f"{name}: a hash that has not 32 bytes")
    return found


def json_of(data, name):
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise UnreadableError(f"{name}: no JSON") from None


def proofs_of(folder):
    for line in lines_of(read(folder, "proofs.jsonl")):
        found = json_of(line, "proofs.jsonl")
        try:
            path = [hash_of(each, "proofs.jsonl") for each in found["path"]]
            yield int(found["index"]), hash_of(found["leaf"], "proofs.jsonl"), path
        except (KeyError, TypeError):
            raise UnreadableError("proofs.jsonl: a line that is no proof") from None


def verify_folder(folder, key, kept, witnesses, authorities, verdict):
    about = json_of(read(folder, "export.json"), "export.json")
    own = key_of(read(folder, "key.txt").decode())
    old = Checkpoint(read(folder, "checkpoint-old.txt"), "checkpoint-old.txt")
    new = Checkpoint(read(folder, "checkpoint-new.txt"), "checkpoint-new.txt")
    path = [hash_of(line, "consistency.txt") for line in lines_of(read(folder, "consistency.txt"))]
    records, proofs = lines_of(read(folder, "records.jsonl")), list(proofs_of(folder))
    if (
        not isinstance(about, dict)
        or about.get("what") not in ("call", "period")
        or type(about.get("records")) is not int
    ):
        raise UnreadableError("export.json does not tell what was exported")
    look_at_key(own, key, verdict)

    def consistent(before, after):
        if before.size != old.size or after is not new:
            return None
        return is_consistent(before.size, after.size, before.root, after.root, path)

    look_at_signatures([("checkpoint-old.txt", old), ("checkpoint-new.txt", new)], own, verdict)
    look_at_past([("checkpoint-old.txt", old), ("checkpoint-new.txt", new)], own, consistent, verdict)
    for found in to_compare(kept, (old.size, new.size)):
        look_at_kept(found, new, own, consistent, verdict)
    facts = look_at_records(about, own, new, records, proofs, verdict)
    latest = max((fact[2] for fact in facts), default=None)
    look_for_witnesses([new], new, witnesses, lambda _: latest, verdict)
    stamp = folder / "checkpoint-new.tsr"
    stamps = [(stamp, "the newest checkpoint", new, latest)] if stamp.exists() else []
    look_for_stamps(stamps, own, authorities, verdict)


def look_at_key(own, key, verdict):
    if key is None:
        verdict.notes.append(f"The key is the folder's own, {told_key(own)}: compare it with one you were given.")
    elif key != own:
        verdict.add("wrong key", f"the folder's key is {told_key(own)}, not the one you hold")


def look_at_records(about, key, new, records, proofs, verdict):
    signed = []
    for index, leaf, path in proofs:
        if leads_to(new.root, index, new.size, leaf, path):
            signed.append((index, leaf))
        else:
            verdict.add("inserted", f"the proof of entry {index} does not lead to the signed root")
    numbers = [proof[0] for proof in signed]
    if numbers != sorted(set(numbers)):
        verdict.add("reordered", "the proofs are not in the order of the log")
    have = [leaf_hash(record) for record in records]
    name_differences(have, [proof[1] for proof in signed], [f"entry {number}" for number in numbers], verdict)
    of_a_call = about.get("what") == "call"
    if len(records) < about["records"]:
        verdict.add("truncated", f"export.json tells of {about['records']} records, and {len(records)} are here")
    lost = sorted(set(range(min(numbers), max(numbers) + 1)) - set(numbers)) if numbers and not of_a_call else []
    if lost:
        verdict.add("deleted", f"of the log are not here: {named([f'entry {number}' for number in lost])}")
    facts = facts_of(records, verdict)
    order = CallOrder(verdict, of_a_call)
    for fact in facts:
        order.take(fact)
    order.finish()
    if of_a_call:
        look_at_call(about, facts, verdict)
    signed_at = new.seen_at(key)
    if signed_at is not None and any(fact[2].timestamp() >= signed_at + 1 for fact in facts):
        verdict.add("clock set back", "a fact is of a later time than the checkpoint over it")
    if not verdict.found:
        verdict.notes.append(f"{len(facts)} facts stand in the log of {new.size}, signed at {told_time(signed_at)}.")
    return facts


def look_at_call(about, facts, verdict):
    if "call_sid" in about and not names_call(about):
        verdict.add("edited", "the call's sid and salt in export.json are not those of its facts")
    if any(fact[0] != about.get("call") for fact in facts):
        verdict.add("inserted", "a fact of another call than the one that was exported")
    if not any(fact[3] in ("call_ended", "call_interrupted") for fact in facts):
        verdict.add("truncated", "the end of the call is not here: cut off, or exported while the call went on")


def names_call(about):
    try:
        hashed = sha256(bytes.fromhex(about["salt"]) + about["call_sid"].encode()).digest()
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return base64.urlsafe_b64encode(hashed).rstrip(b"=").decode() == about.get("call")


# A whole log: its static files (C2SP tlog-tiles) and the checkpoints that it kept.


def tile(folder, level, number, width):
    parts = [f"{number % 1000:03d}"]
    whole = number
    while whole >= 1000:
        whole //= 1000
        parts.append(f"x{whole % 1000:03d}")
    path = folder.joinpath("tile", level, *reversed(parts))
    if path.exists():
        return path
    beside = path.with_name(path.name + ".p")  # what has grown since begins as it was
    widths = [int(found.name) for found in beside.glob("*") if found.name.isdecimal() and int(found.name) >= width]
    return beside / str(min(widths, default=width))


def entries_of(folder, size, verdict):
    for number in range(-(-size // 256)):
        width = min(256, size - 256 * number)
        path = tile(folder, "entries", number, width)
        data, at, found = path.read_bytes() if path.exists() else b"", 0, []
        while at < len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            found.append(data[at + 2 : end])
            at = end
        if at > len(data):
            verdict.add("edited", f"the entries from {256 * number} on cannot be told apart")
        else:
            has_grown = width < 256 and path.name != str(width)
            yield from found[:width] if has_grown else found


def hashes_in_tiles(folder, newest):
    hashes, peaks = [], Peaks()
    for number in range(-(-newest.size // 256)):
        width = min(256, newest.size - 256 * number)
        path = tile(folder, "0", number, width)
        data = path.read_bytes()[: 32 * width] if path.exists() else b""
        hashes.extend(data[at : at + 32] for at in range(0, len(data), 32))
    for found in hashes:
        peaks.add(found)
    return hashes if peaks.root() == newest.root else None


def seen_in(folder):
    """What others have cosigned, the smallest first."""
    sizes = sorted(int(path.stem) for path in (folder / "seen").glob("*.txt") if path.stem.isdecimal())
    found = [Checkpoint(read(folder / "seen", f"{size}.txt"), f"seen/{size}.txt") for size in sizes]
    for size, checkpoint in zip(sizes, found, strict=True):
        if size != checkpoint.size:
            raise UnreadableError(f"seen/{size}.txt is a checkpoint of {checkpoint.size}")
    return found


def stamps_in(folder, checkpoints, latest, verdict):
    of_size, stamps = {found.size: found for found in reversed(checkpoints)}, []
    for size in sorted(int(path.stem) for path in (folder / "seen").glob("*.tsr") if path.stem.isdecimal()):
        if size in of_size:
            name = "the newest checkpoint" if size == checkpoints[-1].size else f"the checkpoint of {size} entries"
            stamps.append((folder / "seen" / f"{size}.tsr", name, of_size[size], latest.get(size)))
        else:
            verdict.add("bad stamp", f"seen/{size}.tsr is of no checkpoint of this log")
    return stamps


def verify_log(folder, key, kept, witnesses, authorities, verdict):
    checkpoints = checkpoints_in(read(folder, "checkpoints"), "checkpoints")
    if not checkpoints:
        verdict.add("truncated", "no checkpoint is there, and each log begins with one")
        return
    own = key or key_of(read(folder, "key.txt").decode())
    if key is None:
        look_at_key(own, None, verdict)
    listed = [(f"checkpoint {number}", found) for number, found in enumerate(checkpoints, 1)]
    look_at_signatures(listed, own, verdict)
    seen = seen_in(folder)
    sizes, roots, peaks, hashes = {found.size for found in [*checkpoints, *kept, *seen]}, {0: EMPTY}, Peaks(), []
    now, latest = None, {}
    order = CallOrder(verdict, True)
    for entry in entries_of(folder, checkpoints[-1].size, verdict):
        hashes.append(leaf_hash(entry))
        peaks.add(hashes[-1])
        fact = fact_of(entry)
        if fact:
            order.take(fact)
            now = fact[2] if now is None or fact[3] == "clock_set_back" else max(now, fact[2])
        else:
            verdict.add("edited", f"entry {len(hashes) - 1} is no fact of this log")
        if peaks.size in sizes:
            roots[peaks.size], latest[peaks.size] = peaks.root(), now
    look_at_roots(folder, checkpoints, roots, hashes, verdict)

    def consistent(before, after):
        known = before.size in roots and roots.get(after.size) == after.root
        return roots[before.size] == before.root if known else None

    look_at_past(listed, own, consistent, verdict, order.steps)
    for found in to_compare(kept, {found.size for found in checkpoints}):
        look_at_kept(found, checkpoints[-1], own, consistent, verdict)
    look_at_seen(seen, checkpoints[-1], own, consistent, verdict)
    look_for_witnesses(seen, checkpoints[-1], witnesses, latest.get, verdict)
    look_for_stamps(stamps_in(folder, checkpoints, latest, verdict), own, authorities, verdict)
    order.finish()
    if not verdict.found:
        verdict.notes.append(f"{len(hashes)} facts lead to {len(checkpoints)} signed checkpoints.")


def look_at_roots(folder, checkpoints, roots, hashes, verdict):
    bad = [found for found in checkpoints if roots.get(found.size, found.root) != found.root]
    short = [found for found in checkpoints if found.size > len(hashes)]
    signed = hashes_in_tiles(folder, checkpoints[-1]) if bad or short else None
    if signed:
        name_differences(hashes, signed, [f"entry {number}" for number in range(len(signed))], verdict)
    elif bad:
        good = max((found.size for found in checkpoints if roots.get(found.size) == found.root), default=0)
        verdict.add("edited", f"entries {good} to {bad[0].size - 1} do not lead to the root that was signed of them")
    elif short:
        verdict.add("truncated", f"{len(hashes)} entries are there, and {short[-1].size} were signed")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--key", help="the log's public key, as you were given it")
    parser.add_argument(
        "--kept", type=Path, action="append", default=[], help="a file of checkpoints that were kept elsewhere"
    )
    parser.add_argument("--witness", action="append", default=[], help="a witness's public key that must have signed")
    parser.add_argument(
        "--authority", type=Path, action="append", default=[], help="certificates (PEM) of a time-stamp authority"
    )
    given = parser.parse_args()
    sys.stdout.reconfigure(errors="replace")  # a terminal that knows few letters is no reason to end
    verdict = Verdict()
    try:
        kept = [found for path in given.kept for found in checkpoints_in(path.read_bytes(), path.name)]
        key, witnesses = key_of(given.key) if given.key else None, [key_of(each) for each in given.witness]
        check = verify_log if (given.folder / "checkpoints").exists() else verify_folder
        check(given.folder, key, kept, witnesses, given.authority, verdict)
    except (UnreadableError, OSError, UnicodeDecodeError) as error:
        verdict.add("unreadable", str(error))
    for line in [*verdict.notes, *verdict.found, ""]:
        print(line)
    for line in ["This evidence proves nothing as it is."] if verdict.found else [PROVED, NOT_PROVED]:
        print(line)
    return 1 if verdict.found else 0


if __name__ == "__main__":
    sys.exit(main())
