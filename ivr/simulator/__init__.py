"""The other end of the line: a stand-in for Twilio, scripted callers, and reports of the calls that they place."""
