"""Money: who was robbed or deceived, and who has none."""

from .vocabulary import any_of

_THING = (
    r"(?:charges?|transactions?|payments?|purchases?|withdrawals?|direct debits?|transfers?|orders?|debits?|"
    r"standing order|account|loan|contract)"
)
_CARD = (
    r"(?:cards?|master ?card|visa|amex|wallet|purse|cheque ?book|check ?book|handbag|bag with my|debit card|"
    r"credit card|bank card|pin|pin number|bank details|card details)"
)
_MONEY_MOVED = r"(?:charges?|transactions?|payments?|purchases?|withdraw\w*|direct debits?|debits?|transfers?|spending)"
_WHO = (
    r"(?:someone|somebody|some ?one else|a stranger|strangers|he|she|they|who|thieves|a thief|criminals|"
    r"people|a man|a guy|another person|my ex|hackers?|a hacker)"
)
FRAUD = (
    any_of(
        (
            r"fraud\w*|frauded|defraud\w*|scam(?:s|med|mers?|ming)?|phish\w*|swindl\w*|conned|con (?:man|"
            r"artist)s?|cloned|skimm(?:ed|ing)|spoof\w*|cyber ?crime|extort\w*|blackmail\w*"
        ),
        (
            r"identit(?:y|ies) (?:is |was |has |been |got )*(?:theft|thief|stolen|fraud|taken)|(?:stole|stolen|"
            r"steal|stealing|using|took) (?:\w+ ){0,2}identity"
        ),
        (
            r"hack(?:ed|er|ers|ing)(?! saw)|(?:broke|broken|breaking|got|gotten) in(?:to)? (?:my|"
            r"our) (?:\w+ )?(?:account|email|profile|online)"
        ),
        (
            rf"(?:lost|stolen|stole|steal|missing|misplaced|nicked|pinched|swiped|snatched|robbed of|"
            rf"robbed me of|taken) (?:\w+ )?(?:my|the|a|our|his|"
            rf"her) (?:\w+ ){{0,3}}?{_CARD}(?! (?:on the (?:table|side)|at home))"
        ),
        (
            rf"(?:my|the|our|his|her|a) (?:\w+ ){{0,3}}?{_CARD}(?: (?:is|was|has|been|got|have|gone|have been|"
            rf"were|also|and \w+))* (?:stolen|lost|missing|taken|nicked|pinched|cloned|compromised|snatched|"
            rf"swiped|gone(?! (?:through|up|down|out|off|to|in))|used (?:by|without|in|for|somewhere)|robbed)"
        ),
        rf"(?:stolen|lost|missing) (?:\w+ )?{_CARD}",
        (
            r"can not (?:seem to )?(?:find|locate) my (?:\w+ ){0,2}(?:card|wallet|purse)|"
            r"left my (?:\w+ )?(?:card|wallet|purse) (?:on the (?:bus|train)|in a|somewhere|behind)"
        ),
        (
            r"(?:block|freeze|lock|deactivate|disable|stop|cancel|suspend) (?:\w+ ){0,3}?(?:debit|credit|bank|"
            r"my|the|our) ?cards?|(?:block|freeze|lock) (?:my|our|the) (?:\w+ )?account"
        ),
        (
            rf"{_THING}(?: \w+){{0,6}} (?:i|we) (?:did not|do not|never|have not|had not)(?: (?:even|actually|"
            rf"ever))? (?:mak\w+|made|authori[sz]\w+|recogni[sz]\w+|plac\w+|approv\w+|set up|agree\w*|do|did|"
            rf"done|perform\w*|creat\w+|initiat\w+|complet\w+|know (?:anything )?about|know of|open\w*|sign\w*|"
            rf"take out|took out|remember making)"
        ),
        (
            rf"(?:did not|never|have not|had not) (?:make|made|plac\w+|opened?|take out|sign up for|"
            rf"set up) (?:this|that|these|those|the|any|a|an|some|two|any of)(?: \w+){{0,5}} {_THING}|(?:did not|"
            rf"never|have not|had not) (?:authori[sz]\w+|approv\w+|agree to|agreed to) (?:this|that|these|those|"
            rf"the|any|it|them|a|an)"
        ),
        r"(?:do|does|did|can) not rec\w*gni[sz]e",
        (
            rf"(?:unknown|strange|odd|weird|unusual|random|mysterious|unfamiliar|unexpected|"
            rf"unexplained) (?:\w+ ){{0,2}}{_MONEY_MOVED}"
        ),
        (
            rf"{_MONEY_MOVED}(?: \w+){{0,9}} (?:not mine|not me|not (?:been )?(?:made|done) by me|by mistake|"
            rf"i (?:do|can|did) not (?:recall|remember|think)|not familiar|looks? (?:wrong|suspicious|odd|"
            rf"strange|weird|fishy))"
        ),
        (
            rf"(?:do|can|did) not (?:recall|remember|think i) (?:\w+ ){{0,2}}(?:made|make|making|authori[sz]\w+|"
            rf"doing|buying)|(?:made|withdrew|took out|got)(?: \w+){{0,3}} (?:{_MONEY_MOVED}|"
            rf"cash)(?: \w+){{0,4}} (?:did not|was not me)"
        ),
        (
            rf"(?:someone|somebody|some ?one else)(?: \w+){{0,3}} (?:made|making|"
            rf"charging) (?:\w+ ){{0,3}}{_MONEY_MOVED}|by (?:someone|somebody|some ?one) else|"
            rf"report\w* (?:\w+ ){{0,4}}(?:as )?(?:lost|stolen|missing)|card theft|{_CARD} theft"
        ),
        (
            r"un ?authori[sz]ed|un ?recogni[sz]ed|without my (?:permission|knowledge|consent|authori[sz]ation|"
            r"say so)|behind my back"
        ),
        (
            r"suspicious (?:\w+ )?(?:activity|charges?|transactions?|emails?|texts?|calls?|messages?|payments?|"
            r"log ?in|link|orders?)|something (?:fishy|dodgy|suspicious)|dodgy (?:\w+ )?(?:text|email|call|"
            r"message|payment|link)"
        ),
        (
            rf"{_WHO}(?: \w+){{0,4}} (?:used|using|uses|has|got|have|stole|stolen|stealing|took|taken|accessed|"
            rf"hold of|into|opened|open|in|logged|spent|spending|ordered|ordering|buying|bought|withdrew|changed|"
            rf"charged|emptied|drained|cleaned out|knows)(?: \w+){{0,3}} (?:my|our) (?:\w+ ){{0,2}}?(?:cards?|"
            rf"account|accounts|details|identity|name|password|bank|money|pin|savings|email|credit|login|"
            rf"information|social security)"
        ),
        r"(?:account|accounts|contract|loan|order|credit|card|line|phone)s? (?:\w+ ){0,3}in my name",
        (
            r"pretend\w* to be (?:me|you|from|your|one|the|a|my)|impersonat\w*|(?:claim\w*|say\w*|"
            r"said) (?:to be|they (?:are|were)|he (?:is|was)|she (?:is|was)) (?:calling )?(?:from|you|your|"
            r"with)(?: \w+){0,3}? (?:you|your|company|bank|fernhill|support|fraud)|posing as"
        ),
        (
            r"fake (?:\w+ )?(?:emails?|texts?|websites?|sites?|calls?|invoices?|messages?|bill|engineer|order|"
            r"account|profile|shop|store|link)"
        ),
        (
            r"(?:gave|given|give|told|sent|read out|shared|entered|handed)(?: (?:them|him|her|someone|somebody|"
            r"out|over|away|a))*(?: \w+){0,2}? (?:my|our|all my) (?:\w+ ){0,3}?(?:card|bank|details|pin|"
            r"password|security code|account number|social security|passcode|code)(?: \w+){0,3} (?:to (?:a|an|"
            r"someone|them|him|her|the)|over the phone|and (?:now|then)|by mistake|on (?:a|the|that|some)|who)|"
            r"(?:gave|given|told|sent) (?:them|him|her|someone|somebody) my (?:\w+ ){0,3}?(?:card|bank|details|"
            r"pin|password|security|account number|code|information)"
        ),
        r"click(?:ed|ing)? (?:on )?(?:a|the|that|this|some) (?:\w+ )?link",
        (
            r"money (?:\w+ ){0,3}(?:gone|missing|taken|disappeared|stolen|vanished|left) (?:from|out of) my|"
            r"(?:emptied|drained|wiped out|cleaned out) my|(?:took|taken|taking|stole|stolen|"
            r"stealing) (?:\w+ ){0,4}(?:money|pounds|dollars|funds|savings) (?:from|out of|without)|"
            r"money (?:was |has been |is )?stolen"
        ),
        (
            r"(?:asked|asking|wants?|wanted|told|telling|made|making|pressur\w+) me (?:to |for |"
            r"into )(?:\w+ ){0,4}(?:gift cards?|,|vouchers?|wire|bitcoin|crypto|my pin|my password|remote|"
            r"anydesk|teamviewer|install|download|transfer)"
        ),
        (
            r"(?:is|was|if|whether) (?:this|that|it) (?:\w+ ){0,4}(?:really (?:you|from you)|from you|genuine|"
            r"legit\w*|real)(?= (?:or|email|text|message|call)\b|$)|really from (?:you|your)|(?:text|email|call|"
            r"message|letter|someone)(?: \w+){0,8} (?:was not|is not|were not) (?:really )?(?:you|from you|your)"
        ),
        (
            r"remote(?:ly)? access(?:ed)? to my|took control of my|account (?:\w+ ){0,2}(?:compromised|"
            r"taken over|breached|accessed by)|(?:compromised|data breach|breached)"
        ),
    ),
)
_NOT_BY = (
    r"(?! (?:with|by|online|using|through|on (?:the|your)|via|at|over the phone|in (?:the )?(?:store|shop)|"
    r"because (?:the|your|my card)|(?:with|using) my|it (?:online|with|by)|my bill (?:online|on|with|through)|"
    r"for it (?:online|with)))"
)
HARDSHIP = (
    any_of(
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
            r"this|that kind of) )+(?:money|income|funds|savings|cash)(?! (?:back|yet|with me|on me|"
            r"in my account|for the refund|arriv\w+|show\w*|clear\w*))"
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
            r"(?:i am|been) unable to work|(?:am|been|was|is|signed) off (?:sick|work)(?: (?:with|for|since|"
            r"and))?|on strike|statutory sick|sick pay|pay cut|not been paid|have not been paid|"
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
            r"bankrupt\w*|insolven\w*|in (?:\w+ )?debt|debts?|bailiffs?|repossess\w*|evict\w*|foreclos\w*|"
            r"arrears|loan sharks?|final demand|collections? agency|sent to collections"
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
