"""Card numbers that nobody owns, and other long numbers, as callers read them out and a recogniser writes them."""

import random
from collections.abc import Callable

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ISSUED = (
    ("4", 16), ("4", 16), ("4", 16), ("51", 16), ("53", 16), ("55", 16), ("2221", 16), ("2500", 16), ("34", 15),
    ("37", 15), ("6011", 16), ("65", 16), ("36", 14), ("3528", 16), ("62", 16), ("6759", 16), ("4", 19),
)  # fmt: skip
"""(first digits, length) of issuers, about as often as callers hold their cards."""
LEADS = (
    "", "", "It's ", "my card number is ", "The number on my card is ", "I want to pay with my Visa, ", "Yes, it's ",
    "can I pay by card, the number's ", "It's a MasterCard, ", "okay so ", "long number is ", "Um, ",
)  # fmt: skip


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # nobody is to be surprised


def card_number(chance: random.Random) -> str:
    """A number that could be issued, check digit and all."""
    first, length = chance.choice(_ISSUED)
    digits = first + "".join(chance.choices("0123456789", k=length - 1 - len(first)))
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def misheard(digits: str, chance: random.Random) -> str:
    """With one digit after the fourth taken for another, left out or said twice."""
    at = chance.randrange(5, len(digits))
    other = chance.choice([d for d in "0123456789" if d != digits[at]])
    return chance.choice(
        [digits[:at] + other + digits[at + 1 :], digits[:at] + digits[at + 1 :], digits[:at] + digits[at] + digits[at:]]
    )


def grouped(digits: str) -> list[str]:
    """As it is embossed: four, six and five on American Express, else fours."""
    if digits.startswith(("34", "37")):
        return [part for part in (digits[:4], digits[4:10], digits[10:]) if part]
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


def words(digits: str, chance: random.Random) -> str:
    """Digit by digit, with "oh", "double" and what sounds alike now and then."""
    said: list[str] = []
    at = 0
    while at < len(digits):
        digit = digits[at]
        if digits[at : at + 2] == digit * 2 and chance.random() < 0.4:
            said.append(f"double {_WORDS[int(digit)]}")
            at += 2
            continue
        said.append(_digit(digit, chance, inside=0 < at < len(digits) - 1))
        at += 1
    return " ".join(said)


def _digit(digit: str, chance: random.Random, *, inside: bool) -> str:
    alike = {"2": "to", "4": "for", "8": "ate", "1": "won"}.get(digit)
    if inside and alike and chance.random() < 0.04:
        return alike
    return "oh" if digit == "0" and chance.random() < 0.6 else _WORDS[int(digit)]


def pairs(digits: str, chance: random.Random) -> str:
    """ "Forty nine twenty nine"."""
    said = []
    for at in range(0, len(digits), 2):
        pair = digits[at : at + 2]
        if len(pair) == 1 or pair[0] == "0":
            said.append(words(pair, chance))
        elif pair[0] == "1":
            said.append(_TEENS[int(pair[1])])
        else:
            said.append(
                _TENS[int(pair[0])] + (f"{chance.choice(' -')}{_WORDS[int(pair[1])]}" if pair[1] != "0" else "")
            )
    return " ".join(said)


def written(digits: str, chance: random.Random) -> str:
    """One of the ways in which a recogniser writes a number that was read out."""
    groups = grouped(digits)
    ways: list[Callable[[], str]] = [
        lambda: " ".join(groups),
        lambda: " ".join(groups),
        lambda: "-".join(groups),
        lambda: ", ".join(groups),
        lambda: ". ".join(groups),
        lambda: digits,
        lambda: " ".join(digits),
        lambda: ", ".join(digits),
        lambda: "-".join(digits),
        lambda: f"{int(digits):,}",
        lambda: ", ".join(words(group, chance) for group in groups),
        lambda: ", um, ".join(words(group, chance) for group in groups),
        lambda: " then ".join(words(group, chance) for group in groups),
        lambda: words(digits, chance),
        lambda: pairs(digits, chance),
        lambda: ", ".join(pairs(group, chance) for group in groups),
        lambda: " ".join(chance.choice([group, words(group, chance)]) for group in groups),
    ]
    return chance.choice(ways)()


def with_details(chance: random.Random) -> str:
    """An expiry date and a security code, as they are said behind a card number; empty when neither is."""
    month, year, code = f"{chance.randint(1, 12):02}", str(chance.randint(26, 33)), f"{chance.randrange(1000):03}"
    return chance.choice(
        [
            "",
            ".",
            f". Expires {month}/{year}.",
            f", expiry {words(month, chance)} {words(year, chance)}",
            f", {month}/{year}, {code}",
            f". Expiry date {month} {year} and the CVV is {code}.",
            f", security code {code}",
            f" {words(month + year, chance)} {words(code, chance)}",
            f", the three on the back are {words(code, chance)}",
        ]
    )


def other_numbers(chance: random.Random) -> dict[str, tuple[list[str], str]]:
    """Long numbers that are no card's: by kind, the groups that they are said in and what callers call them."""

    def some(count: int, first: str = "") -> str:
        return first + "".join(chance.choices("0123456789", k=count - len(first)))

    area, mobile, tracking = some(3, chance.choice("23456789")), some(11, "07"), some(12)
    exchange = some(3, chance.choice("23456789"))
    return {
        "order number, 6": ([some(6)], "order number"),
        "order number, 8": ([some(8)], "order number"),
        "order number, 10": ([some(10)], "order number"),
        "American phone": ([area, exchange, some(4)], "phone number"),
        "American phone with 1": (["1", area, exchange, some(4)], "phone number"),
        "British mobile": ([mobile[:5], mobile[5:]], "phone number"),
        "British mobile with 44": (["44", mobile[1:5], mobile[5:]], "phone number"),
        "London phone": (["020", some(4), some(4)], "phone number"),
        "tracking number, 12": ([tracking[:4], tracking[4:8], tracking[8:]], "tracking number"),
        "tracking number, 15": ([some(15)], "tracking number"),
        "tracking number, 16": ([some(16)], "tracking number"),
        "tracking number, 22": ([some(22, "9")], "tracking number"),
        "customer number, 9": ([some(9)], "customer number"),
        "meter number, 13": ([some(13, chance.choice("12"))], "meter number"),
        "bank account": ([some(2), some(2), some(2), some(8)], "account"),
        "IMEI": ([some(15, "35")], "IMEI number"),
    }


def other_writing(groups: list[str], chance: random.Random) -> str:
    """One of the ways in which a recogniser writes such a number."""
    digits = "".join(groups)
    ways = [" ".join(groups), "-".join(groups), ", ".join(words(g, chance) for g in groups), words(digits, chance)]
    return chance.choice([*ways, digits, " ".join(digits)])
