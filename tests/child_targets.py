"""What the children of test_worker.py and its neighbours run: real processes with faults on request."""

import ctypes
import os
import time
from pathlib import Path

from ivr.engines.abandon import current
from ivr.engines.handler import Together


def build_echo(options):
    """Answers what it was asked. Orders: `die`, `die_once`, `hang`, `raise`, `wait_for`, `touch`, `starve`, `spin`,
    `until_abandoned`."""
    print("noise on stdout must not reach the pipe", flush=True)

    def handle(request, body):
        if request.get("raise"):
            raise ValueError("words of a caller")
        while request.get("wait_for") and not Path(request["wait_for"]).exists():
            time.sleep(0.005)  # the test lets it go on
        if request.get("touch"):
            Path(request["touch"]).touch()
        if request.get("starve"):
            _work_slowly(request["starve"])
        while request.get("spin"):
            pass
        while request.get("until_abandoned"):
            current.check()
        if request.get("hang"):
            time.sleep(60)  # a hang is what is tested; nobody waits for its end
        if request.get("die") or (request.get("die_once") and _first_time(request["die_once"])):
            os.kill(os.getpid(), 9)
        return {"said": request.get("say"), "pid": os.getpid()}, body[::-1]

    return handle


def build_environment(options):
    """Answers with variables as native libraries read them."""
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_char_p
    return lambda request, body: ({name: (getenv(name.encode()) or b"").decode() for name in request["names"]}, b"")


def build_together(options):
    """Answers each of several with how many came together. Orders: `wait_for`, `die_unless_alone`, `raise`."""

    def handle(batch):
        for request, body in batch:
            while request.get("wait_for") and not Path(request["wait_for"]).exists():
                time.sleep(0.005)  # the test lets it go on
            if request.get("raise"):
                raise ValueError("words of a caller")
            if request.get("die_unless_alone") and len(batch) > 1:
                os.kill(os.getpid(), 9)
            yield {"together": len(batch)}, body[::-1]

    return Together(handle)


def build_never(options):
    raise FileNotFoundError("model.bin is missing")


def build_slow_to_start(options):
    time.sleep(60)


def _work_slowly(seconds):
    """As on a machine that others keep busy: a third of a core."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        works = time.process_time() + 0.01
        while time.process_time() < works:
            pass
        time.sleep(0.02)


def _first_time(path):
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
