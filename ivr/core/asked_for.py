"""The words for what a caller may always ask (requests.py): a pattern each, of lower-case words one space apart."""

LEAD = (
    r"please|kindly|sorry|i'm sorry|im sorry|excuse me|pardon(?! me)|hey|hi|hello|uh|um|er|erm|hmm|ah|oh|okay|"
    r"ok|well|so|no|"
    r"yes|yeah|and|but|then|now|just|actually|wait(?! (?:[a-z]+ )*longer)|stop(?! (?:record|tap|talk|speak|"
    r"shout|yell|rush|hurry|so |going))|whoa|hold on|hang on|look|listen|right|alright|all right|"
    r"thanks|thank you|maybe|perhaps|possibly|because|ma'am|sir|"
    r"(?:can|could|would|will|won't|may|might|can't|should) (?:you|we|i)(?: please| maybe| possibly|"
    r" just)*(?! finish)|"
    r"(?:do|would) you mind|you (?:need|have) to|you (?:should|can|may)|"
    r"i (?:want|need|wanted|prefer|would like|would prefer|wish|have|"
    r"am going to need)(?: for)?(?: you)?(?: please)?(?: to)?|"
    r"(?:i'd|i would) (?:like|prefer|rather|love)(?: for)?(?: you)?(?: to)?|i'm going to need you to|"
    r"let's|let us|let me(?! finish)|try to|go ahead and|is it possible to|is there any way (?:to|you can|you could)|"
    r"i (?:said|asked)(?: you to| for)?|i'm trying to|a bit|a little(?: bit)?|"
    r"make it|make that"
)
"""What people put before a request, any number of times."""
TAIL = (
    r"please|for me|to me|with me|now|right now|again|over|thanks|thank you|okay|ok|then|too|"
    r"if (?:you (?:can|could|would|will|don't mind|may)|possible|that's possible|that's okay)|when you can|"
    r"from now on|from here on(?: out)?|instead|than (?:that|this|now|before)|"
    r"a (?:bit|little|tad)(?: bit| more)?|some more|even more|more|still|would you|will you|could you|can you|"
    r"sir|ma'am|madam|sorry|on this|all right|alright|"
    r"so (?:that )?i can (?:hear|understand|follow|write|get|note|catch)(?: you| it| that| this)?(?: down)?|"
    r"i (?:can't|cannot|couldn't|can hardly|can barely) (?:hear|follow|understand|keep up|make out|catch)"
    r"(?: with)?(?: you| it| that| this| what you say| what you're saying)?"
)
"""What people put after one."""

