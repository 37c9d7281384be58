"""How callers speak of what the assistant must not handle, as patterns over spoken words; what is done is elsewhere."""
