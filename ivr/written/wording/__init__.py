"""How lines are worded: whether what callers hear is short, easy, in the order that memory needs, and honest."""

from .look import Look, look_at

__all__ = ["Look", "look_at"]
