"""What sounds like a sensitive topic and is none: names of things, sayings, denials. Cut out before patterns look."""

from .vocabulary import BURNS, CLOCK, PASSES, WEEKDAY, any_of

_HAVING = r"(?:has|had|have|is|was|would|will|just|already|now|long|must|all)"

HARMLESS = any_of(
    # what telephone menus say
    r"if (?:this|it|you|there) (?:is|have|are) (?:\w+ ){0,3}emergency",
    r"hang up (?:now )?and (?:dial|call) (?:\w+ ?){1,3}",
    # money that is owed to the caller
    (
        r"(?:sent|returned|posted|took) (?:it|them|that|this) (?:back )?(?:\w+ ){0,8}"
        r"not had (?:the|my) money(?! (?:to|for|left))"
    ),
    # what passes, goes or leaves and is no person
    (
        rf"(?:{PASSES})(?: (?:that|which|you|we|they)(?: (?!(?:he|she|who|my|our|his|her)\b)\w+){{1,3}})?"
        rf"(?: {_HAVING})* (?:passed|past|passes|passing|gone|went|expired)"
    ),
    rf"(?:it|that|this|tomorrow|today|yesterday|{WEEKDAY}|half|quarter|{CLOCK})(?: {_HAVING})* passed|i passed|"
    r"(?:came|come|comes) and (?:passed|past|gone|went)(?! (?:away|on)\b)",
    (
        r"(?:drivers?|couriers?|engineers?|technicians?|plumbers?|electricians?|post(?:man|woman)|mail(?:man|carrier)|"
        r"fitters?|(?:delivery|repair|gas|meter|cable) (?:man|men|guys?|lady|person|people)|taxi|cab|agents?|"
        r"installers?|cleaners?|builders?)(?: \w+){0,6} (?:is|has|had|was|are|have) (?:\w+ )?(?:gone|left us|departed)"
    ),
    # remains of a fire
    (
        r"(?:hot|cold|warm|fire|wood|coal|cigarette|barbecue|bbq|volcanic|stove|grill|log|charcoal) ashes|"
        r"ashes (?:\w+ ){0,2}(?:from|of|in|into|under|off|out of) (?:the |my |our |your |a |an |his |her )?(?:\w+ )?"
        rf"(?:{BURNS})|(?:{BURNS})(?: \w+){{0,6}} ashes|ashes(?: \w+){{0,4}} (?:pan|bucket|vacuum|tray|bin|scoop)"
    ),
    # what comes with a house, and is buried in its garden
    (
        r"inherit\w* (?:this|that|the|an?|it|them|these|those)(?: \w+){0,6} (?:with|from|when) (?:the|we|i|a|our|my) "
        r"(?:\w+ )?(?:house|home|flat|apartment|place|property|owners?|tenants?|moved|bought|team|job|colleague)"
    ),
    (
        r"bur(?:y|ied|ying) (?:my|our|his|her|him) (?:\w+ )?(?:cables?|wires?|pipes?|lines?|hose|keys?|head|bin|box|"
        r"parcel|package|phone|treasure)"
    ),
    rf"(?:good|early|in the|this|the|every|next|tomorrow|{WEEKDAY}) mourning",
    r"(?:delivery|time|hour|return|kitchen|bathroom|bedroom|shop|front|back) widows?(?! (?:of|and her))",
    # what the assistant is asked to do, and why
    (
        r"(?:have|need|going) to (?:be (?:at|in)|go to) (?:the )?hospital(?= (?:on \w+ |that \w+ )?(?:so |"
        r"can (?:i|we|you) |could (?:i|we|you) )(?:\w+ ){0,3}(?:appointment|visit|delivery|slot|booking)\b)"
    ),
    r"something on (?:the|my) bill (?:that )?i do not recogni[sz]e(?= (?:can|could) you (?:tell|explain))",
    # things that are bought or meant
    (
        r"fire ?(?:sticks?|tv|pits?|places?|place|works?|hd|tablets?|wood|guards?|fly|fox|wall|arms|hose|doors?|"
        r"resistant|proof|retardant|surround|sale|engine (?:toy|set|bed|red)|truck (?:toy|set|bed)|"
        r"extinguishers?|blankets?|escape|safety|bowls?|grate|starters?|logs?|screen|station (?:road|street|"
        r"lane)|red|rated|insurance|house (?:road|street|lane))"
    ),
    (
        r"(?:amazon|gas|electric|electrical|log|toy|camp|wood|bio ethanol|ethanol|flame effect|wall mounted|"
        r"outdoor) fires?(?= (?:heater|set|surround|pit|place|basket|i ordered|i bought|is (?:it )?in stock|"
        r"do you|come|that i|you sell|for)\b|$)"
    ),
    (
        r"(?:fire|smoke|gas|carbon monoxide|co|heat|burglar|intruder) (?:detectors?|alarms?|sensors?|"
        r"monitors?)(?! (?:will|would) not stop)(?! (?:is |are |has |have |keeps |went |was )*(?:gone|going|"
        r"sounding|screaming|ringing|blaring|off|triggered))"
    ),
    (
        r"smok(?:ed|ing) (?:salmon|glass|oak|gr[ae]y|mirror|ham|cheese|jacket|area|shelter|fish)|"
        r"smoke (?:gr[ae]y|machine|colou?r\w*|blue|glass|free)|no smoking|non smoking|vape|smoker (?:grill|bbq)|"
        r"(?:bbq|meat|pellet) smokers?"
    ),
    (
        r"(?:dead|flat) (?:(?:car|phone|laptop|remote|door ?bell|watch) )?(?:batter(?:y|ies)|line|lines|pixels?|"
        r"end|ends|weight|bolt|bolts|zone|spot|heat|sea|lift|lifts|plants?|easy|slow|wood|body)|dead ?lines?|"
        r"dead ?locks?|dead ?bolts?|dead on arrival|dead (?:right|good|cheap|wrong|set|sure|simple)|drop dead"
    ),
    (
        r"(?:phone|battery|batteries|laptop|computer|line|remote|tablet|watch|screen|tv|television|car|engine|"
        r"motor|printer|router|modem|wifi|internet|connection|signal|plants?|flowers?|lamp|bulb|machine|fridge|"
        r"boiler|controller|keyboard|mouse|headphones?|speaker|toy|clock|drill|mower|vacuum|it|app|website|"
        r"dryer|oven|freezer|dishwasher|camera|console|heater|thermostat) (?:\w+ ){0,3}?(?:is |has |was |just |"
        r"have |keeps |went |are )*(?:died|dead|dying|die|dies|killed|shot)"
    ),
    (
        r"killing (?:time|it|me (?:with|that)|two birds)|(?:this|that|it|wait|waiting|suspense|back|feet|shoes?|"
        r"music|hold music|heat|you|prices?|bill|they|battery|app|screen) (?:is|are|was) killing (?:me|us|"
        r"my (?:back|feet|battery|knees))|kill (?:time|an hour|the (?:lights?|power|engine|music|weeds|app))|"
        r"weed killer|painkiller mug|killer (?:deal|price|whale|heels|sudoku)|dressed to kill|would kill for|"
        r"kill for a|killed (?:the|my) (?:grass|lawn|plant|weeds|battery|mood|time)|(?:my|the) (?:boss|wife|"
        r"husband|mum|mom|dad|kids?) (?:will|would|is going to) kill me|kill(?:s)? bill|overkill|buzzkill|"
        r"(?:lady|insect|fly|bug|mosquito|rat) killers?"
    ),
    (
        r"(?:dying|die) (?:to (?:know|see|try|hear|get|have|meet|find)|for (?:a|an|some|the|it|one|him|her)|"
        r"of (?:laughter|boredom|curiosity|heat|embarrassment|thirst|hunger))|to die for|die ?hard|die cast|"
        r"die cut|dye|never say die|tie dye|die cutter"
    ),
    (
        r"(?:nearly|almost|about) (?:had|have|gave me|died|having) (?:a )?(?:heart attack|stroke|fit|kittens)?|"
        r"(?:gave|give|gives|giving) (?:me|my \w+) a heart attack|heart attack (?:when|at the (?:price|bill)|"
        r"over the (?:price|bill)|looking at)|have a (?:fit|cow) (?:when|if)|stroke of (?:luck|genius)|"
        r"brush ?strokes?|(?:two|four|2|4) stroke|breast ?stroke|heart ?(?:shaped|warming|"
        r"broken over the colou?r|rate)|died laughing|laughed so hard"
    ),
    (
        r"(?:scared|bored|sick|worried|frightened|starv\w+|tickled|freezing|thrilled) to death|death (?:star|"
        r"metal|trap|valley|match|note|eaters?)|death by chocolate|sudden death|(?:not|hardly|no|"
        r"never) (?:a )?(?:matter of )?life (?:or|and) death"
    ),
    (
        r"(?<!buy )(?<!get )(?:gift|loyalty|sim|memory|sd|micro sd|graphics?|sound|video|birthday|christmas|"
        r"greetings?|business|library|membership|store|shop|reward|rewards|club|points|playing|post|thank you|"
        r"invitation|id|discount|warranty|student|bus|travel|network|wedding|score|punch|key|place|anniversary|"
        r"mothers? day|valentines?|oyster|calling|phone|flash|index|report|yellow|red|pokemon|trading|"
        r"collector) cards?|card (?:readers?|machine|holder|game|table|board|stock|making|terminal|slot)|"
        r"wild card"
    ),
    (
        r"child(?:ren)? (?:seats?|locks?|gates?|proof|safety|is (?:seat|bed|room|bike|desk|size|toy|shoes?|"
        r"clothes|book|menu)|bed|bike|carrier|size|ticket|fare|benefit form|friendly|resistant|minder|care)|"
        r"kids? (?:bike|bed|room|size|menu|shoes|clothes|table|section|toys?|tablet|club)|baby (?:monitor|"
        r"gates?|seats?|carrier|clothes|shower|sitter|wipes|bath|bottle|powder|food|formula|bouncer|grand|grow|"
        r"blue|pink)|mummy (?:costume|bag|sleeping)|daddy(?: is)? (?:mug|long legs)"
    ),
    (
        r"(?:in|with)? ?case of (?:an )?emergenc(?:y|ies)|emergency (?:lights?|lighting|exit|exits|contacts?|"
        r"kits?|kit|stop|button|generator|phone|blanket|door|repair line number|numbers?|call ?out (?:fee|"
        r"charge|cost)|cover|room (?:furniture|sign)|ration|torch|radio|food|supplies|release|key|charger|"
        r"power (?:bank|pack|supply)|sign|shut ?off|valve|pack|heating cover|call outs?|hours|appointments?|"
        r"plumber|locksmith|credit|fund|passport|whistle|plan)|(?:not|no|non|never|is not|hardly|isn t|"
        r"was not) (?:an? )?(?:\w+ )?(?:emergency|emergencies)"
    ),
    (
        r"(?:first aid|ambulance|police|fire engine|doctors?|nurse|medical|hospital) (?:kits?|toys?|car toy|"
        r"costume|play ?set|lego|set|fancy dress|uniform|drama|series)|medicine (?:cabinets?|balls?|chest|box|"
        r"bag)|pill (?:box|organi[sz]er|case|bottle shaped)|band ?aid|surgical (?:steel|masks?)"
    ),
    (
        r"(?:no|not any|never any|nothing to|not|can not|could not|without|have no|cause for) (?:fires?|smoke|"
        r"gas leak|flames|sparks|injur\w+|complaints?|complain\w*|one (?:was|is|got) (?:hurt|injured)|"
        r"body (?:was|is|got) (?:hurt|injured))|(?:nobody|no one|not anybody) (?:was|is|got|has|were|"
        r"ever) (?:hurt|injured|died|killed|dead)|nobody died|no one died"
    ),
    (
        r"(?:roller|venetian|roman|vertical|window|blackout|wooden|kitchen|bathroom|day and night) blinds?|"
        r"blinds|blind (?:spot|cord|date|test|fitting|bracket)|colou?r ?blind|deaf to|turn(?:ed)? a (?:blind|"
        r"deaf) (?:eye|ear)|double blind|tone deaf"
    ),
    (
        r"legal (?:size|pads?|paper|tender|age to|opening|department address|name|guardian name|high|"
        r"aid calculator)|is it legal|court ?(?:yard|shoes?|side|house (?:road|street|lane)|lane|road|street)|"
        r"(?:tennis|basketball|badminton|squash|food|hampton|volley ?ball|pickle ?ball|court) courts?|judge me|"
        r"my name is sue|this is sue|name is sue|sue (?:here|speaking)|sue (?:smith|jones|brown)|for sue|"
        r"called sue"
    ),
    r"hack ?saws?|life hacks?|hacks? for",
    (
        r"(?:fell|fallen|falling) (?:off|out of|down|over|apart)? ?(?:the )?(?:shelf|wall|lorry|truck|back|box|"
        r"van|price|internet|line|in love|for it)|crash(?:ed|es|ing)? (?:the|my|your|when|every|again|and|on|"
        r"course|diet|mat|helmet|pad)|(?:website|app|computer|system|page|site|browser|game) (?:\w+ )?crash\w*"
    ),
    (
        r"(?:burn(?:ing|s|t|ed)?) (?:question|a (?:cd|dvd|disc)|calories|orange|sienna|desire|bright|wood|oven|"
        r"oil|logs|candle|man|incense|rubber|a hole|time|through (?:data|my data|batteries)|too fast|"
        r"down quickly)|slow burn\w*|heart ?burn|side ?burns|burner|wood burn\w+|log burn\w+|clean burn\w+|"
        r"burn in"
    ),
    (
        r"(?:blow|blew|blown|blowing) (?:up )?(?:my (?:phone|mind|budget|whistle)|me away|the (?:budget|fuse)|"
        r"a fuse|dr(?:y|ier)|air|torch|bubbles|hot|cold)|blow up (?:bed|mattress|pool|doll|paddling|boat|toy|"
        r"santa|balloon)|(?:blow|blew|blown) (?:it|the (?:photo|picture|image)) up|phone (?:is )?blow\w* up|"
        r"(?:social media|internet|sales|price|population|demand) (?:is |has |was )?explo\w+|explod(?:ed|"
        r"ing) (?:kittens|view|diagram|in popularity)|explosion of colou?r|bath bombs?|bombshell|photo ?bomb|"
        r"bomber jacket|cherry bomb|bug bomb"
    ),
    (
        r"(?:long|good|screen|single|one|head|mug|tequila|cup|photo|head|flu|hot|big|parting|best|give it a|"
        r"best|espresso|wild) ?shots?|shot ?glass(?:es)?|shooting (?:stars?|stick|range)|(?:photo|"
        r"video) ?shoot(?:ing)?|shot (?:blast|peen|put)|screenshots?"
    ),
    (
        r"bleeding (?:edge|money|hearts?|radiators?|obvious|the (?:radiators?|brakes|system|boiler))|"
        r"bleed (?:the|my|a) (?:radiators?|brakes|system|valve|boiler)|nose ?bleed seats|colou?rs? (?:is |are |"
        r"was )?bleeding|chok(?:e|ed|ing) (?:up|cable|lever|point|hazard|valve|chain)|knocked out (?:price|deal|"
        r"of stock)|passed out (?:leaflets|flyers|samples)|collapsed (?:box|cardboard|tent|gazebo|chair|table|"
        r"shelf)|(?:box|tent|gazebo|chair|table|shelf|bed|wardrobe|sofa|ladder|shelves|stool) (?:\w+ )?(?:has |"
        r"is |just )?collapsed|collapsible"
    ),
    (
        r"gun ?(?:metal|powder|smoke gr[ae]y)|(?:nerf|glue|water|staple|nail|heat|massage|paint|spray|grease|"
        r"caulk\w*|toy|tattoo|sealant) guns?|(?:bread|butter|steak|pen|kitchen|paring|palette|stanley|electric|"
        r"utility|craft|chefs?|carving|pocket|army) kni(?:fe|ves)|knife (?:set|block|sharpener|rack)|(?:jump|"
        r"jumping) (?:start|leads?|rope|suit|er|jacks|the queue|on (?:a|the) call|through hoops|to conclusions|"
        r"off (?:the )?call|cables?)"
    ),
    (
        r"hurt(?:s|ing)? (?:my (?:feelings|wallet|eyes|ears|credit|back pocket)|to (?:ask|look|try))|"
        r"not hurt to|does not hurt|would not hurt|hit me (?:with|up)|hit (?:the|a) (?:button|wrong|key|send|"
        r"post|wall|snag|road|kerb|curb|jackpot|spot|road)|beat (?:the|that|this|my|a|it|any|your) (?:price|"
        r"deadline|rush|clock|quote|deal|record|traffic|competition|high score)|^(?:it |that |"
        r"this )?beats me(?: why| how)?|(?:egg|drum|carpet) beaters?|(?:heart|drum|up) ?beat|"
        r"beat(?:s)? (?:headphones|by dre|studio|solo)"
    ),
    (
        r"(?:shock|shocks|shocked|shocking) (?:absorbers?|pink|proof|resistant|at (?:the|how|my)|to (?:see|hear|"
        r"find|learn)|by (?:the|how|my)|when|that|price|value)|electric (?:blankets?|toothbrush|bikes?|"
        r"scooters?|shower|car|cars|guitar|kettle|drill|heater|shaver|bill|fan|oven|hob|cooker|fence kit)|"
        r"spark ?(?:plugs?|ling|les?|joy|my interest|driver)|sparks? joy|live (?:chat|stream\w*|music|tv|feed|"
        r"support|tracking|wire pub)"
    ),
    (
        r"estate (?:agents?|cars?|agency)|housing estate|real estate|industrial estate|late (?:delivery|order|"
        r"parcel|fees?|payment|night|opening|arrival|charge|again)|passed (?:on (?:my|the|your|to|it|this|that)|"
        r"to|it|the(?! (?:day|night|week|other))|my|your|our|them|him|her|us|you|by|me|around|inspection|its)|"
        r"pass (?:the|it|on)|past (?:orders?|due|week|month|year|"
        r"few|bills?|invoices?|couple|three|two)|lost (?:my|the|our|his|her|a) (?:\w+ ){0,3}(?:number|receipt|"
        r"order|password|login|instructions?|manual|box|key|keys|remote|charger|parcel|package|letter|"
        r"confirmation|email|invoice|label|place|connection|signal|page|train|way|temper|glove|glasses|umbrella|"
        r"luggage|ticket|sock|cable|bolt|screw)|widow(?: is)? (?:peak|twankey)|black widow|(?:window|"
        r"widower) sill"
    ),
    r"violent (?:games?|films?|movies?)|abusive language warning",
    (
        r"(?:bike|bus|garden|log|car|rain|dog|animal|hedgehog|smoking|beach|trolley) shelters?|shelter (?:box|"
        r"dogs?|belt)|shelter in a storm|animal refuge"
    ),
    (
        r"break ?down (?:of|cover|recovery|the (?:cost|bill|charge))|broke ?down|cost breakdown|(?:bill|charge|"
        r"price|itemi[sz]ed) breakdown|(?:it|that|this|machine|handle|screen|zip|glass|leg|strap|hinge|lid|"
        r"wheel|bulb|vase|which|and|lamp|table|chair|mug|plate) (?:\w+ )?broke|broke (?:when|off|the|in|"
        r"my (?:screen|phone|tv|mug|lamp|vase|record|heart over))"
    ),
    (
        r"(?:out of|in|off|low on|debit or|store|shop|account|late|photo|song|extra|my) credit(?! card)|"
        r"tax credit|debt(?:or)? free|(?:national )?debt clock|low (?:energy|voltage|cost|price|level|wattage) "
    ),
    (
        r"(?:oxygen|bleach|vitamin|protein) (?:bleach|cleaner|facial|tablets|powder|cleansers?|free)|oxi ?clean|"
        r"prescription (?:glasses|sunglasses|lenses|goggles)|glasses prescription|gluten allergy cook ?book|"
        r"(?:travel|motion|home|love|sea|car) ?sick\w*|sick (?:day|of|bag)|operation (?:manual|mode|theatre set|"
        r"instructions?)|hours of operation|surgery hours|dose of|washing tablets|dishwasher tablets|(?:android|"
        r"samsung|amazon|fire|kids|drawing|graphics|new|apple|ten inch|wacom|windows|the) tablets?|rash guard|"
        r"rash vest|rash decision|fever tree|temperature fever scanner|scrub rash"
    ),
    (
        r"(?:old|previous|last|new) (?:address|order|account|number|phone|house|one|tv|model|bill|meter|fridge|"
        r"washer|password)|how old|years? old (?:model|machine|tv|one|order|boiler|fridge)"
    ),
    (
        r"(?:in|at|from|to|the|of) english (?:oak|rose|version|breakfast|heritage|manual|instructions?)|"
        r"english (?:oak|rose|breakfast|version|menu|language|please)|(?:press|in|for|speak|"
        r"continue in) english(?= (?:please|one|press)|$)"
    ),
)
