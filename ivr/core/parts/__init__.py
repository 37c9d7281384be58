"""The parts of a call: each owns its own state, and is given the parts that it asks."""
