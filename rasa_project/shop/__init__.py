"""The small shop that comes with Candid: a back office of its own, in one SQLite file."""
