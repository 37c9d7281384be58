"""Rules tried on calls that are over, and on a sentence, before they are in force: what would have been decided."""
