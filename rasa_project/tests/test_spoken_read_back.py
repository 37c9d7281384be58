"""Values are read back the way people say them, and what is read back is understood as the same value."""

import random
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from spoken import read_back
from spoken.addresses import Address, address_in
from spoken.amounts import Amount, amount_in
from spoken.dates import date_in
from spoken.days import Days
from spoken.digits import digits_in
from spoken.letters import letters_in
from spoken.names import Name, name_in
from spoken.phone_numbers import PhoneNumber, phone_number_in
from spoken.postcodes import postcode_in
from spoken.times import Times, time_in

MANY = 400
FIGURES = "0123456789"
TODAY = date(2026, 11, 25)


@pytest.fixture
def chance() -> random.Random:
    return random.Random(4)  # noqa: S311


def some_digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(FIGURES, k=count))


def test_digits(chance: random.Random) -> None:
    assert read_back.digits("4218860") == "4 2 1, 8 8 6 0"
    assert read_back.digits("421807") == "4 2 1, 8 0 7"
    assert read_back.digits("07700900123") == "0 7 7 0 0, 9 0 0, 1 2 3"
    assert read_back.digits("12345678901234", (4, 4)) == "1 2 3 4, 5 6 7 8, 9 0 1 2 3 4"
    for _ in range(MANY):
        number = some_digits(chance, chance.randint(2, 14))
        found = digits_in(read_back.digits(number))
        assert found is not None
        assert found.value == number


def test_phone_numbers(chance: random.Random) -> None:
    for _ in range(MANY):
        national = (
            chance.choice("23456789") + some_digits(chance, 2) + chance.choice("23456789") + some_digits(chance, 6)
        )
        american = PhoneNumber(national, f"+1{national}")
        mobile = "7" + some_digits(chance, 9)
        british = PhoneNumber(f"0{mobile}", f"+44{mobile}")
        for country, number in (("US", american), ("GB", british)):
            found = phone_number_in(read_back.phone_number(number), country)
            assert found is not None
            assert found.value == number
    abroad = PhoneNumber("0049301234567", "+49301234567")
    assert phone_number_in(read_back.phone_number(abroad)).value == abroad  # type: ignore[union-attr]


def test_days(chance: random.Random) -> None:
    assert read_back.days(Days(date(2027, 5, 4), date(2027, 5, 4)), TODAY) == "Tuesday the fourth of May"
    assert read_back.days(Days(date(2027, 5, 4), date(2027, 5, 4)), TODAY, month_first=True) == "Tuesday, May fourth"
    tomorrow = Days(date(2026, 11, 26), date(2026, 11, 26), "afternoon")
    assert read_back.days(tomorrow, TODAY) == "tomorrow, Thursday, in the afternoon"
    for _ in range(MANY):
        today = TODAY + timedelta(chance.randint(0, 1500))
        first = today + timedelta(chance.choice([chance.randint(0, 300), chance.randint(-20000, 700)]))
        last = first if first <= today else first + timedelta(chance.choice([0, 0, chance.randint(1, 60)]))
        days = Days(first, last, chance.choice([None, "morning", "afternoon", "evening"]))
        found = date_in(read_back.days(days, today, month_first=chance.random() < 0.5), today)
        assert found is not None
        assert found.value == days


def test_times(chance: random.Random) -> None:
    assert read_back.clock(time(15, 30)) == "half past three in the afternoon"
    assert read_back.clock(time(15, 30), halves=False) == "three thirty in the afternoon"
    assert read_back.clock(time(8, 45)) == "quarter to nine in the morning"
    assert [read_back.clock(time(hour)) for hour in (0, 12)] == ["midnight", "noon"]
    assert read_back.times(Times(time(16), None)) == "after four o'clock in the afternoon"
    for _ in range(MANY):
        moments = sorted(time(chance.randrange(24), chance.randrange(60)) for _ in range(2))
        kinds = [Times(moments[0], moments[0]), Times(moments[0], None), Times(None, moments[1])]
        for times in [*kinds, Times(*moments)]:
            found = time_in(read_back.times(times, halves=chance.random() < 0.5))
            assert found is not None
            assert found.value == times


def test_amounts(chance: random.Random) -> None:
    assert read_back.money(4250, "GBP") == "forty-two pounds fifty"
    assert read_back.money(4250, "USD") == "forty-two dollars and fifty cents"
    assert read_back.money(10500, "GBP") == "one hundred and five pounds"
    assert read_back.money(50, "GBP") == "fifty pence"
    assert read_back.money(101, "EUR") == "one euro and one cent"
    for _ in range(MANY):
        pence = chance.randint(1, chance.choice([200, 20_000, 99_999_999]))
        amount = Amount(Decimal(pence) / 100, chance.choice(["GBP", "USD", "EUR"]))
        found = amount_in(read_back.amount(amount), amount.currency)
        assert found is not None
        assert found.value == amount


def test_letters(chance: random.Random) -> None:
    assert read_back.letters("Boyd") == "B as in Boy, O as in Ocean, Y as in Young, D as in David"
    assert read_back.letters("Boyd", plainly=True) == "B, O, Y, D"
    for _ in range(MANY):
        word = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=chance.randint(2, 10)))
        for plainly in (False, True):
            found = letters_in(read_back.letters(word, plainly=plainly), awaited=True)
            assert found is not None
            assert found.value == word


@pytest.mark.parametrize("spelled", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        Name("Mary", "Boyd"),
        Name("Mary-Ann", "O'Brien"),
        Name("", "Patel", "Mr"),
        Name("Siobhan", "Kelly", "Dr"),
        Name("John", "McDonald"),
        Name("Ludwig", "van der Berg"),
        Name("Cher"),
    ],
)
def test_names(name: Name, spelled: bool) -> None:
    found = name_in(read_back.name(name, spelled=spelled))
    assert found is not None
    assert found.value == name


def test_a_name_is_spelled_when_asked() -> None:
    assert read_back.name(Name("", "Smyth", "Mrs"), spelled=True) == "Mrs Smyth, S, M, Y, T, H"


@pytest.mark.parametrize("code", ["SW1A 1AA", "NW10 4QR", "M1 1AE", "BS1 4DJ", "CR0 2YR", "G12 8QQ"])
def test_british_postcodes(code: str) -> None:
    found = postcode_in(read_back.postcode(code))
    assert found is not None
    assert found.value == code


@pytest.mark.parametrize("code", ["90210", "02134", "90210-1234"])
def test_zip_codes(code: str) -> None:
    found = postcode_in(read_back.postcode(code), "US")
    assert found is not None
    assert found.value == code


@pytest.mark.parametrize(
    "address",
    [
        Address("42", "Baker Street", "London", None, "NW1 6XE"),
        Address("221B", "Baker Street"),
        Address("12", "High Street", "Leeds", None, "LS1 4DY", "Flat 3"),
        Address("9", "Rose Gardens", "Bath", None, "BA1 2AB"),
        Address(None, "Mill Lane", "Oxford"),
    ],
)
def test_addresses(address: Address) -> None:
    found = address_in(read_back.address(address))
    assert found is not None
    assert found.value == address
