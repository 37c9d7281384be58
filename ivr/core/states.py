"""The states of a call and the legal moves between them; the docs' diagram is printed from here."""

from enum import StrEnum


class State(StrEnum):
    STARTING = "starting"
    DISCLOSING = "disclosing"
    LISTENING = "listening"
    HEARING = "hearing"
    THINKING = "thinking"
    SPEAKING = "speaking"
    PAYING = "paying"
    """The caller is told that they pay on the keys: nothing they say or type is taken in any more."""
    TRANSFERRING = "transferring"
    ENDED = "ended"


_LEAVING = {State.TRANSFERRING, State.ENDED}
_AWAY = {State.PAYING} | _LEAVING

NEXT: dict[State, frozenset[State]] = {
    State.STARTING: frozenset({State.DISCLOSING, State.SPEAKING} | _LEAVING),
    State.DISCLOSING: frozenset({State.THINKING} | _LEAVING),
    State.LISTENING: frozenset({State.HEARING, State.THINKING, State.SPEAKING} | _AWAY),
    State.HEARING: frozenset({State.LISTENING, State.THINKING, State.SPEAKING} | _AWAY),
    State.THINKING: frozenset({State.LISTENING, State.HEARING, State.THINKING, State.SPEAKING} | _AWAY),
    State.SPEAKING: frozenset({State.LISTENING, State.HEARING, State.THINKING, State.SPEAKING} | _AWAY),
    State.PAYING: frozenset(_LEAVING),
    State.TRANSFERRING: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
}


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.STARTING}"]
    lines += [f"    {state} --> {following}" for state in State for following in sorted(NEXT[state])]
    return "\n".join([*lines, f"    {State.ENDED} --> [*]"])
