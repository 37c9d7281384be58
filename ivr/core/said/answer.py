"""The assistant's reply as something to say."""

from ..memory import Memory
from ..record import Prompt, Reply, Words
from .playback import Saying, Then


def answer(reply: Reply, memory: Memory) -> Saying:
    """What to say for a reply that does not transfer; "repeat" says the last answer again."""
    if reply.repeat:
        return memory.said or Saying((Prompt("repeat_nothing"),))
    lines = tuple(Words(text) for text in reply.texts)
    if reply.hang_up:
        return Saying(lines or (Prompt("goodbye"),), then=Then.HANG_UP)
    return Saying(lines or (Prompt("no_match_1"), Prompt("in_a_few_words")), reply.expects)
