"""Values out of speech, and back: numbers, dates, times, amounts, names and addresses as a recogniser writes them.

Rules, no model; no text makes a reader raise. Each reader gives a `Found`, or None when the text holds no such value.
"""
