"""Who may do what in the console: five roles, and for each page the right that it asks for.

A page without a right of its own is refused to everybody, so that none is left open by mistake.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Right(StrEnum):
    SEE_NOW = "see_now"
    SEE_CALLS = "see_calls"
    """When, how long, how they ended; no word of what was said."""
    SEE_WORDS = "see_words"
    """What callers said. Each look is noted."""
    SEE_REPORTS = "see_reports"
    SEE_RULES = "see_rules"
    SET_RULES = "set_rules"
    HELP = "help"
    """Help the machine in a running call."""
    SEE_MESSAGES = "see_messages"
    DO_MESSAGES = "do_messages"
    TAKE_CALLS = "take_calls"
    """The queue of calls for agents."""
    SEE_AUDIT = "see_audit"
    SET_PEOPLE = "set_people"
    OWN_ACCOUNT = "own_account"


class Role(StrEnum):
    VIEWER = "viewer"
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMIN = "admin"


_SEES = {Right.OWN_ACCOUNT, Right.SEE_NOW, Right.SEE_CALLS, Right.SEE_REPORTS, Right.SEE_RULES}
_WORKS = {Right.SEE_MESSAGES, Right.DO_MESSAGES, Right.TAKE_CALLS}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset(_SEES),
    Role.AGENT: frozenset({Right.OWN_ACCOUNT, *_WORKS}),
    Role.SUPERVISOR: frozenset({*_SEES, *_WORKS, Right.SEE_WORDS, Right.SET_RULES, Right.HELP}),
    Role.AUDITOR: frozenset({*_SEES, Right.SEE_WORDS, Right.SEE_MESSAGES, Right.SEE_AUDIT}),
    Role.ADMIN: frozenset(Right),
}
TOLD: dict[Role, str] = {
    Role.VIEWER: "sees calls, figures and rules, but not what callers said",
    Role.AGENT: "deals with messages and waiting callers",
    Role.SUPERVISOR: "sets the rules, helps in running calls, sees what callers said",
    Role.AUDITOR: "sees everything, what callers said and who did what included; changes nothing",
    Role.ADMIN: "all of that, and says who may do what",
}


def may(right: Right) -> Callable[[View], View]:
    """Marks a page: whoever opens it must have this right."""

    def mark(view: View) -> View:
        view.right = right  # type: ignore[attr-defined]  # read back by `right_of`
        return view

    return mark


def open_to_all(view: View) -> View:
    """Marks a page that is there for who has not signed in."""
    view.right = None  # type: ignore[attr-defined]  # read back by `right_of`
    return view


def right_of(view: object) -> Right | None:
    """None: open to all. Raises AttributeError for a page that was never marked."""
    found: Right | None = view.right  # type: ignore[attr-defined]  # set above
    return found


def rights_of(role: str) -> frozenset[Right]:
    """None for a role that is unknown, as one of a later version."""
    return RIGHTS[Role(role)] if role in set(Role) else frozenset()
