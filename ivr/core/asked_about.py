"""The words for what a caller may always ask about us, and for thanks and goodbye (requests.py); see asked_for.py."""

_CAN = r"(?:can|could|may|do|should|might|am i (?:able|allowed) to|must)"
_ASK_FOR = (
    r"(?:say|ask|use|choose|tell you|say to you|ask you|ask for|ask about|ask of you|ask you for|ask you about|"
    r"use you for|"
    r"(?:say|do|ask) (?:here|with you|on this line))"
)
_HELP_WITH = (
    r"(?:do|help|answer|offer|understand|know|handle|assist)(?: (?:me|us))?(?: (?:with|about|for))?(?: (?:me|us))?"
)
_KINDS = (
    r"(?:(?:all |all the |other )?(?:kinds?|sorts?|types?) of )?"
    r"(?:thing|things|question|questions|topics|subjects|requests|tasks|stuff|words|commands|options|choices)"
)
HELP = (  # not "what can i do": that may well be about what the caller rings for
    r"help|help me|(?:some |a bit of |a little )?help|(?:i'm|i am) (?:stuck|confused)|"
    rf"(?:what|which)(?: else| all| exactly| {_KINDS})? {_CAN} (?:i|we) {_ASK_FOR}(?: (?:next|now|exactly))*|"
    rf"(?:what|which)(?: else| all| exactly| {_KINDS})? (?:can|could|do|are|would|will) you (?:able to |be able to )?"
    rf"{_HELP_WITH}(?: (?:here|exactly))*|"
    rf"what are the {_KINDS} (?:that )?(?:(?:i|we) can {_ASK_FOR}|you can {_HELP_WITH})|"
    r"what(?: are|'re) (?:my|the|all the|your|all my) (?:options|choices|commands|possibilities)|"
    r"what (?:options|choices|commands) (?:do i have|are there)|"
    r"how does this(?: system| thing| line)? work|how do i use (?:this|you)(?: system| thing| line)?|"
    r"how can you (?:help|assist)(?: me)?|how do you work|"
    r"(?:i )?(?:don't|do not) know what (?:to|i can|i should|i'm supposed to|i am supposed to) (?:say|ask)"
    r"(?: (?:here|now|next|to you))*|"
    r"what (?:am i supposed|do you want me|would you like me) to say(?: (?:here|now))*|"
    r"(?:list|tell me|give me|read me|hear|what's on|read out) (?:the|my|all the|your|all my) "
    r"(?:options|choices|commands|menu)|"
    r"options|my options|menu|instructions|(?:tell me )?what you can do"
)
WHO = (
    r"who(?: are|'re) you|who(?:'s| is) (?:this|that|there|speaking|calling|talking|on the (?:line|phone|"
    r"other end))|who are you (?:then|exactly|anyway)|"
    r"who am i (?:speaking|talking)(?: (?:to|with))?(?: here)?|(?:who|whom) do i (?:have on the line|speak to)|"
    r"to whom am i speaking|"
    r"(?:what's|what is|whats) your name|(?:do you have|have you got) a name|(?:tell me|give me|"
    r"say) (?:your name|who you are|who i'm (?:speaking|talking) (?:to|with)|who this is)|"
    r"(?:what|which) (?:company|business|firm|shop|store|organisation|organization|service|line|"
    r"number) (?:is this|are you|am i (?:speaking|talking) (?:to|with)|have i (?:reached|called)|did i (?:reach|"
    r"call)|do you work for)|"
    r"who (?:did|have) i (?:call|called|reach|reached|get|got|ring|rung)|who do you (?:work for|represent|"
    r"belong to)|who (?:runs|operates|made) you|"
    r"what name (?:do you go by|(?:should|do|can) i (?:call you|use))|(?:get|have|know) your name|"
    r"what are you|introduce yourself|what (?:should|do|can|shall) i call you|what(?:'s| is) (?:this|"
    r"the) (?:company|line|service)(?: called)?"
)
_RECORDING = r"(?:record|records|recorded|recording|recordings|tape|taped|taping)"
_THIS = (
    r"(?:me|us|this|it|that|everything|my (?:voice|words|call|calls)|(?:this|the|our|my|these|"
    r"all) (?:phone )?(?:call|calls|conversation|conversations|line)|calls|what (?:i|we) say|what i'm saying|"
    r"anything|audio)"
)
RECORDED = (
    r"(?:(?:are|is|am|will|do|does|did|have|has|was|were|would) )(?:you|i|we|this|they|anyone|anybody|"
    r"somebody|someone|there|my voice|what i say|(?:this|the|our|my|these) (?:phone )?(?:call|calls|"
    r"conversation|line))"
    r"(?: (?:being|be|been|getting|going to be|going to|still|now|also|always|currently|a|any|to|automatically|"
    rf"keep|keeping|make|making|storing|store|save|saving|the|have|having))* {_RECORDING}"
    rf"(?: (?:of )?{_THIS})?(?: (?:right now|now|too|or not|somewhere|at the moment|on this (?:line|call)|today))*|"
    rf"(?:is|are) (?:my voice|the audio|my call|this call) (?:kept|stored|saved|being kept|being stored|being saved)|"
    rf"why (?:are|is|do|am|was) (?:you|i|this|it|we|this call|the call)(?: (?:being))? {_RECORDING}(?: {_THIS})?|"
    rf"who(?:'s| is) recording(?: {_THIS})?|"
    rf"(?:don't|do not|stop|quit|never|please don't) {_RECORDING}(?: {_THIS})?|(?:don't|do not) (?:want|wish|"
    rf"consent|agree)(?: for)?(?: {_THIS})?(?: to)?(?: (?:be|being|you))* {_RECORDING}(?: {_THIS})?|"
    rf"(?:i )?(?:don't|do not) (?:want|wish|consent|agree|like)(?: for)?(?: {_THIS}| you)?(?: to)?(?: (?:be|"
    rf"being|you))* {_RECORDING}(?: {_THIS})?|am i on (?:tape|record)|"
    r"do you (?:keep|save|store) (?:the audio|my voice|audio|any audio)(?: of (?:this|me|my call|this call))?"
)
_MINE = (
    r"(?:my|the|our|this|that|personal|all|all my|any of my|these|callers'?) ?(?:personal |private |own |"
    r"caller |customer )?(?:data|information|info|details|words|transcript|transcripts|"
    r"conversation|things i say)|what i (?:say|tell you|said|told you)|everything i (?:say|tell you)"
)
_KEEP = (
    r"(?:use|using|used|store|storing|stored|keep|keeping|kept|save|saving|saved|protect|protecting|protected|"
    r"handle|handling|handled|process|processing|processed|treat|treated|need|delete|deleted|collect|collecting|"
    r"collected)"
)
DATA = (
    r"what(?:'s| is| do| are| will| would| does| did)?(?: (?:you|they|the company|"
    r"your company))?(?: (?:going to|gonna))? (?:do|doing|done|happen|happens|happening|use|using)(?: (?:with|"
    rf"to|about|for)) (?:{_MINE})(?: (?:for|afterwards|after this|after the call|later))*|"
    r"(?:what|which|how much|what kind of|what sort of) (?:of my )?(?:personal )?(?:data|information|info|"
    r"details)(?: (?:about me|of mine))? (?:do|are|will|did) you (?:keep|keeping|store|storing|collect|"
    r"collecting|have|hold|save|saving|use|using|process|processing|need|gather|gathering)(?: (?:about me|on me|"
    r"of me|from me|for))*|"
    rf"what do you (?:keep|store|save|know|collect|have)(?: (?:about|on|of|from) me| about my call)|"
    r"(?:how|why|where|for how long|how long|when) (?:do|will|are|would|did) you (?:going to |"
    rf"gonna )?{_KEEP} (?:{_MINE})(?: for)?|"
    rf"(?:how|why|where|for how long|how long|when) (?:is|are|will|does|do) (?:{_MINE})(?: (?:be|"
    rf"being))? (?:{_KEEP}|go|going)|"
    r"(?:do|are|will|would|did) you (?:keep|keeping|store|storing|save|saving|sell|selling|share|sharing|use|"
    rf"using|collect|collecting|process|pass on|give away|track|tracking)(?: (?:{_MINE}|any data|any information|"
    r"data|information|data about me|information about me|any data about me|"
    r"information on me))(?: (?:with anyone|with anybody|with others|to anyone|with third parties|to others|"
    r"with other companies))*|"
    r"(?:who|who else) (?:can |gets to |will |has access to |sees |reads |hears |can see |can read |"
    rf"gets )+(?:see |read |hear |get |use )?(?:{_MINE}|this)|"
    rf"(?:is|are|will) (?:{_MINE})(?: be| being| kept| stay)? (?:safe|secure|private|confidential|protected|stored|"
    r"kept|saved|shared|sold|deleted)(?: (?:with you|here|by you|with anyone|somewhere))*|"
    r"(?:is|will) (?:this|this call|it)(?: be| being| kept| stay)? (?:private|confidential)|"
    r"(?:(?:what's|what is|tell me(?: about)?|explain|read me|hear|how about|what about|do you have) )?(?:your |"
    r"my |the |a )?(?:privacy(?: policy| notice| statement| rules| information)?|data (?:protection|privacy|"
    r"policy)(?: policy)?)"
)
ENDS_WITH = (
    r"oh|ah|okay|ok|well|all right|alright|right|no|yes|yeah|great|good(?! (?:night|bye|day))|perfect|lovely|and|so|"
    r"then|cool|fine"
)
"""What people put before thanks and a goodbye."""
THANKS = (
    r"(?:many |great |perfect |lovely |wonderful |brilliant |super |awesome |cool |fine )*(?:thanks|thank you|"
    r"thank ya|cheers|ta)(?: (?:very much|so much|a lot|so very much|kindly|again|ever so much))*"
    r"(?: for (?:that|your help|the help|helping|helping me|everything|all your help|the information|the info|"
    r"your time|letting me know))?|"
    r"(?:i )?(?:really )?appreciate (?:it|that|your help|the help)|much appreciated|(?:that's|that was|"
    r"you've been|you were) (?:very |really |so |most )*(?:helpful|kind|great|useful)(?: of you)?"
)
GOODBYE = (
    r"(?:good ?bye|bye|bye bye|bye-bye|buh bye|farewell|see you|see ya|so long)(?: (?:now|then|later|for now|"
    r"soon|bye|goodbye))*|"
    r"(?:have a (?:nice|good|great|lovely) (?:day|one|evening|weekend|night)|take care|good ?night|"
    r"talk to you later|good day)|"
    r"(?:that's|that is|that was|that'll be) (?:all|it|everything)(?: (?:i need|i needed|i wanted|for today|"
    r"for now|from me))*(?: (?:good)?bye)?|"
    r"(?:i'm|i am|we're|we are) (?:all )?(?:done|finished)(?: here| now)?|(?:you can )?hang up(?: now)?|"
    r"(?:please )?end (?:the|this) call|"
    r"(?:i )?(?:have to|need to|must|gotta|got to|'ve got to) go(?: now)?|i've got to go(?: now)?"
)
