"""Lives in danger: bodies that fail, and people who attack."""

from .vocabulary import KIN, LONG_AGO, NOW, PLACE, SOMEONE, any_of

_BODY = any_of(
    (
        r"not conscious|(?:force|forcing|forced|prise|jimmy|kick\w*|smash\w*) (?:my|our|the|"
        r"open) (?:\w+ )?(?:door|window|lock|back door|front door)(?: open| in)?|(?:man|woman|someone|somebody|"
        r"people|gang|guy|boys|kids|he|they) (?:is|are) (?:being )?(?:attack\w*|stabb\w*|beat\w*|assault\w*|"
        r"robb\w*|kick\w*|strangl\w*) (?:a|an|the|another|my|someone|some|up|him|her|each)|(?:drunk|drank|"
        r"swallowed|eaten|ate|got into) (?:something|some|stuff) (?:from|out of|in) (?:under|the|my|a)"
    ),
    (
        r"(?:can not|could not|trying to|hard to) (?:get|catch) (?:my|his|her|a) breath|(?:gave|giving|gives|"
        r"given|got|had|getting) (?:me |him |her |my \w+ )?(?:an? |some )?(?:\w+ )?(?:electric |nasty |bad |"
        r"massive |big )+shock|(?:electric|socket|plug|shower|appliance|heater|switch|tap|cooker|wire|kettle|"
        r"cable|washer|oven)(?: \w+){0,3} (?:gave|gives|giving|given) (?:me|him|her|my \w+|us) (?:a|an) shock|"
        r"had a (?:nasty |bad )?fall|(?:i am|he is|she is|lying|stuck|down) on the floor|(?:carbon monoxide|co|"
        r"gas) (?:alarm|detector)s? (?:will|would|does) not (?:stop|go off|turn off)|smash\w* (?:the|my|"
        r"our) (?:door|window)s?(?: in| down)?|(?:broke|broken|break) (?:my|his|her) (?:neck|back|spine|skull)|"
        r"(?:baby|child|he|she|face|lips) (?:is|are|has gone|has turned|went) (?:\w+ )?(?:blue|grey|gray|"
        r"purple)(?! (?:one|colou?r|shade))|having (?:\w+ ){0,3}(?:asthma )?attack|(?:fallen|fell|"
        r"gone) (?:through|into) (?:the |a )?(?:ice|water|river|canal|lake|sea|well|hole|pond|pool)|"
        r"stinks? of (?:it|gas)|gas (?:everywhere|coming|pouring|hissing|filling)|(?:strange|strangers?|weird|"
        r"suspicious|random|some) (?:man|men|person|guy|people) (?:\w+ ){0,4}(?:trying|door|window|broken|in my|"
        r"in the house)|trying (?:the|my|our) (?:back |front )?(?:door|window)|(?:took|taken|had|swallowed|"
        r"drank|given) too (?:much|many)(?: of)? (?:\w+ )?(?:medicine|medication|pills?|tablets?|insulin|"
        r"paracetamol|morphine|alcohol|drugs?)|(?:load|lot|handful|bunch|whole bottle|"
        r"whole packet) of (?:\w+ )?(?:pills|tablets|paracetamol)|carbon monoxide|(?:child|baby|son|daughter|he|"
        r"she|toddler|kid|grandson|granddaughter) (?:has |have |just |had )*(?:swallowed|eaten|choked|drunk|"
        r"drank|inhaled)"
    ),
    (
        r"(?:pylon|power line|telegraph pole)s?(?: \w+){0,7} (?:has |have |is )?(?:fallen|collapsed|come down|"
        r"came down|fell)(?: (?:over|down))?(?= |$)(?<!tree fell)|hissing (?:\w+ ){0,5}gas|"
        r"gas (?:\w+ ){0,4}hissing|(?:is|are) (?:attacking|strangling|stabbing|suffocating|shooting at|"
        r"mugging) (?:me|us|him|her|my \w+)|(?:gone|went|is|going) (?:all )?(?:floppy|lifeless)|(?:will|"
        r"would) not (?:feed|wake|respond) and|(?:stopped|not) responding|(?:glass|chemical|acid|bleach|metal|"
        r"something) in (?:my|his|her) eyes?|(?:can not|could not) see (?:and|after) (?:the|it) (?:blast|"
        r"explosion|bang)|knocked (?:down|out cold)|(?:boat|car|bus|train) (?:has )?(?:overturned|crashed|"
        r"sinking|flipped)|(?:he|she|they) (?:is|are) going to (?:stab|shoot|die|jump)"
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
        r"tree (?:\w+ ){0,3}(?:fell|fallen|come down|came down) (?:on|onto|through|across) (?:the |my |a |"
        r"our )?(?:house|car|roof|line|lines|cable|cables|someone|somebody|me|man|woman|child|road|wires?)|"
        r"(?:car|bus|someone|child) (?:is |has |fell |fallen )*in the (?:river|water|lake|canal|pool)|"
        r"earthquake|tornado|water is rising|rising water|trapped by (?:the )?(?:flood|water|fire|snow)"
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
        r"(?:clutching|holding|grabbing) (?:his|her|my) (?:chest|heart|throat)|(?:he|she|baby|face|lips|hands|"
        r"skin|child|mum|mom|dad|grandad|grandma|husband|wife|son|daughter|boy|girl)(?: \w+){0,2} (?:gone|went|"
        r"going|turned|turning) (?:\w+ )?(?:grey|gray|blue|limp|stiff|cold|purple|floppy)"
    ),
    (
        r"(?:blood|bleeding) (?:will|does|would) not stop|(?:can|could) not stop (?:the )?(?:blood|bleeding)|"
        r"gush\w+ blood|blood (?:is )?(?:pouring|gushing|coming out)"
    ),
    (
        r"having (?:a |an |some |another )?(?:\w+ ){0,3}(?:fit|seizure|stroke|attack)(?! (?:about|over|because|"
        r"when|at the))"
    ),
    (
        r"cut (?:my|his|her) (?:\w+ )?(?:hand|head|arm|leg|finger|thumb|foot|throat) (?:open|off|badly|"
        r"very badly|on (?:the|a) (?:glass|blade))|(?:lost|cut off|sliced off|chopped off) (?:a|my|his|"
        r"her) (?:finger|thumb|hand|toe)|deep (?:cut|wound|gash)"
    ),
    (
        r"(?:head injury(?!.*\byears\b)|hit (?:his|her|my) head|banged (?:his|her|my) head|cracked (?:his|her|"
        r"my) (?:head|skull))"
    ),
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
        r"hurry (?:he|she|my|they|there)|come quick(?:ly)?|(?:send|need|get) help (?:\w+ )?(?:quick|quickly|"
        r"immediately|right away|urgently|fast|straight away)|send help|(?:somebody|someone) help(?: me| us)?$|"
        r"help me (?:he|she|they)"
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
    r"(?<!had a )(?<!from a )(?<!his )(?<!my )(?:heart attack|cardiac arrest)",
    rf"had a (?:heart attack|stroke|seizure|fit|bad fall){LONG_AGO}",
    (
        r"having (?:a |an |some kind of a )?(?:stroke|seizure|fit|heart attack|attack|asthma attack|"
        r"allergic reaction|contractions?|(?:a|the|her|my) baby (?:now|right now|here|in the))"
    ),
    r"anaphyla\w+",
    r"unconscious|unresponsive|not responding to me|lifeless",
    # Of a person: neither of a parcel, nor of who is not moving house.
    r"(?<!i am )(?<!we are )(?<!order is )(?<!parcel is )(?<!package is )(?<!delivery is )(?<!tracking is )"
    r"not moving(?! (?:house|home|on\b|it\b|that\b|my|the|this|in\b|out\b|to (?:a|the|my)|forward|along|any faster))",
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
    (
        r"can not (?:get up(?! (?:the|a|my|to|early|there|at|before))|move my|move (?:his|her) (?:legs?|arms?)|"
        r"feel my (?:legs?|arms?|face))"
    ),
    (
        rf"(?:someone|somebody|{KIN}|he|she|i|driver|people|man|woman) (?:is|am|are|has been|have been|was|got|"
        rf"were) (?:\w+ ){{0,2}}(?:hurt|injured|wounded|burned|burnt|trapped|crushed|run over|hit by|"
        rf"drowning(?! in (?:debt|bills|work|paper))|dying|scalded)(?! (?:feelings|myself))"
    ),
    r"(?:hurt|injured|burned|burnt) (?:my|him|her)?self (?:badly|seriously)",
    (
        rf"(?:am|are|is|child|baby|someone|somebody|people|him|her|me|us) (?:trapped|stuck) (?:in|under|inside|"
        rf"beneath) (?:\w+ ){{0,2}}(?:lift|elevator|car|fire|rubble|wreck|machine|room|{PLACE})"
    ),
    r"going into labou?r|in labou?r(?! ward)|waters? (?:has |have )?(?:broke|broken|just broke)",
    r"face (?:is|has) (?:\w+ )?droop\w*|slurring",
    r"(?:he|she|baby|face|lips|child|is|are) turning blue",
    r"(?:throat|tongue|face) (?:is|has) (?:\w+ )?(?:swelling|closing|swollen|closed)",
    r"(?<!about )(?<!of )(?:dying|going to die)(?! (?:to|of (?:laughter|boredom|curiosity|heat|thirst)|for))",
)
_CRIME = any_of(
    (
        r"(?:someone|somebody|he|she|they|man|burglar) (?:\w+ )?(?:got|climbed|climbing|forced his way|broke|"
        r"broken|breaking|getting) (?:in|through|into)(?: \w+){0,3} (?:window|back door|front door|patio door|"
        r"house|my flat)(?! (?:is|was) (?:left|open))"
    ),
    (
        r"(?:burglars?|intruders?|robbers?|prowlers?) (?:\w+ )?(?:downstairs|upstairs|outside|here|in)|"
        r"(?:someone|somebody|man|stranger|he|they) (?:is |are )?(?:still )?(?:in|inside|downstairs|"
        r"upstairs)(?: in)? (?:my|the|our) (?:house|home|flat|bedroom|property)(?! (?:bell|number|key|mat|"
        r"now to deliver))|hiding in (?:the|my) (?:bathroom|closet|cupboard|bedroom|wardrobe|attic|car)"
    ),
    (
        rf"break(?:ing)? in(?:to|side)? (?:\w+ ){{0,3}}(?:{PLACE}|{NOW})|(?:is|are) breaking in|"
        rf"trying to (?:break|get) in(?:to)?(?: (?:my|our|the) {PLACE})?(?! (?:my|the) account)"
    ),
    (
        r"(?:someone|somebody|a man|a stranger|people|intruders?|burglars?|strangers?|they) (?:is |are |has |"
        r"have |just )?(?:broke|broken|breaking|climbed|climbing|got|forced) in(?:to|side)? (?:my|our|"
        r"the) (?:house|home|flat|apartment|window|garage)"
    ),
    (
        r"(?:intruder|burglar|prowler)s? (?:is |are )?(?:in|inside|outside|at)(?: (?:my|our|the)) (?:house|home|"
        r"flat|garden|window|door|yard|apartment|bedroom)"
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
LIFE_IN_DANGER = (_BODY, _CRIME)
