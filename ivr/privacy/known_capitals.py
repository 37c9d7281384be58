"""Words that English writes with a capital and that are nobody's name: days, countries and their people, what money is
called, companies that everybody has something of."""

_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december christmas easter ramadan diwali eid hanukkah thanksgiving new year eve day good black
english spanish french german italian portuguese dutch polish russian chinese japanese korean arabic hindi turkish
american british european canadian australian irish scottish welsh mexican brazilian indian african asian swiss
austrian swedish danish norwegian finnish greek ukrainian romanian hungarian czech belgian americans europeans
america britain england scotland wales ireland europe australia canada mexico brazil india china japan korea africa
asia france germany spain italy portugal netherlands holland poland russia turkey switzerland austria sweden denmark
norway finland greece ukraine romania hungary belgium luxembourg indonesia thailand vietnam philippines singapore
malaysia israel egypt nigeria kenya argentina chile colombia peru united states kingdom union economic area
north south east west euro euros dollar dollars pound pounds yen ruble rubles rouble roubles rupee rupees franc
francs sterling visa mastercard mastercards master maestro card express discover apple google amazon paypal ebay netflix
facebook whatsapp instagram microsoft windows android iphone ipad samsung uber internet wifi wi-fi bluetooth pay
watch direct debit credit social security national insurance medicare medicaid bank customer service support top
number id order status app transfers street road the my your i'm i've i'd i'll i im ive id ill ok okay lord god
sir madam
"""
KNOWN_CAPITALS = frozenset(_WORDS.split())