_IT = (
    r"(?:that|it|this|yourself|all (?:of )?(?:that|it|this)|everything|"
    r"(?:the|that|your|this) (?:very )?(?:last |previous |whole |same |first |second )*"
    r"(?:thing|things|part|bit|question|message|answer|sentence|response|reply|phrase|word|one|line|"
    r"(?:order |phone |reference |telephone )?number|address|date|time|options|choices|instructions)"
    r"|what you (?:just |have |have just |were |had )*(?:said|told me|asked|asked me|saying|say|asking))"
    r"(?: (?:that )?you (?:just )?(?:said|told me|gave me|asked|asked me))?"
)
_AGAIN = r"(?: (?:again|gain|once more|one more time|another time|a second time|over|over again|once again|just once))"
_SAID = (
    r"(?:that|any of that|all of that|a word(?: of that)?|what you (?:just )?(?:said|asked|told me|were saying)|"
    r"(?:the|that|your) (?:(?:last|first) )?(?:part|bit|question|sentence|word|thing you said))"
)
_NOT_HEARD = (  # not "I didn't", "I haven't got it", "I missed it": these are answers
    r"(?:i|we) (?:really |just |still |also )*(?:"
    r"(?:didn't|did not|didnt|couldn't|could not|can't|cannot|don't|do not) (?:really |quite |fully |properly )*"
    rf"(?:(?:hear|catch|follow|make out)(?: (?:you|it|anything|{_SAID}))?|understand (?:you|{_SAID}))|"
    rf"(?:didn't|did not|didnt|couldn't|could not) (?:really |quite |fully )*(?:understand(?: it)?|get {_SAID})|"
    rf"missed {_SAID})"
    r"(?: (?:properly|clearly|at all|very well|well|there))?"
)
AGAIN = (
    rf"repeat(?: {_IT})?{_AGAIN}*|(?:that|it|{_IT}) repeated{_AGAIN}*|"
    r"(?:say|saying|tell|tell me|read|read me|ask|ask me|give me|play|replay|restate|run|state|go over|"
    r"go through|explain)"
    rf"(?: {_IT})?(?: by me| through)?{_AGAIN}+|(?:replay|restate|say back) {_IT}|"
    rf"(?:hear|have|get|get you to say) {_IT}{_AGAIN}+|(?:{_IT} )?(?:said{_AGAIN}+)|"
    rf"(?:{_IT} )?(?:again|once more|one more time|once again|come again)(?: with that)?|"
    r"pardon|pardon me|(?:i )?beg (?:your )?pardon|excuse me|sorry|i'm sorry|say what|"
    r"what(?! (?:now|then|next|else|for|please))|"
    r"what(?:'s| did| do| have| was| were)? (?:it |that |the thing )?you (?:just )?"
    r"(?:say|said|ask|asked|asked me|ask me|tell me|told me|mention|saying)(?: (?:just now|there|to me|again))*|"
    r"what(?: was|'s| is) (?:that|(?:the|that) (?:last )?(?:question|part|bit|thing|message)(?: (?:again|"
    rf"you (?:just )?(?:said|asked|told me)))?)|what(?: was|'s| is) {_IT} again|what were you (?:saying|asking)|"
    rf"{_NOT_HEARD}|you(?:'re| are| were) (?:breaking up|cutting out)|you (?:broke up|cut out)"
)
"""To say the last thing again. Also said beside other requests: "I didn't catch that, slower please"."""
OPENING = (
    r"(?:repeat|say|play|hear|tell me|read|give me|replay|go over)"
    r" (?:me )?(?:the|that|your) (?:very )?(?:first |opening |welcome |legal )*"
    r"(?:beginning|start|introduction|intro|disclosure|opening|greeting|notice|announcement|disclaimer|"
    r"first (?:part|bit|thing)|welcome message|message at the (?:beginning|start))(?: (?:again|once more|part|"
    r"bit|message))*|"
    r"what (?:did|was it that|was that|was it) (?:you )?(?:say |said |just say |saying )?"
    r"(?:at the (?:beginning|start|very beginning)|in the beginning|first of all|when i called)|"
    r"what (?:was|is) (?:the|that|your) (?:introduction|intro|disclosure|opening|greeting|notice|announcement|"
    r"disclaimer)"
)

