"""Emergencies: fire, gas, electricity, and whatever a caller calls one; a life in danger is in life.py."""

from .life import LIFE_IN_DANGER
from .vocabulary import KIN, LONG_AGO, PLACE, any_of

_DEVICE = (
    r"(?:plug|socket|outlet|charger|battery|cable|cord|wire|wires|wiring|box|fuse ?box|meter|boiler|heater|"
    r"oven|dryer|washer|machine|washing machine|fridge|freezer|tv|phone|laptop|lamp|thing|unit|breaker|"
    r"adapter|panel|furnace|microwave|toaster|kettle|dishwasher|router|device|cooker|stove|appliance)"
)
_SERVICES = (
    r"(?:ambulances?|paramedics?|police|cops|fire (?:brigade|department|service|engine|truck)|fire ?fighters?|"
    r"coast ?guard|911|9 1 1|nine one one|999|9 9 9|nine nine nine|112|1 1 2|emergency services?)"
)
_FIRE = any_of(
    (
        r"(?:brought|pulled|knocked|taken|took|tore|torn) (?:down|out) (?:the |a |an |some )?(?:\w+ )?(?:power|"
        r"electric\w*|overhead) (?:lines?|cables?|poles?|wires?)|(?:losing|lost) (?:so much|a lot of|"
        r"lots of) blood|so much blood|losing (?:the|my|our) baby|(?:tried|trying) to (?:strangle|stab|shoot|"
        r"kill|drown|suffocate) (?:me|him|her|us)|(?:he|she) is still (?:here|in the house|outside)|(?:can not|"
        r"will not|could not|nobody can) (?:put|go) (?:it|the fire|the flames) out|ring of fire brigade"
    ),
    (
        r"(?:burst|bursting|gone up|went up|going up) (?:in|into) (?:flames|smoke)|alight(?! at| on the)|"
        r"smoulder\w*|smolder\w*|glowing (?:red|hot)|catching alight"
    ),
    r"(?:full|filled|filling|fills) (?:up )?(?:of|with) (?:\w+ )?(?:smoke|fumes|gas)|choking fumes|toxic fumes",
    (
        r"went (?:bang|up)(?= and| with| in)|(?:loud|big|massive|huge) bang and (?:\w+ ){0,3}(?:smoke|fire|"
        r"flames|sparks|dust)|(?:wall|ceiling|roof|oven|stove|cooker|pan|bin|car) (?:\w+ )?(?:is |"
        r"has )?(?:caught|gone up|alight|ablaze)|ablaze|blaze"
    ),
    r"on fire",
    r"(?:caught|catching|catches|set|went up in|catch) (?:on )?(?:fire|flames|light|alight)",
    (
        r"(?:there is|there was|it is|is there|we have|i have|have got|got|had|see|seeing|started|starting|"
        r"having) (?:\w+ ){0,2}fire"
    ),
    (
        rf"fire (?:in|inside|at|next|downstairs|upstairs|outside|behind|under|started|is spreading|"
        rf"everywhere)(?: (?:my|the|our|a))? ?{PLACE}?"
    ),
    r"(?:in )?flames",
    (
        rf"(?:{PLACE}|it|{_DEVICE}|something|plastic|carpet|curtains?|everything) (?:is|was|has been|started|"
        rf"is still|smells? like it is) burning"
    ),
    r"burning (?:smell|down|plastic|rubber|up)",
    r"(?:smell\w*|stink\w*|reek\w*|stench|whiff) (?:\w+ ){0,4}(?:burning|burnt|burned|smoke|smoky|fire)",
    (
        r"(?:there is|see|seeing|lots? of|a lot of|black|white|thick|full of|got|have|is|giving off|with|"
        r"and) (?:\w+ ){0,2}smoke"
    ),
    (
        r"smoke (?:is |was )?(?:coming|came|pouring|everywhere|rising|billowing|filling|pours|comes|out of|"
        r"in (?:the|my|our)|inside)"
    ),
    rf"(?:it|that|this|{_DEVICE}) (?:is|was|started|has started|keeps|began) smoking",
    (
        r"(?:smoke|fire|carbon monoxide|co|gas|c o) (?:alarms?|detectors?|monitor) (?:is |are |has |have |"
        r"keeps |went |was )*(?:gone|going|sounding|screaming|ringing|blaring|off|triggered)"
    ),
    r"(?:is|are|was|were|started|started to|began|keeps|it|plug|socket|outlet) spark(?:ing|s|ed)?",
    r"sparks? (?:are |is |were |was )?(?:coming|flying|came|flew|shooting|shot|out|everywhere|from)",
    r"(?:see|seeing|saw|throwing|making|there (?:is|are|were)) (?:\w+ )?sparks",
    rf"{_DEVICE} (?:is|has|was|are) (?:\w+ )?(?:melting|melted|exploded|blown up|smoking|scorching)",
    (
        r"(?:exploded|(?<!colour )(?<!color )explosion|exploding|about to explode|going to explode|"
        r"(?<!phone )(?:blew|blown|blow) up(?! (?:the|my|a)\b))"
    ),
)
_GAS = any_of(
    (
        r"smelt (?:\w+ ){0,3}(?:gas|burning|smoke)|(?:someone|somebody|intruder|man|stranger|"
        r"burglar) (?:is )?(?:in|inside|on) (?:my|our|the) (?:loft|attic|roof|cellar|basement|garage|kitchen|"
        r"bathroom|wardrobe|car)"
    ),
    r"(?:smell\w*|stink\w*|reek\w*|stench|whiff) (?:\w+ ){0,4}gas",
    r"gas (?:is )?(?:leak\w*|leek|lick|escap\w*|smell|coming|pouring|hissing)",
    r"leak\w* (?:of )?gas",
    r"(?:leak|break) (?:in|on) (?:the|my|our) gas (?:line|pipe|main)",
    r"rotten eggs?",
    r"carbon monoxide",
)
_ELECTRICITY = any_of(
    r"electric(?:al|ity)? shock",
    r"electrocut\w*",
    (
        r"(?:got|gave me|getting|gives me|had|received|gave him|gave her|giving me|"
        r"gives) (?:an? )?(?:\w+ )?(?:shock|zapped)"
    ),
    r"shocked (?:me|him|her|us|my \w+)",
    (
        r"(?:power|electric(?:al|ity)?|overhead|live) (?:lines?|cables?|wires?|poles?) (?:\w+ ){0,3}(?:down|"
        r"fallen|fell|snapped|hanging|on the|lying|broke\w*|in the (?:road|street|garden|yard))"
    ),
    r"(?:live|bare|exposed|loose) (?:wires?|cables?)",
    (
        r"(?:wires?|cables?|power lines?|pylon) (?:is|are|has|have|was|were) (?:\w+ )?(?:down|hanging|fallen|"
        r"on the (?:road|street|ground|grass|car))"
    ),
    (
        r"water (?:\w+ ){0,4}(?:in|into|on|onto|near|through|over|from|by|out of|under|behind) (?:\w+ ){0,2}"
        r"(?:socket|sockets|outlets?|electrics?|fuse ?box|breaker|electrical|lights|"
        r"(?:electric(?:al|ity)?|power|gas) meter)"
    ),
    (  # a meter that water comes out of is a water meter
        r"water (?:\w+ ){0,4}(?:in|into|on|onto|near|through|over|under|behind) (?:(?!water )\w+ ){0,2}meter"
    ),
)
_SAID_SO = any_of(
    r"(?:this is|it is|i have|have got|we have|got|having|is|in) (?:an? )?(?:\w+ )?emergency",
    r"emergency emergency|^emergency$|emergency (?:at|in) my",
    (
        rf"(?:call|get|send|need|ring|phone|dial|fetch|want|calling|where is|contact|reach)(?: (?:me|for|us|"
        rf"for me|someone to call))? (?:an? |the |some )?{_SERVICES}"
    ),
    r"life (?:or|and|and or) death|life threatening|life is in danger",
    rf"(?:i am|we are|is|are|{KIN}) in (?:\w+ )?danger",
    r"(?:someone|somebody) (?:is |has )?(?:going to )?(?:die|dead|hurt|dying)",
    rf"car (?:crash|accident|wreck){LONG_AGO}|(?:bad|terrible|awful|horrible|serious) (?:\w+ )?accident{LONG_AGO}",
    rf"(?:has|have|had|been|was|there is|is) (?:in )?(?:a|an) (?:\w+ )?accident{LONG_AGO}",
)
EMERGENCY = (_FIRE, _GAS, _ELECTRICITY, _SAID_SO, *LIFE_IN_DANGER)
