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

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
CLOCK = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
PASSES = (
    r"(?:due |delivery |return |expiry |end |start |sell by |cut off |closing |collection )?dates?|deadlines?|time|"
    r"times?|days?|weeks?|weekend|months?|years?|hours?|minutes?|slots?|windows?|periods?|appointments?|deliver(?:y|ies)|"
    r"orders?|parcels?|packages?|payments?|bills?|warrant(?:y|ies)|guarantees?|trials?|offers?|sales?|discounts?|"
    r"vouchers?|coupons?|codes?|tests?|exams?|inspections?|mot|checks?|laws?|chances?|moment|storms?|seasons?|summer|"
    r"winter|holidays?|christmas|easter|birthday|anniversary|visits?|sessions?|vans?|trucks?|lorr(?:y|ies)|bus(?:es)?|"
    r"trains?|cars?|cyclists?|flights?|expiry|extension|term|limit|contract|subscription|estimate|quote|eta"
)
"""Of what it is said that it passes, goes or is gone, without a death."""
BURNS = (
    r"fire\w*|bonfires?|stoves?|grills?|bbq|barbecues?|barbeques?|grates?|hearth|burners?|ovens?|(?:fire )?pit|"
    r"smokers?|chimneys?|logs?|wood\w*|coals?|charcoal|cigarettes?|furnace|boiler|kiln|volcano|campfire|incinerator|heater"
)

PLACE = r"(?:house|home|kitchen|room|bedroom|garage|flat|apartment|building|place|roof|shed|office|basement|attic)"
LONG_AGO = (
    r"(?!.*\b(?:ago|last|years?|months?|weeks?|in (?:january|february|march|april|may|june|july|august)|"
    r"back in|recently|before)\b)"
)
"""Not followed by a word that puts it into the past."""


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that finds any of these, each at whole words."""
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns))
