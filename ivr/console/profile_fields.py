"""The fields of a profile, as its form has them: what is another for calls to one number than for all others."""

from .fields import Field, Kind

NUMBER = Field(("number",), "Number that is called", hint="one of yours, as +493055500001; no agent's telephone")
FIELDS = (
    Field(("company",), "Whom callers of it ring, as it is said"),
    Field(
        ("notices",),
        "Lines behind the disclosure",
        Kind.LIST,
        "what the law of the place asks to be told, as notice, notice_berlin; one of them says that words are written "
        "down",
    ),
    Field(
        ("recording",),
        "Recording",
        Kind.ONE,
        "ask: only callers who agree are recorded. Calls to a number that has no profile never are, once one has",
        "recording",
    ),
    Field(("emergency_number",), "Number for emergencies", hint="two to six digits, as 112"),
    Field(
        ("crisis_number",),
        "Number for people in despair",
        hint="left empty beside an emergency number of its own: they are told that one",
    ),
    Field(("fallback_route",), "Who needs a person for another reason goes to", Kind.ONE, "", "routes"),
)
