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
OF_A_NUMBER: Mapping[str, str] = {
    "company": "Whom callers ring",
    "notices": "Lines behind the disclosure",
    "emergency_number": "Number for emergencies",
    "crisis_number": "Number for people in despair",
    "fallback_route": "Who needs a person for another reason goes to",
    "recording": "Recording",
}
OF_PAYMENTS: Mapping[str, str] = {
    "payment_connector": "Card payments: connector",
    "charge_amount": "Card payments: amount",
    "currency": "Card payments: currency",
    "token_type": "Card payments: kind of token",
    "timeout": "Card payments: seconds from key to key",
    "max_attempts": "Card payments: tries",
    "security_code": "Card payments: security code is asked for",
    "postal_code": "Card payments: postal code is asked for",
    "min_postal_code_length": "Card payments: shortest postal code",
    "valid_card_types": "Card payments: cards",
    "description": "Card payments: description",
    "language": "Card payments: language",
    "status_callback": "Card payments: your billing is told at",
}
