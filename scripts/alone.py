#!/usr/bin/env python3
"""Runs a command where there is nobody but this machine, and tells whom anything in it tried to reach.

    scripts/alone.py .venv/bin/ivr call tests/calls/demo.yml

Only Python's standard library, so that whoever does not trust the rest can read this page alone.

In a network of its own (Linux namespaces; no root needed) every address in the world is this machine: whatever is asked
for gets no answer, and each packet is written down. So an attempt that fails counts as much as one that would not have.
Where such a network is not allowed, strace writes down each connect and send of the whole process tree instead; then
the machine's own network is there, and a connection is told, not prevented.

Loopback does not count, but for the port of DNS. What a process asks of another by a file of this machine (a Unix
socket) is no packet: the two such files by which names are looked up are taken away.

Ends with the command's own status; with 3 when somebody was asked for; with 4 when nothing can be said.
"""

import argparse
import contextlib
import ipaddress
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ASKED, UNKNOWN = 3, 4
OURS = ("198.18.0.1", "2001:db8::1")
"""The machine's own addresses there: a process that looks whether there is a network finds one."""
RESOLVER = "192.0.2.53"
CANARIES = ("192.0.2.1", "2001:db8:ffff::1")
"""Asked for by this script itself, to see that it would be found."""
DNS_PORTS = (53, 5353, 5355)
SPACES = (("--user", "--map-root-user", "--net", "--mount"), ("--net", "--mount"))
"""The second for who is root where nobody else may have a network of their own."""
NAME_SOCKETS = ("/run/systemd/resolve", "/run/nscd", "/var/run/nscd")
OUTGOING, ALL_PROTOCOLS, SOL_PACKET, PACKET_STATISTICS, SO_RCVBUFFORCE = 4, 3, 263, 6, 33
PROTOCOLS = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmp"}
TRACED = "connect,sendto,sendmsg,sendmmsg"
HOW_TO_MEND = (
    "no network of its own is allowed here, and strace is not installed: install strace (and iproute2), or allow user "
    "namespaces (in a container: --security-opt seccomp=unconfined; on Ubuntu: sysctl "
    "kernel.apparmor_restrict_unprivileged_userns=0)"
)


@dataclass
class Seen:
    how: str
    asked: Counter[str]
    """Who or what was asked for, how often."""
    looked_at: int
    """Packets, or connects and sends."""
    missed: int
    """Of these; and of what this script itself sent, to see that it would be found."""


class Recorder(threading.Thread):
    """Reads what goes over loopback, which is all there is, and keeps what was for somebody else."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS))
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
        self._socket.bind(("lo", 0))
        self._socket.settimeout(0.1)
        self._over = threading.Event()
        self.asked: Counter[str] = Counter()
        self.packets = 0

    def run(self) -> None:
        while True:
            try:
                packet, about = self._socket.recvfrom(2048)
            except TimeoutError:
                if self._over.is_set():
                    return
                continue
            if about[2] == OUTGOING:
                self.packets += 1
                if told := asked_for(packet[14:]):
                    self.asked[told] += 1

    def finish(self) -> int:
        """Waits until all is read; how many packets were missed."""
        self._over.set()
        self.join()
        _, dropped = struct.unpack("II", self._socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))
        return int(dropped)


def asked_for(packet: bytes) -> str:
    """Whom an IP packet is for, in words; empty when that is this machine."""
    version = packet[0] >> 4 if packet else 0
    if version == 4 and len(packet) >= 20:
        protocol, address, rest = packet[9], packet[16:20], packet[(packet[0] & 15) * 4 :]
    elif version == 6 and len(packet) >= 40:
        protocol, address, rest = packet[6], packet[24:40], packet[40:]
    else:
        return ""
    has_ports = protocol in {6, 17} and len(rest) >= 4
    port = struct.unpack(">H", rest[2:4])[0] if has_ports else 0
    payload = rest[8:] if protocol == 17 else b""
    return told(str(ipaddress.ip_address(address)), port, PROTOCOLS.get(protocol, f"protocol {protocol}"), payload)


def told(address: str, port: int, protocol: str, payload: bytes = b"") -> str:
    """Empty for this machine, unless it is asked for a name."""
    plain = ipaddress.ip_address(address)
    mapped = getattr(plain, "ipv4_mapped", None) or plain
    if port in DNS_PORTS and protocol in {"udp", "tcp", "connect"}:
        name = name_in(payload)
        return f"looked up {name}" if name else f"asked for a name at {address}"
    if mapped.is_loopback or mapped.is_unspecified or address in OURS:
        return ""
    return f"{protocol} to {address}" + (f" port {port}" if port else "")


def name_in(question: bytes) -> str:
    """The name that a DNS question asks for; empty when it is none."""
    labels, place = [], 12
    while place < len(question) and 0 < question[place] < 64:
        labels.append(question[place + 1 : place + 1 + question[place]])
        place += 1 + question[place]
    return re.sub(r"[^\w.-]", "?", b".".join(labels).decode("ascii", "replace"))


def make_network() -> None:
    """Every address is this machine. Raises OSError or CalledProcessError where that is not allowed."""
    for line in (
        "link set lo up",
        f"addr add {OURS[0]}/32 dev lo",
        f"route add local default dev lo src {OURS[0]}",
        "route add multicast 224.0.0.0/4 dev lo",
    ):
        subprocess.run(["ip", *line.split()], check=True, stderr=subprocess.PIPE)
    for line in (f"addr add {OURS[1]}/128 dev lo nodad", f"route add local default dev lo src {OURS[1]}"):
        if Path("/proc/net/if_inet6").exists():
            subprocess.run(["ip", "-6", *line.split()], check=True, stderr=subprocess.PIPE)


def hide_other_ways_to_names(folder: Path) -> None:
    """Names are asked for by packets alone, and of an address that is not this machine's."""
    empty = folder / "empty"
    empty.mkdir()
    files = {"/etc/resolv.conf": f"nameserver {RESOLVER}\noptions timeout:1 attempts:1\n"}
    files["/etc/nsswitch.conf"] = "passwd: files\ngroup: files\nhosts: files dns\n"
    for name, content in files.items():
        written = folder / Path(name).name
        written.write_text(content)
        if Path(name).exists():
            subprocess.run(["mount", "--bind", str(written), str(Path(name).resolve())], check=True)
    for name in {str(Path(name).resolve()) for name in NAME_SOCKETS if Path(name).is_dir()}:
        subprocess.run(["mount", "--bind", str(empty), name], check=True)


