"""Somebody has died."""

from .vocabulary import KIN, any_of

_WHO = (
    rf"(?:{KIN}|he|she|they|holder|customer|owner|tenant|resident|landlord|person|patient|someone|somebody|"
    rf"client|member|who|whoever)"
)
_DIED = r"(?:died|dead|deceased|killed|murdered)"
_NO_THING_KILLED = rf"(?!killed (?:the|my|our|your|its|all|it|a|an|this|that)\b(?! (?:\w+ ){{0,2}}?{_WHO}\b))"
"""Who is said to have killed a thing ("my kids killed the remote") is not said to be dead."""
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_SINCE = rf"(?:{_COUNT}|a|some|few|couple|several) (?:\w+ ){{0,2}}?(?:hour|day|night|week|month|year|while)s?"
"""A length of time, or an age to go with it: "passed four" alone is half past four, misheard."""
BEREAVEMENT = (
    any_of(
        (
            r"(?:of|for|my|our|his|her|the|to) late (?:\w+ )?(?:aunt|auntie|uncle|gran\w*|friend|partner|"
            r"neighbou?r|boss|tenant|\w+ in law)|(?:family|recent|sudden) (?:death|loss|bereavement)|(?:he|"
            r"she) is gone(?= (?:he|she|and|now|forever)\b|$)|(?:he|she) went (?:on \w+day|peacefully|in (?:his|"
            r"her) sleep|quickly|last)"
        ),
        (
            r"(?:i|we|he|she|they|kids|family|children) (?:have |has |had |recently |sadly |just )*lost (?:dad|"
            r"mum|mom|mam|mummy|mommy|daddy|grandma|grandpa|grandad|gran|granny|nan|nana|pop|papa|mother|father)"
        ),
        (
            r"(?:mr|mrs|miss|ms|mister|missus|auntie|aunt|uncle|sir) (?:\w+ ){1,2}(?:has |have |is |sadly |"
            r"recently )*(?:died|dead|passed|deceased)"
        ),
        (
            r"(?:died|passed) (?:last|this|on (?:sun|mon|tues|wednes|thurs|fri|satur)day|in (?:jan|feb|mar|apr|"
            r"may|jun|jul|aug|sep|oct|nov|dec|hospital|the|his|her|two)|yesterday|suddenly|"
            rf"recently|{_SINCE}|peacefully|today|earlier|from (?:a|the|cancer|"
            r"covid)|of (?:a|cancer|covid|old)|at (?:christmas|home|the|easter)|aged|some)(?! (?:on me|again|"
            r"when i (?:plug|charg|turn)))"
        ),
        (
            r"(?:took|taken|takes) (?:his|her|their) own life|(?:committed|died by|died from) suicide|(?:hanged|"
            r"hung|shot|killed) (?:him|her)self (?:last|in|two|three|a)"
        ),
        (
            r"(?:the|his|her|my \w+ is|a|last|copy of the) will(?: and testament)?(?= (?:and|says|is|names|of|"
            r"or)\b|$)(?<!the last will)|ashes|obituary|coroner|registrar|autopsy|post mortem|wake for|"
            r"surviving spouse|in (?:loving )?memory of|life insurance claim|dead (?:mother|father|mum|mom|dad|"
            r"husband|wife|brother|sister|son|daughter|relative)|my (?:husband|wife|mother|father|mum|mom|dad|"
            r"son|daughter|brother|sister) is (?:dead|gone)$|heart (?:gave out|broken since)|since (?:we|"
            r"i) lost (?:him|her|my|our|the)"
        ),
        r"(?:passed|past|pass|passing|passes) away",
        rf"{_WHO}(?: \w+){{0,8}}? {_NO_THING_KILLED}{_DIED}"
        r"(?! (?:battery|batteries|phone|line|end|weight|on arrival|zone|spot|pixel))",
        (
            rf"{_WHO}(?: (?:has|is|have|had|was|who|sadly|recently|also|had recently))* (?:passed|past) (?:on|"
            rf"over)(?! (?:my|the|your|our|his|her|to|it|this|that|some|a (?!few|couple|while|year|month|week)))"
        ),
        (
            rf"{_WHO}(?: (?:has|is|have|had|sadly|recently|who))* passed(?: (?:last|this|yesterday|in|{_SINCE}|"
            rf"suddenly|recently|earlier|the (?:day|night|week|other|month)|"
            rf"on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
            rf"the)|peacefully|today|over the)\b|$)"
        ),
        (
            rf"(?:death|passing|loss) (?:of|in) (?:my|our|the|his|her|a) (?:\w+ )?(?:{KIN}|family|account|"
            rf"customer|loved)"
        ),
        (
            r"death (?:certificate|in the family|notification|benefit)|(?:report|register|notify you of|notify|"
            r"inform you of|tell you about|about|registering|reporting) (?:a|the|his|her|my \w+ is|"
            r"their) (?:death|passing)"
        ),
        (
            r"(?:after|since|before|following|because of|due to|on|upon|until) (?:his|her|their|my \w+ is|"
            r"the) (?:\w+ )?(?:death|passing|funeral)"
        ),
        r"(?:a|his|her|the|sad|my \w+ is) (?:death|demise)(?! (?:star|metal|trap|match))",
        r"deceased|bereave\w*|grieving|in mourning|mourning|condolences",
        (
            r"funeral|cremat\w+|burial|(?:buried|burying|bury|cremated) (?:my|him|her|our)|laid (?:him|her|"
            r"to) (?:to )?rest|hearse|mortuary|undertakers?"
        ),
        (
            rf"(?:lost|losing|lose) (?:my|our|her|his|their|both my|both) (?:\w+ ){{0,2}}?{KIN}(?! (?:is|"
            rf"and daughter is)\b)(?! (?:number|order|account|receipt|phone|letter|key|parcel|at the|"
            rf"in the (?:store|shop|crowd)))"
        ),
        rf"killed (?:my|our|his|her|their) (?:\w+ )?{KIN}(?! is\b)",
        r"lost (?:him|her|the baby|a baby|a loved one|a child|someone (?:close|dear|i love|in the family))",
        r"miscarr\w+|still ?born|still ?birth",
        rf"(?:my|our|his|her|the|of) late (?:\w+ )?{KIN}",
        r"widow\w*",
        (
            r"executor\w*|executrix|probate|next of kin|(?:his|her|my \w+ is|the|"
            r"their) estate(?: of)?(?! (?:agent|car))|estate of|letters of administration|inherit\w*"
        ),
        (
            r"no longer (?:with us|alive|living|here with)|not (?:here |with us |alive )any ?more|"
            r"is not with us|not alive"
        ),
        (
            rf"(?:{KIN}|he|she|holder) (?:is|has|have) (?:now |already |sadly )?(?:gone|left us|"
            rf"departed)(?= (?:now|forever|and|since|for good|from us|too)\b|$)"
        ),
        rf"{_WHO}(?: \w+){{0,2}} did not make it(?! (?:to|for|in|on|here|home|there))",
        r"(?:lost|losing) (?:his|her|their) (?:\w+ )?(?:life|battle|fight)",
        (
            r"(?:he|she) (?:is|has) been gone (?:for|since|a|two|three)|gone to (?:heaven|a better place)|"
            r"in heaven|rest in peace|took his own life|took her own life"
        ),
    ),
)
