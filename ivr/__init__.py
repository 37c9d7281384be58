"""Candid: a phone assistant that says it is a machine and lets the caller reach a person at once."""

import os
import zoneinfo

os.putenv("ORT_DISABLE_TELEMETRY", "1")
"""onnxruntime, which finds speech for us, reports to its maker from its import on; here and in our children it is
still. It reads this before we could call anything of it."""

zoneinfo.reset_tzpath(())
"""Time zones are those of the pinned tzdata package: an older copy of the system's would win over it."""
