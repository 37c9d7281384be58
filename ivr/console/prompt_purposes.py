"""What each prompt is for, in a supervisor's words: by these they are listed and chosen, and not by their names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

OWN = "Lines of your own"
_GROUPS: Mapping[str, Mapping[str, str]] = {
    "How every call begins": {
        "disclosure": "First of all: that an AI speaks, for whom, and both ways to a person",
        "notice": "Then: what becomes of the caller's words",
        "ask_how": "The first question",
        "ask_recording": "Asks whether the call may be recorded",
        "robot_brief": "That it is an AI, in a few words, before another line",
    },
    "Nothing heard, or not understood": {
        "no_input_1": "Nothing was heard, the first time",
        "no_input_2": "Nothing was heard, again",
        "no_match_1": "Not understood, the first time",
        "no_match_2": "Not understood, again",
        "in_a_few_words": "Asks for it in a few words",
        "still_there": "Asks whether the caller is still there",
        "sorry_dropped": "The line broke for a moment, and the call goes on",
        "machine_goodbye": "To a recording or a bot, before we hang up",
    },
    "Keys": {
        "keys_hint": "Which keys there are",
        "keys_digits": "How to type a number",
        "keys_phone": "How to type a telephone number",
        "keys_yes_no": "Keys for yes and no",
        "keys_place": "Keys for the first, the second, and so on",
    },
    "What callers ask of the machine": {
        "help": "Asked for help: what it can do",
        "who_answer": "Asked who this is",
        "robot_answer": "Asked whether it is a robot",
        "robot_then_person": "Asked that again and again: a person comes",
        "data_answer": "Asked what becomes of what they say",
        "data_answer_recorded": "Asked that, where the call is recorded",
        "take_your_time": "Asked to wait",
        "going_back": "Asked to go back: one question back",
        "nothing_before": "Asked to go back, and there is nothing before",
        "already_done": "Asked to undo what is already done",
        "starting_again": "Asked to start again",
        "done_stays_done": "Asked to start again, after something was done",
        "repeat_nothing": "Asked to repeat, before anything was said",
        "one_moment": "While it is thinking",
        "anything_else": "What else can be done",
        "welcome": "Thanked",
        "going_on": "Back from people by their own choice: it goes on",
        "done_settled": "Given back by an agent: what it was about is settled",
        "done_passed_on": "Given back by an agent: it was passed on",
        "done_rest": "Given back by an agent: the assistant helps with the rest",
    },
    "Recording": {
        "recording_on": "The caller agreed: it is recorded from now on",
        "recording_off": "The caller did not agree",
        "recording_stopped": "The recording was stopped",
        "recording_deleted": "The recording was deleted",
        "offer_deletion": "How to have it deleted",
        "recorded_answer": "Asked whether it is recorded: it is not",
        "recorded_answer_asked": "Asked that before they have answered us",
        "recorded_answer_on": "Asked that while it is",
        "recorded_answer_stopped": "Asked that after it was stopped",
    },
    "What callers choose for later calls": {
        "choices_keys": "Which choices there are",
        "choices_keys_recorded": "Which choices there are, where the call is recorded",
        "chosen_no_machine": "A person each time",
        "chosen_no_recording": "Not to be recorded",
        "chosen_no_training": "Not to be used for training",
        "chosen_taken_back": "A choice was taken back",
        "chosen_this_call": "Number withheld: the choice holds for this call alone",
        "opted_out_hello": "Greets who chose a person each time",
        "opted_out_person": "Puts them through",
    },
    "On the way to a person": {
        "connecting": "Asked for a person",
        "offer_person": "Offers a person",
        "connecting_unsure": "Not sure that it was understood",
        "connecting_silent": "Nothing is heard",
        "connecting_stuck": "It gets no further",
        "connecting_frustrated": "The caller has lost patience",
        "connecting_trouble": "Something went wrong on our side",
        "agent_busy_next": "An agent is busy, the next is rung",
        "agent_no_answer_next": "An agent does not answer, the next is rung",
        "agent_failed_next": "An agent cannot be reached, the next is rung",
        "card_number": "Stops who reads out a card number",
    },
    "Out of hours": {
        "closed": "Nobody of the team is in",
        "closed_self_harm": "Nobody is in, to who speaks of ending their life",
        "closed_bereavement": "Nobody is in, to who has lost somebody",
        "trouble": "Something went wrong on our side, and nobody is in",
    },
    "Danger and sensitive topics": {
        "topic_emergency": "An emergency: a person comes",
        "topic_self_harm": "Ending one's life",
        "topic_abuse": "Violence by somebody near: asks whether it is safe to talk",
        "topic_bereavement": "A death",
        "topic_child": "A child calls",
        "topic_medical": "Health",
        "topic_fraud": "Fraud",
        "topic_vulnerability": "Somebody who needs more time or care",
        "topic_hardship": "No money to pay",
        "topic_legal_threat": "A lawyer, a court",
        "topic_rights": "A right: cancelling, a dispute, their data",
        "topic_complaint": "A complaint",
        "rights_known": "Asked what is known of them",
        "rights_deleted": "Asked to have it deleted",
    },
    "Paying by card": {
        "pay_offer": "How to pay by keys",
        "pay_by_keys": "Before the card's numbers are typed",
        "pay_paid": "Paid",
        "pay_card_taken": "The card is saved, nothing is charged yet",
        "pay_stopped": "The caller stopped it",
        "pay_not_completed": "The numbers did not come through",
        "pay_failed": "Nobody knows whether it was paid",
    },
    "Waiting for an agent": {
        "all_busy_wait": "All agents are busy: please hold",
        "waiting_first": "First in line",
        "waiting_place": "Which place in line",
        "waiting_minute": "About one minute",
        "waiting_minutes": "About so many minutes",
        "waiting_unknown": "How long is not known",
        "waiting_choice": "Key for leaving a message",
        "waiting_callback": "Key for being called back",
    },
    "No agent took the call": {
        "no_agent": "Nobody took the call",
        "no_one_free": "Nobody could take the call",
        "instead_again": "Key for trying again",
        "instead_message": "Key for leaving a message",
        "instead_assistant": "Key for going on with the assistant",
        "callback_offer": "Offers to call back",
        "callback_here": "Will be called back on the number that they call from",
        "callback_on": "Will be called back on the number that they typed",
        "callback_other": "Key for another number",
        "callback_number": "How to type that number",
        "callback_unread": "The number cannot be read",
        "voicemail_intro": "Please leave a message",
        "message_kept": "The message was recorded",
        "no_message": "No message was recorded",
        "reference": "Tells the reference number",
        "call_again": "Please call again",
    },
    "The machine cannot answer": {
        "not_ready": "It is not ready: a person comes",
        "all_busy": "All its lines are busy: a person comes",
        "line_failed": "The line failed: a person comes",
        "call_is_over": "The call is over",
    },
    "End of the call": {"goodbye": "Goodbye"},
    "Callers in another language": {},
    OWN: {},
}
_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pt": "Portuguese"}
_MADE = (
    (r"emergency_(\d+)", "Danger and sensitive topics", "An emergency: call {}"),
    (r"crisis_(\d+)", "Danger and sensitive topics", "In despair: call {}"),
    (r"other_language_([a-z]{2})", "Callers in another language", "Speaks {}: a person comes"),
    (r"closed_([a-z]{2})", "Callers in another language", "Speaks {}, and nobody is in"),
)
"""Names that end in a number or a language."""
_TOLD = {name: (group, told) for group, names in _GROUPS.items() for name, told in names.items()}


@dataclass(frozen=True, slots=True)
class Purpose:
    group: str
    told: str


def language_told(language: str) -> str:
    """ "en" → "English"; its two letters where its name is not known here."""
    return "English" if language == "en" else _LANGUAGES.get(language, language)


def purpose_of(name: str) -> Purpose:
    """Of any prompt: one that operators made has its name for it, as nobody else knows what it is for."""
    if name in _TOLD:
        return Purpose(*_TOLD[name])
    for pattern, group, told in _MADE:
        if found := re.fullmatch(pattern, name):
            return Purpose(group, told.format(language_told(found.group(1))))
    words = name.replace("_", " ")
    return Purpose(OWN, words[:1].upper() + words[1:])


def grouped(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Group → prompt → what it is for, in the order in which callers come to them; of these prompts alone."""
    found: dict[str, dict[str, str]] = {group: {} for group in _GROUPS}
    names = sorted(names, key=lambda name: (list(_TOLD).index(name) if name in _TOLD else len(_TOLD), name))
    for name in names:
        purpose = purpose_of(name)
        found[purpose.group][name] = purpose.told
    return {group: its for group, its in found.items() if its}
