"""What callers can do, a task a file: what is asked and confirmed, how it is done. No Rasa and no network in here."""
