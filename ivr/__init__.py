"""Candid: a phone assistant that says it is a machine and lets the caller reach a person at once."""

import zoneinfo

zoneinfo.reset_tzpath(())
"""Time zones are those of the pinned tzdata package: an older copy of the system's would win over it."""
