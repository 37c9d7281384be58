"""Letters one by one: web and e-mail addresses, initialisms, Roman numerals."""

import re

from ...aloud.rule import NO_CASE, Found, Rule, listed, rule
from .figures import in_words, ordinal

_ENDINGS = "com|org|net|edu|gov|info|shop|store|app|dev|io|ai|eu|us|uk|ca|au|nz|ie|de|fr|es|it|nl|ch|at|co"
_MARKS = {".": "dot", "@": "at", "_": "underscore", "-": "hyphen", "+": "plus", "/": "slash", "%": "percent"}
_MARKS |= {"?": "question mark", "=": "equals", "&": "and", "#": "hash", ":": "colon", "~": "tilde"}
_SPELLED_PARTS = {"www", "http", "https", "html", "php", "faq", "ivr", "id", "usa", "api", "ai", "uk", "us"}
_VOWELS = re.compile("[aeiouy]")

_SAID_AS_WORDS = set(
    listed(
        "A I OK PIN ZIP SIM NASA NATO UNESCO UNICEF COVID LASER RADAR FIFA IKEA GIF RAM SWAT MODEM SCUBA NO NOT ON "
        "IN AT TO OF IS BY GO WE MY UP SO DO IF OR AN AS BE HE ME AND THE FOR YOU ARE OUR CAN ONE TWO SIX TEN YES "
        "ALL NEW NOW ANY OFF OUT GET PAY BUY USE SEE HIS HER HAS HAD WAS DAY END BIG TOP FEW SAY ASK ADD TRY LET "
        "SET OLD OWN CAR BUS MAY HOW WHO WHY BUT ITS TOO VAN BOX KEY BAG CUT RUN SUN FUN OIL GAS TEA TAX FEE BAD "
        "NOR YET AGO AIR ART BED BIT CUP EAT EYE FAR FAX FIX GOT HIT HOT ICE JOB LAW LAY LEG LIE LOT LOW MAN MEN "
        "MET MIX NET ODD PER PUT RED ROW SAD SEA SHE SIT SKY SON TEN TIE TIP TOY WAR WAY WET WIN WON ZOO FREE SALE "
        "STOP LINE CALL HELP OPEN"
    )
)
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIV": 14, "XVI": 16}
_KINGS = set(listed("Henry Elizabeth Charles George Edward James William Louis Paul Benedict Richard Napoleon Philip"))


def dotted(letters: str) -> str:
    """ "FAQ" as "F.A.Q.", which every voice says letter by letter; of single letters a voice takes A for a word."""
    return "".join(f"{letter.upper()}." for letter in letters)


def _address(found: Found) -> str:
    text = re.sub(r"^https?://", "", found[0], flags=NO_CASE).rstrip("/")
    parts = re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", text.lower())
    return " ".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if part.isdigit():
        return " ".join(part)
    if not part.isalpha():
        return _MARKS.get(part, "")
    if part in _SPELLED_PARTS or (len(part) == 2 and part not in {"co", "me"}) or not _VOWELS.search(part):
        return dotted(part) if len(part) > 1 else part
    return "a," if part == "a" else part  # before a comma a voice knows it for the letter


def _initialism(found: Found) -> str:
    letters, more = found[1], found[2] or ""
    if letters in _SAID_AS_WORDS or _is_shouted(found):
        return found[0]
    if len(letters) > 3 and _VOWELS.search(letters.lower()):
        return found[0]
    return dotted(letters) + (f"{more[-1]}" if more else "")


def _is_shouted(found: Found) -> bool:
    """Within a sentence in capitals, such as one that warns."""
    before = found.string[max(0, found.start() - 12) : found.start()].split()[-1:]
    after = found.string[found.end() : found.end() + 12].split()[:1]
    return any(len(word) > 1 and word.strip(".,!?").isalpha() and word.isupper() for word in (*before, *after))


def _roman(found: Found) -> str:
    number = _ROMAN[found[2]]
    return f"{found[1]} the {ordinal(number)}" if found[1] in _KINGS else f"{found[1]} {in_words(number)}"


ADDRESSES: tuple[Rule, ...] = (
    rule(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", _address, needs=("@",)),
    rule(r"\b(?:https?://|www\.)[^\s<>\"']{1,200}(?<![.,;:!?)\]])", _address, NO_CASE, needs=(".",)),
    rule(
        rf"(?<![\w.@-])[a-z0-9][a-z0-9-]{{0,62}}(?:\.[a-z0-9-]{{1,62}}){{0,3}}\.(?:{_ENDINGS})\b(?!\.\w)"
        r"(?:/[^\s<>\"']{0,200}(?<![.,;:!?)\]]))?",
        _address,
        needs=(".",),
    ),
)
INITIALISMS: tuple[Rule, ...] = (
    rule(rf"\b([A-Z][a-z]+) ({'|'.join(_ROMAN)})\b", _roman),
    rule(r"(?<![\w.])([A-Z]{2,5})('?s)?(?![\w])", _initialism),
)
