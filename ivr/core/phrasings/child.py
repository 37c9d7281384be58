"""Children who ring."""

from .vocabulary import YOUNG, any_of

_PARENT = (
    r"(?:mum|mom|mam|mama|mummy|mommy|dad|daddy|papa|parents|mother|father|gran|granny|grandma|nan|nanny|"
    r"grandpa|grandad|babysitter|big (?:brother|sister)|teacher)"
)
CHILD = (
    any_of(
        (
            rf"(?:i am|am) (?:only )?{YOUNG} i (?:can|am|do|know|have|live|like|want|need|go)|"
            rf"this is my {_PARENT} is (?:phone|mobile|cell)"
        ),
        (
            r"i go to school|(?:my )?(?:mum|mom|mummy|mommy|daddy|parents|nan|teacher) (?:does|will|"
            r"do) not (?:let|allow) me(?: to)? (?:use|have|go on|answer|call) (?:the |a |her |his )?(?:phone|"
            r"tablet|internet|computer|door)"
        ),
        (
            rf"(?:my )?{_PARENT} (?:is|are|has|have) (?:\w+ )?(?:gone (?:to|out|shopping)|busy|cooking|working|"
            rf"upstairs|downstairs|on the (?:toilet|phone)|coming back|back soon|at (?:the|a)|having a)|"
            rf"(?:my )?(?:mummy|mommy|daddy) (?:will be|is coming) (?:back|home)|(?:mum|mom|"
            rf"dad) will be back soon$|(?:is|does) my (?:mum|mom|dad|mummy|mommy|daddy|mother|"
            rf"father)(?: \w+){{0,2}} (?:there|work|at work|here)|(?:it is|this is|we did it|did this|"
            rf"do this) (?:for|at|in) (?:my )?school(?! (?:event|fair|office|kitchen|order))|(?:can|could|"
            rf"may) i (?:get|have|order|buy) (?:a|some|the) (?:toys?|dolls?|lego|sweets|candy|puppy|barbie)|"
            rf"(?:sister|brother|cousin|nan|gran\w*|babysitter|neighbou?r) is (?:looking after|minding|"
            rf"babysitting) (?:me|us)|(?:me and my|my) (?:friends?|mates?|cousins?) (?:and (?:me|"
            rf"i) )?are (?:just )?(?:ringing|calling|phoning|bored|playing)|(?:ringing|calling|"
            rf"phoning) random (?:numbers|people)|i can not reach (?:it|the)? ?(?:i am|because i am)? ?little"
        ),
        (
            r"(?:my|for|doing|got|have) (?:my )?homework(?! for (?:my|a))|sleep ?over|babysitter|(?:phone|"
            r"ring) my (?:mum|mom|mummy|mommy|dad|daddy)(?= (?:please|for me)\b|$)|(?:me and my|my) (?:little |"
            r"big |baby )?(?:brother|sister)(?: and i| and me)? (?:are|is) (?:on our own|alone|home alone|"
            r"by ourselves|crying|scared)|on our own at home|prank call\w*|my (?:big )?(?:sister|"
            r"brother) (?:dared|told) me"
        ),
        (
            rf"(?:speak|talk) (?:to|with) (?:kids|children)\b|(?:speak|talk|speaking|talking) (?:to|"
            rf"with) my (?:mum|mom|mummy|mommy|dad|daddy|nan|gran)|(?:still|am|i am) at school|"
            rf"learn\w* (?:\w+ ){{0,4}}(?:in|at) school|{YOUNG} and (?:a half|three quarters|a quarter|a bit)|"
            rf"how old do (?:i|you) have to be|(?:shall|should) i (?:get|fetch|wake) (?:her|him|my (?:mum|mom|"
            rf"mummy|mommy|dad|daddy|nan))|i am (?:just |only )?(?:small|tiny)$"
        ),
        (
            r"(?<!his )(?<!her )(?<!their )(?<!his own )(?<!her own )(?<!their own )pocket money|"
            r"(?:no|any|a|the) grown ?ups?|no adults?|(?:nobody|no ?one|mum and dad|"
            r"mom and dad) (?:is|are|else is|was) (?:home|here|at home|in|not here|out)(?: with us| with me|$|"
            r" and i| but me| except| just)|(?:only |it is )?me and my (?:\w+ )?(?:brother|sister)|"
            r"babysitt\w+ my (?:brother|sister)"
        ),
        (
            rf"(?:my )?{_PARENT} (?:has |just )?(?:fell|fallen|gone) (?:asleep|to sleep|to bed|out)|"
            rf"not allowed to (?:use|answer|touch|call|open|order|tell|give)"
        ),
        (
            rf"(?:go|going|walk|goes|get) to (?:primary|elementary|middle|nursery|infant|big|junior|"
            rf"grade) school|(?:i am|am) (?:only )?little$|(?:i am|am) (?:only )?{YOUNG} (?:can|do|will|is|am|"
            rf"are|could|what|how|when)"
        ),
        (
            rf"(?:do|does) not know (?:our|my|the) (?:address|postcode|phone number|last name|"
            rf"zip)(?: \w+){{0,2}} (?:my|only|ask)? ?{_PARENT}?|my class(?:mates?|room)?|our school|"
            rf"school project|i am (?:a )?(?:student )?in (?:school|class)|my toys?|my bedtime|recess|"
            rf"let me talk to (?:my )?(?:mummy|mommy|daddy)|talk to (?:daddy|mummy|mommy)"
        ),
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
            r"eight|nine|ten|eleven)(?! of)|primary school|elementary(?: school)?|middle school|junior high|"
            r"kindergarten|reception class)"
        ),
        (
            rf"(?:my )?{_PARENT} (?:is|are) (?:not (?:here|home|in|awake|back|at home)|at (?:work|the (?:shop|"
            rf"store|shops|doctors?|gym))|out(?! (?:until|till|so|at|for|on|from))|asleep|sleeping|"
            rf"in (?:the )?(?:shower|bath|toilet|bed|garden|bathroom)|gone out|next door)(?! of (?:the country|"
            rf"town))"
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
            r"(?:my|for) pocket money|(?:i am|just got home from|came home from|back from) (?:at )?school|"
            r"my teacher(?= (?:said|told|asked|says|wants|is|gave)\b|$)|i do not go to school|after school"
        ),
    ),
)
