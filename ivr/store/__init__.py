"""Calls on record: live ones in memory, every change in a spool file at once, and in the database a moment later."""
