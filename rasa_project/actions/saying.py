"""What tasks say, as Rasa's dispatcher takes it."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_sdk.executor import CollectingDispatcher

from tasks.say import Say


def utter(dispatcher: CollectingDispatcher, says: Iterable[Say]) -> None:
    """Each response with its values; what it awaits takes the place of what the domain says of it."""
    for said in says:
        told = {name: value for name, value in (("expects", said.expects), ("left", said.left)) if value}
        metadata = {"metadata": told} if told else {}
        dispatcher.utter_message(response=said.name, **said.values, **metadata)
