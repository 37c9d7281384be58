"""When agents are at work: time zones, public holidays, and which routes are open at a moment."""
