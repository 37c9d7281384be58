"""Sets a recorder of evidence beside one stream of a call: on its websocket, and with whoever writes the journal."""

from ..core.rules import Rules
from ..evidence.recorder import Recorder
from ..evidence.told import Voiced, hash_of_rules
from .equipment import Equipment, Evidence, TextSocket
from .line_watch import MARK
from .witnessed_socket import Witness, WitnessedSocket


def witnessed(
    equipment: Equipment, call: str, rules: Rules, socket: TextSocket, *, number: int, resumed: bool
) -> tuple[TextSocket, Witness | None]:
    """The websocket as the call is to use it, and who sees what comes and goes on it. It is the `number`th stream."""
    if equipment.evidence is None:
        return socket, None
    witness = _witness(equipment, equipment.evidence, call, rules, number)
    witness.begin(number, resumed=resumed)
    equipment.evidence.facts.tell(
        call, "in_force", {**equipment.evidence.in_force, "rules": hash_of_rules(rules.version)}
    )
    return WitnessedSocket(socket, witness), witness


def _witness(equipment: Equipment, evidence: Evidence, call: str, rules: Rules, number: int) -> Witness:
    voiced = Voiced(rules.language, evidence.voice, rules.disclosure.prompts)
    recorder = Recorder(
        lambda kind, fact: evidence.facts.tell(call, kind, fact),
        equipment.prompts.of(rules.company),
        voiced,
        signs=frozenset({MARK}),
    )
    return Witness(recorder, lambda: evidence.facts.tell(call, "recorder_failed", {"stream": number}))
