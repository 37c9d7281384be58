"""Complaints of how somebody was treated or served."""

from .vocabulary import any_of

_STAFF = (
    r"(?:drivers?|staff|engineers?|technicians?|agents?|representatives?|rep|man|woman|guy|lady|person|people|"
    r"team|courier|employees?|cashier|manager|assistant|advis[eo]rs?|workers?|delivery (?:man|guy|driver|"
    r"person)|fitter|installers?|plumber|electrician|builder|colleague|he|she|they|operator|clerk)"
)
_AWFUL = (
    r"(?:terrible|awful|appalling|shocking|disgusting|disgraceful|atrocious|horrible|horrendous|rubbish|poor|"
    r"bad|worst|dreadful|useless|pathetic|unacceptable|abysmal|shoddy|lousy|diabolical|unprofessional|"
    r"incompetent|a joke|a disgrace|shameful|outrageous|substandard)"
)
_DEALING = (
    r"(?:service|customer service|experience|treatment|attitude|behaviou?r|company|support|workmanship|"
    r"way i (?:was|have been)|standards?|manners)"
)
COMPLAINT = (
    any_of(
        (
            r"(?:staff|people|driver|agents?|team|engineer|man|woman|manager) (?:were|was|are|"
            r"is) (?:\w+ )?(?:awful|horrible|terrible|nasty|vile|mean|dreadful|appalling|useless)(?: to me)?"
        ),
        (
            r"(?:way|how) you (?:people |all )?(?:treat|treated|deal with|dealt with|speak to|handle|"
            r"handled) (?:people|customers|me|us|your)"
        ),
        (
            r"rude(?: rude)? (?:people|man|woman|staff|person|driver|guy|lady)|(?:driver|courier|man|engineer|"
            r"guy|technician|delivery \w+|he|she)(?: \w+){0,8} (?:swore|cursed|swearing|cursing|spat)|"
            r"take (?:some |any |the |full )?responsibility|i am (?:absolutely |so |really |utterly |beyond |"
            r"bloody )*(?:livid|furious|fuming|outraged|disgusted|appalled|incensed|seething)|report (?:an|"
            r"one of your|a|your) (?:\w+ )?(?:employee|worker|colleague|agent|man|woman|person)|fob\w* (?:me|"
            r"us) off|bad experience|(?:so|deeply|never (?:been )?so) (?:insulted|offended|disrespected|"
            r"humiliated)|nobody (?:cares|takes|has done|does) (?:any|about customers|responsibility|"
            r"anything about)"
        ),
        (
            r"(?:leave|give|post|write|writing|leaving) (?:you )?(?:\w+ ){0,2}(?:bad|terrible|negative|awful|"
            r"horrible|poor|damning|star|honest) reviews?|ripped off|(?:was|were|been) (?:\w+ )?(?:abusive|rude|"
            r"aggressive|disrespectful)(?! (?:by|to the))|shambles|farce|joke of a (?:company|service)"
        ),
        (
            r"never (?:been )?(?:spoken|talked) to (?:like|in|that)|apologi[sz]e|apologies from|"
            r"ashamed of your\w*|should be ashamed|shame on you|(?:the )?(?:way|manner) (?:i|we|this|it|my \w+|"
            r"that|you) (?:was|were|has been|have been|is being|have|had been|am being|are)(?: \w+)? (?:treated|"
            r"handled|dealt with|spoken to|managed|treating|handled)"
        ),
        (
            r"(?:not|nobody|no ?one) (?:\w+ ){0,3}(?:taking|take|takes) (?:any )?responsibility|(?:want|need|"
            r"like) to (?:talk|speak) (?:\w+ ){0,3}about (?:how i (?:was|have been)|the (?:way|treatment|"
            r"behaviou?r|attitude))|what (?:are you|is someone) going to do about it|(?:driver|engineer|man|guy|"
            r"person|technician|courier|he)(?: \w+){0,4} (?:was|turned up|arrived|smelled|"
            r"seemed) (?:\w+ )?(?:drunk|high|of alcohol|stoned)"
        ),
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
            r"discriminated|ripped off|messed about|messed around|fobbed off|passed around|passed from|"
            r"humiliated|let down|harassed|sworn at|shouted at)"
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
            r"more than a little|very|i am|am|are|feel) (?:\w+ )?(?:(?:unhappy|dissatisfied|disappointed|"
            r"displeased)(?= (?:with|in|by|at|about) (?:you|your|the (?:service|way|company|staff|driver|"
            r"engineer|treatment|whole|repair)|this company|how|this)\b|$| and )|disgusted|appalled|outraged)|"
            r"not acceptable|unacceptable|disgrac\w+|disgust\w+|appall\w+|outrag\w+|a joke of a"
        ),
        (
            r"worst (?:\w+ ){0,3}(?:ever|company|service|experience|customer)|never (?:been treated|had such|"
            r"dealt with such|seen such|experienced such|shop\w*|buy\w*|us(?:e|ing) you|order\w*)(?: (?:so|such|"
            r"from you|with you|here|again|like this|anything))+"
        ),
        (
            r"(?:want|need|demand|like|ask for|asking for|expect|deserve|seek|owed|"
            r"entitled to)(?: \w+){0,3} (?:compensation|compensated|an apology|somebody held|this escalated|"
            r"to escalate|it escalated)|(?:demand|deserve|owed|expect) an explanation|compensat\w+|apology|"
            r"escalate|raise (?:a|an) (?:\w+ )?(?:issue|concern|case)|formal(?:ly)? (?:\w+ )?(?:letter|notice|"
            r"objection|report)|bad review|negative (?:review|feedback)|one star|(?:leave|give|post|"
            r"writ\w+) (?:\w+ ){0,4}(?:bad |terrible |negative )?review(?: about| of)? (?:you|your)|"
            r"feedback about (?:\w+ )?(?:\w+ )?(?:staff|driver|engineer|service|technician|courier|team)|"
            r"report (?:a|your|one of your|the|his|her) (?:\w+ )?(?:drivers?|engineers?|technicians?|employees?|"
            r"staff|member|behaviou?r|couriers?)"
        ),
        (
            r"(?:unhappy|disappointed|dissatisfied|angry|upset|furious|annoyed|frustrated|cross|livid|"
            r"fuming) (?:with|about|at|over|by) (?:\w+ ){0,3}(?:service|company|staff|driver|product|quality|"
            r"way|how|treatment|you|delivery|order|everything|work|it all|engineer|technician)"
        ),
        (
            r"take (?:this|it|my business) (?:further|higher|up with)|(?:head|ceo|chief|boss|director|"
            r"chairman)(?: office)? of (?:the|your) (?:company|complaints)"
        ),
    ),
)