_SPEAK = (
    r"(?:speak|speaking|talk|talking|say (?:that|it|this|things|your words)|read(?: (?:that|it))?|"
    r"repeat (?:that|it)|tell me(?: that)?|explain(?: (?:that|it))?)(?: to me)?"
)
_BIT = (
    r"(?:(?:a (?:little |tiny )?(?:bit|little|lot|tad|touch)|little|bit|much|way|even|more|far|slightly|"
    r"somewhat|lot) )*"
)
_TOO = r"(?:(?:way|much|far|a bit|a little|a little bit|just) )*too"
_YOU_ARE = (  # not "it's too slow": that may well be what the caller rings about
    r"(?:(?:you|you're|you are|that's|that is|that was|your voice is|your speech is|the voice is)"
    r"(?: (?:just|still|really|also))*(?: (?:speaking|talking|going|saying (?:that|it)|speak|talk|go))?)"
)
_DO_NOT = r"(?:don't|do not|stop|not)"
_SPEED = (  # not "reduce the rate", "speed it up": that may be a bill's, or a delivery
    r"(?:your (?:speech |speaking |talking )?(?:speed|pace|rate)|the (?:speed|pace|rate)(?= of )|"
    r"(?:the |your )?(?:speech|speaking|talking) (?:speed|pace|rate))"
    r"(?: of (?:your )?(?:speech|speaking|talking|voice))?"
)
SLOWER = (
    rf"(?:(?:{_SPEAK}|go) )?(?:at )?{_BIT}(?:slower|slowly|more slowly)(?: (?:pace|speed|rate))?|{_SPEAK} {_BIT}slow|"
    rf"(?:(?:{_SPEAK}|go) )?at an? {_BIT}(?:slower|slow) (?:pace|speed|rate)|"
    r"slow (?:down|it down|that down|this down|things down|yourself down|the speech down)|"
    r"slow your (?:speech|talking|speaking|voice|roll)(?: down)?|"
    r"slow down (?:(?:your|the) (?:speech|talking|speaking|voice)|your speaking|"
    r"how (?:fast )?you(?:'re)? (?:talk|talking|speak|speaking))|"
    rf"(?:{_YOU_ARE} )?{_TOO} (?:fast|quick|quickly|rapid|rapidly)|"
    rf"{_DO_NOT}(?: (?:{_SPEAK}|go|going))? (?:so|that|too|quite so) (?:fast|quick|quickly)|stop {_SPEAK} fast|"
    rf"take it (?:slow|slower|slowly)|(?:reduce|decrease|lower|slow down) {_SPEED}"
)
FASTER = (
    rf"(?:(?:{_SPEAK}|go) )?{_BIT}(?:faster|quicker|more quickly|more rapidly)|{_SPEAK} {_BIT}(?:fast|quickly)|"
    r"speed up|speed (?:up your (?:speech|talking|speaking|voice)|your (?:speech|talking) up)|"
    rf"(?:{_YOU_ARE} )?{_TOO} (?:slow|slowly)|"
    rf"{_DO_NOT}(?: (?:{_SPEAK}|go|going))? (?:so|that|too|quite so) (?:slow|slowly)|"
    rf"(?:increase|raise|speed up) {_SPEED}"
)
_BACK_TO = r"(?:(?:go|get|change|return) )?(?:back )?(?:to |at |with )?"
_USUAL = r"(?:a |the |your |an )?(?:normal|usual|regular|ordinary|original|standard|old)"
NORMAL_SPEED = (
    rf"(?:{_SPEAK} )?{_BACK_TO}{_USUAL} (?:speed|pace|tempo)(?: of (?:speaking|talking))?|"
    rf"(?:{_SPEAK}|go) {_BACK_TO}{_USUAL} rate|"
    rf"{_SPEAK} (?:normally|as (?:before|usual)|like before|normal)(?: again)?"
)
NORMAL_VOLUME = rf"(?:{_SPEAK} )?{_BACK_TO}{_USUAL} (?:volume|loudness)"
_VOLUME = r"(?:(?:the|your|my) (?:speaker )?(?:volume|sound|voice|speaker|speakers)|volume|the volume (?:on|of) this)"
_IT_OR_VOLUME = rf"(?:it|that|this|yourself|{_VOLUME})"
_SOUND = rf"(?:(?:{_SPEAK}|be|sound|get|it|that) )?"
LOUDER = (
    rf"{_SOUND}{_BIT}(?:louder|more loudly|more volume)|{_SPEAK} {_BIT}(?:up|loud|loudly)|"
    rf"turn {_IT_OR_VOLUME} up|turn up {_IT_OR_VOLUME}|(?:increase|raise|boost|put up|bring up) {_VOLUME}|"
    rf"{_VOLUME} up|make {_IT_OR_VOLUME} louder|"
    r"(?:i )?(?:really |still |just )*(?:can't|cannot|can not|can hardly|can barely|could hardly|could barely|"
    r"can't really|can't quite) hear (?:you|that|it|this|a thing|what you say|what you're saying)"
    r"(?: (?:very well|properly|clearly|at all|well|too well|very))*|"
    rf"(?:{_YOU_ARE} )?{_TOO} (?:quiet|quietly|soft|softly|faint)|"
    r"(?:you're|you are) (?:so |very |really |a bit |rather )(?:quiet|faint|soft|low)|you're too low|"
    rf"{_DO_NOT} {_SPEAK} so (?:quietly|softly|quiet)"
)
QUIETER = (
    rf"{_SOUND}{_BIT}(?:quieter|more quietly|softer|more softly|less loud|less loudly)|"
    rf"{_SPEAK} {_BIT}(?:quietly|softly)|"
    rf"turn {_IT_OR_VOLUME} down|turn down {_IT_OR_VOLUME}|(?:decrease|reduce|lower|bring down) {_VOLUME}|"
    rf"(?:keep )?{_VOLUME} down|make {_IT_OR_VOLUME} quieter|"
    rf"(?:{_YOU_ARE} )?{_TOO} (?:loud|loudly)|"
    rf"{_DO_NOT}(?: (?:{_SPEAK}|be))? (?:so|that|too|quite so) loud(?:ly)?|"
    r"(?:don't|do not|stop) (?:shout|shouting|yell|yelling)(?: at me)?"
)
_TIME = r"(?:(?:a )?(?:little|bit|lot|bit of|some|lots|much)(?: bit)? )*"
_TO_ANSWER = r"(?: to (?:think|answer|respond|speak|reply|find (?:it|that)))"
MORE_TIME = (
    rf"(?:(?:give|allow|leave|grant) me |have |take |get )?{_TIME}(?:more|extra|longer|additional) time{_TO_ANSWER}?|"
    rf"(?:(?:give|allow) me )?{_TIME}longer{_TO_ANSWER}?|wait {_BIT}longer(?: for me)?|"
    rf"(?:(?:give|allow) me )?{_TIME}time{_TO_ANSWER}|"
    r"(?:that's |that is |that was |there's |there is |there was )?not enough time|"
    r"(?:i )?(?:didn't|did not) have enough time|"
    r"(?:you're |you are |stop |quit |don't |do not )(?:rush|rushing|hurry|hurrying) me|"
    r"(?:i )?don't like (?:to be|being) rushed|"
    r"be (?:more )?patient|(?:have |show )(?:some |a little |a bit of )?patience|patience|"
    r"(?:let me|allow me to|can i(?: please)?|could i(?: please)?) finish"
    r"(?: speaking| talking| my sentence| what i was saying)?"
)

