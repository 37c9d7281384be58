"""What settings are called that stand in no form, so that a change of them is told in words all the same."""

from collections.abc import Mapping

NAMES: Mapping[tuple[str, ...], str] = {
    ("language",): "Language of the assistant",
    ("thresholds", "speech"): "That somebody speaks, in %",
    ("timing", "speculate_after_seconds"): "First look at the words after a pause of, in seconds",
    ("timing", "taken_back_after_seconds"): "After an answer that was taken back, in seconds",
    ("timing", "go_on_after_seconds"): "After speech that went on, in seconds",
    ("timing", "take_back_within_seconds"): "An answer can be taken back within, in seconds",
    ("timing", "shortest_speech_seconds"): "Shortest sound that counts as speech, in seconds",
    ("timing", "longest_speech_seconds"): "Longest noise that is listened to, in seconds",
    ("timing", "longest_talk_seconds"): "Longest that a caller speaks without a pause, in seconds",
    ("timing", "mark_grace_seconds"): "Playback may be late by, in seconds",
}
