"""Whether the service is alive and can take a call: for load balancers and operators. Not signed."""

from flask import Blueprint, Response, jsonify

from ..store.store import Store
from .readiness import Counts, Readiness


def health_blueprint(name: str, prefix: str, readiness: Readiness, store: Store, counts: Counts) -> Blueprint:
    blueprint = Blueprint(name, __name__, url_prefix=prefix or None)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        kept = store.state()
        if kept["state"] == "degraded":  # 200 all the same: to be started again mends no disk, and callers are answered
            return jsonify(status="degraded", store=kept["detail"])
        return jsonify(status="alive")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        ready = readiness.can_take_call()
        parts = {"store": store.state()} | readiness.parts()
        calls = {"with_assistant": store.running_calls(), "in_progress": store.calls_in_progress()}
        return jsonify(ready=ready, parts=parts, calls=calls, counts=counts.all()), 200 if ready else 503

    return blueprint
