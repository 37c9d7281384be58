"""Who is calling: a number, nobody that is known, or an address; each carrier's word for "withheld" is one."""

import pytest

from ivr.core.caller_number import CallerKind, kind_of_caller, number_of_caller


@pytest.mark.parametrize("number", ["+14155550100", "+15005550006", "+442079460000", "+26622312345", "+6421555010"])
def test_a_whole_number_is_the_callers(number: str) -> None:
    assert kind_of_caller(number) is CallerKind.NUMBER
    assert number_of_caller(f" {number} ") == number


@pytest.mark.parametrize(
    "told",
    [
        *["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253", "+7748283", "+94844353"],
        *["266696687", "anonymous", "Restricted", "UNAVAILABLE", "unknown", "blocked", "Private Number", "withheld"],
        *["", "   ", "+", "+1", "+1415555", "+0123456789", "+10000000000", "14155550100", "+1415555010x"],
        *["sip:anonymous@anonymous.invalid", "SIP:Restricted@example.com", "sip:@example.com", "client:anonymous"],
        *["sip:266696687@example.com", "+१४१५५५५०१००", "null"],
    ],
)
def test_a_withheld_number_is_nobodys(told: str) -> None:
    assert kind_of_caller(told) is CallerKind.WITHHELD
    assert number_of_caller(told) == ""


@pytest.mark.parametrize("told", ["sip:alice@example.com", "sips:+14155550100@example.com", "client:jo", "sip:203@pbx"])
def test_an_address_is_somebody_but_no_number(told: str) -> None:
    assert kind_of_caller(told) is CallerKind.ADDRESS
    assert number_of_caller(told) == ""
