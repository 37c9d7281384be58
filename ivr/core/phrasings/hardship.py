"""Callers who cannot pay."""

from .vocabulary import any_of

_NOT_BY = (
    r"(?! (?:until (?:the|your) (?:website|site|app|page|system)|with|by|online|using|through|on (?:the|your)|"
    r"via|at|over the phone|in (?:the )?(?:store|shop)|because (?:the|your|my card)|(?:with|using) my|"
    r"it (?:online|with|by)|my bill (?:online|on|with|through)|for it (?:online|with))\b)"
)
HARDSHIP = (
    any_of(
        r"(?:bit|little|while|much) longer (?:to pay|on (?:the|my) bill|before i pay|for the (?:bill|payment))",
        r"food ?banks?|business (?:has |is |just )?(?:gone|going|went) (?:bust|under)",
        (
            r"(?:cut|cutting|shut) off my (?:gas|electric\w*|power|water|supply|phone|internet|broadband|"
            r"heating|lights)(?! (?:at the|when|while|for the engineer))|(?:scared|afraid|frightened|worried|"
            r"daren t|dare not|dread\w*) (?:to|of) (?:put|turn|use|switch|open|us\w+|turning|putting|"
            r"opening)(?: \w+){0,3} (?:heating|heater|lights|oven|bill|electric\w*|gas|on)|(?:pounds|dollars|"
            r"quid|bucks|euros|money|cash) (?:\w+ ){0,2}(?:to last|left to|to live on|until|for the (?:week|"
            r"month))|(?:only|just) (?:got|have) (?:\w+ ){0,3}(?:pounds|dollars|quid|bucks|pence|cents)|"
            r"(?:had to|have to) (?:use|spend|borrow|sell|pawn)(?: \w+){0,4} (?:money|food|shoes|rent|jewel\w*|"
            r"car|bill)|(?:got|have|left with|has|with) (?:absolutely )?nothing$|(?:not|have not|"
            r"has not) (?:got )?(?:a|two) (?:penny|pennies|pound|dime|cent|bean)|(?:top up|topping up|"
            r"feed) the meter|lost (?:all )?(?:my|our) (?:savings|money|pension|house|home)|"
            r"(?:only )?(?:getting|get|on) (?:statutory|half pay|ssp|sick pay)|blood (?:out of|from) a stone|"
            r"no (?:work|orders|customers|shifts) (?:coming in|at the moment|right now|since)|(?:eat\w*|takes?|"
            r"taking|swallow\w*) (?:up )?(?:\w+ ){0,2}(?:my|our) (?:whole |entire )?(?:pension|wages|income|pay|"
            r"savings|benefits)|(?:reduce|lower|cut) (?:my|the) (?:\w+ )?payments?|hardship"
        ),
        (
            r"(?:about to|going to|scared to|might|could|will|worried i will) lose (?:my|our) (?:home|house|"
            r"flat|job|car)|(?:husband|wife|partner|dad|son|mum|mom|he|she|they|we|both of us) (?:has |have |"
            r"both |just )*lost (?:his|her|their|our) (?:job|jobs|work|business)|getting by|(?:with|on) no pay|"
            r"off work(?: sick)? (?:for|since|with)|(?:bill|it) is more than (?:i|we) (?:earn|get|have|make|"
            r"can)|only get (?:my|paid) (?:\w+ )?(?:on|pension|benefits|wages)"
        ),
        (
            r"(?:give|have|allow|need|let) (?:me |us )?(?:\w+ )?(?:some|a little|a bit|a few|extra|"
            r"another)(?: more)? (?:time|days|weeks|week|month)(?: (?:to|for|on|before) (?:pay|the (?:bill|"
            r"payment)|my (?:bill|payment)|paying|you cut))|(?:give|have|allow) (?:me |us )?(?:some |a bit |"
            r"a little |)more time$|next to nothing|(?:can not|does not|do not|will not) stretch|"
            r"owe (?:\w+ )?(?:money )?(?:everywhere|everyone|everybody|all over|thousands|hundreds|a lot of)|"
            r"money (?:owed|owing) everywhere|on (?:disability|sick pay|furlough|the dole|maternity pay|"
            r"minimum wage|a zero hours)|i am on (?:\w+ )?(?:benefits|disability|welfare)"
        ),
        (
            r"no way (?:that )?(?:i|we) (?:can|could|am going to|will) (?:be able to )?(?:pay|afford|find|"
            r"manage|cover)|in instal+ments|(?:taken|takes|took|cost|costs|costing) (?:everything|all) (?:i|"
            r"we) (?:have|had|got|earn)|bounced because|(?:bread ?line|poverty)|(?:i am|we are|been|am|"
            r"are) (?:\w+ )?struggling(?= (?:at the moment|right now|since|this month|with (?:money|bills|"
            r"everything|the bill)|to|financially|a lot|badly|and)\b|$)(?! to (?:understand|hear|see|find|get|"
            r"log|use|open|read|remember))|beyond my means|too expensive for (?:me|us)|(?:price|prices|bills?|"
            r"costs?) (?:keep|keeps|has|have|is|are)(?: \w+){0,3} (?:up|rising|doubled|"
            r"tripled)(?: \w+){0,6} (?:can not|pension|afford|struggl\w+|wage|income)|(?:pension|wage|wages|"
            r"income|benefits)(?: \w+){0,6} (?:prices|bills|not enough|does not (?:cover|stretch)|not stretch)|"
            r"pay what i can|without pay|unpaid leave|zero income|no income"
        ),
        (
            r"nothing left (?:at the end|after|until|for|over|to live|each|every|in my)|(?:can|could|"
            r"will) only (?:pay|afford|manage|spare|give you|do) (?:\w+ ){0,3}(?:pounds?|dollars?|quid|bucks|"
            r"a little|a bit|part|some|half|right now|a month|a week|small)|(?:people|customers|those|"
            r"someone) (?:who|that) (?:can not|struggle|are struggling)|that (?:kind|sort|much|amount) of money|"
            r"(?:find|got|have|get|where .* get) (?:that|this) (?:kind|sort|much|amount)"
        ),
        (
            r"(?:stopped|cut|reduced|suspended|sanctioned|delayed|lost|losing) (?:my|our|his|"
            r"her) (?:\w+ )?(?:benefits?|pension|hours|wages|pay|income|salary|overtime|shifts|credit|allowance|"
            r"welfare|unemployment|disability)|(?:hours|shifts|wages|pay|income|salary|pension|"
            r"benefits)(?: \w+){0,3} (?:slashed|cut|reduced|stopped|dropped|halved|gone down|dried up|not come|"
            r"late|ended|run out|do not cover|does not cover)|sanctioned"
        ),
        (
            r"whether (?:to|i|we) (?:\w+ )?(?:eat|heat|feed|put the heating|buy food|pay rent)|(?:eat|food|"
            r"heating|rent|groceries|medicine|nappies|diapers) or (?:\w+ ){0,4}(?:bill|bills|heating|eat|heat|"
            r"food|rent|you|this|electric\w*|lights)|no (?:food|heating because|electric because|"
            r"money for food)|(?:not|never) (?:eaten|eating)|empty (?:fridge|cupboards?)|go(?:ing)? hungry|"
            r"starving (?:and|because)|can not (?:put|have|turn) the heating on|(?:food|baby) (?:bank|milk|"
            r"formula) (?:and|because)"
        ),
        (
            r"can not (?:manage|keep up|cope with|cover|meet|handle|find)(?: \w+){0,3} (?:bills?|payments?|rent|"
            r"repayments?|money|debts?|cost|costs|mortgage|amount|on my own wage)|(?:i|"
            r"we) (?:\w+ ){0,3}(?:fallen|fell|falling|getting|got) (?:\w+ )?behind|(?:am|are|"
            r"been) (?:\w+ ){0,2}behind (?:on|with) (?:\w+ ){0,3}(?:bills?|payments?|rent|mortgage|money|"
            r"account|everything|you)|spread (?:it|this|that|the|my|out)(?: \w+){0,3} (?:payments?|cost|out|"
            r"over|bill|across)|(?:drowning|up to my (?:eyes|neck|ears)|over my head|buried|"
            r"swimming) in (?:\w+ )?(?:debts?|bills)|in over my head|over my head"
        ),
        (
            r"(?:how|where) (?:i am|am i|are we|we are|i will|will i|on earth) (?:\w+ ){0,3}(?:pay|afford|"
            r"manage|survive|cope|find the money|get the money|get through|feed|live)|do not know how (?:i|"
            r"we)(?: \w+){0,4} (?:pay|afford|manage|survive)|(?:will|going to|to|would|might|not|be|are|"
            r"about to) (?:be )?(?:cut|cutting|shut) (?:us|me|my \w+|the \w+|our \w+) off(?!.*\b(?:call|list|"
            r"line|phone call|mid)\b)"
        ),
        (
            r"(?:waiting (?:for|on)|until|till) (?:my |the |our )?(?:(?:first|next) )?(?:pay ?check|wages|"
            r"salary|pension|benefits|pay ?day|giro|universal credit)|(?:let me go|let him go|"
            r"let her go)(?! (?:back|on|through|to|home))|(?:company|firm|factory|shop|boss|job|contract|"
            r"work)(?: \w+){0,3} (?:closed down|shut down|went bust|gone bust|folded|let me go|dried up|"
            r"fell through|finished|ended|laid)(?! (?:at|for the day))|maxed out|overdrawn|pay ?day loan|"
            r"borrow\w* (?:money|from)|pawn\w*|charity|lost everything|living on (?:nothing|savings|credit|my)|"
            r"(?<!for )(?:every|last) (?:penny|cent|dollar|pound)|count\w* (?:the )?pennies|nothing coming in|"
            r"no one is working|only (?:income|wage|earner)|(?:husband|wife|partner) (?:left|"
            r"walked out)(?: me)?(?= (?:and|with)\b)|make ends|tight (?:budget|month|right now)|sick pay"
        ),
        (
            r"(?:wait|delay|later|hold)(?: \w+){0,4} (?:pay ?check|pay ?day|wages|paid)|help (?:for|"
            r"available)(?: \w+){0,3} (?:can not pay|struggling|low income|in debt|pay)|(?:any|some|"
            r"get) (?:help|support|relief|assistance) (?:with|for|to pay|paying)(?: \w+){0,3} (?:bills?|energy|"
            r"heating|electric\w*|gas|rent|cost|payments?|debt)|waive (?:the|my|this) (?:\w+ )?(?:fee|bill|"
            r"charge) because|(?:can|could) i pay (?:\w+ ){0,3}(?:next month|later|in stages|monthly instead|"
            r"weekly|a bit at|less)|(?:filed|filing|file) (?:for )?bankrupt\w*|going bankrupt|homeless"
        ),
        (
            r"(?:can|could|do|will|would|may|might|am|are|is) (?:not|hardly|barely|no longer|not really|"
            r"not be able to) (?:\w+ )?(?:afford|able to afford)|unable to (?:pay|afford)|not affordable|"
            r"too (?:poor|broke)"
        ),
        (
            rf"can not (?:possibly )?(?:pay|make (?:the|my|this|that|these) payments?|keep up|cover)(?: (?:it|"
            rf"this|that|the|my|all|for|all of|any of|you|these|what i owe|that much|so much|the full|in full|"
            rf"everything|until|till|at once|bill|bills|payments?|with|rent|anything))*{_NOT_BY}"
        ),
        r"(?:will|would|am) not (?:be )?able to (?:pay|make|cover|afford|keep up)",
        (
            r"(?:do|does|have|has|had|am|got) not (?:(?:have|got|had|earn|make) |(?:any|the|enough|much|that|"
            r"this|that kind of) )+(?:money|income|funds|savings|cash)(?! (?:in (?:that|this|my other)|back|yet|"
            r"with me|on me|in my account|for the refund|arriv\w+|show\w*|clear\w*))"
        ),
        (
            r"(?<!there is )(?:with|have|got|had|earning|am on|is) no (?:money|income|job|work|savings|wages)|"
            r"no money (?:left|to|until|at all|for)|there is no money|nothing (?:left )?(?:in the bank|"
            r"in my account|to pay|until pay ?day)|run out of money|ran out of money|out of money|"
            r"short of money|short on cash|low on (?:money|cash|funds)|money (?:is|has been|"
            r"gets) (?:\w+ )?(?:tight|short)|things are tight|tight this month|(?:i am|we are|am|"
            r"are) (?:\w+ )?(?:broke|skint|penniless|brassic)(?!n)"
        ),
        (
            r"(?:struggl\w+|trouble|difficult\w*|hard|problems?|stress\w*|worried|worrying|worry|behind|"
            r"desperate)(?: \w+){0,5} (?:pay(?:ing)?|pay (?:the|my)|bills?|afford|financially|money|rent|"
            r"make ends|payments?|mortgage|debts?|finances)(?! (?:with|by|online|page|method|portal|website|"
            r"through|option))"
        ),
        (
            r"make ends meet|making ends meet|keep(?:ing)? (?:the lights on|my head above water)|"
            r"head above water|get by(?= (?:on|any|this)\b|$)|going under financially|scrap(?:e|ing) by|"
            r"hand to mouth|pay ?check to pay ?check"
        ),
        (
            r"lost my (?:job|work|business|income|home)|losing my (?:job|home|house)|laid off|let go from|"
            r"redundan\w+|unemploy\w+|out of (?:a job|work)|got (?:fired|sacked|the sack)|been (?:fired|sacked|"
            r"furloughed)|hours (?:\w+ ){0,3}(?:cut|reduced)|(?:i am|i have|i was|we are|he is|she is|"
            r"husband is|wife is|partner is|have been|has been) not work(?:ing|ed)|between jobs|(?:i|husband|"
            r"wife|he|she|had to|partner) stop(?:ped)? working|business (?:has )?(?:failed|went under|folded|"
            r"closed down)|(?:i|he|she|husband|wife|partner) can not work(?! (?:it|out|the|this|how|with|on))|"
            r"(?:i am|been) unable to work|(?:been|signed) off (?:sick|work)|(?:am|was|is|are) off sick|"
            # "I'm off work then" is a time that suits.
            r"(?:am|was|is|are) off work (?:sick|with|for (?!the (?:day|evening|morning|afternoon))|since|and|because|"
            r"at the moment)|on strike|statutory sick|sick pay|pay cut|not been paid|have not been paid|"
            r"not getting paid|only (?:get|have|live on)(?: \w+){0,3} pension"
        ),
        (
            r"on (?:benefits|welfare|universal credit|disability|social security|a fixed income|"
            r"a (?:\w+ )?pension|food stamps|income support|job ?seekers?|minimum wage|a low income|"
            r"state pension)|universal credit|food (?:bank|stamps)|low income|fixed income|"
            r"benefits (?:\w+ ){0,3}(?:stopped|cut|late|not)|government assistance|single (?:mum|mom|mother|"
            r"parent|dad)"
        ),
        (
            r"bankrupt\w*|insolven\w*|(?:in|my|our|of|much|with|have|got) (?:\w+ )?debts?(?! (?:it is not|"
            r"is not) (?:mine|ours))|debt (?:collect\w*|advice|management|charity|agency)|debts|bailiffs?|"
            r"repossess\w*|evict\w*|foreclos\w*|arrears|loan sharks?|final demand|collections? agency|"
            r"sent to collections"
        ),
        (
            r"(?:behind|fallen behind|falling behind|getting behind|got behind) (?:on|with|"
            r"in) (?:\w+ ){0,4}(?:payments?|bills?|rent|it|everything|mortgage|account|instal\w+)|(?:missed|"
            r"missing|skipped) (?:\w+ ){0,3}payments?(?! (?:link|page|option|method))|overdue and|"
            r"(?:i )?owe (?:too|so) much|owe (?:you )?(?:\w+ )?more than"
        ),
        (
            r"payment (?:plan|arrangement|holiday|break|extension|assistance)|(?:more|extra|bit of|some|little|"
            r"longer) (?:\w+ )?time to pay|(?:extension|delay|postpone|defer|put off|push back|hold off|"
            r"later date|extend)(?: \w+){0,5} (?:bill|payment|payments|due date|paying)|pay (?:it |this |that |"
            r"you )?(?:\w+ )?(?:off )?(?:in (?:small|smaller|bits|parts|pieces)|bit by bit|a (?:little|"
            r"bit) (?:at a time|each|every|now)|over (?:time|a few months|several|a longer)|half now|what i can|"
            r"part of it now|when i get paid|after pay ?day|next pay ?day|next month instead)|(?:smaller|lower|"
            r"reduced|reduce my|lower my) (?:monthly )?payments?|pay less (?:each|every|a|per) month|write off|"
            r"hardship"
        ),
        (
            r"heat(?:ing)? (?:or|and|and not|versus) eat(?:ing)?|eat(?:ing)? (?:or|and) heat(?:ing)?|"
            r"(?:choos\w+|choice|decide|deciding) between (?:\w+ ){0,4}(?:eat\w*|food|heat\w*|rent|medicine|"
            r"bills?)|(?:go|going|gone) without (?:food|eating|heating|meals|power)|skip\w* meals|feed (?:my|"
            r"the|our) (?:kids|children|family)|nothing to eat|can not (?:heat|eat|feed)|"
            r"turn (?:the )?heating off because|sitting in the (?:cold|dark)|afraid to turn on"
        ),
        (
            r"(?:cut|cutting|shut|shutting|turn|turning|switch|switching|"
            r"disconnect\w*) (?:\w+ ){0,4}off (?:because|if i|for (?:not|non))|(?:going to|about to|being|be|"
            r"threatening to) (?:be )?(?:disconnect\w*|cut off|shut off)|(?:disconnection|shut ?off|"
            r"cut ?off) (?:notice|warning|letter)|do not (?:cut|shut|turn|switch) (?:me|us|my \w+|the \w+|"
            r"it) off|do not disconnect"
        ),
        (
            r"financial(?:ly)? (?:hardship|difficult\w+|trouble|problems?|struggl\w+|help|assistance|support|"
            r"crisis|situation|stretched)|money (?:problems?|troubles?|worries|issues)|cost of living|"
            r"help paying|help with (?:my|the|our) (?:\w+ )?(?:debts?)|help with (?:paying|the cost)|"
            r"bill is (?:\w+ )?(?:too (?:much|high|big) for me|more than i (?:can|earn|have|make))|"
            r"until (?:i get paid|pay ?day|i find (?:a job|work))|do not get paid (?:until|till)"
        ),
    ),
)
