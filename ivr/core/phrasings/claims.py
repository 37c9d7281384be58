"""Claims against the company: threats of law, rights that a caller calls on, complaints."""

from .vocabulary import any_of

_LAWYER = (
    r"(?:lawyers?|attorneys?(?! general)|solicitors?|barristers?|legal team|legal representatives?|"
    r"legal counsel)"
)
_AUTHORITY = (
    r"(?:ombudsman|trading standards|better business bureau|bbb|b b b|attorney general(?: is office)?|fcc|"
    r"f c c|ftc|f t c|ofgem|ofcom|"
    r"consumer (?:protection|affairs|council|watchdog|rights people|champion)|watchdog|authorities|"
    r"regulators?|utilit(?:y|ies) commission|"
    r"public service commission|information commissioner|ico|citizens advice|press|papers|newspapers?|media|"
    r"tv news|news|police)"
)
LEGAL_THREAT = (
    any_of(
        (
            r"(?:will|going to|to|could|should|can|might|shall|would|may|am|i have to|you get|"
            r"you are getting) sue(?:d)?|suing|sue (?:you|your|the|for|this|them|everyone)|sued"
        ),
        (
            rf"(?:my|our|your|from|by|get|getting|got|call|called|calling|through|with|hire|hiring|hired|to|"
            rf"instruct\w*|see|seeing) (?:(?:own|a|an|the|my|our) )?{_LAWYER}(?! (?:is )?(?:office|address|lamp|"
            rf"is \w+ arrived|label|location|order))"
        ),
        (
            r"legal (?:action|proceedings|claim|threat|letter|route|steps|matter|advice|case|notice|dispute|"
            r"battle|recourse|remed\w+)|legally|(?:go|going|take (?:it|this)|pursue (?:it|"
            r"this)) (?:down the )?legal(?:ly)?|take (?:it|this) further legally|law ?suit|litigat\w+|"
            r"class action|subpoena|cease and desist|letter before action|statutory (?:demand|declaration)|"
            r"press(?:ing)? charges|the law (?:is|says)|against the law|break(?:ing)? the law|broken the law|"
            r"illegal(?:ly)?|prosecut\w+|breach of (?:contract|the)|in breach|negligen\w+|liable|liability|"
            r"damages|hold(?:ing)? (?:you|your \w+|them) (?:\w+ )?(?:responsible|accountable)"
        ),
        (
            r"(?:take|taking|took|see|drag|bring|have|meet|end up|going|go|settle (?:it|this)|"
            r"haul) (?:\w+ ){0,4}(?:to |in |through |before )(?:the )?(?:small claims |civil |a )?(?:courts?|"
            r"tribunal|judge|arbitration)|small claims|court (?:order|case|action|papers|summons|claim|hearing|"
            r"proceedings)|before a judge|arbitrat\w+|tribunal"
        ),
        (
            rf"(?:report|reporting|reported|going|go|take|taking|complain\w*|contact\w*|call\w*|tell\w*|write|"
            rf"writing|refer\w*|escalat\w+|hear from|speak\w*|file\w*|filing|turn\w*) (?:\w+ ){{0,7}}(?:to |"
            rf"with |from |the )+{_AUTHORITY}|(?:hear from|contacting|calling|contact|call) (?:the |"
            rf"my )?(?:ombudsman|trading standards|regulator|better business bureau|attorney general|ofgem|"
            rf"ofcom)|ombudsman|trading standards|better business bureau"
        ),
        (
            r"report(?:ing)? (?:you|your company|this company|you people|you all|you lot) ?(?:to|for)?|"
            r"expose you|(?:you|your company) will (?:\w+ )?(?:regret|hear from|pay for)|be hearing from"
        ),
        (
            r"consumer rights(?: act)?|statutory rights|my (?:legal|consumer|statutory) rights|know my rights|"
            r"my rights under|fair credit|violat\w+ (?:my|the|of)|compensation claim|"
            r"claim (?:for )?compensation|seek(?:ing)? (?:compensation|damages)|personal injury"
        ),
    ),
)
_DATA = (
    r"(?:data|personal (?:data|information|details|info)|information|info|records?|recordings?|profile|"
    r"accounts?|history|everything|details|file|voice|number)"
)
_ABOUT_ME = (
    r"(?:(?:about|on|of|for|you (?:have|hold|keep|store|got)) (?:\w+ ){0,3}?me|(?:you|that you) (?:have|hold|"
    r"keep|store|got)(?: (?:about|on) me)?)"
)
_CONTRACT = (
    r"(?:contracts?|subscriptions?|memberships?|plans?|tariffs?|agreements?|services?(?! (?:appointment|visit|"
    r"call|engineer|booking|slot|order|technician))|accounts?|polic(?:y|ies)|insurance|cover|warranty plan|"
    r"deal|direct debit|supply|(?:gas|electric\w*|energy|power|broadband|internet|phone|mobile|tv|"
    r"water)(?: (?:and|contract|supply|service|plan|account|line|package|electric\w*|tariff))*)"
)
RIGHTS = (
    any_of(
        (
            rf"(?:delet\w+|eras\w+|wip(?:e|ed|ing)|destroy\w*|get rid of|purge) (?:\w+ ){{0,5}}?(?:my|all|me|our|"
            rf"the|everything) ?(?:\w+ ){{0,4}}?{_DATA}(?! (?:address|card|phone number from the order))"
        ),
        (
            r"(?:remove|take|strike) (?:\w+ ){0,4}?(?:my (?:personal )?(?:data|information|details|records|"
            r"account|name|number)|me|my data|everything) (?:\w+ )?(?:from|off|out of) (?:your|the|all|"
            r"any) (?:\w+ )?(?:system\w*|database\w*|lists?|records|files|mailing|marketing|call(?:ing)?|"
            r"computers?|books|servers)"
        ),
        (
            r"my (?:data|account|details|personal information|information|records)(?: to be| be|) (?:deleted|"
            r"erased|removed|wiped|forgotten|destroyed)"
        ),
        (
            r"right to (?:be forgotten|erasure|access|object|cancel|withdraw|rectif\w+|privacy|know what|a copy|"
            r"portability|complain)|(?:delete|erase|wipe|destroy|remove) everything (?:you|that|about|on)|"
            r"be forgotten|forget (?:everything|all) (?:\w+ )?about me|(?:my )?(?:data|privacy) rights|"
            r"my right to"
        ),
        (
            rf"(?:what|all|which|any|see|copy of|copies of|access to|send me|a list of|download|request|"
            rf"know what|show me)(?: \w+){{0,4}} (?:data|information|personal data|details|records|recordings|"
            rf"info)(?: \w+){{0,4}}? {_ABOUT_ME}|(?:copy|copies) of (?:all )?(?:my|the) (?:\w+ )?(?:data|"
            rf"information|records|recordings?|file|calls?)|what (?:do )?you (?:know|have|hold|keep|"
            rf"store) (?:about|on) me|(?:access|request|obtain|export) my (?:\w+ )?(?:personal )?data|"
            rf"subject access|access request|data request"
        ),
        (
            r"gdpr|g d p r|ccpa|c c p a|hipaa|data protection|privacy (?:law|act|officer|complaint|violation|"
            r"request|breach)|withdraw (?:my )?(?:consent|permission)|(?:do|did) not consent|object to (?:you|"
            r"the|my|your|being)"
        ),
        (
            r"(?:stop|quit|opt out of|do not|not to) (?:\w+ )?(?:sell\w*|shar\w+|us(?:e|ing)|process\w*|giv\w+|"
            r"pass\w*) (?:\w+ ){0,2}my (?:\w+ )?(?:data|information|details|number|email|address|voice|info)|"
            r"opt (?:me )?out of (?:\w+ )?(?:marketing|sale|sharing|sales|emails?|mailing|data|profiling)|"
            r"unsubscribe|do not (?:call|contact) (?:list|me)|no (?:more )?marketing|stop (?:sending|calling|"
            r"emailing|texting|contacting|phoning|ringing|mailing|spamming|harassing) me(?= (?:at|on|every|all|"
            r"about|with|so|again|now|and|or|stuff|these|your|marketing|letters|emails|messages|things|spam)\b|"
            r"$)"
        ),
        (
            r"(?:your|the) (?:data|records|information|file|details)(?: \w+){0,5} (?:about|on|"
            r"for) me (?:\w+ )?(?:is|are) (?:wrong|incorrect|out of date|inaccurate)|correct (?:the )?(?:data|"
            r"information|records) you"
        ),
        (
            r"disput\w+|contest(?:ing)? (?:this|the|a|that|my|these)|charge ?back|(?:do|did) not (?:owe|"
            r"agree (?:with|to)) (?:you |this|that|the|these|any|to pay|pay)|challeng(?:e|ing) (?:this|the|a|"
            r"that|my) (?:\w+ )?(?:charge|bill|fee|fine|decision|amount)|appeal(?:ing)? (?:this|the|a|that|"
            r"against|your)|(?:refuse|refusing) to pay|(?:not going to|will not|"
            r"am not) (?:be )?pay(?:ing)? (?:for |you )?(?:this|that|these|it|the|a|another|any|something)|"
            r"not paying(?! attention)|(?:wrongly|incorrectly|unfairly|wrongfully) (?:\w+ )?(?:charged|billed)|"
            r"should not (?:have been|be|have) (?:\w+ )?(?:charged|billed|paying)|bill(?:ed)? (?:me )?(?:is|"
            r"was) wrong and"
        ),
        (
            rf"(?:cancel(?:ling|led|ing)?|end|ending|terminat\w+|get out of|getting out of|leave|leaving|stop|"
            rf"close|closing|quit|withdraw from|withdrawing from|break|discontinue|not renew|opt out of|"
            rf"pull out of|come out of|exit) (?:\w+ ){{0,1}}?(?:my|our|the|this|your|a|his|her|"
            rf"all my) (?:\w+ ){{0,2}}?{_CONTRACT}(?! (?:appointment|visit|delivery|password|email|bill|order|"
            rf"number|address|time))"
        ),
        (
            r"cooling off|cancellation (?:fee|rights|policy|form|notice|period)|(?:early )?termination(?: fee|"
            r" charge)?|exit fee|(?:do not want|no longer want|stop being|not want) (?:to be )?(?:a |your |"
            r"with )?(?:customer|with you|your service\w*|member)|(?:switch\w*|mov\w+|chang\w+|going|"
            r"leav\w+) (?:\w+ ){0,4}(?:to (?:another|a different|a new|your competitor) (?:\w+ )?(?:supplier|"
            r"provider|company)|suppliers?|providers?|elsewhere)|close (?:down )?(?:my|our|the) account|"
            r"give (?:you )?(?:my )?notice"
        ),
        (
            r"(?:demand|want|entitled to|insist on|owed) (?:a |my )?(?:full )?refund under|refund (?:under|"
            r"by law)|equality act|ada|reasonable adjustments?|accessible format"
        ),
    ),
)
_STAFF = (
    r"(?:drivers?|staff|engineers?|technicians?|agents?|representatives?|rep|man|woman|guy|lady|person|people|"
    r"team|courier|employees?|cashier|manager|assistant|advis[eo]rs?|workers?|delivery (?:man|guy|driver|"
    r"person)|fitter|colleague|he|she|they|operator|clerk)"
)
_AWFUL = (
    r"(?:terrible|awful|appalling|shocking|disgusting|disgraceful|atrocious|horrible|horrendous|rubbish|poor|"
    r"bad|worst|dreadful|useless|pathetic|unacceptable|abysmal|shoddy|lousy|diabolical|unprofessional|"
    r"incompetent|a joke|a disgrace|shameful|outrageous|substandard)"
)
_DEALING = (
    r"(?:service|customer service|experience|treatment|attitude|behaviou?r|company|support|workmanship|"
    r"quality|way i (?:was|have been)|standards?|job|manners)"
)
COMPLAINT = (
    any_of(
        r"complain|complains|complaining|complained|complaints?|complainant|grievance",
        rf"{_AWFUL}(?: \w+){{0,2}} {_DEALING}",
        (
            rf"{_DEALING}(?: \w+){{0,5}} (?:is|was|has been|were|are|i got|i received|i have had)(?: (?:so|"
            rf"absolutely|completely|truly|totally|beyond|utterly|honestly|been|a))* {_AWFUL}"
        ),
        (
            rf"{_STAFF}(?: \w+){{0,5}} (?:rude|rudely|abusive|aggressive|disrespectful|unhelpful|dismissive|"
            rf"unprofessional\w*|incompetent|racist|sexist|drunk|offensive|nasty|impolite|obnoxious|insult\w+|"
            rf"condescending|patroni[sz]ing|ignorant)(?! customers)"
        ),
        (
            rf"{_STAFF}(?: \w+){{0,3}} (?:swore|shouted|yelled|screamed|hung up|laughed|lied|threatened|sworn|"
            rf"cursed|spoke to me like)(?: (?:at|on|to))? ?(?:me|us)?"
        ),
        (
            r"(?:was|been|being|am|got|were|get) (?:\w+ )?(?:treated (?:\w+ )?(?:badly|like|terribly|unfairly|"
            r"appallingly|poorly|with|so|this way|that way)|lied to|misled|mis ?sold|insulted|ignored|"
            r"overcharged|discriminated|ripped off|messed about|messed around|fobbed off|passed around|"
            r"passed from|humiliated|let down|harassed|sworn at|shouted at)"
        ),
        (
            r"treated me (?:\w+ )?(?:badly|like|terribly|unfairly|poorly|appallingly|with)|let (?:me|us) down|"
            r"ripp(?:ed|ing) (?:me|us|people) off|rip off|discriminat\w+|harass\w+|unfair(?:ly)?|misled me|"
            r"lied to me|liars?"
        ),
        (
            r"(?:not|never|far from|less than|anything but) (?:at all |been |so |too |one bit |a )*(?:happy|"
            r"satisfied|impressed|pleased|good enough|acceptable|a happy customer)(?: (?:with (?:your|"
            r"the (?:service|way|company|staff|driver|engineer|treatment)|how|this company|you|what|it at all)|"
            r"about (?:this|it|how|the way|that|your|what)|at all|that|how|by|and i want|customer)\b|$)|"
            r"(?:extremely|deeply|so|really|most|seriously|highly|bitterly|thoroughly|absolutely|pretty|quite|"
            r"more than a little|very|i am|am|are|feel) (?:\w+ )?(?:unhappy|dissatisfied|disappointed|"
            r"displeased|disgusted|appalled|outraged|disappointing)|not acceptable|unacceptable|disgrac\w+|"
            r"disgust\w+|appall\w+|outrag\w+|a joke of a"
        ),
        (
            r"worst (?:\w+ ){0,3}(?:ever|company|service|experience|customer)|never (?:been treated|had such|"
            r"dealt with such|seen such|experienced such|shop\w*|buy\w*|us(?:e|ing) you|order\w*)(?: (?:so|such|"
            r"from you|with you|here|again|like this|anything))+"
        ),
        (
            r"(?:want|need|demand|like|ask for|asking for|expect|deserve|seek|owed|"
            r"entitled to)(?: \w+){0,3} (?:compensation|compensated|an apology|an explanation|somebody held|"
            r"this escalated|to escalate|it escalated|goodwill)|compensat\w+|apology|escalate|raise (?:a|"
            r"an) (?:\w+ )?(?:issue|concern|case)|formal(?:ly)? (?:\w+ )?(?:letter|notice|objection|report)|"
            r"bad review|negative (?:review|feedback)|one star|(?:leave|give|post|writ\w+) (?:\w+ ){0,4}(?:bad |"
            r"terrible |negative )?review(?: about| of)? (?:you|your)|feedback about (?:your|the|a)|report (?:a|"
            r"your|one of your|the|his|her) (?:\w+ )?(?:drivers?|engineers?|technicians?|employees?|staff|"
            r"member|behaviou?r|couriers?)"
        ),
        (
            r"(?:unhappy|disappointed|dissatisfied|angry|upset|furious|annoyed|frustrated|cross|livid|"
            r"fuming) (?:with|about|at|over|by) (?:\w+ ){0,3}(?:service|company|staff|driver|product|quality|"
            r"way|how|treatment|you|delivery|order|everything|work|it all|engineer|technician)"
        ),
        (
            r"take (?:this|it|my business) (?:further|higher|up with)|(?:head|ceo|chief|boss|director|"
            r"chairman)(?: office)? of (?:the|your) (?:company|complaints)|head office"
        ),
    ),
)
