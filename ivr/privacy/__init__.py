"""What is kept of callers' words, and how: secrets are taken out first, then it is locked, with a key for each call.

Master keys lock those.
"""
