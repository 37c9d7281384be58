"""What becomes of records, on command: `ivr keys`, and what operators owe the callers whom they are about."""