_ONE_BACK = r"(?:(?:a|one|another) (?:step|question|one|bit)|one|once|a bit)"
_THE_ONE_BEFORE = (
    r"(?:(?:the|my|that) )?(?:previous|prior|last|earlier|other)(?: (?:question|step|one|part|thing|screen|menu|"
    r"point|answer))?"
    r"|(?:the |that )?(?:question|step|one|part|thing) (?:before|you asked before)(?: (?:that|this|it))?"
)
BACK = (
    r"(?:(?:go|going|get|move|step|head|skip|jump|take me|take us) )?(?:back|backward|"
    rf"backwards)(?: up)?(?: {_ONE_BACK})?"
    rf"(?: to (?:{_THE_ONE_BEFORE}|before|where (?:we|i) (?:were|was)(?: before)?|that|what you asked before))?|"
    rf"back up(?: {_ONE_BACK})?|(?:return|go|move|get) to (?:{_THE_ONE_BEFORE})|previous(?: (?:question|step|one|"
    r"menu))?|"
    r"(?:the )?(?:question|step) before(?: that| this)?|ask me (?:the )?(?:previous|last|earlier) (?:question|"
    r"one) again|"
    r"undo(?: (?:that|it|this|my (?:last )?answer|the last (?:step|one|thing)))?|"
    r"(?:change|correct|redo|take back|fix) (?:my|that|the) (?:last |previous )?answer|(?:change|"
    r"correct) what i (?:just )?said|"
    r"one (?:step|question) back|step back"
)
_START = r"(?:beginning|start|top|main menu|first question|very beginning|very start|menu)"
_AFRESH = r"(?:over|again|over again|afresh|anew|fresh|from (?:scratch|zero|new|the " + _START + r"))"
RESTART = (
    r"(?:start|starting|begin|restart)(?: (?:all|this|everything|the whole thing|the conversation|"
    rf"the call|right|back))*(?: {_AFRESH})+|"
    rf"(?:go|do (?:it|this|that)|try|take it|run)(?: (?:all|this|it|that|everything|the whole thing|right|back))*"
    rf" (?:from (?:scratch|zero|new|the {_START})|all over again)|all over again|"
    rf"(?:(?:go|get|take me|return|bring me|jump) )?(?:right |all the way |straight )?(?:back )?to the {_START}|"
    r"(?:the )?main menu|"
    r"(?:restart|reset) (?:this call|the (?:call|conversation|whole thing)|our conversation|everything)|restart|"
    r"from (?:the (?:beginning|start|top)|scratch)|forget (?:it|that|everything|all that|"
    r"all of that)(?: and)? start (?:over|again)"
)
OWN_ANSWER_AGAIN = (
    r"^(?:(?:no|sorry|wait|oh|um|uh|hang on|hold on|okay|well|please|actually) )*let me (?:start|begin|do (?:it|"
    r"that)) "
    r"(?:that |it )?(?:over|again|over again|from the (?:start|beginning))(?: please)?$"
)
"""What one says of a number that went wrong, or of everything."""
