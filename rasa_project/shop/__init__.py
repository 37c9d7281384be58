"""The small shop whose orders the assistant knows."""
