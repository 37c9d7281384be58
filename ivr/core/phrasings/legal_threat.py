"""Threats of law, of an authority, of the press."""

from .vocabulary import any_of

_LAWYER = (
    r"(?:lawyers?|attorneys?(?! general)|solicitors?|barristers?|legal team|legal representatives?|"
    r"legal counsel)"
)
_AUTHORITY = (
    r"(?:ombudsman|trading standards|better business bureau|bbb|b b b|attorney general(?: is office)?|fcc|"
    r"f c c|ftc|f t c|ofgem|ofcom|consumer (?:protection|affairs|council|watchdog|rights people|champion)|"
    r"watchdog|authorities|regulators?|utilit(?:y|ies) commission|public service commission|"
    r"information commissioner|ico|citizens advice|press|papers|newspapers?|media|tv news|news|police)"
)
LEGAL_THREAT = (
    any_of(
        (
            r"(?:explain|tell|say|argue|justify) (?:it|that|this|yourself|yourselves)? ?to (?:a|the|"
            r"my) (?:judge|lawyer|court|solicitor|ombudsman)"
        ),
        (
            r"(?:contacted|consulted|called|phoned|spoke to|spoken to|spoken with|have|got|hired|retained|"
            r"paying|seen|saw|need|want|know|appointed) (?:a|an|my|our|the) (?:\w+ )?(?:lawyers?|attorneys?|"
            r"solicitors?|barristers?)(?! (?:general|is office))|what (?:a|the) (?:judge|court|lawyer|"
            r"law) (?:says|thinks|will say|has to say)|breach(?:ed|es|ing)? (?:of )?(?:our|my|the|your|"
            r"this) (?:contract|agreement|terms|warranty)|know the law|the law (?:says|is|requires|states|"
            r"gives)|summons|legal (?:options|help|position|standing|grounds|department about)|"
            r"get(?:ting)? legal|(?:call|ring|contact|go to|tell|email|write to) (?:the )?(?:channel \w+|bbc|"
            r"cnn|fox|local news|tv|itv|radio|journalist\w*|reporters?|newspaper|press)|prosecut\w+|criminals?|"
            r"take you to the cleaners"
        ),
        (
            r"serv(?:e|ing|ed) (?:you |your company |the |my )?(?:with )?(?:\w+ )?papers|(?:in|to|"
            r"through) (?:the )?county court|(?:start\w*|open\w*|fil\w+|bring\w*|begin\w*|issu\w+) (?:a |an |"
            r"legal |court |the )*(?:court case|case|claim|proceedings|suit)(?= (?:against|with the court|"
            r"in court)\b|$)|claim against (?:you|your)|(?:going to|will|is going to|gonna) hear about (?:this|"
            r"it|you)|notice before action|formal notice|(?:health and safety|environmental health|"
            r"regulatory) (?:executive|authority|body)?|solicitor s letter|lawyer(?:s|ing)? up|"
            r"my lawyers? (?:said|says?|will|is going|has|have|and|told|wants?)|have you in court|"
            r"see you all in court|judge(?: will| can)? decide"
        ),
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
            r"haul) (?:\w+ ){0,4}(?:to |in |through |before )(?:the )?(?:small claims |civil |"
            r"a )?(?:courts?(?! tomorrow)|tribunal|judge|arbitration)|small claims|court (?:order|case|action|"
            r"papers|summons|claim|hearing|proceedings)|before a judge|arbitrat\w+|tribunal"
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
            r"my rights under (?!gdpr|data|the data|privacy|ccpa)|fair credit|violat\w+ (?:my|the|of)|"
            r"compensation claim|claim (?:for )?compensation|seek(?:ing)? (?:compensation|damages)|"
            r"personal injury"
        ),
    ),
)
