"""Callers who speak of hurting themselves or of not living on, and who are told of somebody who does."""

from .vocabulary import any_of

_NO_ERRAND = (
    r"^(?!.*\b(?:order|orders|delivery|parcel|package|wait|waiting|hold|calling|call|calls|website|site|app|"
    r"driver|appointment|noise|internet|wifi|signal|service|machine|robot|menu|form|payment|password|log|"
    r"login|contract|rental|hire|subscription|plan|membership|agreement|account|deliver\w*|comes|"
    r"came|porch|leave it|moving|move|lease|warranty|refund|returns?)\b).*"
)
"""What cannot be taken any more is life, and not the assistant, where nothing else is named."""
SELF_HARM = (
    any_of(
        (
            r"can not (?:bear|stand|endure|take|keep) (?:living|to live|being alive|this life|my life|another)|"
            r"^(?:no ?one|nobody) (?:would|will) (?:miss|notice|care)(?: about)? me$|(?:no ?one|"
            r"nobody) would miss me|(?:edge|end) of (?:the|a) (?:platform|cliff|roof|bridge)|on the (?:railway|"
            r"train) (?:line|tracks?)"
        ),
        (
            r"(?:do|did) not think i (?:\w+ )?(?:want|deserve|can) to (?:live|be alive|be here|exist|go on)|"
            r"no (?:point|meaning|purpose|reason) (?:to|in|for) (?:my|this|his|her) (?:life|existence|living)|"
            r"better off (?:not|never) (?:exist\w*|be\w*|here|born|living|alive)|(?:started|been|keep|keeps|"
            r"back to|stop) (?:\w+ )?cutting(?: again| myself)?$|(?:saved|saving|hoard\w*|collect\w*|"
            r"stockpil\w*|enough) (?:up )?(?:\w+ ){0,3}(?:tablets|pills|medication)"
        ),
        (
            r"(?:think|thinking|thought|thoughts) (?:about|of) (?:dying|death|killing|ending|suicide|"
            r"not (?:being|waking))|wish (?:that )?i (?:was|were|had|am) (?:never|not) (?:been )?(?:born|alive|"
            r"here)|(?:do not|can not|could not) (?:\w+ )?(?:see|know|think of|"
            r"understand) (?:any reason )?why i (?:should|would|even|bother)(?: (?:carry|go|keep|live|bother|be|"
            r"get|still))?|(?:knife|blade|gun|pills|tablets|rope) (?:\w+ ){0,6}(?:courage|pillow|myself|end it|"
            r"do it|just in case)|(?:should|could|would|will|better|maybe i|wanna|want to|"
            r"have to) (?:just )?(?:die|be dead)(?! (?:to|for|laughing))|what (?:have|do|has) (?:i|he|"
            r"she) (?:got |have |left )*(?:left )?to live for|(?:any more|much more|enough) of (?:this )?life|"
            r"hurt myself (?:when|because|to|again|on purpose|sometimes|so|and)(?! (?:lift|carry|mov|fall|put|"
            r"open))|(?:made up my mind|decided)(?: \w+){0,4} (?:end|die|not to live|go)|(?:strength|energy|"
            r"will|courage) to (?:go on|carry on|live|keep going|continue|keep living|get through)|life (?:has|"
            r"holds) no (?:meaning|purpose|point|value)|goodbye (?:letters?|notes?|message|everyone)|(?:on|"
            r"up on) (?:the|a) (?:roof|ledge|bridge|edge)(?= (?:and|now|of)\b|$)|(?:easier|better|simpler|"
            r"nicer) (?:to be|being|if i was|if i were) (?:dead|gone)|i am (?:so|too) (?:low|down|depressed|"
            r"desperate)(?! (?:on|in) (?:stock|data|battery))|(?:live|living|life) (?:is |"
            r"has become )?(?:unbearable|torture|hell|pointless|meaningless|not for me)"
        ),
        (
            r"(?:rope|noose)(?: \w+){0,6} (?:use it|neck|ceiling|beam)|thinking (?:of|about) (?:jumping|"
            r"the bridge|drowning|hanging|overdosing)|(?:can not|could not) (?:keep fighting|fight (?:it |"
            r"this )?any ?more|be here (?:any ?more|in this world)|stay alive)|no fight left|"
            r"hope (?:that )?i (?:do not|never|will not) wake|never wak\w+ up(?: again)?|(?:going|about|"
            r"want) to (?:take|swallow|down) (?:all )?(?:of )?(?:these|the|my|them)(?: all)?(?: of)?(?: my| the|"
            r" these)? ?(?:tablets|pills|medication|medicine|sleeping pills)|out of (?:this|my) life$|"
            r"before i (?:go|leave) (?:for good|forever|this world)|(?:may|might) as well (?:be dead|die|end it|"
            r"not be here|kill)|(?:as good as|already) dead inside|(?:bleed|starve) (?:out|to death)|(?:waste|"
            r"wasting) (?:of )?(?:space|air|oxygen)|end (?:my|the) (?:suffering|misery|pain)|"
            r"it is (?:all )?over for me|(?:stop|quit) existing|(?:at|reached|hit) (?:my )?(?:breaking point|"
            r"rock bottom)|never (?:been )?so (?:low|alone|desperate)|(?:too|so) (?:tired|exhausted) (?:to|"
            r"of) (?:live|living|go on|carry on|fight|fighting)|(?:planned|planning|plan|decided) (?:how|"
            r"when) (?:to|i) (?:\w+ )?(?:end|do it|die|kill)|(?:planning|planned|attempted|attempt|attempting|"
            r"considering|contemplating) (?:to )?(?:suicide|kill|end my life|take my|my own)|"
            r"do not want to be (?:in this world|on this earth|a burden|alive|here)|scared (?:of what i|"
            r"i (?:will|might|am going to) (?:do|hurt|kill))"
        ),
        (
            r"(?:do|did) not think i can (?:live|go on|carry on|cope|do (?:this|it) any|take (?:this|it|any|"
            r"much)|keep going)(?! (?:to|on (?:the|your)|with the (?:order|form)))"
        ),
        (
            r"(?:can|do|could) not (?:\w+ )?(?:live|go on|carry on) (?:with (?:this|it|myself|what)|"
            r"knowing)(?= (?:any ?more|any longer|pain|guilt|i|what)\b|$)|(?:can not|do not|"
            r"can no longer) (?:see|find|think of) (?:a|any|one|the) (?:\w+ )?reason to|reason to (?:keep going|"
            r"live|carry on|stay alive|be here|go on)"
        ),
        (
            r"(?:sooner|rather|prefer) (?:to )?(?:not be|be dead|die|not wake|not exist)|no reason to (?:get up|"
            r"get out of bed|wake up|carry on|go on)|(?:do|top|off|neck|finish) myself(?: in| off)?(?= |"
            r"$)(?<!do myself)|do myself in|unalive|nothing (?:left )?to lose any ?more|wish i had ?(?:not|"
            r"never) (?:woken|woke|been)|why am i (?:still )?(?:alive|here|living)|(?:life|it|"
            r"everything) is too (?:hard|much)(?: for me)?(?: to (?:bear|live|go on|carry on|cope)| any ?more)|"
            r"too (?:painful|hard) to live|be with (?:him|her|them) (?:again|in heaven|soon)|join (?:him|"
            r"her) (?:soon|in heaven)|nothing matters(?: any ?more)?|(?:stop|stopped|no longer) (?:caring|"
            r"care) (?:if|whether) i (?:live|die)|(?:care|mind) if i (?:die|live|wake)|do not want to (?:do|"
            r"face) (?:life|this life)"
        ),
        (
            r"(?:think\w*|thought\w*|want\w*|feel like|imagin\w*|going to) (?:\w+ ){0,3}(?:driv\w+|crash\w*|"
            r"walk\w*|step\w*|run\w*) (?:\w+ ){0,3}(?:into|in front of|off|onto|under) (?:a |the |an )?(?:wall|"
            r"tree|traffic|sea|ocean|river|train|tracks|bus|bridge|cliff|lorry|truck|oncoming|road)"
        ),
        (
            r"no (?:reason|point|use|need) (?:for me |in me )?(?:to be|being|in being|to stay|staying|"
            r"left to) (?:here|alive|around|live)|doing (?:everyone|everybody|the world|them) a favou?r"
        ),
        (
            r"thinking (?:about|of) how (?:i|to)(?: \w+){0,2} (?:do it|die|end it|go)|how (?:i would|"
            r"to) (?:kill|end)|way to (?:die|end it|go peacefully)|easiest way to (?:die|go)"
        ),
        (
            r"(?:going to|will|would|might|may) not be (?:alive|around|living)|(?:when|once|after|if) i am dead|"
            r"if i (?:died|was dead|were dead|was not alive|ceased)|(?:easier|better|simpler|happier|"
            r"best) (?:for (?:everyone|everybody|them|you) )?if i (?:was|were) not (?:here|around|alive|in it)"
        ),
        (
            r"(?:blade|razor|razors|knife|scissors) to (?:my|his|her) (?:\w+ )?(?:arms?|wrists?|legs?|skin|"
            r"throat)|(?:cut|cutting|slit|slitting|slash\w*) (?:my|his|her) (?:own )?(?:wrists?|arms|veins|"
            r"throat)"
        ),
        (
            r"tell (?:my|the) (?:\w+ )?(?:kids|children|wife|husband|family|mum|mom|dad|daughter|son|girls|boys|"
            r"parents)(?: that)? i (?:am sorry|love|loved)|they will find (?:me|my body)"
        ),
        (
            r"(?:not|never) (?:\w+ )?(?:get|make it|making it|getting) through (?:tonight|the night|the day|"
            r"today|another|this week|the week|it alive)|last night (?:on earth|alive)"
        ),
        (
            r"(?:see|is|have|there is) no (?:way forward|future|way through|hope)|(?:not|never) see (?:a|"
            r"any) (?:way (?:forward|out|through|ahead)|future|hope|light)|no light at the end"
        ),
        (
            r"(?:feel|feeling|felt|am) (?:so |like |completely |utterly |totally |that i am )*(?:worthless|"
            r"a burden|empty inside|hopeless|useless and|unloved|beyond help|like dying|like ending|"
            r"like giving up on)|(?:nobody|no ?one) (?:(?:cares|would care|will care) (?:about me|if i|"
            r"whether i|what happens to me)|loves me|needs me|wants me)"
        ),
        (
            r"(?:do|can) not trust myself|not safe (?:with|by|on|around) (?:my ?self|my own)|"
            r"going to do something (?:to myself|i regret|terrible|stupid)|(?:am|is) in crisis|"
            r"in a (?:\w+ )?dark place|mental health crisis|(?:giv\w+|gave) up on (?:life|everything|myself|"
            r"living)|want(?:ed)? to give up(?: on everything)?$|ready to give up$"
        ),
        (
            r"(?:no longer|not|never) (?:\w+ )?(?:want|wish|care|deserve) to (?:live|be alive|be here|be around|"
            r"exist)|stop living|(?:had|have) enough of (?:living|life|this life|being alive|this world|"
            r"everything)|done with (?:life|living|this world|everything)|leave this world|"
            r"not (?:long )?for this world"
        ),
        (
            r"do it tonight.*(?:ready|note|pills|planned|goodbye)|(?:ready|planned|plan) (?:to|"
            r"for) (?:end my life|die)|(?:hurt|harm|kill|cut)ing? (?:my|him|her)self|thoughts (?:of|"
            r"about) (?:hurting|harming|killing|cutting|ending|suicide|death|not being)"
        ),
        r"suicid\w*|overdos\w*",
        r"(?:kill|killing|killed) (?:my|him|her|them)(?:self|selves)",
        r"(?:hang|hanging|shoot|shooting|drown|drowning|poison) (?:my|him|her)self",
        r"self ?harm\w*|(?:harm|harming) (?:my|him|her|them)(?:self|selves)",
        r"(?:hurting|cutting|starving) (?:my|him|her)self",
        (
            r"(?:want|wants|wanted|going|thinking of|thinking about|like|urge|tempted|try|tried|trying|might|"
            r"will|feel like)(?: to)? (?:hurt|cut|cutting|burn)(?:ing)? (?:my|him|her)self"
        ),
        r"cut myself on purpose|do something (?:stupid|silly|bad|drastic|to myself)",
        r"(?:end|ending|take|taking) (?:it all|(?:my|his|her) (?:own )?life|(?:my|his|her) own)",
        (
            r"(?:thinking (?:of|about)|thought about|thoughts of) ending (?:it|things|everything)|(?:end|"
            r"ending) everything"
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
            r" like this)?(?! (?:(?:holding|waiting|about|the|a|to)\b|with (?:this|my|the)|on hold|in (?:this|"
            r"the|my) (?:house|flat|area)))"
        ),
        (
            r"(?:no|any|the|what is the|see (?:the|any|a|no)) (?:point|reason|use)(?: (?:in|of|to|"
            r"for))?(?: me)? (?:living|live|life|going on|go on|carrying on|carry on|being here|being alive|"
            r"it all|to life|any of it any ?more|existing)"
        ),
        r"no (?:point|reason) (?:any ?more|to anything|in anything)|what is the point any ?more|pointless to live",
        r"nothing (?:left )?(?:to live|worth living) for|(?:not|nothing) (?:much )?worth living|nothing left for me",
        r"life is (?:(?:not|hardly|no longer|never) worth|pointless|meaningless|over|hopeless)|my life is over",
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
            r"(?:will|would|might) not be alive (?:for )?(?:much longer|any ?more)|not be (?:around|"
            r"alive) (?:tomorrow|next week)"
        ),
        (
            r"(?:everyone|everybody|they|world|family|people|\w+) (?:would|will|is|are) (?:all )?be (?:happier|"
            r"better) (?:off )?(?:without me|if i)"
        ),
        r"(?:see|is|have|got) no (?:other )?way out|only way out|no way out of this",
        (
            r"(?:lost|given up|giving up|gave up)(?: on)?(?: all| the| my)? (?:hope|will to live|life|living)|"
            r"no hope left|(?:feel|i am|everything is|it is all|life is) hopeless"
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
            r"them all)|i am such a burden"
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
            r"(?:last|final) (?:goodbye|goodbyes)|sa(?:y|id|ying) (?:my |all my )?(?:final |last )?goodbyes$|"
            r"sa(?:y|id|ying) (?:my )?(?:final )?goodbyes? to (?:everyone|everybody|my|the world)|"
            r"goodbye (?:cruel )?world|note for my (?:family|kids|wife|husband)"
        ),
        r"(?:dark|bad) thoughts about|thoughts of (?:dying|death)|thinking (?:about|of) (?:dying|death)",
        r"hate (?:my life|being alive|living|myself)|do not deserve to live",
    ),
    any_of(
        (
            rf"{_NO_ERRAND}(?:i|we) can not (?:do|take|handle|bear|stand|deal with) (?:it|this|life|much more|"
            rf"things|living|everything)(?: (?:any ?more|any longer|much longer|all))?$"
        ),
        rf"{_NO_ERRAND}can not (?:do|take|handle|bear|stand) (?:it|this|life|things|everything) any ?(?:more|longer)",
        (
            rf"{_NO_ERRAND}(?:(?:want|going|ready|time|rather|like|decided|could|might|"
            rf"low)(?: \w+){{0,3}} (?:end|ending|finish) (?:it|things)(?: all| tonight| today| now)?$|"
            rf"end of my (?:rope|tether)|not (?:going to |planning to )?be (?:here|"
            rf"around) (?:for )?(?:much longer|any ?more)|(?:when|once|after|if) i am gone$|(?:once|when|"
            rf"after) i am gone and|if i (?:was|were) not (?:here|around)|if i disappeared)"
        ),
        (
            rf"{_NO_ERRAND}(?:i am|have) (?:done|finished|had enough)(?: with| of) (?:life|living|everything|"
            rf"it all|this world)"
        ),
    ),
)
