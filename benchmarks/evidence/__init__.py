"""Measures what evidence costs: to keep it, to prove a fact, to check a whole log."""
