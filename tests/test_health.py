"""Health pages tell the truth about what can be taken, to anyone, and nothing else."""

from flask.testing import FlaskClient

from ivr.store.store import Store
from tests.conftest import FakeReadiness, Twilio


def test_alive_is_alive_even_when_nothing_is_ready(client: FlaskClient, readiness: FakeReadiness) -> None:
    readiness.ready = False
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "alive"})


def test_ready_says_each_parts_state(client: FlaskClient, store: Store) -> None:
    assert store.flush()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["ready"] is True
    assert answer.json["parts"]["transcriber"] == {"state": "ok", "detail": ""}
    assert answer.json["parts"]["store"]["state"] == "ok"


def test_not_ready_is_503_with_the_same_page(client: FlaskClient, readiness: FakeReadiness) -> None:
    readiness.ready = False
    readiness.states["transcriber"] = {"state": "starting", "detail": "loading"}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["transcriber"]["state"] == "starting"


def test_calls_are_counted(twilio: Twilio, client: FlaskClient, store: Store) -> None:
    twilio.ask("/voice/incoming")
    assert client.get("/readyz").json["calls"] == {"with_assistant": 1, "in_progress": 1}  # type: ignore[index]
