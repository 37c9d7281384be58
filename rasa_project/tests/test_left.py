"""What is put down for people is told to the service with its number, in the turn in which it was and in no other."""

from types import SimpleNamespace
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa_sdk.executor import CollectingDispatcher
from task_call import TaskCall

from actions.saying import utter
from channels.conversation import _left
from tasks.say import YES_NO, Say, say, told_left


class Kept(TaskCall):
    """A call that keeps what was said last, not as text."""

    def _heard(self, step: Any) -> str:
        self.last: list[Say] = list(step.says)
        return super()._heard(step)


def test_a_message_and_a_callback_tell_their_numbers_once_they_are_left(tmp_path: Any) -> None:
    for task, said in (
        ("leave_message", ("can i leave a message", "the bell is broken", "2125550143", "yes")),
        ("callback", ("can someone call me back", "2125550143", "the first one", "in the afternoon", "yes")),
    ):
        call = Kept(tmp_path / task)
        heard = call.says(task, *said)
        [left] = [each.left for each in call.last if each.left]
        assert left["kind"] == {"leave_message": "note", "callback": "callback"}[task]
        assert left["reference"] in heard.replace(",", "").replace(" ", "")
        call.close()


def test_it_stands_beside_what_is_awaited() -> None:
    dispatcher = CollectingDispatcher()
    utter(dispatcher, [told_left("ticket", "417", Say("utter_ticket", {}, YES_NO)), say("utter_anything_else")])
    first, second = (message.get("metadata") for message in dispatcher.messages)
    assert first == {"expects": YES_NO, "left": {"kind": "ticket", "reference": "417"}}
    assert second is None


def test_it_is_told_of_the_turn_at_hand_alone() -> None:
    before, now = ({"metadata": {"left": {"kind": "ticket", "reference": number}}} for number in ("1", "2"))
    events = [UserUttered("a"), BotUttered("b", metadata=before), UserUttered("c"), BotUttered("d", metadata=now)]
    tracker: Any = SimpleNamespace(events=events)
    assert _left(tracker) == [{"kind": "ticket", "reference": "2"}]
    tracker.events = [*events, UserUttered("e"), BotUttered("f")]
    assert _left(tracker) == []
