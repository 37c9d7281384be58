"""What proves to a stranger what callers were told: facts as leaves of an append-only Merkle tree, signed checkpoints.

`leaf` says what a fact may hold (never anything of a person), `log` keeps facts and `export` hands them out with
proofs, which `verify` checks, and `docs/verify_evidence.py` for those who trust none of our code.
"""
