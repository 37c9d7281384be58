"""The fields of a route, as its form has them: whose telephones ring, when somebody is there, and what if nobody is."""

from ..core.route import Ring
from . import payment_fields
from .fields import Field, Kind

RINGS = {Ring.IN_ORDER.value: "one after the other", Ring.ALL_AT_ONCE.value: "all at once"}
USUAL = {
    "ring": RINGS[Ring.IN_ORDER.value],
    "ring_seconds": "20",
    "time_zone": "UTC",
    "closed": "as ever: nobody of the team is in",
    **payment_fields.USUAL,
}
"""What holds where nothing is written."""
OF_HOURS = "When somebody is there"
AGENTS = Field(
    ("agents",), "Agents' numbers", Kind.LINES, "one a line, as +15005550001; at most ten, rung in this order"
)
GROUPS = (
    (
        "Who is rung",
        (
            AGENTS,
            Field(("ring",), "How they ring", Kind.ONE, "all at once: who presses 1 first has the caller", "rings"),
            Field(("ring_seconds",), "Ring time, in seconds", Kind.NUMBER, "5 to 120; 20 where it is left empty"),
            Field(
                ("press_to_accept",),
                "Agents press 1 to take a call",
                Kind.CHECK,
                "off: a voicemail box may take it",
                usual=True,
            ),
            Field(("called",), "Callers also call this team", Kind.LIST, "as billing, accounts"),
        ),
    ),
    (
        OF_HOURS,
        (
            Field(("time_zone",), "Time zone", hint="a city, as America/New_York; UTC where it is left empty"),
            Field(
                ("hours",),
                "Hours of the week",
                Kind.LINES,
                "One stretch a line, as mon-fri 9:00 to 17:30. With a break at noon, two lines: mon-fri 9:00 to 12:00, "
                "and below it mon-fri 13:00 to 17:30. A night goes on into the next day: fri, sat 22:00 to 6:00. "
                "Nothing: always open.",
            ),
            Field(("holidays", "country"), "Closed on public holidays of", hint="two letters, as GB, US or DE"),
            Field(("holidays", "subdivision"), "Of which part of the country", hint="as ENG, CA or BY"),
            Field(
                ("exceptions",),
                "Other dates",
                Kind.LINES,
                "one a line, as 2026-12-24 9:00 to 12:00, or 2026-12-27 to 2026-12-31 closed",
            ),
            Field(("closed",), "Out of hours callers hear", Kind.ONE, "", "prompts"),
        ),
    ),
    (
        "When nobody takes the call",
        (
            Field(
                ("overflow",),
                "What happens then, step by step",
                Kind.LINES,
                "one step a line: route sales, when busy; queue, at most 5 waiting, at most 10 minutes; callback; "
                "voicemail. Behind them all callers choose: again, a callback or a message",
            ),
            Field(("callback",), "Who waits in line may ask to be called back", Kind.CHECK, "by key 2"),
        ),
    ),
    ("Payments by card", payment_fields.PAYMENTS),
)
FIELDS = tuple(field for _, fields in GROUPS for field in fields)
