"""`ivr serve --dev` as a process of its own without engines: what callers meet while nothing is ready yet."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import httpx

from ivr.engines.rasa_server import free_port
from ivr.settings import Settings, load_settings
from ivr.simulator.signing import Signer

ANSWERS_SECONDS = 60.0
"""Far beyond what it takes: the machine may be busy."""
POLL_SECONDS = 0.02


@dataclass
class Served:
    url: str
    settings: Settings
    process: "subprocess.Popen[bytes]"

    def ask(self, path: str, **form: str) -> ElementTree.Element:
        """The <Response> to a signed POST."""
        url = self.url + path
        sent = {"From": "+14155550100", "To": "+15005550100", "CallStatus": "in-progress"} | form
        signed = Signer(self.settings.twilio_auth_token).headers(url, sent)
        answer = httpx.post(url, data=sent, headers=signed, trust_env=False, timeout=ANSWERS_SECONDS)
        assert answer.status_code == 200, answer.text
        return ElementTree.fromstring(answer.text)  # noqa: S314  # our own answer

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.url + path, trust_env=False, timeout=ANSWERS_SECONDS)


@contextmanager
def served(data_dir: Path, more: Mapping[str, str] | None = None) -> Iterator[Served]:
    """From its first answer on; it is killed at the end. Its models are missing unless `more` has them."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    given = {"IVR_DATA_DIR": str(data_dir), "IVR_MODELS_DIR": str(data_dir / "none"), **(more or {})}
    settings = load_settings(given, dev=True)
    environment = settings.environment_for_child() | {"IVR_PUBLIC_URL": url}
    process = subprocess.Popen(
        [sys.executable, "-m", "ivr", "serve", "--dev", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _await_first_answer(url, process)
        yield Served(url, settings, process)
    finally:
        process.kill()
        process.wait()


def _await_first_answer(url: str, process: "subprocess.Popen[bytes]") -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < ANSWERS_SECONDS:
        assert process.poll() is None, "the service ended as it started"
        try:
            assert httpx.get(f"{url}/healthz", trust_env=False).status_code == 200
        except httpx.ConnectError:
            time.sleep(POLL_SECONDS)
        else:
            return
    raise AssertionError("no answer")
