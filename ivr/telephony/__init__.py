"""The carrier's wire: what Twilio signs, asks for and is told, and nothing of what a call means."""
