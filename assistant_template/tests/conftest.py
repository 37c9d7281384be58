"""What every test has: the trained model."""

from trained_model import agent, loop

__all__ = ["agent", "loop"]
