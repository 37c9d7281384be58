"""What befalls people: a death, an illness, a need for more help than most."""

from .vocabulary import KIN, OLD, any_of

_WHO = (
    rf"(?:{KIN}|he|she|they|holder|customer|owner|tenant|resident|landlord|person|patient|someone|somebody|"
    rf"client|member|who|whoever)"
)
_DIED = r"(?:died|dead|deceased|killed|murdered)"
BEREAVEMENT = (
    any_of(
        r"(?:passed|past|pass|passing|passes) away",
        rf"{_WHO}(?: \w+){{0,8}}? {_DIED}(?! (?:battery|batteries|phone|line|end|weight|on arrival|zone|spot|pixel))",
        (
            rf"{_WHO}(?: (?:has|is|have|had|was|who|sadly|recently|also|had recently))* (?:passed|past) (?:on|"
            rf"over)(?! (?:my|the|your|our|his|her|to|it|this|that|some|a (?!few|couple|while|year|month|week)))"
        ),
        (
            rf"{_WHO}(?: (?:has|is|have|had|sadly|recently|who))* passed(?: (?:last|this|yesterday|in|two|three|"
            rf"four|a|suddenly|recently|earlier|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
            rf"the)|peacefully|today|over the)\b|$)"
        ),
        (
            rf"(?:death|passing|loss) (?:of|in) (?:my|our|the|his|her|a) (?:\w+ )?(?:{KIN}|family|account|"
            rf"customer|loved)"
        ),
        (
            r"death (?:certificate|in the family|notification|benefit)|(?:report|register|notify you of|notify|"
            r"inform you of|tell you about|about|registering|reporting) (?:a|the|his|her|my \w+ is|"
            r"their) (?:death|passing)"
        ),
        (
            r"(?:after|since|before|following|because of|due to|on|upon|until) (?:his|her|their|my \w+ is|"
            r"the) (?:\w+ )?(?:death|passing|funeral)"
        ),
        r"(?:a|his|her|the|sad|my \w+ is) (?:death|demise)(?! (?:star|metal|trap|match))",
        r"deceased|bereave\w*|grieving|in mourning|mourning|condolences",
        (
            r"funeral|cremat\w+|burial|(?:buried|burying|bury|cremated) (?:my|him|her|our)|laid (?:him|her|"
            r"to) (?:to )?rest|hearse|mortuary|undertakers?"
        ),
        (
            rf"(?:lost|losing|lose) (?:my|our|her|his|their|both my|both) (?:\w+ ){{0,2}}?{KIN}(?! (?:is|"
            rf"and daughter is)\b)(?! (?:number|order|account|receipt|phone|letter|key|parcel|at the|"
            rf"in the (?:store|shop|crowd)))"
        ),
        r"lost (?:him|her|the baby|a baby|a loved one|a child|someone (?:close|dear|i love|in the family))",
        r"miscarr\w+|still ?born|still ?birth",
        rf"(?:my|our|his|her|the|of) late (?:\w+ )?{KIN}",
        r"widow\w*",
        (
            r"executor\w*|executrix|probate|next of kin|(?:his|her|my \w+ is|the|"
            r"their) estate(?: of)?(?! (?:agent|car))|estate of|letters of administration|inherit\w*"
        ),
        (
            r"no longer (?:with us|alive|living|here with)|not (?:here |with us |alive )any ?more|"
            r"is not with us|not alive"
        ),
        (
            rf"(?:{KIN}|he|she|holder) (?:is|has|have) (?:now |already |sadly )?(?:gone|left us|"
            rf"departed)(?= (?:now|forever|and|since|for good|from us|too)\b|$)"
        ),
        rf"{_WHO}(?: \w+){{0,2}} did not make it(?! (?:to|for|in|on|here|home|there))",
        r"(?:lost|losing) (?:his|her|their) (?:\w+ )?(?:life|battle|fight)",
        (
            r"(?:he|she) (?:is|has) been gone (?:for|since|a|two|three)|gone to (?:heaven|a better place)|"
            r"in heaven|rest in peace|took his own life|took her own life"
        ),
    ),
)
_ILLNESS = (
    r"(?:cancer|leuk\w+|tumou?rs?|diabetes|diabetic|epilep\w+|asthma\w*|copd|parkinson\w*|multiple sclerosis|"
    r"lupus|crohn\w*|"
    r"kidney (?:failure|disease|problems?)|heart (?:condition|failure|disease|problems?|trouble|surgery|operation)|"
    r"sickle cell|cystic fibrosis|emphysema|hiv|hepatitis|pneumonia|covid|arthritis|motor neurone?|als|stroke|"
    r"seizures|"
    r"lung (?:condition|disease|problems?)|immune|sepsis|angina|bronchitis|chronic (?:\w+ )?(?:pain|illness|"
    r"condition|fatigue)|"
    r"fibromyalgia|a heart attack|brain tumou?r|osteoporosis|sleep apn\w+)"
)
_NO_FIGURE = r"(?!(?: and tired)? of\b| and tired\b| to (?:death|the back)\b)"
MEDICAL = (
    any_of(
        (
            r"(?:on|need|needs|uses?|using|breathing|home|portable|depends? on|relies on|"
            r"rely on) (?:\w+ ){0,2}oxygen|oxygen (?:machine|tank|concentrator|tube|supply|at home|therapy)|"
            r"concentrator"
        ),
        (
            r"dialysis|ventilator|cpap|c pap|bipap|nebuli[sz]er|insulin|pacemaker|feeding (?:tube|pump)|"
            r"stair ?lift|defibrillator|suction machine|catheter|colostomy|hospital bed|hoist|epi ?pen|inhaler|"
            r"drip"
        ),
        (
            r"life support|medical (?:\w+ )?(?:equipment|devices?|machines?|conditions?|needs?|reasons?|supply|"
            r"supplies|problems?|issues?|priority|advice|question|baseline|treatment|help|attention|grounds)|"
            r"medically"
        ),
        (
            r"(?:my|his|her|take|takes|taking|on|need|needs|the|some|heart|pain) (?:\w+ ){0,2}(?:medications?|"
            r"meds|medicines?|prescriptions?|tablets|painkillers|blood thinners?)(?! cabinet)"
        ),
        (
            rf"(?:have|has|had|got|having|with|from|suffer\w*|battling|fighting|diagnosed|developed|recovering|"
            rf"is|am|to) (?:\w+ ){{0,3}}{_ILLNESS}"
        ),
        rf"{_ILLNESS} (?:patient|treatment|diagnosis|sufferer)",
        (
            r"diagnosed with|(?:was|been|just|got|were) diagnosed|(?:my|his|her|a|the) diagnosis|chemo\w*|"
            r"radiotherapy|radiation (?:treatment|therapy)|transplant|biopsy"
        ),
        (
            r"(?:had|having|have|has|after|from|for|need|needs|booked for|waiting for|recovering from|awaiting|"
            r"scheduled for) (?:\w+ ){0,4}(?:surgery|operation|surgical procedure|medical procedure|c section|"
            r"hip replacement|knee replacement|bypass)"
        ),
        (
            r"(?:in|into|to|out of|from|at|rushed to|taken to|went to|going to|leaving) (?:the |a )?(?:hospital|"
            r"icu|intensive care|hospice|emergency room|a and e|er|rehab|intensive care unit)(?! (?:bed|gown|"
            r"street|road))"
        ),
        r"hospitali[sz]ed|admitted to",
        r"pregnan\w+|expecting (?:a|our|my) baby|due to give birth|breast ?feeding|morning sickness",
        (
            r"terminal(?:ly)? (?:ill|illness|cancer)|palliative|end of life|(?:months|weeks|days|"
            r"long) (?:left )?to live|on (?:his|her) death ?bed|dying (?:of|from)"
        ),
        (
            rf"(?:i am|i have been|i feel|i felt|feeling|been|have been|is|am|got|gets|fell|getting|"
            rf"became) (?:\w+ ){{0,2}}(?:ill|unwell|sick|poorly|dizzy|faint|nauseous|feverish){_NO_FIGURE}"
        ),
        (
            rf"(?:make|made|makes|making) (?:me|my \w+|him|her|us|the (?:kids|baby|children)) (?:\w+ )?(?:ill|"
            rf"sick|unwell|dizzy|poorly|vomit|throw up){_NO_FIGURE}"
        ),
        (
            r"(?:throwing|threw) up|vomiting|food poisoning|symptoms?|side effects?|dos(?:e|age|es)|fever|"
            r"migraines?|rash|hives|blisters?|infection|infected"
        ),
        r"(?:allergic|allergy|allergies|intolerance)",
        r"safe (?:\w+ ){0,6}(?:pacemaker|pregnan\w+|breast ?feeding|medication|my condition)",
        (
            r"(?<!mental )health (?:condition|problems?|issues?|reasons?|conditions)|(?:bad|poor|ill|"
            r"failing) health|my health is|(?:my|the|his|her|a) (?:doctor|nurse|gp|surgeon|consultant|midwife|"
            r"specialist|oncologist|cardiologist)(?: (?:said|says|told|wants|advised))"
        ),
        (
            r"(?:broke|broken|fractured|dislocated) (?:my|his|her|a) (?:\w+ )?(?:leg|arm|hip|ankle|wrist|back|"
            r"foot|shoulder|collarbone|rib|ribs)|injur(?:y|ies)|concussion"
        ),
    ),
)
_IS = (
    rf"(?:i am|i have been|am|{KIN} (?:is|are|was)|he is|she is|they are|who is|who are|person is|being|"
    rf"customer is|because i am)"
)
VULNERABILITY = (
    any_of(
        (
            rf"{_IS} (?:\w+ ){{0,3}}(?:blind|deaf|disabled|partially sighted|visually impaired|sight impaired|"
            rf"hard of hearing|hearing impaired|house ?bound|bed ?bound|bedridden|frail|elderly|autistic|"
            rf"dyslexic|bipolar|schizophrenic|vulnerable|agoraphobic|illiterate|paraly[sz]ed|paraplegic|"
            rf"quadriplegic|homeless|mute|severely ill|amputee|forgetful|special needs)(?! (?:spot|side|man is))"
        ),
        (
            r"(?:have|has|got|with|having|of) (?:a |an |some |severe |mild |serious |my )*(?:disabilit\w+|"
            r"hearing (?:loss|problems?|difficult\w+|impairment)|sight (?:loss|problems?)|visual impairment|"
            r"mobility (?:problems?|issues?|difficult\w+)|speech (?:impediment|problem|difficult\w+)|stammer|"
            r"stutter|learning (?:disabilit\w+|difficult\w+)|special needs|brain (?:injury|damage)|"
            r"down is syndrome|cerebral palsy|adhd|dyslexia|memory (?:loss|problems?|issues?)|"
            r"macular degeneration|glaucoma|cataracts|tinnitus)"
        ),
        (
            r"(?:a|the|my|his|her|i am) disabilit\w+|disability|registered (?:blind|disabled)|wheel ?chair|"
            r"hearing aids?|guide dog|white (?:stick|cane)|walking (?:frame|stick)|zimmer|lip ?read\w*|"
            r"sign language|text relay|relay (?:service|operator|call)|tty|interpreter|mobility scooter|"
            r"blue badge|large print|braille"
        ),
        (
            r"(?:can|could|do|does|did) not (?:really )?(?:see|read|walk|write|stand|hear)(?! you)(?: (?:very|"
            r"too|so|that|the print|small print|letters|far|things|it))*(?: (?:well|good|properly|any ?more|"
            r"much|far|long|at all))(?! (?:on|in) (?:the|your) (?:website|app|site|order))"
        ),
        (
            r"can not (?:read or write|leave (?:the|my) (?:house|home)|get out (?:of the house|of bed|much|"
            r"any ?more)|manage (?:on my own|by myself|alone|stairs|the stairs)|climb (?:the )?stairs|"
            r"use (?:my hands|a computer|computers|the internet)|look after (?:my|him|her)self)"
        ),
        (
            r"(?:hard|difficult|struggle|struggling|trouble|difficulty|problems?|hard time|"
            r"not easy) (?:for me )?(?:with |to |in )?(?:hear|hearing|see|seeing|read|reading|walk|walking|"
            r"understand|understanding|remember|remembering|get around|getting around|writing)(?! (?:you|"
            r"(?:it )?on|the (?:website|bill|menu|label|box|instructions?)|this|my bill|your|how|why))"
        ),
        (
            r"my (?:hearing|eyesight|sight|vision|memory|eyes|ears|mobility|mind) (?:is|are|has|have|"
            r"keeps?)(?: \w+){0,3} (?:bad|poor|going|gone|terrible|failing|not (?:what|good|great|the best|"
            r"so good)|awful|weak|slipping|worse|dreadful)|my (?:hearing|eyesight|memory|sight) (?:is not|"
            r"has gone)|(?:failing|poor|bad) (?:eyesight|memory|hearing|sight)"
        ),
        r"dementia|alzheimer\w*|memory (?:loss|problems?)|short term memory|getting senile",
        (
            r"(?:get|gets|getting|am|is|become|becomes) (?:\w+ )?(?:easily |often |always |all |so )(?:confused|"
            r"muddled|mixed up|flustered)|(?:get|gets|getting) (?:confused|muddled|flustered|overwhelmed)|"
            r"forget (?:things|everything|a lot|what day)|do not remember things"
        ),
        (
            r"(?:do|does|did) not understand (?:things|what people|much|(?:very )?well|money|letters)|"
            r"slow learner|simple words|need (?:\w+ )?(?:help|support) (?:with|to) (?:everything|reading|"
            r"understand (?:things|people))"
        ),
        (
            r"learning (?:disability|disabilities|difficult\w+)|special needs|"
            r"mental(?:ly)? (?:health(?: problems?| issues?)?|illness|ill|breakdown|handicap\w*|disabled|"
            r"problems)|nervous breakdown|anxiety|panic attacks?|depress(?:ed|ion)|ptsd|p t s d|bipolar|"
            r"schizo\w+|autis\w+|asperger\w*|agoraphob\w+|eating disorder|brain injury|psychosis"
        ),
        (
            rf"(?:i am|am|i will be|i have turned|{KIN} is|he is|she is|who is|aged?|over) (?:over |nearly |"
            rf"almost |about |turning |now )?{OLD}(?: years? (?:old|of age)| year old)?(?= (?:and|so|now|years|"
            rf"but|next|this|with|my|i)\b|$)"
        ),
        rf"{OLD} years? old",
        (
            r"pensioner|elderly|old (?:lady|man|woman|age|people|person|folk)|senior citizen|(?:i am|he is|"
            r"she is|we are) (?:\w+ )?(?:getting|too|very) old(?= (?:for|and|now)\b|$)|at my age"
        ),
        (
            r"(?:live|lives|living|am|is|stay) (?:\w+ )?(?:all )?(?:alone|on (?:my|his|her) own|by (?:my|him|"
            r"her)self)(?= (?:and|with|now|since|here|i|but)\b|$)"
        ),
        (
            r"(?:no ?one|nobody|no family|not anyone|no one) (?:\w+ )?(?:to help|who can help|to look after|"
            r"to ask|around to help|to turn to)|have (?:no ?one|nobody|no one)"
        ),
        (
            r"(?:my|a|the|her|his|their|as|am|full time) (?:\w+ )?(?:carer|caregiver|care ?giver|care worker|"
            r"support worker|social worker|guardian|key worker|home help|care home|nursing home)|i (?:care|"
            r"look after|am caring) for (?:my|him|her)|power of attorney|priority services"
        ),
        (
            r"(?:my |the |speak |good |much |very |poor |bad |little |any )+english|english is (?:not|"
            r"my second)|not speak english|new to this country|refugee|asylum"
        ),
        (
            r"(?:newborn|new born|baby|babies|infant|toddler|(?:small|young|little) (?:children|kids?|ones?)|"
            r"disabled \w+|elderly \w+)(?: \w+){0,8} (?:no|without|cold|freezing|lost) ?(?:heat|heating|power|"
            r"water|electric\w*|gas|hot water)?|(?:no|without) (?:heat|heating|power|water|electric\w*|gas|"
            r"hot water)(?: \w+){0,8} (?:newborn|new born|baby|babies|infant|toddler|(?:small|young|"
            r"little) (?:children|kids?|ones?)|disabled|elderly)"
        ),
        (
            r"can not cope on my own|need (?:someone|somebody) to (?:talk|go) (?:slowly|through it slowly)|"
            r"housebound|prison|care leaver"
        ),
    ),
)
