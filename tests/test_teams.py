"""A caller who asks for a team by name goes to it, where there is one, and the agent hears what was asked for."""

import pytest
from pydantic import ValidationError

from ivr.core.heard.decision import Circumstances, Outcome
from ivr.core.heard.policy import decide, names_a_place
from ivr.core.heard.turn import Turn
from ivr.core.record import FREE, Awaited, Engine, Expects, Reason, Transcript
from ivr.core.rules import Rules

from .english import ENGLISH

name_asked_for = ENGLISH.teams.name_asked_for
team_added = ENGLISH.teams.added_to
team_asked_for = ENGLISH.teams.asked_for

AGENT = {"agents": ["+15005550001"]}
RULES = Rules.model_validate(
    {
        "routes": {
            "support": AGENT,
            "returns": AGENT,
            "complaints": AGENT,
            "orders": {**AGENT, "called": ["billing", "accounts"]},
            "tech": {**AGENT, "called": ["technical support"]},
            "shop_sales": {**AGENT, "called": ["sales"]},
        },
        "fallback_route": "support",
    }
)


def route_of(text: str, expects: Expects = FREE, failed: Engine | None = None) -> str:
    return decide(
        Turn(1, ENGLISH, transcript=Transcript(text, 0.9), failed=failed), Circumstances(expects), RULES
    ).route


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Can I speak to someone in billing?", "orders"),
        ("I want to talk to accounts.", "orders"),
        ("Put me through to the returns department.", "returns"),
        ("Can I get the sales team please?", "shop_sales"),
        ("Get me a human in billing.", "orders"),
        ("I need an agent from accounts.", "orders"),
        ("I'd like to speak to someone about billing.", "orders"),
        ("Connect me with technical support.", "tech"),
        ("Is there anybody in sales I could talk to?", "shop_sales"),
        ("Billing department, please.", "orders"),
        ("Someone in returns.", "returns"),
        ("I would like to speak with a representative from the billing department.", "orders"),
        ("Could you transfer me to complaints?", "complaints"),
        ("Not sales, put me through to billing.", "orders"),
        ("I don't want to talk to sales, I want someone in accounts.", "orders"),
        ("Please connect me to somebody who works in the accounts team.", "orders"),
        ("Human.", "support"),
        ("Can I speak to someone in the legal department?", "support"),
        ("Let me speak to a manager.", "support"),
    ],
)
def test_who_asks_for_a_team_goes_there(text: str, route: str) -> None:
    assert route_of(text) == route
    assert route_of(text, Expects(Awaited.DIGITS, 6)) == route
    assert route_of(text, failed=Engine.DIALOGUE) == route


@pytest.mark.parametrize(
    "text",
    [
        "I want to talk about billing.", "The person who delivered my parcel was rude to sales.",
        "Where is the returns form?", "I have a billing question.", "I need the returns address.",
        "I want to talk about the human resources department.", "I called sales yesterday.",
    ],
)  # fmt: skip
def test_a_team_that_is_only_spoken_of_is_not_asked_for(text: str) -> None:
    decision = decide(Turn(1, ENGLISH, transcript=Transcript(text, 0.9)), Circumstances(FREE), RULES)
    assert decision.outcome is not Outcome.TRANSFER or decision.reason is not Reason.CALLER_ASKED or (
        decision.route == "support"
    )  # fmt: skip


def test_a_sensitive_topic_comes_before_the_team() -> None:
    decision = decide(
        Turn(1, ENGLISH, transcript=Transcript("My husband died, can I speak to someone in billing?", 0.9)),
        Circumstances(FREE),
        RULES,
    )
    assert (decision.route, decision.care is not None) == ("support", True)


@pytest.mark.parametrize("text", ["Can I speak to someone in billing?", "Can I speak to someone in the law team?"])
def test_the_agent_hears_which_team_was_asked_for_though_there_is_none(text: str) -> None:
    decision = decide(Turn(1, ENGLISH, transcript=Transcript(text, 0.9)), Circumstances(FREE), RULES)
    assert names_a_place(decision, text, ENGLISH.teams)


def test_two_routes_of_one_called_name_are_a_mistake() -> None:
    routes = {"orders": {**AGENT, "called": ["Billing"]}, "support": {**AGENT, "called": ["billing"]}}
    with pytest.raises(ValidationError, match="is called, too"):
        Rules.model_validate({"routes": routes, "fallback_route": "support"})
    with pytest.raises(ValidationError, match="is called, too"):
        Rules.model_validate(
            {"routes": {"support": {**AGENT, "called": ["orders"]}, "orders": AGENT}, "fallback_route": "support"}
        )


def test_no_turn_looks_for_teams_that_were_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand names, each a pattern to be made, would keep every caller waiting for twelve seconds."""
    many = {f"route_{n}": tuple(f"team {n} {other}" for other in range(20)) for n in range(100)}

    def made(pattern: str) -> None:
        raise AssertionError("a pattern is made of a name that nobody said")

    monkeypatch.setattr("ivr.language.spoken.re.compile", made)
    assert team_asked_for("Can I speak to someone in the kitchen about my lamp?", many) is None


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Someone about billing.", "orders"),
        ("I need to talk to somebody about my returns.", "returns"),
        ("Can I speak with someone regarding accounts please?", "orders"),
        ("Is there someone who can help me with billing?", "orders"),
        ("I'd like a person who handles returns.", "returns"),
        ("Get me somebody about a billing problem.", "orders"),
        ("I want to talk to a person about a sales receipt.", "support"),
        ("I want to talk to someone about my lamp.", "support"),
        ("I don't want to talk to someone about billing, just a person.", "support"),
    ],
)
def test_what_a_person_is_wanted_about_may_name_the_team(text: str, route: str) -> None:
    assert route_of(text) == route


def test_the_agent_hears_what_a_person_is_wanted_about() -> None:
    text = "I want to talk to someone about my lamp."
    decision = decide(Turn(1, ENGLISH, transcript=Transcript(text, 0.9)), Circumstances(FREE), RULES)
    assert names_a_place(decision, text, ENGLISH.teams)


@pytest.mark.parametrize(
    ("before", "text", "route"),
    [
        ("Can I speak to someone", "in billing", "orders"),
        ("Human.", "Billing, please.", "orders"),
        ("A person please.", "The sales team.", "shop_sales"),
        ("operator", "it's about a return", "returns"),
        ("I want to talk to a human", "no, to your accounts department please", "orders"),
        ("agent", "not billing", None),
        ("agent", "my name is Sales", None),
        ("human", "about my lamp", None),
        ("human", "", None),
    ],
)
def test_who_has_asked_for_a_person_may_name_the_team_afterwards(before: str, text: str, route: str | None) -> None:
    assert team_added(before, text, RULES.teams()) == route


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("Can I speak to someone in billing?", "billing"),
        ("Where is my order? human billing please", "billing"),
        ("Can I speak to someone in accounts", "accounts"),
        ("Where is my order?", None),
        ("I have a billing question", None),
    ],
)
def test_by_which_of_its_names_a_team_was_asked_for_is_known_of_the_wish(wish: str, name: str | None) -> None:
    assert name_asked_for(wish, RULES.teams()["orders"]) == name
