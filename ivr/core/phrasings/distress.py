"""People in distress: who speaks of ending their life, who is hurt or held down by somebody near, a child who rings."""

from .vocabulary import KIN, PARTNER, YOUNG, any_of

_NO_ERRAND = (
    r"^(?!.*\b(?:order|orders|delivery|parcel|package|wait|waiting|hold|calling|call|calls|website|site|app|driver|"
    r"appointment|noise|internet|wifi|signal|service|machine|robot|menu|form|payment|password|log|login)\b).*"
)
"""What cannot be taken any more is life, and not the assistant, where nothing else is named."""
SELF_HARM = (
    any_of(
        r"suicid\w*",
        r"(?:kill|killing|killed) (?:my|him|her|them)(?:self|selves)",
        r"(?:hang|hanging|shoot|shooting|drown|drowning|poison) (?:my|him|her)self",
        r"self ?harm\w*|(?:harm|harming) (?:my|him|her|them)(?:self|selves)",
        r"(?:hurting|cutting|starving) (?:my|him|her)self",
        (
            r"(?:want|wants|wanted|going|thinking of|thinking about|like|urge|tempted|try|tried|trying|might|"
            r"will|feel like)(?: to)? (?:hurt|cut|cutting|burn)(?:ing)? (?:my|him|her)self"
        ),
        r"cut myself on purpose|do something (?:stupid|silly|bad|drastic|to myself)",
        r"(?:end|ending|ended|take|taking|took) (?:it all|(?:my|his|her) (?:own )?life|(?:my|his|her) own)",
        (
            r"(?:thinking (?:of|about)|thought about|thoughts of|want to|going to|plan to|planning to|time to|"
            r"ready to) (?:end|ending|finish|finishing) (?:it|things|everything)"
        ),
        (
            r"(?:want|wants|wanted|wanting|ready|rather|like|going|hope|hoping|wish|time|"
            r"deserve) (?:to )?(?:die|be dead|i (?:was|were) dead|i would die|i could die|not be here)(?! (?:my|"
            r"the|his|her|for) (?:hair|shoes))"
        ),
        (
            r"wish(?:ed|es)? (?:that )?(?:i|he|she) (?:was|were|had|would|could)(?: \w+)? (?:dead|die|not here|"
            r"disappear|been born|not wake up|stop existing|go to sleep)"
        ),
        r"better off (?:dead|without me|if i)|rather be dead",
        (
            r"(?:do|does|did|can|could) not (?:\w+ )?want to (?:live|be alive|be here|exist|wake up|go on|"
            r"carry on|keep going|keep living|be on this|continue)(?: any ?more| anymore|"
            r" like this)?(?! (?:with (?:this|my|the)|on hold|in (?:this|the|my) (?:house|flat|area)))"
        ),
        (
            r"(?:no|any|the|what is the|see (?:the|any|a|no)) (?:point|reason|use)(?: (?:in|of|to|"
            r"for))?(?: me)? (?:living|live|life|going on|go on|carrying on|carry on|being here|being alive|"
            r"it all|to life|any of it any ?more|existing)"
        ),
        r"no (?:point|reason) (?:any ?more|to anything|in anything)|what is the point any ?more|pointless to live",
        r"nothing (?:left )?(?:to live|worth living) for|(?:not|nothing) (?:much )?worth living|nothing left for me",
        r"life is (?:not|hardly|no longer|never|pointless|meaningless|over|hopeless)(?: worth)?|my life is over",
        r"(?:tired|sick|weary) of (?:living|life|being alive|being here|existing|everything)",
        (
            r"can not (?:go on|carry on|keep going|keep on|cope)(?: (?:like this|any ?more|any longer|"
            r"much longer|with life|living|without (?:him|her)))?(?! (?:(?:mon|tues|wednes|thurs|fri|satur|"
            r"sun)day|tomorrow|today|then|that day|the|your|my|a|line|online|to|on|holiday|it|there|with|"
            r"talking|using|ordering|adding|sending|that|this))"
        ),
        (
            r"can not (?:live|keep living|keep doing this|live like this|face (?:another day|tomorrow|it|life|"
            r"living|the world))(?: any ?more)?(?! (?:with|without (?:my|it|the|wifi|internet|a)|in|on|at|here))"
        ),
        (
            r"(?:no ?one|nobody|not a soul|no one) (?:would|will|is going to|even)(?: even)? (?:miss|notice|"
            r"care)(?: (?:me|if i|when i|that i))(?: \w+)?"
        ),
        (
            r"(?:will|would|might) not be (?:around|here|alive) (?:for )?(?:much longer|any ?more)|"
            r"not be (?:around|alive) (?:tomorrow|next week)"
        ),
        (
            r"(?:everyone|everybody|they|world|family|people|\w+) (?:would|will|is|are) (?:all )?be (?:happier|"
            r"better) (?:off )?(?:without me|if i)"
        ),
        r"(?:see|is|have|got) no (?:other )?way out|only way out|no way out of this",
        (
            r"(?:lost|given up|giving up|gave up)(?: on)?(?: all| the| my)? (?:hope|will to live|life|living)|"
            r"no hope left|feel hopeless|hopeless"
        ),
        (
            r"(?:going to|about to|will|might|could|want to|ready to) jump(?= (?:off|from|in front|under|out)\b|"
            r"$)|jump(?:ing)? (?:off|from|out of) (?:a|the|my|this) (?:bridge|roof|building|balcony|cliff|edge|"
            r"window)|in front of a train|throw myself"
        ),
        r"(?:standing|sitting) on (?:a|the) (?:bridge|ledge|edge|roof)",
        r"(?:pills|tablets|rope|razor|blade) (?:\w+ ){0,3}(?:in front of me|in my hand|ready|saved up|next to me)",
        (
            r"(?:burden|drain) (?:to|on) (?:everyone|everybody|my (?:family|kids|children|wife|husband|parents)|"
            r"them all)|such a burden"
        ),
        (
            r"(?:want|wish|need) (?:it(?= (?:all )?to (?:stop|end|be over)$)|the pain|everything|it all|"
            r"all this|all of this|my life) (?:to |would )?(?:all )?(?:stop|end|be over|go away)"
        ),
        (
            r"(?:want|wish|like) (?:to |i could )(?:disappear|vanish|stop existing|never wake up|sleep forever|"
            r"go to sleep and)"
        ),
        (
            r"(?:last|final) (?:goodbye|goodbyes|words|call i)|"
            r"say(?:ing)? (?:my )?(?:final )?goodbyes? to (?:everyone|everybody|my|the world)|"
            r"goodbye (?:cruel )?world|note for my (?:family|kids|wife|husband)"
        ),
        r"(?:dark|bad) thoughts about|thoughts of (?:dying|death)|thinking (?:about|of) (?:dying|death)",
        r"hate (?:my life|being alive|living|myself)|do not deserve to live",
    ),
    any_of(
        (
            rf"{_NO_ERRAND}can not (?:do|take|handle|bear|stand|deal with) (?:it|this|life|much more|things|"
            rf"living|everything)(?: (?:any ?more|any longer|much longer|all))?$"
        ),
        rf"{_NO_ERRAND}can not (?:do|take|handle|bear|stand) (?:it|this|life|things|everything) any ?(?:more|longer)",
        (
            rf"{_NO_ERRAND}(?:i am|have) (?:done|finished|had enough)(?: with| of) (?:life|living|everything|"
            rf"it all|this world)"
        ),
    ),
)
_SURPRISE = r"^(?!.*\b(?:surprise|gift|present|birthday|anniversary|christmas|joke|delivery driver)\b).*"
_HURTS = (
    r"(?:hit|hits|hitting|beat|beats|beating|beaten|punch\w*|slap\w*|kick\w*|chok\w+|strangl\w+|hurt|hurts|hurting|"
    r"attack\w*|abus\w+|threaten\w*|assault\w*|rape[sd]?|shov\w+|push(?:es|ed)|grab\w*|burn(?:s|ed|t)|"
    r"molest\w*|touch\w*|"
    r"bruis\w+|stalk\w*|terrori[sz]\w+|bull(?:y|ies|ied|ying))"
)
_HIM = rf"(?:my {PARTNER}|him|her|he|she|that man|the man i live with)"
ABUSE = (
    any_of(
        (
            rf"(?:my (?:\w+ )?{PARTNER}|he|she)(?: (?!was\b|not\b)\w+){{0,4}}? {_HURTS}(?: up| on)? (?:me|us|"
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
            rf"(?:afraid|scared|frightened|terrified|fear) (?:of )?(?:{_HIM}|what (?:he|she|my {PARTNER})|"
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
            r"injunction against"
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
            r"black eye|covered in bruises|bruises? (?:on|all|from)|broke my (?:arm|nose|ribs?|"
            r"jaw)(?! (?:when i|falling))"
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
_PARENT = (
    r"(?:mum|mom|mam|mama|mummy|mommy|dad|daddy|papa|parents|mother|father|gran|granny|grandma|nan|nanny|"
    r"grandpa|grandad|babysitter|big (?:brother|sister)|teacher)"
)
CHILD = (
    any_of(
        rf"i am (?:only |nearly |almost |not even )?{YOUNG}(?: and a half)? years? old",
        (
            rf"i am (?:only |nearly |almost |not even )?{YOUNG}(?: and a half)?(?= (?:and (?:i|my)|but|so i|my|"
            rf"years)\b|$)"
        ),
        (
            rf"i will be {YOUNG} (?:soon|on|next|tomorrow|in)|turning {YOUNG} (?:soon|next|tomorrow)|"
            rf"my name is \w+ and i am {YOUNG}"
        ),
        r"i am (?:only )?a (?:little )?(?:kid|child|minor|teenager|teen|little (?:boy|girl)|boy|girl)",
        r"i am (?:under ?age|under (?:18|eighteen|16|sixteen)|not (?:18|eighteen|an adult|a grown ?up|old enough))",
        (
            r"(?:i am|am) in (?:the )?(?:\w+ grade|grade \w+|year (?:\d+|one|two|three|four|five|six|seven|"
            r"eight|nine|ten|eleven)|primary school|elementary(?: school)?|middle school|junior high|"
            r"kindergarten|reception class)"
        ),
        (
            rf"(?:my )?{_PARENT} (?:is|are) (?:not (?:here|home|in|awake|back|at home)|at (?:work|the (?:shop|"
            rf"store|shops|doctors?|gym))|out|asleep|sleeping|in (?:the )?(?:shower|bath|toilet|bed|garden|"
            rf"bathroom)|gone out|outside|away|driving|next door)(?! of (?:the country|town))"
        ),
        (
            rf"(?:my )?{_PARENT} (?:said|says|told me|asked me|wants me|let me|will be mad|does not know|"
            rf"do not know)(?: that)? (?:to (?:call|ring|phone|ask|tell|press|say)|i (?:can|could|should|have to|"
            rf"am allowed|was allowed|must|am calling|am on)|if i|when)(?!.*\b(?:her|his|their) (?:bill|order|"
            rf"account|meter|appointment|delivery)\b)"
        ),
        r"(?:mommy|mummy|daddy)(?! (?:and baby|bear|pig|shark|bag))",
        rf"(?:on|with|from|using|playing with|got|have) (?:my )?{_PARENT} is (?:phone|mobile|cell|tablet|ipad)",
        (
            r"(?:i am |all |left )(?:all )?(?:home alone|alone at home|on my own at home|at home on my own|"
            r"at home alone|home by myself|by myself at home|at home by myself)"
        ),
        (
            r"(?:is|can you (?:get|find|call|tell|ring)|where is|i want|i need|get me|looking for|can not find|"
            r"lost) my (?:mum|mom|mummy|mommy|dad|daddy|mam|mama)(?: there| please| and dad|$)"
        ),
        (
            r"(?:my|for) (?:homework|pocket money)|(?:i am|just got home from|came home from|"
            r"back from) (?:at )?school|my teacher|i do not go to school|after school"
        ),
    ),
)
