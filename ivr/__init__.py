"""Candid: a phone assistant that says it is a machine and lets the caller reach a person at once."""
