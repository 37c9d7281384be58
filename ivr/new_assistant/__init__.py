"""`ivr new-assistant`: a Rasa project of the operator's own, made of what ships and of one example skill."""

from .command import new_assistant

__all__ = ["new_assistant"]
