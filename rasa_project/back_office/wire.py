"""Requests, answers and refusals as JSON, the same for both ends of the line."""

import json
from typing import Any

from pydantic import BaseModel, ValidationError, parse_obj_as

from back_office.errors import BackOfficeError, NotFoundError, Reason, RefusedError, UnavailableError

KEY_HEADER = "Idempotency-Key"
LARGEST_BODY = 256 * 1024
OK, NOT_FOUND, REFUSED, UNAVAILABLE = 200, 404, 409, 503


def encoded(value: BaseModel | tuple[BaseModel, ...]) -> bytes:
    """A record, or several, as JSON; what is not known is left out."""
    if isinstance(value, tuple):
        return b"[" + b",".join(encoded(one) for one in value) + b"]"
    return value.json(exclude_none=True, ensure_ascii=False).encode()


def decoded(kind: Any, body: bytes) -> Any:
    """A value of this kind from JSON. Raises ValueError, which holds nothing of the body, when it is no such thing."""
    try:
        return parse_obj_as(kind, json.loads(body))
    except ValidationError as error:
        places = {".".join(str(part) for part in e["loc"] if part != "__root__") for e in error.errors()}
        raise ValueError(f"not as agreed: {', '.join(sorted(places))}"[:200]) from None
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None


def status_and_body(error: BackOfficeError) -> tuple[int, dict[str, str]]:
    if isinstance(error, NotFoundError):
        return NOT_FOUND, {"error": "not_found"}
    if isinstance(error, RefusedError):
        return REFUSED, {"error": "refused", "reason": error.reason.value}
    return UNAVAILABLE, {"error": "unavailable"}


def error_of(status: int, body: bytes) -> BackOfficeError:
    """What an answer other than 200 means.

    "Not found" and "refused" have to say so in their body: a wrong address or a proxy answers 404, too, and no caller
    should hear for it that there is no such order.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict):
        if status == NOT_FOUND and told.get("error") == "not_found":
            return NotFoundError()
        if status == REFUSED and told.get("error") == "refused":
            return RefusedError(_reason(told.get("reason")))
    return UnavailableError(f"answered {status}")


def _reason(value: Any) -> Reason:
    """OTHER for one that is not known here."""
    try:
        return Reason(value)
    except ValueError:
        return Reason.OTHER
