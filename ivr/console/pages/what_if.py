"""A sentence, a time and a state, typed by a supervisor: which rule of the draft decides, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request
from flask_limiter import Limiter

from ...core.record import Understanding
from ...core.rules import Rules
from ...errors import CandidError
from ...hours.zones import zone as zone_named
from ...language.spoken import spoken
from ...rehearsal.errand import texts_said
from ...rehearsal.in_words import told
from ...rehearsal.what_if import MOST_FRUSTRATION, WhatIf, what_if
from ...written.rules_file import in_words, sentence_of_rule
from ..choosing import Choosing
from ..desk import Desk
from ..drafting import Drafting
from ..rights import Right, may

LONGEST = 300
_OFTEN = "60 per minute"
_MOST = {"misses_in_a_row": 9, "misses_in_a_call": 19, "frustration": MOST_FRUSTRATION}
_SURE = 0.95
_NUMBER = "Type a whole number from 0 to {}."


@dataclass
class Typed:
    """What was typed, and what of it is no good."""

    given: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    def number(self, name: str, most: int) -> int:
        text = self.given.get(name) or "0"
        if text.isdecimal() and int(text[:6]) <= most:
            return int(text)
        self.problems[name] = _NUMBER.format(most)
        return 0

    def share(self, name: str, usual: float) -> float:
        """Of a hundred."""
        return self.number(name, 100) / 100 if self.given.get(name) else usual

    def moment(self, zone: ZoneInfo, now: datetime) -> datetime:
        try:
            return datetime.fromisoformat(self.given["at"]).replace(tzinfo=zone) if self.given.get("at") else now
        except ValueError:
            self.problems["at"] = "Choose a day and a time."
            return now


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("what_if", __name__, url_prefix="/what-if"), Drafting(desk)
    choosing = Choosing(desk.settings)

    whole = partial(_whole, desk, choosing)

    rules_for = partial(_rules_for, desk, drafting)

    @page.get("/")
    @may(Right.SEE_RULES)
    def shown() -> tuple[str, int]:
        return whole(Typed({}), rules_for(""))

    @page.post("/")
    @limiter.limit(_OFTEN)
    @may(Right.SEE_RULES)
    def ask() -> tuple[str, int]:
        typed = Typed({name: value.strip()[: LONGEST + 1] for name, value in request.form.items()})
        rules = rules_for(typed.given.get("of", ""))
        understanding = _understanding(desk, typed)
        asked = _asked(typed, understanding, rules, desk.now())
        if typed.problems:
            return whole(typed, rules)
        try:
            language = spoken(rules.language)
            found = what_if(asked, rules, language, texts_said(desk.settings.prompts_dir, rules))
        except (CandidError, ValueError):
            typed.problems["words"] = "With these rules no call can be held here: look at what the draft says of them."
            return whole(typed, rules)
        rule = rules.transfer_rule(found.doing.rule) if found.doing.rule else None
        return whole(
            typed,
            rules,
            found=found,
            told=told(found.doing),
            understanding=understanding,
            rule=in_words(sentence_of_rule(rule)) if rule else "",
            place=rules.transfer_rules.index(rule) + 1 if rule else 0,
        )

    return page


def _rules_for(desk: Desk, drafting: Drafting, which: str) -> Rules:
    return desk.in_force if which == "force" else drafting.standing().rules


def _whole(desk: Desk, choosing: Choosing, typed: Typed, rules: Rules, **found: Any) -> tuple[str, int]:
    given = {"at": f"{desk.now().astimezone(zone_named(rules.business_zone)):%Y-%m-%dT%H:%M}"} | typed.given
    shown_now = {
        "intents": choosing.intents,
        "queues": _queues_asked_for(rules),
        "lines": list(rules.numbers),
        "draft": desk.drafts.current(),
        "longest": LONGEST,
        "most": _MOST,
    }
    told_now = render_template("what_if.html", given=given, problems=typed.problems, **shown_now, **found)
    return told_now, 422 if typed.problems else 200


def _understanding(desk: Desk, typed: Typed) -> Understanding:
    words = typed.given.get("words", "")
    if not words or len(words) > LONGEST:
        typed.problems["words"] = f"Type what the caller says, in at most {LONGEST} characters."
        return Understanding("", 0.0)
    if typed.given.get("intent"):
        return Understanding(typed.given["intent"], typed.share("confidence", _SURE))
    try:
        found = desk.stage.understood(words)
    except TimeoutError:
        found = None
    if found is None:
        typed.problems["intent"] = "The assistant cannot be asked now: choose what it would take the words for."
    return found or Understanding("", 0.0)


def _asked(typed: Typed, understanding: Understanding, rules: Rules, now: datetime) -> WhatIf:
    counted = {name: typed.number(name, most) for name, most in _MOST.items()}
    queues = {route: typed.number(f"queue.{route}", 1000) for route in _queues_asked_for(rules)}
    return WhatIf(
        typed.given.get("words", ""),
        understanding,
        typed.moment(zone_named(rules.business_zone), now),
        typed.given.get("called", ""),
        typed.share("sure", 1.0),
        queues=queues,
        **counted,
    )


def _queues_asked_for(rules: Rules) -> Mapping[str, None]:
    return dict.fromkeys(route for rule in rules.transfer_rules for route in rule.queue_longer_than)
