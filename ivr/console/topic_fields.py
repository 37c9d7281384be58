"""The fields of what is not for a machine: for each topic where its callers go, and what they hear first."""

from ..core.care import route_for
from ..core.record import Topic
from ..core.rules import Rules
from .fields import Field, Kind
from .setting_fields import Group

_TOLD = {
    Topic.EMERGENCY: "An emergency",
    Topic.SELF_HARM: "Ending their life",
    Topic.ABUSE: "Being hurt by somebody near",
    Topic.BEREAVEMENT: "A death",
    Topic.CHILD: "A child on the line",
    Topic.MEDICAL: "Illness, or a device that somebody lives by",
    Topic.FRAUD: "Fraud, or a lost card",
    Topic.VULNERABILITY: "Who needs more time than others",
    Topic.HARDSHIP: "Who cannot pay",
    Topic.LEGAL_THREAT: "Lawyers and courts",
    Topic.RIGHTS: "Rights: their data, a disputed charge, ending a contract",
    Topic.COMPLAINT: "A complaint",
}
_ALWAYS = {Topic.EMERGENCY, Topic.SELF_HARM}
"""None of these can be switched off."""
_ENABLED = Field(("enabled",), "Is no matter for the machine", Kind.CHECK, "off: it answers as ever", usual=True)
_FIELDS = (
    Field(("route",), "They go to", Kind.ONE, "", "routes"),
    Field(("prompt",), "They hear", Kind.ONE, "", "prompts"),
    Field(("tickets",), "A ticket is written as", Kind.LIST, "an intent of the assistant, as complaint"),
)
GROUPS = tuple(
    Group(
        told,
        tuple(
            field.within(("topics", topic.value)) for field in (*(() if topic in _ALWAYS else (_ENABLED,)), *_FIELDS)
        ),
    )
    for topic, told in _TOLD.items()
)


def usual_of_topic(rules: Rules, field: Field) -> str:
    """What is built in, and holds where nothing is written."""
    topic, name = Topic(str(field.path[1])), field.path[2]
    built_in = rules.model_copy(update={"topics": {}})
    told = {"route": route_for(topic, built_in), "prompt": f"topic_{topic.value}"}
    return told.get(str(name), "").replace("_", " ")
