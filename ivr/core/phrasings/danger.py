"""Emergencies: fire, gas, electricity, a life in danger, a crime under way."""

from .vocabulary import KIN, NOW, SOMEONE, any_of

_PLACE = r"(?:house|home|kitchen|room|bedroom|garage|flat|apartment|building|place|roof|shed|office|basement|attic)"
_DEVICE = (
    r"(?:plug|socket|outlet|charger|battery|cable|cord|wire|wires|wiring|box|fuse ?box|meter|boiler|heater|"
    r"oven|dryer|"
    r"washer|machine|washing machine|fridge|freezer|tv|phone|laptop|lamp|thing|unit|breaker|adapter|panel|furnace|"
    r"microwave|toaster|kettle|dishwasher|router|device|cooker|stove|appliance)"
)
_SERVICES = (
    r"(?:ambulances?|paramedics?|police|cops|fire (?:brigade|department|service|engine|truck)|fire ?fighters?|"
    r"coast ?guard|911|9 1 1|nine one one|999|9 9 9|nine nine nine|112|1 1 2|emergency services?)"
)
_LONG_AGO = (
    r"(?!.*\b(?:ago|last|years?|months?|weeks?|in (?:january|february|march|april|may|june|july|august)|"
    r"back in|recently|before)\b)"
)
_FIRE = any_of(
    r"on fire",
    r"(?:caught|catching|catches|set|went up in) (?:on )?(?:fire|flames)",
    (
        r"(?:there is|there was|it is|is there|we have|i have|have got|got|had|see|seeing|started|starting|"
        r"having) (?:\w+ ){0,2}fire"
    ),
    (
        rf"fire (?:in|inside|at|next|downstairs|upstairs|outside|behind|under|started|is spreading|"
        rf"everywhere)(?: (?:my|the|our|a))? ?{_PLACE}?"
    ),
    r"(?:in )?flames",
    (
        rf"(?:{_PLACE}|it|{_DEVICE}|something|plastic|carpet|curtains?|everything) (?:is|was|has been|started|"
        rf"is still|smells? like it is) burning"
    ),
    r"burning (?:smell|down|plastic|rubber|up)",
    r"smell\w* (?:\w+ ){0,4}(?:burning|burnt|burned|smoke|smoky|fire)",
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
    r"smell\w* (?:\w+ ){0,4}gas",
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
        r"water (?:\w+ ){0,4}(?:in|into|on|onto|near|through|over|from|by|out of|under|"
        r"behind) (?:\w+ ){0,2}(?:socket|sockets|outlets?|electrics?|fuse ?box|breaker|meter|electrical|lights)"
    ),
)
_BODY = any_of(
    (
        r"(?:can not|could not|can hardly|can barely|struggling to|hard to|trouble|difficulty|problems?|"
        r"not able to|unable to) breath\w*"
    ),
    r"(?:not|stopped|is not|barely) breathing",
    r"short of breath",
    r"chest (?:pains?|is (?:hurting|tight|killing)|hurts|is tight)",
    r"(?:pains?|pressure|tightness|crushing) (?:\w+ )?(?:in|on|across) (?:my|his|her|the) chest",
    r"(?<!had a )(?:heart attack|cardiac arrest)",
    rf"had a (?:heart attack|stroke|seizure|fit|bad fall){_LONG_AGO}",
    (
        r"having (?:a |an |some kind of a )?(?:stroke|seizure|fit|heart attack|attack|asthma attack|"
        r"allergic reaction|contractions?|baby)"
    ),
    r"anaphyla\w+",
    r"unconscious|unresponsive|not responding to me|not moving|lifeless",
    rf"{SOMEONE} (?:is |has |was )?(?:passed out|collapsed|fainted|blacked out|knocked out|keeled over)",
    (
        r"(?:will|can) not wake (?:up|him|her|my|them)|(?:not|can not get (?:him|her) to) wak\w+ up|"
        r"can not wake (?:my )?\w+ up|does not wake up"
    ),
    r"bleeding|losing (?:a lot of )?blood|blood everywhere|lot of blood|covered in blood",
    r"(?:is|am|are|was|started) choking|choking (?:on|me|him|her)",
    (
        r"overdos\w*|(?:took|taken|swallowed|has had) (?:\w+ ){0,3}(?:too many|all (?:of )?(?:my|his|her|the)|"
        r"whole (?:bottle|box|pack) of|a bunch of|a load of|bottle of) ?(?:\w+ ){0,2}(?:pills?|tablets?|"
        r"medication|paracetamol|tylenol|painkillers|medicine|meds)?"
    ),
    (
        r"(?:swallowed|ate|eaten|drank|drunk|drinking|swallowing) (?:\w+ ){0,4}(?:batter(?:y|ies)|bleach|"
        r"cleaner|detergent|magnets?|poison|antifreeze|coin|chemicals?|pods?|petrol|gasoline|paint)"
    ),
    r"poisoned|been poisoned",
    (
        rf"{SOMEONE} (?:\w+ ){{0,4}}(?:fell|fallen) (?:\w+ ){{0,6}}(?:stairs|ladder|roof|can not (?:get up|move)|"
        rf"floor|head|hip|hurt)"
    ),
    r"(?:fell|fallen|fall) and (?:i |he |she )?(?:can not|could not|broke)",
    r"can not (?:get up|move my|move (?:his|her) (?:legs?|arms?)|feel my (?:legs?|arms?|face))",
    (
        rf"(?:someone|somebody|{KIN}|he|she|i|driver|people|man|woman) (?:is|am|are|has been|have been|was|got|"
        rf"were) (?:\w+ ){{0,2}}(?:hurt|injured|wounded|burned|burnt|trapped|crushed|run over|hit by|drowning|"
        rf"dying|scalded)(?! (?:feelings|myself))"
    ),
    r"(?:hurt|injured|burned|burnt) (?:my|him|her)?self (?:badly|seriously)",
    (
        rf"(?:am|are|is|child|baby|someone|somebody|people|him|her|me|us) (?:trapped|stuck) (?:in|under|inside|"
        rf"beneath) (?:\w+ ){{0,2}}(?:lift|elevator|car|fire|rubble|wreck|machine|room|{_PLACE})"
    ),
    r"going into labou?r|in labou?r|waters? (?:has |have )?(?:broke|broken|just broke)",
    r"face (?:is|has) (?:\w+ )?droop\w*|slurring",
    r"turn(?:ing|ed) blue|gone blue|going blue",
    r"(?:throat|tongue|face) (?:is|has) (?:\w+ )?(?:swelling|closing|swollen|closed)",
    r"(?:dying|going to die)(?! (?:to|of (?:laughter|boredom|curiosity|heat|thirst)|for))",
)
_CRIME = any_of(
    (
        rf"break(?:ing)? in(?:to|side)? (?:\w+ ){{0,3}}(?:{_PLACE}|{NOW})|(?:is|are) breaking in|"
        rf"trying to (?:break|get) in(?:to)?(?: (?:my|our|the) {_PLACE})?(?! (?:my|the) account)"
    ),
    (
        r"(?:someone|somebody|a man|a stranger|people|intruders?|burglars?|strangers?|they) (?:is |are |has |"
        r"have |just )?(?:broke|broken|breaking|climbed|climbing|got|forced) in(?:to|side)? (?:my|our|"
        r"the) (?:house|home|flat|apartment|window|garage)"
    ),
    (
        r"(?:intruder|burglar|prowler|stranger|someone|somebody|a man)s? (?:is |are )?(?:in|inside|outside|at|"
        r"downstairs|upstairs|trying)(?: (?:my|our|the)) (?:house|home|flat|garden|window|door|yard|apartment|"
        r"bedroom)"
    ),
    r"(?:has|have|got|with|holding|pulled|carrying) a (?:gun|knife|weapon|machete|pistol|shotgun)",
    (
        r"(?:am|is|are|being|been|getting) (?:(?!a\b|the\b)\w+ )?(?:attacked|assaulted|mugged|robbed|kidnapped|"
        r"held hostage|stabbed|shot|raped|followed)"
    ),
    (
        rf"(?:is|are|keeps|started) (?:hurting|hitting|beating|strangling|attacking|punching|kicking|stabbing|"
        rf"choking|shooting)(?: up)? (?:me|us|him|her|my \w+|the \w+|people)(?: {NOW})"
    ),
    r"(?:going|trying|threatening|threatened|wants|want) to kill (?:me|us|him|her|them|my \w+|everyone)",
    r"will kill (?:me|us)",
    r"(?:active )?shooter|shooting|gunshots?|gun shots?|bomb(?! ?shell)",
    r"pounding on (?:my|the) door|kick\w* (?:in )?(?:my|the|our) door",
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
    r"car (?:crash|accident|wreck)|been (?:in )?(?:a|an) (?:\w+ )?(?:accident|crash)|terrible accident|bad accident",
    r"(?:has|have|had|been|was|there is|is) (?:a|an) (?:\w+ )?accident",
)
EMERGENCY = (_FIRE, _GAS, _ELECTRICITY, _BODY, _CRIME, _SAID_SO)
