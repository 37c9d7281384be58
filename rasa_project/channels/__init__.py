"""How the outside talks to the assistant: one channel, made for a phone call."""
