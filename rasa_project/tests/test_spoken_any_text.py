"""No text makes a reader raise, and what is found stands where it says."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from spoken.addresses import address_in
from spoken.amounts import amount_in
from spoken.dates import date_in
from spoken.digits import digits_in, is_only_digits
from spoken.found import Found
from spoken.letters import characters_in, letters_in
from spoken.names import name_in
from spoken.phone_numbers import phone_number_in
from spoken.postcodes import postcode_in
from spoken.times import time_in

TEXTS = 300
TODAYS = (date(2026, 11, 25), date(2028, 2, 29), date(2026, 12, 31))
READERS: dict[str, Callable[[str], Found[Any] | None]] = {
    "digits": digits_in,
    "digits of a length": lambda text: digits_in(text, {0, 4, 6, 16}),
    "American phone": phone_number_in,
    "British phone": lambda text: phone_number_in(text, "GB"),
    "letters": letters_in,
    "awaited letters": lambda text: letters_in(text, awaited=True),
    "characters": characters_in,
    "postcode": postcode_in,
    "zip code": lambda text: postcode_in(text, "US"),
    "time": time_in,
    "amount": amount_in,
    "name": name_in,
    "name by the way": lambda text: name_in(text, awaited=False),
    "British address": address_in,
    "American address": lambda text: address_in(text, "US"),
}
for today in TODAYS:
    READERS[f"date on {today}"] = lambda text, today=today: date_in(text, today)
    READERS[f"past date on {today}"] = lambda text, today=today: date_in(text, today, past=True, day_first=True)
PARTS = (
    "one two to for oh double triple twenty forty-two hundred thousand grand a and half quarter past of the next "
    "last this first 3rd 31st second twelfth may March december tuesday monday week weeks month fortnight ago in "
    "from on at by before after between until noon o'clock am p.m. morning tonight ten 5 12 30 1984 2026 20262026 "
    "421-8860 3:30 25:61 3.30 99/99/9999 1/2/3 £ $ € 42.50 1,200 pounds dollars pence cents fifty p point million "
    "B B-O-Y-D as Boy bravo why are you see X ray double-u apostrophe hyphen my name is it's Smith O'Brien van "
    "der with Y without an h Mr. SW1A 1AA Flat 3 Street st. Road London Texas no sorry wait I mean make that "
    "scratch plus +44 0044 00000000000000000000000 ² ٣ Ⅷ １２ İ ß ’ “ — … % / - . , : ; ! ? ( ) # \n \t"
)


def texts() -> list[str]:
    chance = random.Random(20261125)  # noqa: S311
    parts = PARTS.split(" ")
    made = [" ".join(chance.choices(parts, k=chance.randint(0, 12))) for _ in range(TEXTS)]
    made += [
        "".join(map(chr, (chance.randrange(1, 0x2FFF) for _ in range(chance.randint(1, 30)))))
        for _ in range(TEXTS // 3)
    ]
    return [*made, "9" * 500, "one " * 300, "a" * 3000, "double " * 100, "no " * 200, "first " * 100, " ", "\x00"]


@pytest.mark.parametrize("reader", READERS)
def test_any_text_is_taken(reader: str) -> None:
    for text in texts():
        found = READERS[reader](text)
        if found is not None:
            assert 0 <= found.start <= found.end <= len(text)
            assert found.value not in found.alternatives
            assert isinstance(found.rest, str)
    assert is_only_digits("421807")
