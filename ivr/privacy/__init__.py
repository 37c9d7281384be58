"""What is kept of callers' words is locked: a key for each call, and master keys that lock those."""
