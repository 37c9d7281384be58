"""Transfer rules of all kinds, and facts for them, out of few words, so that they often have to do with one another."""

from typing import Any

from hypothesis import strategies as st

from ivr.core.facts import Facts
from ivr.core.record import Choice, Priority, Topic
from ivr.core.rules import Rules
from ivr.core.transfer_rule import NEVER_OVERRULED

INTENTS, NUMBERS = ["bill", "cancel", "greet"], ["+15005550001", "+493055500001"]
PHRASES = ["cancel", "cancel it", "please cancel it", "my bill", "bill"]
LISTS = {"leaving": ["cancel it", "bill"], "one": ["cancel"], "long": ["please cancel it"]}
HOURS = [{"days": "daily", "opens": "9", "closes": "17"}]
ROUTES = {
    name: {"agents": [f"+1500555000{at}"], "hours": HOURS, "queue": True}
    for at, name in enumerate(("support", "billing", "night"), 1)
}
TOPICS = sorted(set(Topic) - NEVER_OVERRULED)[:3]


def _some(of: list[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(of), min_size=1, max_size=most, unique=True)


shares = st.sampled_from([0.3, 0.5, 0.7, 0.9])
routes = sorted(ROUTES)
CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "intents": _some(INTENTS),
    "topics": _some(TOPICS),
    "words": _some(PHRASES),
    "word_lists": _some(sorted(LISTS)),
    "right_below": shares,
    "below_confidence": shares,
    "misses_in_a_row": st.integers(1, 3),
    "misses_in_a_call": st.integers(1, 3),
    "frustration": st.integers(1, 3),
    "slots": st.dictionaries(
        st.sampled_from(["plan", "paid"]), st.one_of(st.just("any"), _some(["yes", "no", "gold"])), min_size=1
    ),
    "opted_out": _some(sorted(Choice)),
    "languages": _some(["en", "es"]),
    "numbers": _some(NUMBERS),
    "open": _some(routes),
    "closed": _some(routes),
    "queue_longer_than": st.dictionaries(st.sampled_from(routes), st.integers(0, 2), min_size=1, max_size=2),
}
ACTIONS: dict[str, st.SearchStrategy[Any]] = {
    "say": st.sampled_from(["connecting", "goodbye"]),
    "priority": st.sampled_from(sorted(Priority)),
    "whisper": st.sampled_from(["A premium customer.", "Ask for the contract."]),
    "tickets": _some(["complaint", "callback"]),
    "tag": st.sampled_from(["leaving", "vip"]),
    "alert": st.booleans(),
}


@st.composite
def rules(draw: st.DrawFn, conditions: int = 3, with_actions: bool = True) -> dict[str, Any]:
    """One as a file holds it, that is sound."""
    asked = draw(_some(sorted(CONDITIONS), conditions))
    rule = {field: draw(CONDITIONS[field]) for field in asked}
    if "intents" in rule:
        rule["at_confidence"] = draw(st.sampled_from([0.2, 0.6, 0.8]))
        if rule.get("below_confidence", 1.0) <= rule["at_confidence"]:
            del rule["below_confidence"]
    done = draw(st.lists(st.sampled_from(sorted(ACTIONS)), max_size=3, unique=True)) if with_actions else []
    rule["route"] = draw(st.sampled_from(routes))
    return rule | {field: draw(ACTIONS[field]) for field in done}


def rules_of(*made: dict[str, Any], **more: Any) -> Rules:
    named = [{"name": f"rule_{number}"} | rule for number, rule in enumerate(made, 1)]
    of_file = {"routes": ROUTES, "fallback_route": "support", "word_lists": LISTS, "transfer_rules": named}
    return Rules.model_validate(of_file | more)


facts = st.builds(
    Facts,
    words=st.sampled_from(["", *PHRASES, "please cancel it now", "what is my bill"]),
    right=st.one_of(st.none(), shares),
    intent=st.sampled_from(["", *INTENTS]),
    confidence=shares,
    topic=st.one_of(st.none(), st.sampled_from(TOPICS)),
    language=st.sampled_from(["en", "es"]),
    misses_in_a_row=st.integers(0, 2),
    misses_in_a_call=st.integers(2, 4),
    frustration=st.integers(0, 4),
    slots=st.dictionaries(st.sampled_from(["plan", "paid"]), st.sampled_from(["yes", "no", "gold"])),
    choices=st.frozensets(st.sampled_from(sorted(Choice))),
    called=st.sampled_from(["", *NUMBERS]),
    closed=st.frozensets(st.sampled_from(routes)),
    waiting=st.dictionaries(st.sampled_from(routes), st.integers(0, 3)),
)
