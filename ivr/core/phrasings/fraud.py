"""Callers who were robbed or deceived, or have lost what money is paid with."""

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
_STRANGER = (
    r"(?:someone|somebody|some ?one else|a stranger|strangers|thieves|a thief|criminals|a man|a guy|"
    r"another person|my ex|hackers?|a hacker|scammers?)"
)
FRAUD = (
    any_of(
        r"(?:is|was|be|smells like|sounds like|all) a (?:\w+ )?con(?= |$)(?! (?:nection|troller))",
        (
            r"click\w* (?:on )?(?:something|it|an (?:ad|advert|email|attachment)|the (?:text|email|message|"
            r"button in))|who (?:is|has been|was|keeps) (?:charging|using|taking|ordering|buying)|(?:saying|"
            r"said|says|claiming|told me) (?:that )?i (?:owed|owe|had to pay|must pay|need to pay|have to pay|"
            r"won|had won|was due|am due)|(?:gave|given|giving|handed|told|read)(?: \w+){0,3} (?:bank|card|"
            r"account|personal|security|credit) (?:details|number|code|information|card) (?:to (?:a|an|someone|"
            r"them|him|her|scammer)|out|away|over)|cold caller|(?:stole|stolen|took|taken|nicked|"
            r"intercepted) my (?:\w+ ){0,3}and used|used my card|not my signature|forged|impost[eo]rs?|(?:was|"
            r"were|is|are) not (?:really )?from (?:your|the|our) (?:company|bank|firm)|(?:card|cheque|pin|"
            r"letter)(?: \w+){0,3} (?:missing|lost|stolen|intercepted) in the (?:post|mail)|gave (?:out|"
            r"away) my (?:\w+ )?(?:code|pin|password|details|number)|(?:never|did not) order(?:ed)? (?:this|it|"
            r"that|these)(?: \w+){0,4} (?:charged|billed|paid|money|account)|money (?:is |has |was |"
            r"has gone )?missing|missing (?:\w+ )?(?:from|out of) (?:my|our) (?:bank|account)|con(?:ned)? me"
        ),
        (
            r"(?:charging|putting|billing|adding) (?:things|stuff|it|items|purchases|something) (?:to|"
            r"on) my (?:\w+ )?(?:account|card|bill)|unless i (?:pay|paid|give|gave|buy|bought|send|sent|"
            r"transfer\w*)|(?:gift cards?|,|bitcoin|vouchers?) to pay"
        ),
        (
            r"(?:called|rung|phoned|contacted|approached|emailed|texted|messaged|visited) by (?:a|an|some|"
            r"someone|somebody|people)(?: \w+){0,4} (?:who |that )?(?:want\w*|ask\w*|said|claim\w*|need\w*|"
            r"demand\w*|from|pretend\w*)|(?:subscription|membership|service|thing|item|stuff)s? (?:\w+ )?(?:i|"
            r"we) (?:never|did not) (?:sign\w*|ask\w*|agree\w*|order\w*|start\w*|set)|(?:gave|given|told|sent|"
            r"let|shared with) (?:a|some) (?:\w+ )?(?:stranger|man|woman|guy|person|caller|scammer|website|lady|"
            r"someone)(?: \w+){0,2} (?:my|have my|access)|(?:calling|ringing|phoning|texting|"
            r"emailing) (?:people|me|us|customers|round)(?: \w+){0,3} (?:asking|for) (?:\w+ ){0,3}(?:card|bank|"
            r"details|pin|password|money|numbers)|(?:told|asked|tells|asking|telling) me to (?:move|transfer|"
            r"send|pay|withdraw|wire|put|share|give|read|install|download|confirm) (?:\w+ ){0,2}(?:money|it to|"
            r"funds|savings|pounds|dollars|card|code|details|pin|number|app|password)|safe account"
        ),
        (
            rf"ask(?:ed|ing|s)?(?: me)? for my (?:\w+ ){{0,2}}(?:pin|password|code|details|bank|card|security|"
            rf"social|passcode|number|login)|(?:turned out|turns out|(?:website|email|e mail|text|call|site|shop|"
            rf"it|letter|message|ticket|link|man|engineer) (?:was|is|might be|could be|"
            rf"must be))(?: to be)? (?:a )?(?:\w+ )?(?:fake|bogus|counterfeit|forged|not real|not genuine)|"
            rf"forg(?:ed|ing|ery) (?:my)?|counterfeit|sim swap|money mule|rogue trader|(?:someone|somebody|they|"
            rf"he|she|who|hackers?|man|guy) (?:\w+ ){{0,3}}(?:got|gotten|logged|hacked|broke|"
            rf"in) (?:in)?to my (?:computer|phone|email|bank|account|laptop)|(?:said|say|says|saying|told me|"
            rf"claim\w*|pretend\w*) (?:that )?(?:they|he|she|it) (?:were|was|is|are) (?:\w+ )?(?:from|"
            rf"with) (?:\w+ ){{0,2}}(?:microsoft|windows|amazon|bank|police|hmrc|irs|tax|government|paypal|apple|"
            rf"visa|security|support|technical|fraud|you|your)|strange (?:call|text|email|message|letter|link|"
            rf"man|transaction|log ?in)|(?:never|did not) (?:buy|bought|purchase\w*) (?:that|this|it|any of|"
            rf"anything)(?! (?:in|from) (?:the|your) shop)|not know what (?:this|that) (?:\w+ )?{_MONEY_MOVED} is"
        ),
        (
            r"(?:bag|handbag|backpack|briefcase|phone|jacket|coat|car|house) (?:\w+ ){0,3}(?:stolen|snatched|"
            r"nicked|robbed|broken into|burgled|taken)(?: \w+){0,6} (?:cards?|wallet|purse)|(?:cards?|wallet|"
            r"purse)(?: \w+){0,6} (?:stolen|snatched|robbed|mugged)"
        ),
        (
            r"(?:pounds|dollars|quid|money|bucks|euros|cash) (?:\w+ ){0,3}(?:gone|taken|come|came|went|been|"
            r"going) (?:out|missing|from)(?: \w+){0,6} (?:know nothing|not me|did not|never|not mine|no idea)|"
            r"know nothing about (?:it|this|that|the)|(?:no idea|not know) (?:who|what) (?:took|made|charged)"
        ),
        (
            r"(?:someone|somebody|been|they|he|she|keeps?) (?:is |has been |are )?(?:buying|ordering|spending|"
            r"charging|purchasing) (?:\w+ ){0,3}(?:on|with|from|to|using) my (?:account|card|name|money)|"
            r"on my account(?: \w+){0,3} (?:not|was not) me|(?:it|that) (?:was|is) not me(?= (?:who|that)|$)"
        ),
        (
            r"trick(?:ed|ing)|duped|deceiv\w+|decept\w+|con artist|taken in by|fell for (?:it|a scam|their|his|"
            r"the scam|this scam)|fooled into|got done|victim of (?:a |an )?(?:\w+ )?(?:crime|theft|fraud|scam)|"
            r"burgled|burglary|mugged|robbed|pickpocket\w*"
        ),
        (
            r"(?:someone|somebody|they|he|she|who|some ?one else) (?:has |have |had |is )?(?:logged|logging|"
            r"signed|signing|log) (?:in|on|into)(?: (?:as|to|on))?|(?:someone|somebody|they) (?:has |"
            r"have )?(?:changed|change|altered|reset) (?:the|my) (?:\w+ ){0,2}(?:email|password|address|number|"
            r"phone|details|pin|security)|locked out (?:because|after) (?:someone|somebody)|taken over my|"
            r"account takeover"
        ),
        (
            r"(?:never|did not|have not) order(?:ed)? anything|(?:never|did not|have not) (?:sign(?:ed)? up|"
            r"open(?:ed)?|apply|applied|ask(?:ed)?)(?: for)? (?:this|that|it|a|an|any)(?: \w+)? (?:account|"
            r"contract|loan|card|line)|(?:bill|letter|email|invoice|contract|account)(?: \w+){0,6} (?:i|"
            r"we) (?:never|do not|did not) (?:have|had|open\w*|order\w*|ask\w*|request\w*|sign\w*|"
            r"recogni[sz]\w*)"
        ),
        (
            r"(?:someone|somebody) (?:at|came to|knocked on|knocking at) (?:the|"
            r"my) door(?: \w+){0,6} (?:from you|your company|engineer|meter|id)|(?:worried|afraid|scared|"
            r"think)(?: \w+){0,3} (?:given|gave|shared|sent)(?: \w+){0,3} (?:details|bank|card|password|pin|"
            r"money)|stop (?:the|my|all my) cards?|dropped my (?:wallet|purse|cards?)|"
            r"lost (?:all )?my (?:cards?|wallet|purse)"
        ),
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
            rf"never|have not|had not) (?:authori[sz]\w+|approv\w+) (?:this|that|these|those|the|any|it|them|a|"
            rf"an)"
        ),
        r"(?:do|did|can) not rec\w*gni[sz]e",
        (
            rf"(?:unknown|strange|odd|weird|unusual|random|mysterious|unfamiliar|unexpected|"
            rf"unexplained) (?:\w+ ){{0,2}}{_MONEY_MOVED}"
        ),
        (
            rf"{_MONEY_MOVED}(?: \w+){{0,9}} (?:not mine|not me|not (?:been )?(?:made|done) by me|i (?:do|can|"
            rf"did) not (?:recall|remember|think)|not familiar|looks? (?:wrong|suspicious|odd|strange|weird|"
            rf"fishy))"
        ),
        (
            rf"(?:do|can|did) not (?:recall|remember|think i) (?:\w+ ){{0,2}}(?:made|make|making|authori[sz]\w+|"
            rf"doing|buying)|(?:made|withdrew|took out|got)(?: \w+){{0,3}} (?:{_MONEY_MOVED}|"
            rf"cash)(?: \w+){{0,4}} (?:did not|was not me)"
        ),
        (
            rf"(?:someone|somebody|some ?one else)(?: \w+){{0,3}} (?:made|making|"
            rf"charging) (?:\w+ ){{0,3}}{_MONEY_MOVED}|(?:used|accessed|opened|made|done|charged|spent|"
            rf"taken) by (?:someone|somebody|some ?one) else|"
            rf"report\w* (?:\w+ ){{0,4}}?{_CARD}(?: \w+){{0,4}} (?:lost|stolen|missing)|card theft|{_CARD} theft"
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
            rf"(?:they|he|she|who|people)(?: \w+){{0,3}} (?:stole|stolen|emptied|drained|cleaned out|withdrew|"
            rf"hacked|cloned|used|using)(?: \w+){{0,3}} (?:my|our) (?:\w+ ){{0,2}}?(?:cards?|accounts?|details|"
            rf"identity|name|password|bank|money|savings|email)|{_STRANGER}(?: \w+){{0,4}} (?:used|using|uses|"
            rf"has|got|have|stole|stolen|stealing|took|taken|accessed|hold of|into|opened|open|in|logged|spent|"
            rf"spending|ordered|ordering|buying|bought|withdrew|changed|charged|emptied|drained|cleaned out|"
            rf"knows)(?: \w+){{0,3}} (?:my|our) (?:\w+ ){{0,2}}?(?:cards?|account|accounts|details|identity|name|"
            rf"password|bank|money|pin|savings|email|credit|login|information|social security)"
        ),
        (
            r"(?:opened|opening|taken|took|takes|someone|somebody|set up|applied|fraud\w*|ordered|they|"
            r"stranger)(?: \w+){0,6} (?:in|under|using) my name"
        ),
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
            r"someone|them|him|her)|over the phone|and (?:now|then)|by mistake|on (?:a|the|that|some)|who)|"
            r"(?:gave|given|told|sent) (?:them|him|her|someone|somebody) my (?:\w+ ){0,3}?(?:card|bank|details|"
            r"pin|password|security|account number|code|information)"
        ),
        r"click(?:ed|ing)? (?:on )?(?:a|that|some|their) (?:\w+ )?link(?! (?:in|from) your)",
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
            r"taken over|breached|accessed by)|(?:compromised|data breach|account (?:\w+ )?breached)"
        ),
    ),
)
