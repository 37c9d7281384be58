"""Signs that no rule has read: said, or left out."""

from ...aloud.rule import Rule, rule

LEFT_OVER: tuple[Rule, ...] = (
    rule(r"\s?&\s?", " and "),
    rule(r"\band/or\b", "and or"),
    rule(r"(?<=[a-z])/(?=[a-z])", " or "),
    rule(r"(?<=[A-Za-z]\.)/(?=[A-Z]\.)|(?<=\b[A-Z])/(?=[A-Z]\b)", " "),
    rule(r"\s?%", " percent"),
    rule(r"\s?\+\s?(?=\w)", " plus "),
    rule(r"\s?=\s?", " equals "),
    rule(r"(?<!\w)~\s?(?=\d)", "about "),
    rule(r"(?<=\s)@(?=\s)", "at"),
    rule(r"(?<!\w)#(?!\w)", "hash"),
    rule(r"(?<![\w*])\*(?![\w*])", "star"),
    rule(r"(?<=[A-Za-z])–(?=[A-Za-z])", " to "),
    rule(r"[*_|\\^<>{}~`©®™•·]+", " "),
    rule(r"(?<=\b[A-Z]\.)\.(?!\.)", ""),
    rule(r"[ \t]{2,}", " "),
)
