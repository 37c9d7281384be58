"""What is said to "I'll cancel it. Shall I do that?": there, words of giving up are the wish itself."""

from __future__ import annotations

import re
from enum import Enum

from talk.assent import assent_in
from talk.following import cancelled
from tasks.refusal import parted

CANCELLING = (
    *("cancel it", "cancel that", "cancel this", "cancel the visit", "cancel that visit", "cancel the appointment"),
    *("cancel my appointment", "cancel the order", "cancel that order", "cancel my order", "cancel the delivery"),
    *("call it off", "stop it", "stop the delivery", "keep it", "leave it"),
)
"""What is awaited there beside a yes and a no."""
_GOES = re.compile(
    r"\b(?:cancel\w*\b(?! (?:my |the |our |this )?(?:contract|account|subscription|service|plan|membership|"
    r"everything))|"
    r"call(?:ing)? (?:it|that|the \w+|this) off|call off|stop(?:ping)? (?:it|that|the|my|this)|"
    r"scrap\w*|drop (?:it|the|that|my)|"
    r"get rid of|forget (?:about )?(?:the|my|this|that) \w+|undo (?:it|that)|withdraw|end (?:it|the|that|my))\b",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:keep(?:ing)? (?:it|the|my|that|them)|leave (?:it|the \w+|that|things|everything|my \w+)|"
    r"still (?:want|need|have|like) (?:it|the|my|that)|"
    r"let it (?:be|stand|come)|(?:should|can|to) (?:stay|stand|remain)|hold on to it)\b",
    re.IGNORECASE,
)
_HESITATES = re.compile(
    r"^\W*(?:um|uh|oh|no|well|so|okay|ok)?\W*(?:actually|wait|hang on|hold on|sorry)\b", re.IGNORECASE
)


class Fate(Enum):
    GOES = "goes"
    STAYS = "stays"
    UNSURE = "unsure"
    """ "Actually, cancel that" may mean the visit, or the wish to cancel it."""


def fate_in(text: str) -> Fate | None:
    """What is to become of the thing; None when that was not said in such words."""
    wanted, refused = parted(text.replace("’", "'"))
    if _GOES.search(refused) or _STAYS.search(wanted):
        return Fate.STAYS
    if not _GOES.search(wanted) and cancelled(text) is None:
        return None
    if assent_in(text).wish is False:
        return Fate.STAYS
    return Fate.UNSURE if _HESITATES.search(text) else Fate.GOES
