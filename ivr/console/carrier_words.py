"""What the carrier's numbers mean, in plain words: its error codes, and how the other side's line answered (SIP)."""

from ..store.line_events import LineEvent
from ..store.one_call import Row

_ERRORS = {
    10001: "the account with the carrier is not active",
    11100: "the address that the carrier was given is wrong",
    11200: "our service gave the carrier no proper answer",
    11205: "the carrier could not reach our service",
    11206: "our service answered the carrier with something that is no web page",
    11210: "the name of our service was not found",
    11215: "our service sent the carrier round in circles",
    11220: "our service's certificate was not accepted",
    11237: "our service's certificate was not accepted",
    11750: "our answer to the carrier was too long",
    12100: "our answer to the carrier could not be read",
    12200: "our answer to the carrier held what it does not know",
    12300: "our answer to the carrier had the wrong type",
    13214: "the number that is to be shown to agents is not allowed",
    13223: "the agent's number is not written as a number should be",
    13224: "the agent's number is not valid, or the carrier does not call it",
    13225: "the agent's number is one that may not be called",
    13226: "the agent's number has no known country",
    13227: "the carrier's account may not call this country",
    31901: "the line to the assistant was not opened in time",
    31902: "the line to the assistant was refused",
    31910: "the line to the assistant was not safe: the certificate was not accepted",
    31920: "the line to the assistant could not be opened",
    31921: "we closed the line to the assistant, as on the way to a person",
    31924: "we sent the carrier what it does not understand",
    31930: "the assistant took in the caller's sound too slowly",
    31931: "we sent more sound than the carrier keeps",
}
_SIP = {
    400: "the request was not understood",
    401: "a password is needed",
    403: "it is forbidden",
    404: "nobody has this number",
    407: "a password is needed",
    408: "it took too long",
    410: "nobody has this number any more",
    480: "cannot be reached now",
    484: "the number is not complete",
    486: "busy",
    487: "ended before anybody answered",
    488: "the two ends could not agree on a kind of sound",
    500: "the other side's exchange failed",
    502: "an exchange on the way failed",
    503: "no line was free",
    504: "an exchange on the way took too long",
    600: "busy everywhere",
    603: "declined",
    604: "nobody has this number",
    607: "the call was not wanted",
    608: "the call was taken for unwanted on the way",
}
_OF_SIP = {4: "could not be reached", 5: "the other side's exchange failed", 6: "it was refused"}


def told_by_carrier(row: Row) -> str:
    """Of a row of `line_events` with a code: the number, and what it means."""
    code = row["code"]
    if row["kind"] == LineEvent.SIP:
        return f"{code}: {_SIP.get(code) or _OF_SIP.get(code // 100, 'sent on to another place')}"
    return f"{code}: {_ERRORS.get(code, 'the carrier explains this number in its list of error codes')}"
