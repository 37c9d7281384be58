"""Whose turn it is: callers who hesitate, who speak over it, and noises that are nobody."""
