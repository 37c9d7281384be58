"""What is not for a machine: where callers go who speak of it, and what they hear first."""

from flask import Blueprint
from flask_limiter import Limiter

from ..desk import Desk
from ..topic_fields import GROUPS, usual_of_topic
from .rule_settings import Sheet, sheet_of

_SHEET = Sheet(
    "topics",
    "Sensitive topics",
    "Whoever speaks of these reaches a person. What is grey is built in, and holds where nothing is written. "
    "How a topic is known is none of the rules: it is known by its words, and by what means the same.",
    GROUPS,
    usual_of_topic,
)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    return sheet_of(desk, _SHEET, "topics")
