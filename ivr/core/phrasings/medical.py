"""Illness, treatment, equipment that a body depends on, questions for a doctor."""

from .vocabulary import any_of

_ILLNESS = (
    r"(?:cancer|leuk\w+|tumou?rs?|diabetes|diabetic|epilep\w+|asthma\w*|copd|parkinson\w*|multiple sclerosis|"
    r"lupus|crohn\w*|kidney (?:failure|disease|problems?)|heart (?:condition|failure|disease|problems?|"
    r"trouble|surgery|operation)|sickle cell|cystic fibrosis|emphysema|hiv|hepatitis|pneumonia|covid|"
    r"arthritis|motor neurone?|als|stroke|seizures|lung (?:condition|disease|problems?)|immune|sepsis|angina|"
    r"bronchitis|chronic (?:\w+ )?(?:pain|illness|condition|fatigue)|fibromyalgia|a heart attack|"
    r"brain tumou?r|osteoporosis|sleep apn\w+)"
)
_NO_FIGURE = r"(?!(?: and tired)? of\b| and tired\b| to (?:death|the back)\b)"
MEDICAL = (
    any_of(
        r"(?:recover\w*|recovery) from|had a (?:heart attack|stroke)",
        (
            r"(?:had|having|got|have|bad|nasty|allergic|skin) (?:a |an )?(?:\w+ )?reaction (?:to|from)|(?:with|"
            r"on|take|taking|takes) (?:blood thinners|statins|steroids|antibiotics|morphine|warfarin|"
            r"beta blockers|antidepressants|painkillers|a lot of (?:medication|tablets|pills))|(?:doctor|nurse|"
            r"gp|consultant|midwife|hospital)(?: has| have| is)? (?:told|said|says|advised|ordered|wants|signed|"
            r"prescribed|recommended)|(?:lot|lots|load|loads|range|bit) of (?:medication|medicines|tablets|"
            r"pills)|(?:got|has|have|with|running|had) (?:a |an )?(?:\w+ )?temperature$|(?:hip|knee|shoulder|"
            r"valve|heart|kidney) (?:was |is being |has been |got )?(?:replaced|replacement|removed)|"
            r"(?:swallows?|swallowed|inhales?|licks?) (?:\w+ ){0,4}(?:bead|beads|battery|it|one|some|this)|"
            r"not (?:very |at all |feeling )?(?:well|right in myself|myself)(?= (?:at|today|and|since|lately)\b|"
            r"$)|lost a lot of weight|(?:nasty|bad|chemical|severe) burns?(?! out)|baby due|(?:wife|daughter|"
            r"partner|girlfriend|sister) is having a baby(?= (?:this week|today|tomorrow|soon|any)\b|$)|"
            r"(?:broke|broken|breaking) (?:my|his|her) (?:\w+ )?(?:arm|leg|hip|wrist|ankle|foot|toe|finger|"
            r"elbow|collarbone|shoulder|ribs?)|stroke and|had a stroke(?: and| so| last| in| two| three| a)"
        ),
        (
            r"(?:heart|blood|water|thyroid|pain|sleeping|iron|allergy) (?:pills?|tablets?|medicine|medication|"
            r"condition)|(?:a|my|his|her|dodgy|weak|bad) (?:dodgy |weak |bad )?heart(?= (?:and|so|condition|"
            r"problem)\b|$)|bad heart|how (?:many|much|often) (?:of \w+ |(?!days|weeks|"
            r"months|hours|time|notice|warning)\w+ )?(?:can|should|do) (?:i|he|she|you) (?:take|"
            r"give)|can i (?:take|give|drink|eat)(?: \w+){0,4} (?:with|while|if|"
            r"together)(?: \w+){0,3} (?:alcohol|pregnan\w+|pills?|tablets?|antibiotics|medication|medicine|"
            r"breast\w*)"
        ),
        (
            r"(?:gave|giving|given|gives|got|have|has) (?:me |my \w+ |him |her )?(?:a )?(?:bad|terrible|upset|"
            r"sore|awful|severe) (?:stomach|tummy|belly|back pain|headache|reaction|throat)|stomach (?:ache|"
            r"pains?|upset|bug)|(?:hurt|injured|put|done|pulled|strained|sprained|twisted|did) (?:my|his|"
            r"her) (?:back|leg|knee|ankle|shoulder|neck|hip|wrist|arm|foot)(?: out| in)?(?= (?:and|"
            r"so) (?:i )?(?:can|could|will) not\b|$)(?! (?:of (?:the|my) (?:chair|car)))|(?:bad|sore|"
            r"injured) (?:back|knee|hip|leg) (?:and|so) (?:i )?can not|under (?:a|the|my) (?:doctor|consultant|"
            r"specialist|hospital)|being treated for|treatment for"
        ),
        (
            r"(?:have|has|got|having|with|had|suffer\w*|from|is) (?:\w+ ){0,3}(?:ms|m s|autoimmune \w+|"
            r"auto immune \w+|eczema|psoriasis|gout|ulcers?|gall ?stones|kidney stones|an[ae]+mia|anemic|"
            r"anaemic|blood clots?|aneurysm|appendicitis|tonsillitis|hernia|sciatica|slipped disc|fibroids|"
            r"endometriosis|jaundice|eczema|a lump|paralysis|sclerosis|neuropathy|tumou?rs?|cirrhosis|colitis|"
            r"ibs)|blood sugars?|glucose|hypo(?:glyc\w+)?|broken (?:\w+ )?(?:leg|arm|hip|ankle|wrist|back|foot|"
            r"shoulder|collarbone|ribs?|elbow|neck)(?! (?:of the (?:chair|table|sofa)|on the (?:chair|table)))|"
            r"had a baby|(?:gave|given) birth|amputat\w+|prosthe\w+|c section|oxygen levels|(?:having|had|"
            r"waiting for|need|needs|for) (?:a |an |my )?(?:mri|scan|x ray|biopsy|ct scan|blood test|treatment)|"
            r"burn(?:ed|t)? my skin|skin (?:\w+ )?(?:peeling|burn\w*|irritat\w+|reaction)|irritat\w+ my skin|"
            r"autoimmune|chronic(?:ally)? (?:ill|illness|pain|fatigue)"
        ),
        (
            r"breathing (?:machine|apparatus|equipment|aid)|respirator|(?:get|gets|getting|has|have|had|"
            r"having) (?:\w+ )?(?:seizures|fits|blackouts|palpitations|flu|shingles|norovirus|pneumonia|"
            r"a virus)|neck brace|(?:in|into|out of) a coma|(?:on|using|with) crutches|(?:in|got|has|"
            r"have) a (?:cast|plaster cast|sling)|arm in plaster|leg in plaster|bed rest|(?:a|high|running a|"
            r"had a|has a|got a) (?:\w+ )?temperature since|running a temperature|stitches|wound|blood pressure|"
            r"cholesterol|thyroid|vertigo|physio\w*|(?:heart|triple|double|gastric) bypass|stent|(?:heart|"
            r"kidney|liver|lung|hip|knee|back|brain|eye) (?:surgery|operation|transplant|replacement|bypass)|"
            r"weak heart|home ?care nurse|district nurse|carers? come|nurse comes|vulnerable health|"
            r"immunosuppress\w+|hemophil\w+|haemophil\w+|coeliac|celiac|tube fed|tracheo\w+|stoma|"
            r"life saving (?:medication|equipment|machine)"
        ),
        (
            r"in (?:a lot of |so much |terrible |constant |severe |real |chronic )+pain|stage (?:three|four|3|"
            r"4)|(?:months|weeks) pregnant|high risk pregnancy|post ?natal|labou?r ward|maternity ward|premature"
        ),
        (
            r"(?:on|need|needs|uses?|using|breathing|home|portable|depends? on|relies on|"
            r"rely on) (?:\w+ ){0,2}oxygen|oxygen (?:machine|tank|concentrator|tube|supply|at home|therapy)|"
            r"concentrator"
        ),
        (
            r"dialysis|ventilator|cpap|c pap|bipap|nebuli[sz]er|insulin|pacemaker|feeding (?:tube|pump)|"
            r"stair ?lift|defibrillator|suction machine|catheter|colostomy|hospital bed|(?:bath|ceiling|patient|"
            r"mobility) hoist|epi ?pen|inhaler|drip"
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
            r"(?<!picking )(?<!visiting )(?:am(?! in hospital on \w+ visiting)|is|are|been|was|were|be|being|"
            r"still|stuck|back|ended up|put|kept|visiting|just come|came|come|home|out|fresh|rushed|taken|"
            r"took (?:him|her|me)|went|going|gone|go|leaving|left|blue ?lighted|end up|while|"
            r"whilst)(?! (?:visiting|picking|collecting|on \w+day visiting)) (?:(?!visiting|picking|mum|mom|"
            r"dad)\w+ ){0,3}?(?:in|into|to|out of|of|from|at) (?:the |a )?(?:hospital|icu|intensive care|"
            r"hospice|emergency room|a and e|er|rehab|intensive care unit)(?! (?:bed|gown|street|road))"
        ),
        r"hospitali[sz]ed|admitted to",
        r"pregnan\w+|expecting (?:a|our|my) baby|due to give birth|breast ?feeding|morning sickness",
        (
            r"terminal(?:ly)? (?:ill|illness|cancer)|palliative|end of life|(?:months|weeks|days|"
            r"long) (?:left )?to live|on (?:his|her) death ?bed|dying (?:of|from)"
        ),
        (
            rf"(?:i am|i have been|i feel|i felt|feeling|been|have been|is|am|got|gets|fell|getting|"
            rf"became) (?:\w+ ){{0,2}}(?:ill|unwell|sick(?! (?:leave|pay|day))|(?<!treated )poorly|dizzy|faint|"
            rf"nauseous|feverish){_NO_FIGURE}"
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
            r"foot|shoulder|collarbone|rib|ribs)|(?<!brain )injur(?:y|ies)|concussion"
        ),
    ),
)
