"""What else of the rules has a form: how sure it must be, how long it waits, ways out, what callers hear first."""

from dataclasses import dataclass

from .fields import Field, Kind


@dataclass(frozen=True, slots=True)
class Group:
    told: str
    fields: tuple[Field, ...]


def _of(where: str, *fields: tuple[str, str, Kind, str]) -> tuple[Field, ...]:
    return tuple(Field((where, name), told, kind, hint) for name, told, kind, hint in fields)


GROUPS = (
    Group(
        "What callers hear first",
        (
            Field(("company",), "Whom callers ring, as it is said"),
            Field(
                ("disclosure", "prompts"), "Lines that open every call", Kind.LIST, "the first is disclosure, always"
            ),
            Field(("disclosure", "then"), "Then it asks", Kind.ONE, "", "prompts"),
            Field(("recording",), "Recording", Kind.ONE, "ask: only callers who agree are recorded", "recording"),
            Field(
                ("other_languages",),
                "Said to callers who speak another language",
                Kind.PAIRS,
                "a line each, then a person comes: es = in_spanish",
            ),
            Field(
                ("time_zone",),
                "Time zone of the business",
                hint="whose “today” counts, as America/New_York; left empty: that of the first route",
            ),
        ),
    ),
    Group(
        "Ways to a person",
        (
            Field(
                ("ways_out", "phrases"),
                "Phrases by which callers ask for a person",
                Kind.LINES,
                "one a line; “human”, “agent”, “real person” and key 0 are built in",
            ),
            Field(("ways_out", "route"), "They go to", Kind.ONE, "", "routes"),
            Field(("fallback_route",), "Who needs a person for another reason goes to", Kind.ONE, "", "routes"),
            Field(("opt_out", "route"), "Who wants no machine goes to", Kind.ONE, "none: as above", "routes"),
            Field(
                ("opt_out", "key"),
                "Key that tells what callers may choose for later calls",
                hint="1 to 9 or #, where the keys below have no use for it",
            ),
            Field(
                ("agents_say_who",),
                "Agents say their name and place before each caller",
                Kind.CHECK,
            ),
            Field(
                ("say_next",),
                "Lines that a supervisor may have said",
                Kind.LIST,
                "names of lines; they are buttons on the page of a running call",
            ),
            Field(
                ("done_lines",),
                "What an agent who gives a caller back may have said of what was done",
                Kind.LIST,
                "names of lines; up to nine",
            ),
        ),
    ),
    Group(
        "How sure the machine must be",
        _of(
            "thresholds",
            ("transcript", "Every word understood right, in %", Kind.SHARE, "below: “I didn't catch that”"),
            ("intent", "What the caller means, in %", Kind.SHARE, ""),
            ("topic", "That it is a sensitive topic, in %", Kind.SHARE, ""),
            ("misses_in_a_row", "Not understood in a row: a person after", Kind.NUMBER, "1 to 5"),
            ("misses_in_a_call", "Not understood in a call: a person after", Kind.NUMBER, "1 to 10"),
            ("frustration_warn", "Points of frustration at which a person is offered", Kind.NUMBER, ""),
            ("frustration_high", "Points at which a person comes", Kind.NUMBER, ""),
        ),
    ),
    Group(
        "How long it waits, in seconds",
        _of(
            "timing",
            ("complete_after_seconds", "After an answer that is whole", Kind.NUMBER, ""),
            ("unsure_after_seconds", "After one that may go on", Kind.NUMBER, ""),
            ("unfinished_after_seconds", "After one that must go on", Kind.NUMBER, ""),
            ("binding_after_seconds", "After one that cannot be undone, or leads to a person", Kind.NUMBER, ""),
            ("no_input_after_seconds", "Nothing heard: it asks again after", Kind.NUMBER, ""),
            ("wait_seconds", "A caller who said “one moment” has", Kind.NUMBER, ""),
            ("key_pause_seconds", "Between two keys", Kind.NUMBER, ""),
            ("barge_in_after_seconds", "Speech that stops a prompt", Kind.NUMBER, ""),
            ("filler_after_seconds", "“One moment” after", Kind.NUMBER, ""),
            ("engine_deadline_seconds", "Nothing from the machine: a person after", Kind.NUMBER, ""),
        ),
    ),
    Group(
        "Words, keys and limits",
        (
            Field(
                ("word_lists",),
                "Lists of phrases for rules",
                Kind.PAIRS,
                "one a line: leaving = close my account, switch to",
            ),
            Field(
                ("vocabulary",),
                "Words that few people say elsewhere",
                Kind.LIST,
                "products, names: they are heard better",
            ),
            Field(("menu",), "Keys", Kind.PAIRS, "one a line: 1 = order_status; 0 is a person, always"),
            Field(
                ("barge_in",),
                "What stops a line",
                Kind.PAIRS,
                "one a line: help = keys, or words, or speech; speech stops all others, and key 0 stops each",
            ),
            *_of(
                "limits",
                ("calls_at_once", "Calls at once", Kind.NUMBER, ""),
                ("call_minutes", "Longest call, in minutes", Kind.NUMBER, "then a person"),
                ("turns", "Most turns in a call", Kind.NUMBER, "then a person"),
                (
                    "person_within_seconds",
                    "A person within, in seconds",
                    Kind.NUMBER,
                    "whoever waits longer is told of",
                ),
                (
                    "message_due_minutes",
                    "A message is due within, in minutes",
                    Kind.NUMBER,
                    "in which its route is open",
                ),
            ),
            Field(("emergency_number",), "Number for emergencies"),
            Field(("crisis_number",), "Number for people in despair"),
        ),
    ),
)
FIELDS = tuple(field for group in GROUPS for field in group.fields)
