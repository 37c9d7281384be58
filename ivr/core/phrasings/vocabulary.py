"""Words that several topics' patterns are made of. Patterns see what `topics.spoken` makes of a transcript."""

import re

KIN = (
    r"(?:(?:step|grand|god|foster )?(?:mother|father|mum|mom|dad|son|daughter|brother|sister|child|"
    r"parent)(?: in law)?s?|"
    r"mam|mama|ma|mummy|mommy|mumma|daddy|papa|pa|pop|gran|granny|grandma|grandpa|grandad|nan|nana|nanny|"
    r"husband|wife|partner|spouse|fianc[e\w]*|girlfriend|boyfriend|ex|other half|auntie?|uncle|cousin|nephew|niece|"
    r"baby|babies|boy|girl|kids?|children|toddler|twins?|newborn|friend|best friend|mate|neighbou?r|flatmate|"
    r"roommate|"
    r"housemate|colleague|family|relative|loved one|little one|folks|grandchild|grandchildren)"
)
PARTNER = (
    r"(?:husband|wife|partner|spouse|fianc[e\w]*|girlfriend|boyfriend|ex(?: husband| wife| partner| boyfriend|"
    r" girlfriend)?|"
    r"other half|(?:step ?)?(?:father|dad|mum|mom|mother|son|brother|daughter)|roommate|housemate|uncle|carer|"
    r"caretaker)"
)
SOMEONE = (
    rf"(?:(?:my|our|his|her|the|your|their|a) (?:\w+ ){{0,2}}?{KIN}|i|he|she|they|we|someone|somebody|a man|"
    rf"a woman|a guy|a lady|a person|a child)"
)
YOUNG = (
    r"(?:[3-9]|1[0-7]|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen)"
)
OLD = r"(?:[789]\d|1[01]\d|(?:seventy|eighty|ninety)(?: (?:one|two|three|four|five|six|seven|eight|nine))?|a hundred)"
NOW = r"(?:right now|now|at the moment|this minute|as we speak|outside|again)"

PLACE = r"(?:house|home|kitchen|room|bedroom|garage|flat|apartment|building|place|roof|shed|office|basement|attic)"
LONG_AGO = (
    r"(?!.*\b(?:ago|last|years?|months?|weeks?|in (?:january|february|march|april|may|june|july|august)|"
    r"back in|recently|before)\b)"
)
"""Not followed by a word that puts it into the past."""


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that finds any of these, each at whole words."""
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns))
