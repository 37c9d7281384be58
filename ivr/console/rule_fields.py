"""The fields of a transfer rule, as its form has them: what it asks, and what it does."""

from .fields import Field, Kind

NAME = Field(("name",), "Name", hint="in lower case with _ for a space, as billing_at_night; records name it so")
ENABLED = Field(("enabled",), "On", Kind.CHECK, usual=True)
ASKS = (
    Field(("intents",), "The caller asks about", Kind.SOME, "one of these suffices", "intents"),
    Field(("at_confidence",), "… and it is at least so sure, in %", Kind.SHARE, "60 where it is left empty"),
    Field(("below_confidence",), "What the caller means is less sure than, in %", Kind.SHARE),
    Field(("words",), "The caller says one of these phrases", Kind.LINES, "one a line"),
    Field(
        ("word_lists",),
        "… or a phrase of one of these lists",
        Kind.SOME,
        "they are set under Thresholds and words",
        "word_lists",
    ),
    Field(("topics",), "The caller speaks of", Kind.SOME, "one of these suffices", "topics"),
    Field(("right_below",), "The chance that every word was understood right is below, in %", Kind.SHARE),
    Field(("misses_in_a_row",), "Not understood in a row, at least so often", Kind.NUMBER),
    Field(("misses_in_a_call",), "Not understood in the call, at least so often", Kind.NUMBER),
    Field(("frustration",), "Points of frustration, at least", Kind.NUMBER),
    Field(
        ("slots",),
        "What the assistant has collected",
        Kind.PAIRS,
        "one a line: order_status = late, lost; or plan = any",
    ),
    Field(("opted_out",), "The caller has chosen", Kind.SOME, "one of these suffices", "choices"),
    Field(("languages",), "The caller speaks the language", Kind.LIST, "as de, fr"),
    Field(("numbers",), "The number that was called", Kind.LIST, "of yours, as +15005550100"),
    Field(("open",), "Open now", Kind.SOME, "one of these suffices", "routes"),
    Field(("closed",), "Closed now", Kind.SOME, "one of these suffices", "routes"),
    Field(("queue_longer_than",), "More callers wait than", Kind.PAIRS, "one a line: support = 3"),
)
DOES = (
    Field(("route",), "The caller goes to", Kind.ONE, "none: the call goes on, with a tag or an alert", "routes"),
    Field(("say",), "After this line", Kind.ONE, "before the one that says where the call goes", "prompts"),
    Field(("priority",), "With the priority", Kind.ONE, "", "priorities"),
    Field(("whisper",), "The agent is told first", hint="one sentence of your own; at most 200 characters"),
    Field(("tickets",), "A ticket is written as", Kind.SOME, "the caller gets its reference number", "intents"),
    Field(("tag",), "The call is tagged", hint="a name, as may_cancel; calls can be searched for it"),
    Field(("alert",), "Alert whoever watches the service", Kind.CHECK),
)
ALL = (NAME, ENABLED, *ASKS, *DOES)
