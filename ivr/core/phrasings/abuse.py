"""Callers who are hurt, threatened or held down by somebody near to them."""

from .vocabulary import KIN, PARTNER, any_of

_SURPRISE = r"^(?!.*\b(?:surprise|gift|present|birthday|anniversary|christmas|joke|delivery driver)\b).*"
_HURTS = (
    r"(?:hit|hits|hitting|beat|beats|beating|beaten|punch\w*|slap\w*|kick\w*|chok\w+|strangl\w+|hurt|hurts|"
    r"hurting|attack\w*|abus\w+|threaten\w*|assault\w*|rape[sd]?|shov\w+|push(?:es|ed)|grab\w*|burn(?:s|ed|t)|"
    r"molest\w*|touch\w*|bruis\w+|stalk\w*|terrori[sz]\w+|bull(?:y|ies|ied|ying))"
)
_HIM = rf"(?:my {PARTNER}|him|her|he|she|that man|the man i live with)"
ABUSE = (
    any_of(
        (
            rf"(?:he|she|my {PARTNER}) (?:must|should) not (?:\w+ )?(?:know|find|hear|see|learn)|(?:can not|"
            rf"could not) talk (?:now |right now )?(?:because )?(?:my {PARTNER}|he|she)(?: \w+){{0,2}} (?:come|"
            rf"came|here|back|home|in|listening|walked)"
        ),
        (
            rf"(?:so|before|in case|hope|sure) (?:that )?(?:he|she|my {PARTNER}) (?:does not|can not|do not|"
            rf"will not|is not able to) (?:\w+ )?(?:hear|find|know|see|notice|catch)|(?:from|in) the (?:bathroom|"
            rf"toilet|cupboard|closet|garage|car|shed|garden) (?:so|because|while) (?:he|she|my {PARTNER})|"
            rf"(?:sending|sends|sent|making|makes|made|getting|get|got|"
            rf"receiv\w+) (?:me )?(?:\w+ )?(?:death )?threats|threat\w* to (?:stab|shoot|strangle|burn|drown|"
            rf"poison) (?:me|us|the)"
        ),
        (
            rf"(?:someone|somebody|a man|a person|people|anyone|boss|manager|teacher|coach|priest|landlord|"
            rf"housemate|flatmate|roommate|neighbou?r|family) (?:who |that |is |keeps |always |sometimes |"
            rf"has )*(?:hurts?|hits?|beats?|touch\w*|abuses?|threaten\w*|controls?|grop\w*|harass\w*|bull(?:ies|"
            rf"ied|ying)|attack\w*|assault\w*|stalk\w*|rapes?d?) (?:me|us)|sexual\w* (?:assault\w*|abus\w+|"
            rf"harass\w*)|(?:in danger|run away|running away|ran away|run|hiding|hide|fled|safe|afraid|"
            rf"scared) from (?:my (?:\w+ )?(?:{PARTNER}|family)|him|her|them)|(?:checks?|knows|questions?|asks|"
            rf"tracks?|wants to know|times) (?:me )?(?:on )?where i (?:am|have been|go|was)|"
            rf"secret from (?:my {PARTNER}|him|her)|(?:threaten\w*|threatens|wants|going) to (?:beat|hurt|hit|"
            rf"harm|find|attack|burn) me|(?:locks?|locked|bolts?) (?:the|me|my|all) (?:doors?|in|out|room|"
            rf"phone)(?: \w+){{0,6}} (?:leave|out|key|keys|me)|(?:run|ran|running|get|getting|"
            rf"got) away with (?:the|my) (?:children|kids|baby)(?: in the night)?|bruises|(?:made|makes|making|"
            rf"forced|forces) me (?:to )?(?:open|take out|sign|get|apply|borrow|put|"
            rf"change)(?: \w+){{0,3}} (?:in my name|account|loan|card|money|contract)|(?:he|she|"
            rf"my {PARTNER}) (?:\w+ ){{0,2}}(?:hit|hits|will hit|would hit) (?:the roof and|me|us)|"
            rf"threatened me with|(?:going to|will|would) (?:hurt|hit|beat|attack) me(?: again)?|attacked me|"
            rf"(?:child|elder|domestic|family|spousal) (?:abuse|violence)"
        ),
        (
            rf"(?:not|never) want (?:{_HIM}|my (?:\w+ )?{PARTNER}|them) to (?:be able to )?(?:find|see|know|get|"
            rf"contact|have|come|reach|hear)(?: (?:me|us|out|where|my|this|about|hold|near|"
            rf"that))(?!.*\b(?:surprise|gift|present|birthday)\b)|(?:he|she|my {PARTNER})(?: is)? (?:always|"
            rf"constantly|forever|never stops|keeps) (?:checking|reading|tracking|watching|going through|"
            rf"following|listening|monitoring|accusing|controlling|hitting|hurting|threatening|calling|texting|"
            rf"shouting|screaming|putting me down)|(?:will|does|would) not (?:give|let) me (?:have )?(?:any |"
            rf"my own |a penny|access to )?(?:\w+ )?money|(?:gives?|keeps?) me (?:no money|an allowance|"
            rf"short of money|without money)"
        ),
        (
            rf"(?:he|she|they|my {PARTNER}) (?:might|could|may|will|would) (?:answer|overhear|hear (?:me|us|you|"
            rf"this)|pick up|be listening|see (?:this|the (?:call|number|letter|text)|that i)|check my phone|"
            rf"come back|walk in|kill me|hurt me)|not like (?:me|it when i|when i) (?:talk\w*|see\w*|go\w*|"
            rf"work\w*|hav\w*|leav\w*|speak\w*|us\w*)|(?:he|she|my {PARTNER}|my ex) (?:will|does|"
            rf"would) not leave me alone|(?:will|does) not (?:stop|leave) (?:following|harassing|contacting|"
            rf"messaging|texting|calling|threatening|hitting)"
        ),
        (
            rf"(?:{PARTNER}|carer|caretaker|nurse|he|she)(?: \w+){{0,3}} (?:hits?|hitting|beats?|beating|hurts?|"
            rf"hurting|punch\w*|slap\w*|kick\w*|abus\w+|chok\w+|strangl\w+|threaten\w*|bull(?:ies|ied|ying)|"
            rf"neglect\w*|starv\w+)(?: up)? (?:her|him|them|my (?:mum|mom|mother|dad|father|sister|brother|"
            rf"daughter|son|gran|nan|grandma|grandad|aunt))(?! ?self)(?! (?:with the|up (?:at|from)))|(?:beat|"
            rf"beats|beating|beaten) (?:her|him|them) up"
        ),
        (
            rf"(?:keep|keeps|kept|stay|stays) (?:him|her|away|my ex)(?: away)?(?: (?:from|off) (?:me|us|him|my))|"
            rf"(?:court|restraining|protection|protective|barring|contact) order (?:\w+ ){{0,2}}(?:against|on|"
            rf"to keep)|(?:he|she|my (?:\w+ )?{PARTNER})(?: \w+){{0,4}} (?:smash\w*|punch\w*|throws?|throwing|"
            rf"breaks?|breaking|kick\w*|destroy\w*) (?:things|stuff|walls?|doors?|plates|furniture|everything|"
            rf"the house|up the house|my (?:things|stuff|belongings|phone))|(?:forc\w+|pressur\w+|blackmail\w*|"
            rf"threaten\w*|coerc\w+|bully\w*) me (?:to|into|if|for)|live in fear|(?:in fear|scared|"
            rf"afraid) (?:for my (?:life|safety)|for the kids|in my own home)|groom(?:ed|ing) (?:me|my|by)|"
            rf"sexual\w* (?:harass\w+|touch\w*)|(?:so|that) (?:my ex|he|she|my {PARTNER}) (?:can not|"
            rf"can no longer|does not|will not) (?:contact|call|ring|message|reach|find|see|get|know|track)"
        ),
        (
            rf"(?:my {PARTNER}|he|she) (?:\w+ )?(?:controls?|dictates|decides) (?:everything|me|what|who|where|"
            rf"when|how|us|every)"
        ),
        (
            rf"(?:cameras?|tracker|tracking device|air ?tag|spyware|listening device|"
            rf"bugs?) (?:\w+ ){{0,6}}(?:watch\w*|me|my (?:car|phone|bag)|in (?:my|the) (?:bedroom|car|house|"
            rf"phone))|(?:he|she|my {PARTNER}) (?:\w+ ){{0,2}}(?:watches|spies|spying|films?|records|"
            rf"follows) (?:on )?me|(?:he|she|my {PARTNER}) (?:has|took|keeps|hid|hides|is got|"
            rf"has got)(?: got)? (?:all )?(?:of )?my (?:documents|passport|papers|id|keys|medication|"
            rf"birth certificate)"
        ),
        (
            rf"(?:need|want|have|trying|try|planning|going|tried|managed) to (?:leave|get away from|"
            rf"escape(?: from)?|hide from) (?:him|her|my (?:\w+ )?{PARTNER})|scared to (?:go home|leave|"
            rf"be at home|be alone with)|(?:held|kept) (?:against my will|prisoner|as a slave)|modern slavery|"
            rf"like a (?:prisoner|slave)|bruis\w+ (?:all over|on|from)|hits? (?:the|our|my) (?:kids|children|"
            rf"baby|son|daughter)|(?:posts?|post|share|shares|leak) (?:\w+ ){{0,3}}(?:pictures|photos|"
            rf"videos) of me|revenge porn|against my will"
        ),
        (
            rf"(?:afraid|scared|frightened|terrified|worried)(?: that)? (?:{_HIM}|my {PARTNER}) (?:will|would|"
            rf"is going to|might|could|may) (?:hurt|kill|hit|find|come|take|attack|do something|beat)"
        ),
        (
            rf"(?:my (?:\w+ )?{PARTNER}|he|she) (?:\w+ ){{0,3}}(?:throws?|threw|throwing|smash\w*|break\w*|broke|"
            rf"broken) (?:\w+ ){{0,2}}(?:at me|my (?:\w+ )?(?:arm|nose|ribs?|finger|jaw|wrist|teeth|tooth|hand|"
            rf"leg|glasses))"
        ),
        (
            r"(?:makes?|made|making|forces|forced|forcing) me (?:to )?(?:hand|give|sign|ask|beg|account|explain|"
            r"show|sleep|have|sit|stay|watch|do)(?: over)?(?: (?:my|all|him|her|for|every|on|in|with|sex|"
            r"things))"
        ),
        (
            rf"(?:he|she|they|my {PARTNER}|him|her)(?: (?:can|could|will|would|must|may|might|does|to|is|"
            rf"are))*(?: not)? (?:find|trace|locate|track|tracks|tracking|follow|come after|coming after|get to|"
            rf"reach(?! (?:me|us) (?:at|on|by|via|under|any ?time|in the|after|before|between|from|until)\b)|"
            rf"hunt) (?:me|us|out where|where (?:i|we)|my (?:new )?(?:address|number|house))(?! (?:number|"
            rf"order|house with the parcel))"
        ),
        (
            rf"(?:he|she|my {PARTNER})(?: \w+){{0,3}} (?:will|would|going to|threatened to|threatens to|"
            rf"threatening to|said he would|tried to|wants to) (?:kill|hurt|beat|hit|come after|murder|punish|"
            rf"burn|take (?:my|the) (?:kids|children|baby))(?: up)?(?: (?:me|us|the kids|my|him|himself|"
            rf"the house|away))"
        ),
        (
            rf"if (?:he|she|my {PARTNER}) (?:finds out|found out|knew|knows|catches|hears|sees)(?: (?:i|me|that|"
            rf"about|where|what))|(?:he|she) (?:will|would) (?:go|get) (?:mad|crazy|mental|ballistic|berserk|"
            rf"violent|nuts)"
        ),
        (
            rf"(?:my ex|my (?:\w+ )?{PARTNER}|he|she)(?: \w+){{0,3}} (?:keeps|keep|kept|is|was|been|won t stop|"
            rf"started)(?: \w+)? (?:turning up|showing up|coming round|coming to my|waiting outside|sitting|"
            rf"driving|standing|parking|hanging around|calling|texting|messaging|following|harassing|watching|"
            rf"contacting|threatening)(?: (?:outside|round|around|by|past|at|to|me|my|up|in))(?! (?:to (?:say|"
            rf"ask|check)|about the (?:order|delivery)))"
        ),
        (
            rf"(?:whisper\w*|quiet|quietly|hiding|talk fast|be quick) (?:\w+ ){{0,2}}?(?:because |cause |as |"
            rf"so )?(?:he|she|they|my {PARTNER}) (?:is|are|will|might|may|can|comes|could)|(?:because|before|"
            rf"while) (?:he|she) (?:is (?:upstairs|downstairs|here|home|listening|asleep|in the|out|at work|"
            rf"coming)|comes back|comes home|gets (?:back|home)|hears|wakes)"
        ),
        (
            r"(?:he|who|partner|husband|wife|boyfriend|girlfriend) (?:\w+ )?(?:opens?|reads?|checks?|"
            r"goes through|hides?|takes?|took|steals?|intercepts?) (?:all )?(?:of )?my (?:mail|post|letters|"
            r"wages|phone|emails?|messages|bag|purse|money|benefits|pension)(?!.*\b(?:fraud|scam|neighbou?r|"
            r"thief)\b)|opens everything"
        ),
        (
            r"(?:shouts?|screams?|yells?|swears?|spits?|shouting|screaming) at me (?:all|every|and|when|"
            r"in front|at home|constantly|if)|calls me (?:names|worthless|stupid|useless)|gaslight\w*|"
            r"isolat(?:es|ed|ing) me|coerc\w+|forced marriage|honou?r based|traffick\w*|forces? himself|"
            r"violence (?:at|in) (?:my |the |our )?(?:home|house|marriage|relationship|family)|(?:the|his|"
            r"her) violence|victim of (?:violence|abuse)|survivor"
        ),
        (
            r"(?:my|the) (?:dad|father|mum|mom|mother|step ?dad|step ?mum|brother|uncle)(?: \w+)? (?:hurts?|"
            r"hits?|beats?|abuses?|punches|touches|hit|beat) (?:my|me|us|him|her|mum|mom|mummy|the)"
        ),
        (
            r"(?:left|leaving|escaped|separated from|divorcing|running from|"
            r"getting out of)(?: \w+){0,3} (?:abus\w+|violent|controlling)|(?:cannot|can not|never|"
            r"not) see (?:my|a) (?:doctor|family|friends|own mother)"
        ),
        (
            rf"(?:my (?:\w+ )?{PARTNER}|he|she)(?: (?!not\b)\w+){{0,4}}? {_HURTS}(?: up| on)? (?:me|us|"
            rf"my (?:kids?|children|son|daughter|baby|mum|mom)|the (?:kids|children|"
            rf"baby))(?! (?:with (?:a (?:fee|bill|question|charge)|the (?:bill|news|details))|up (?:for|about)))"
        ),
        (
            r"(?:being|been|was|am|get|gets|got|getting) (?:\w+ )?(?:abused|beaten(?: up)?|threatened|stalked|"
            r"assaulted|raped|molested|trafficked|controlled|hit|hurt|bullied) (?:by|at home|from)(?: (?:my|him|"
            r"her|a|the|someone))?"
        ),
        r"(?:i am|i have been|we are|we have been|is) being (?:abused|stalked|controlled|trafficked)",
        (
            r"(?:domestic|physical|sexual|sexually|emotional|emotionally|financial|child|elder) (?:violence|"
            r"abuse|abused|abusing|assaulted|violent)"
        ),
        (
            rf"(?:abusive|violent|controlling|coercive) (?:\w+ )?(?:relationship|{PARTNER}|marriage|home|"
            rf"household|man|situation)"
        ),
        (
            rf"(?:my {PARTNER}|he|she) (?:is|was|has been|can be|gets|got|becomes|turned|"
            rf"has become)(?: \w+){{0,3}} (?:abusive|violent|abusing|controlling|aggressive|physical)(?! (?:the|"
            rf"on the phone))"
        ),
        (
            rf"(?:afraid|scared|frightened|terrified|fear|fearful) (?:of )(?:{_HIM}|what (?:he|she|my {PARTNER})|"
            rf"going home|to go home|for my (?:life|safety)|my {PARTNER})"
        ),
        (
            rf"(?:he|she|my {PARTNER}) (?:\w+ )?(?:will|does|would|is) not (?:let|letting|allow|"
            rf"allowing) me (?:to )?(?:leave|go|out|use|have|see|talk|call|speak|work|spend|work|any|near|"
            rf"anywhere|answer|get|touch|contact)"
        ),
        (
            r"not (?:allowed|let) to (?:leave|go out|have (?:my )?(?:own )?money|use the phone|see my (?:family|"
            r"friends))"
        ),
        (
            rf"(?:he|she|my {PARTNER})(?: \w+){{0,3}} (?:controls?|controlling|took|takes|taken|checks|reads|"
            rf"tracks|tracking|monitors|watches|watching|hides|locks|keeps)(?: all)?(?: of)? (?:my|the) (?:money|"
            rf"wages|phone|bank|cards?|messages|texts|calls|location|keys|passport|every move|finances|benefits|"
            rf"pension|emails?)"
        ),
        (
            rf"{_SURPRISE}(?:not|never) (?:to )?(?:let|tell|inform|want)(?:ing)? (?:my {PARTNER}|him|"
            rf"her) (?:to )?(?:know|find|knowing|finding|that i|i|where|see|seeing|about|hear)"
        ),
        (
            rf"{_SURPRISE}(?:my {PARTNER}|he|she) (?:can|must|should|could|may|will) (?:not|"
            rf"never) (?:\w+ )?(?:find|know|see|hear|get hold)(?: \w+)? ?(?:out|me|about|where|that|"
            rf"my (?:address|number))"
        ),
        (
            rf"(?:my {PARTNER}|he|she) (?:\w+ ){{0,2}}(?:find|finds|found|finding|knows|follow|follows|following|"
            rf"track|tracked|turns up|turned up|shows up)(?: down| at| out)? (?:me|us|where (?:i|we) (?:live|am|"
            rf"are)|my (?:house|home|work|new address))"
        ),
        (
            r"(?:hide|hidden|keep|kept|hiding)(?: \w+){0,3} (?:address|number|location|"
            r"details)(?: \w+){0,3} from (?:my|him|her|an)|hiding from (?:my|him|her)"
        ),
        (
            r"stalk(?:er|ing|s|ed)|restraining order|protecti(?:on|ve) order|non molestation|no contact order|"
            r"injunction (?:\w+ ){0,3}(?:against|on|for|out)"
        ),
        (
            r"(?:women is|womens|domestic|battered women is) (?:shelter|refuge)|(?:in|at|to|into|from) (?:a|"
            r"the) (?:women is )?(?:refuge|shelter|safe house)|safe house"
        ),
        (
            rf"(?:fled|flee|fleeing|escaped?|escaping|run(?:ning)? away|ran away|get(?:ting)? away|got away|"
            rf"had to leave|leave|leaving|left)(?: from)? (?:an? abus\w+|(?:my )?(?:abus\w+|violent)|"
            rf"{_HIM} because|because he|him and)"
        ),
        (
            rf"(?:get away|got away|escape|escaped|run away|ran away|safe|hide|hiding|fled) from (?:{_HIM}|"
            rf"my (?:own )?family|there|home)"
        ),
        r"(?:locked|locks|lock|keeps?|kept|held|holds) me (?:in|inside|locked|prisoner|here|against|captive)",
        (
            r"(?:not|never) (?:feel |feeling )?safe (?:at home|in my (?:own )?(?:home|house)|here|with (?:him|"
            r"her|my)|around (?:him|her|my))|(?:feel|feeling|am) (?:unsafe|not safe)|do not feel safe"
        ),
        (
            r"not safe (?:for me )?to (?:talk|speak|go home|be here)|(?:can|could) not (?:talk|"
            r"speak)(?: \w+){0,3} (?:he|she) is (?:here|listening|coming|home|back|in the)"
        ),
        rf"(?:he|she|my {PARTNER}) (?:is|might be|could be|will be) (?:listening|in the next room)",
        r"(?:forced|forces|forcing|makes|made) me to (?:have sex|sleep|marry|sign|work|give|hand|do things|stay)",
        (
            r"black eye|covered in bruises|bruises? (?:on|all|from)|(?:he|she|{PARTNER}) (?:has |"
            r"just )?(?:broke|broken) my (?:\w+ )?(?:arm|nose|ribs?|jaw|wrist|hand|leg)"
        ),
        (
            r"(?:takes?|taking|took) (?:it|his|her) (?:\w+ )?out on me|walking on eggshells|raises? (?:his|"
            r"her) (?:hand|fist)s?|(?:loses|lost) (?:his|her) temper with me|smash\w* (?:my|the) (?:phone|house|"
            r"plates|door)"
        ),
        (
            rf"my (?:carer|caretaker|{KIN}) (?:\w+ )?(?:steals?|stealing|stole|takes|"
            rf"is taking) (?:\w+ )?(?:from me|my (?:money|pension|things|cash))"
        ),
    ),
)
