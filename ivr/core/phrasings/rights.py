"""Rights that callers call on: over their data, over a charge, to end a contract."""

from .vocabulary import any_of

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
    r"deal|supply|(?:gas|electric\w*|energy|power|broadband|internet|phone|mobile|tv|water)(?: (?:and|"
    r"contract|supply|service|plan|account|line|package|electric\w*|tariff))*)"
)
RIGHTS = (
    any_of(
        r"^(?:i am |i want to |i would )?(?:be )?cancell?ing$",
        r"(?:cancel|end|terminate|leave) a (?:\w+ )?(?:contract|subscription|membership|agreement|plan|policy)",
        (
            r"(?:not|never) want(?: you| your company)? to (?:sell|share|use|pass|give|keep|store|hold|process|"
            r"contact|call|email|text)(?: \w+)? (?:my|me|any)(?! (?:back|when|a voucher|receipt))|(?:be|want|"
            r"wish|like|get|have (?:my|me)) (?:to be )?(?:\w+ )?(?:removed|deleted|taken off|erased|"
            r"wiped) (?:from|off|out of) (?:your|the|all)|leav\w+ (?:you )?for (?:another|a different|"
            r"your competitor|someone|somebody)(?: \w+)?|(?:no|not any|have not any) right to (?:charge|bill|"
            r"take|keep|use|share|call|contact|do)|(?:take|get) (?:it|this|that|the charge|this charge|"
            r"the fee) off (?:my bill )?or|(?:will|would|am|going to|do) not (?:be )?(?:pay|"
            r"paying)(?: \w+)? ?(?:it|this|that|you|for|the|another|any|a penny)?$|(?:data|information|"
            r"details)(?: \w+){0,4} (?:shared|sold|given|passed|used|leaked|disclosed)(?: \w+){0,3} (?:consent|"
            r"permission|asking|telling|knowledge)|(?:not|never) want to renew|(?:exercis\w+|under|using|"
            r"assert\w*|invok\w+) my (?:\w+ )?rights?(?: under (?:gdpr|the data|data protection|privacy|ccpa))|"
            r"cancel (?:the|my|our|this) agreement|within (?:the )?(?:fourteen|14|thirty|30) days? (?:cancel|so)"
        ),
        (
            r"charged (?:me )?for (?:something|things|a service|stuff|a \w+) (?:that )?i (?:did not|"
            r"never) (?:agree|ask|want|sign|order|use|have|get)|(?:charge|bill|fee) is not mine|"
            r"do not (?:contact|call|ring|write to|email|text) me(?: again| any ?more)?$"
        ),
        (
            r"(?:want|going|like|planning|decided|wish|thinking of|about|trying|need|have) (?:to )?(?:leave|"
            r"leaving) (?:you|your company|fernhill)(?! (?:a|my|the|with|feedback|message))|leaving you(?: guys|"
            r" lot| all)?$|permission to use my|(?:never|did not|do not) (?:agree(?:d)?|consent(?:ed)?|"
            r"sign(?:ed)? up) (?:to|for) (?:this|that|these|those|the|a|any|an|get|be|pay|getting|receiv\w+)|"
            r"release me from|let me out of|take me off (?:the |my )?contract|no longer (?:want|need|"
            r"require) (?:the|your|this|my) (?:service|contract|subscription|account|broadband|energy|line)|"
            r"cancel (?:everything|it all|all of it) (?:with you|i have with you)|reverse (?:this|the|"
            r"that) (?:charge|fee|payment)|(?:do|will) not accept (?:this|the|that|these) (?:\w+ )?(?:charge|"
            r"bill|fee|charges|decision)|(?:charge|fee) is (?:wrong|unfair|not right|incorrect|invalid)|"
            r"deletion of (?:my|all)|data (?:deletion|erasure|removal|subject)|comply with (?:the )?(?:law|gdpr|"
            r"privacy|data)|privacy rights|cancel my (?:\w+ ){0,2}(?:electric\w*|gas|broadband|internet|energy|"
            r"water|phone) (?:and|with|contract|account|supply|service|line|today|please|as i)"
        ),
        (
            r"(?:everything|anything|all|what|whatever)(?: that)? (?:you|you all|your company) (?:have |has |"
            r"hold |keep |got |store )*(?:stored|saved|held|kept|collected|recorded|on file|got|hold|have|"
            r"know)(?: \w+)? (?:about|on) me|my (?:\w+ )?(?:data|information|details|records?|account|profile|"
            r"history)(?: (?:to be|be|is|should be|must be))? (?:deleted|erased|removed|wiped|destroyed|"
            r"taken down|forgotten)"
        ),
        (
            r"(?:want|wants|like|get|let me|need|trying to get) (?:to (?:get|come|be|opt) )?out of (?:my|the|"
            r"this|our|your|a) (?:\w+ )?(?:contract|plan|agreement|subscription|deal|membership|policy)|"
            r"object(?:ing|ion)? (?:to|about) (?:how|what|the way|you)|(?:how|what|why) you(?: are|) (?:using|"
            r"use|sharing|share|selling|handling) my (?:\w+ )?(?:data|information|details)(?! to help)|"
            r"exercise my (?:\w+ )?right|under (?:the )?(?:privacy|data) (?:law|act|rules)"
        ),
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
            r"portability|complain)|(?:delete|erase|wipe|destroy|remove) everything (?:you|that you|about|"
            r"on me)|be forgotten|forget (?:everything|all) (?:\w+ )?about me|(?:my )?(?:data|privacy) rights|"
            r"my right to"
        ),
        (
            rf"(?:what|all|which|any|see|copy of|copies of|access to|send me|a list of|download|request|"
            rf"know what|show me)(?: \w+){{0,4}} (?:(?:data|personal data|personal information|records|"
            rf"recordings)(?: \w+){{0,4}}? {_ABOUT_ME}|(?:information|details|info)(?: \w+){{0,5}} (?:about|on|"
            rf"of) me)|(?:copy|copies) of (?:all )?(?:my|the) (?:\w+ )?(?:data|information|records|recordings?|"
            rf"file|calls?)|what (?:do )?you (?:know|have|hold|keep|store) (?:about|on) me|(?:access|request|"
            rf"obtain|export) my (?:\w+ )?(?:personal )?data|subject access|access request|data request"
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
            r"unsubscribe|do not (?:call|contact) (?:list|me)(?! (?:in|on|at|before|after|between|"
            r"until|till|from|during|back|today|tomorrow|tonight|this|that|next|so|too|then|while|when|as|mornings?|"
            r"evenings?|afternoons?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b)|"
            r"no (?:more )?marketing|stop (?:sending|calling|"
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
            rf"pull out of|come out of|exit) (?:\w+ ){{0,1}}?(?:my|our|the|this|your|his|her|"
            rf"all my) (?:\w+ ){{0,2}}?{_CONTRACT}(?! (?:appointment|visit|delivery|password|email|bill|order|"
            rf"number|address|time|box|for (?:a|one|two|the)))"
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
