"""Engines behind the ports; what is heavy or may crash lives in child processes."""
