"""Emergencies: fire, gas, electricity, a life in danger, a crime under way."""

from .vocabulary import KIN, NOW, SOMEONE, any_of

_PLACE = r"(?:house|home|kitchen|room|bedroom|garage|flat|apartment|building|place|roof|shed|office|basement|attic)"
_DEVICE = (
    r"(?:plug|socket|outlet|charger|battery|cable|cord|wire|wires|wiring|box|fuse ?box|meter|boiler|heater|"
    r"oven|dryer|washer|machine|washing machine|fridge|freezer|tv|phone|laptop|lamp|thing|unit|breaker|"
    r"adapter|panel|furnace|microwave|toaster|kettle|dishwasher|router|device|cooker|stove|appliance)"
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
        r"went (?:bang|up)(?= and| with| in)|(?:loud|big|massive|huge) bang (?:and|from|then)|(?:wall|ceiling|"
        r"roof|oven|stove|cooker|pan|bin|car) (?:\w+ )?(?:is |has )?(?:caught|gone up|alight|ablaze)|ablaze|"
        r"blaze"
    ),
    r"on fire",
    r"(?:caught|catching|catches|set|went up in|catch) (?:on )?(?:fire|flames|light|alight)",
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
        r"water (?:\w+ ){0,4}(?:in|into|on|onto|near|through|over|from|by|out of|under|"
        r"behind) (?:\w+ ){0,2}(?:socket|sockets|outlets?|electrics?|fuse ?box|breaker|meter|electrical|lights)"
    ),
)
_BODY = any_of(
    (
        r"(?:pylon|power line|cable|wire|pole|tree)s?(?: \w+){0,7} (?:has |have |is )?(?:fallen|collapsed|"
        r"come down|came down|fell)(?: (?:over|down))?(?= |$)(?<!tree fell)|hissing (?:\w+ ){0,5}gas|"
        r"gas (?:\w+ ){0,4}hissing|(?:is|are) (?:attacking|strangling|stabbing|suffocating|shooting at|"
        r"mugging) (?:me|us|him|her|my \w+)|(?:gone|went|is|going) (?:all )?(?:floppy|lifeless)|(?:will|"
        r"would) not (?:feed|wake|respond) and|(?:stopped|not) responding|(?:glass|chemical|acid|bleach|metal|"
        r"something) in (?:my|his|her) eyes?|(?:can not|could not) see (?:and|after) (?:the|it) (?:blast|"
        r"explosion|bang)|knocked (?:down|out cold)|(?:boat|car|bus|train) (?:has )?(?:overturned|crashed|"
        r"sinking|flipped)|(?:he|she|they) (?:is|are) going to (?:hurt|stab|shoot|die|jump)"
    ),
    (
        r"(?:knocked down|knocked over|run over|ran over|driven into|(?:car|van|truck|lorry|bus|bike|driver|"
        r"vehicle)(?: \w+){0,3} hit) (?:a|my|the|an|our) (?:\w+ )?(?:boy|girl|child|kid|man|woman|lady|person|"
        r"pedestrian|cyclist|toddler|son|daughter)|(?:dog|snake) (?:has |just )?(?:bit|bitten|attacked|"
        r"mauled) (?:me|my|him|her|a)|snake ?bite|bitten by a snake|giving birth|baby is coming|meningitis|"
        r"sepsis"
    ),
    (
        r"(?:ceiling|roof|wall|building|floor|chimney|bridge|scaffold\w*|house) (?:\w+ )?(?:is |has |just |"
        r"have )*(?:collapsed|collapsing|fallen in|caved in|come down|came down|fell in|falling down)|"
        r"tree (?:\w+ ){0,3}(?:fell|fallen|come down|came down) (?:on|onto|through)|(?:car|bus|someone|"
        r"child) (?:is |has |fell |fallen )*in the (?:river|water|lake|canal|pool)|earthquake|tornado|"
        r"water is rising|rising water|trapped by (?:the )?(?:flood|water|fire|snow)"
    ),
    (
        r"(?:my |our )(?:son|daughter|child|baby|little \w+|kid|toddler|mum|mom|dad|husband|wife|grandson|"
        r"granddaughter|grandma|grandad) (?:is|has|have) (?:gone )?(?:missing|disappeared|been taken)|"
        r"(?:can not|could not) find my (?:son|daughter|child|baby|kid|toddler|little (?:boy|girl))|gas main|"
        r"gas is hissing|hissing (?:noise|sound)? ?(?:from|and) (?:the |it )?gas|bang\w* on (?:my|the|"
        r"our) (?:door|window)|armed (?:man|men|robbery|with|police)|threatening (?:me|us) with"
    ),
    (
        r"(?:foaming|frothing) at the mouth|convuls\w+|gasping|slumped|no pulse|c ?p ?r|(?:is|has|keeps|"
        r"started) (?:twitching|fitting|seizing|wheezing badly)"
    ),
    (
        r"(?:clutching|holding|grabbing) (?:his|her|my) (?:chest|heart|throat)|(?:gone|went|going|turned|"
        r"turning) (?:grey|gray|blue|limp|stiff|cold and|purple|floppy)"
    ),
    (
        r"(?:blood|bleeding) (?:will|does|would) not stop|(?:can|could) not stop (?:the )?(?:blood|bleeding)|"
        r"gush\w+ blood|blood (?:is )?(?:pouring|gushing|coming out)"
    ),
    r"having (?:a |an |some |another )?(?:\w+ )?(?:fit|seizure|stroke|attack)(?! (?:about|over|because|when|at the))",
    (
        r"cut (?:my|his|her) (?:\w+ )?(?:hand|head|arm|leg|finger|thumb|foot|throat) (?:open|off|badly|"
        r"very badly|on (?:the|a) (?:glass|blade))|(?:lost|cut off|sliced off|chopped off) (?:a|my|his|"
        r"her) (?:finger|thumb|hand|toe)|deep (?:cut|wound|gash)"
    ),
    r"(?:head injury|hit (?:his|her|my) head|banged (?:his|her|my) head|cracked (?:his|her|my) (?:head|skull))",
    (
        r"(?:got hold of|got into|been in|eating|licked|chewing|chewed) (?:\w+ ){0,3}(?:tablets|pills|bleach|"
        r"medicine|cleaner|detergent|chemicals|battery|rat poison|pods?)"
    ),
    (
        r"(?:boiling|scalding|hot) (?:water|oil|tea|soup) (?:\w+ ){0,3}(?:over|on|onto) (?:me|him|her|my|"
        r"himself|herself)|(?:burned|burnt|scalded) (?:my|his|her) (?:\w+ )?(?:hand|face|arm|leg|body)"
    ),
    (
        r"(?:thrown|threw me|knocked me|blown) (?:across|back|off|over)|(?:tap|sink|pipe|door|metal|case|handle|"
        r"radiator|shower|it|everything) is live(?! (?:on|now|streaming|at))"
    ),
    (
        r"hurry (?:he|she|my|they|there)|come quick(?:ly)?|(?:send|need|get) (?:someone|somebody|help|"
        r"anyone) (?:\w+ )?(?:quick|quickly|immediately|right away|urgently|fast|straight away|now)|send help|"
        r"(?:somebody|someone) help(?: me| us)?$|help me (?:he|she|they)"
    ),
    (
        r"(?:hit|knocked down|knocked over|run over|mowed down) by (?:a |the |your )?(?:car|van|truck|lorry|bus|"
        r"bike|driver)|(?:drink|drank|drunk|drinking|swallowed) (?:the |some |some of the )?(?:bleach|"
        r"drain cleaner|washing up|screen ?wash)"
    ),
    (
        r"(?:can not|could not|can hardly|can barely|struggling to|hard to|trouble|difficulty|problems?|"
        r"not able to|unable to) breath\w*"
    ),
    r"(?:not|stopped|is not|barely) breathing",
    r"short of breath",
    (
        r"chest (?:pains?|(?:is|feels) (?:\w+ ){0,2}(?:hurting|tight|heavy|killing|sore|burning)|hurts)|(?:arm|"
        r"face|side|leg|hand) (?:is |has |have )?(?:gone |feels )?numb|numb (?:arm|face|on one side)"
    ),
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
        r"(?:will|can) not wake (?:up|him|her|my|them)|(?:is|are) not waking up|can not get (?:him|her|"
        r"them) to wake|can not wake (?:my )?\w+ up|does not wake up"
    ),
    r"bleeding|losing (?:a lot of )?blood|blood everywhere|lot of blood|covered in blood",
    r"(?:is|am|are|was|started) choking|choking (?:on|me|him|her)",
    (
        r"overdos\w*(?!.*\b(?:ago|last (?:year|month|week|summer|winter|time))\b)|(?:took|taken|swallowed|"
        r"has had) (?:\w+ ){0,3}(?:too many|all (?:of )?(?:my|his|her|the)|whole (?:bottle|box|pack) of|"
        r"a bunch of|a load of|bottle of) ?(?:\w+ ){0,2}(?:pills?|tablets?|medication|paracetamol|tylenol|"
        r"painkillers|medicine|meds)?"
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
        rf"were) (?:\w+ ){{0,2}}(?:hurt|injured|wounded|burned|burnt|trapped|crushed|run over|hit by|"
        rf"drowning(?! in (?:debt|bills|work|paper))|dying|scalded)(?! (?:feelings|myself))"
    ),
    r"(?:hurt|injured|burned|burnt) (?:my|him|her)?self (?:badly|seriously)",
    (
        rf"(?:am|are|is|child|baby|someone|somebody|people|him|her|me|us) (?:trapped|stuck) (?:in|under|inside|"
        rf"beneath) (?:\w+ ){{0,2}}(?:lift|elevator|car|fire|rubble|wreck|machine|room|{_PLACE})"
    ),
    r"going into labou?r|in labou?r(?! ward)|waters? (?:has |have )?(?:broke|broken|just broke)",
    r"face (?:is|has) (?:\w+ )?droop\w*|slurring",
    r"turn(?:ing|ed) blue|gone blue|going blue",
    r"(?:throat|tongue|face) (?:is|has) (?:\w+ )?(?:swelling|closing|swollen|closed)",
    r"(?:dying|going to die)(?! (?:to|of (?:laughter|boredom|curiosity|heat|thirst)|for))",
)
_CRIME = any_of(
    (
        r"(?:got|climbed|come|coming|came|getting|forced his way|broke|breaking) (?:in|through|"
        r"into)(?: \w+){0,3} (?:window|back door|front door|patio door|house|my flat)(?! (?:is|was) (?:left|"
        r"open))"
    ),
    (
        r"(?:burglars?|intruders?|robbers?|prowlers?) (?:\w+ )?(?:downstairs|upstairs|outside|here|in)|"
        r"(?:someone|somebody|man|stranger|he|they) (?:is |are )?(?:still )?(?:in|inside|downstairs|"
        r"upstairs)(?: in)? (?:my|the|our) (?:house|home|flat|bedroom|property)(?! (?:bell|number|key|mat|"
        r"now to deliver))|hiding in (?:the|my) (?:bathroom|closet|cupboard|bedroom|wardrobe|attic|car)"
    ),
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
        rf"(?:is|are|keeps) (?:hurting|hitting|beating|strangling|attacking|punching|kicking|stabbing|choking|"
        rf"shooting)(?: up)? (?:me|us|him|her|my \w+|the \w+|people)(?: {NOW})"
    ),
    r"(?:going|trying) to kill (?:me|us|him|her|them|my \w+|everyone)",
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
    rf"car (?:crash|accident|wreck){_LONG_AGO}|(?:bad|terrible|awful|horrible|serious) (?:\w+ )?accident{_LONG_AGO}",
    rf"(?:has|have|had|been|was|there is|is) (?:in )?(?:a|an) (?:\w+ )?accident{_LONG_AGO}",
)
EMERGENCY = (_FIRE, _GAS, _ELECTRICITY, _BODY, _CRIME, _SAID_SO)
