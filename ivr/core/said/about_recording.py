"""What is said about the recording of a call. Loaded with the rules, so it knows nothing else of a call."""

from ..record import Prompt

MAY_RECORD = Prompt("ask_recording")
OF_A_RECORDING = (
    *(MAY_RECORD.name, "recording_on", "recording_off", "data_answer_recorded"),
    *("recorded_answer_asked", "recorded_answer_on", "recorded_answer_stopped"),
    *("recording_stopped", "offer_deletion", "recording_deleted", "choices_keys_recorded"),
)
"""Prompts that may be said where callers are asked whether they may be recorded."""