def inside(command: list[str]) -> tuple[int, Seen]:
    """In the network that was made: runs the command, and what was seen."""
    with tempfile.TemporaryDirectory() as folder:
        make_network()
        hide_other_ways_to_names(Path(folder))
        recorder = Recorder()
        recorder.start()
        expected = [f"udp to {address} port 9" for address in CANARIES[: 1 + Path("/proc/net/if_inet6").exists()]]
        for address in CANARIES[: len(expected)]:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            with socket.socket(family, socket.SOCK_DGRAM) as sender:
                sender.sendto(b"", (address, 9))
        status = run(command)
        dropped = recorder.finish()
    blind = [canary for canary in expected if not recorder.asked.pop(canary, 0)]
    return status, Seen("a network of its own", recorder.asked, recorder.packets, dropped + len(blind))


def run(command: list[str]) -> int:
    """Ctrl-C is the command's: it ends, and what was seen is told all the same."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        child = subprocess.Popen(command, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    status = child.wait()
    return status if status >= 0 else 128 - status


def traced(command: list[str]) -> tuple[int, Seen]:
    """By strace: each connect and send of the command and all that it starts."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "calls"
        options = ["-f", "-qq", "-s", "300", "-xx", "-e", "signal=none", "-e", f"trace={TRACED}", "-o", str(record)]
        status = run(["strace", *options, "--", *command])
        lines = record.read_text(errors="replace").splitlines() if record.exists() else []
    asked = Counter(filter(None, map(asked_in_trace, lines)))
    return status, Seen("strace", asked, len(lines), 0 if lines else 1)


_ADDRESS = re.compile(r'inet_(?:addr\(|pton\(AF_INET6, )"(?P<address>[^"]+)"')
_PORT = re.compile(r"sin6?_port=htons\((?P<port>\d+)\)")
_SENT = re.compile(r'(?:sendto\(\d+, |iov_base=)"(?P<payload>(?:\\x[0-9a-f]{2})*)"')


def asked_in_trace(line: str) -> str:
    """As `asked_for`, of a line of strace."""
    if "io.systemd.Resolve" in unhexed(line):
        return "asked for a name of systemd-resolved"
    address, port, sent = _ADDRESS.search(line), _PORT.search(line), _SENT.search(line)
    if not address or "AF_UNSPEC" in line:
        return ""
    payload = bytes.fromhex(sent["payload"].replace("\\x", "")) if sent else b""
    return told(unhexed(address["address"]), int(port["port"]) if port else 0, "udp" if sent else "connect", payload)


def unhexed(text: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), text)


def spaces() -> tuple[str, ...]:
    """The options of `unshare` with which a network of its own can be had; none when it cannot."""
    if not (shutil.which("unshare") and shutil.which("ip")):
        return ()
    for options in SPACES:
        tried = [*("unshare", *options), sys.executable, __file__, "--how", "inside", "true"]
        done = subprocess.run(tried, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            return options
    return ()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--how", choices=("network", "strace", "inside"), help="else a network, where it is allowed")
    parser.add_argument("--output", type=Path, help="what was seen, as JSON")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if not given.command:
        parser.error("a command is missing")
    how = given.how
    options = spaces() if how in {None, "network"} else ()
    if options:
        again = [sys.executable, __file__, "--how", "inside"]
        again += ["--output", str(given.output)] if given.output else []
        os.execvp("unshare", ["unshare", *options, *again, *given.command])
    if how == "network" or (how is None and not shutil.which("strace")):
        print(f"alone: {HOW_TO_MEND}", file=sys.stderr)
        return UNKNOWN
    status, seen = inside(given.command) if how == "inside" else traced(given.command)
    if given.output:
        given.output.write_text(json.dumps(vars(seen), indent=2) + "\n")
    return tell(status, seen)


def tell(status: int, seen: Seen) -> int:
    for what, times in sorted(seen.asked.items()):
        print(f"alone: {what} ({times})", file=sys.stderr)
    print(f"alone: {len(seen.asked)} others asked for; watched by {seen.how}: {seen.looked_at}", file=sys.stderr)
    if seen.missed:
        print(f"alone: {seen.missed} were missed, so nothing can be said", file=sys.stderr)
        return UNKNOWN
    return ASKED if seen.asked else status


if __name__ == "__main__":
    sys.exit(main())
