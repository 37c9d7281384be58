"""What callers say when they are asked for a number, a day, a name: sentences as they are spoken, each with its value.

Written after the readers of `rasa_project/spoken/` were. Later the kinds of failures here were looked at, and the
readers mended by `values_to_learn`; known from here alone are a group of digits said twice and "26th Station Road".
"""

from typing import Any

TODAY = "2026-11-25"
"""A Wednesday, from which days are told."""

Said = tuple[str, str, dict[str, Any]]
"""(spoken, value as rasa_project/tests/data writes it, options of the reader)."""

DIGITS = {"lengths": (6,)}
SPELL = {"awaited": True}
BRITISH = {"country": "GB"}
AMERICAN = {"country": "US"}
PAST = {"past": True}
SAID: dict[str, tuple[Said, ...]] = {
    "digits": (
        ("five two eight, three zero one", "528301", DIGITS),
        ("It's five two eight, three oh one.", "528301", DIGITS),
        ("The order number is nine six two, seven four five.", "962745", DIGITS),
        ("ninety six twenty seven forty five", "962745", DIGITS),
        ("seven one three, double eight two", "713882", DIGITS),
        ("one five nine, no sorry, one six nine, four two three", "169423", DIGITS),
        ("eight zero four, six six one", "804661", DIGITS),
        ("three three seven, nine one oh, please", "337910", DIGITS),
        ("Yes, it's two five one, eight nine six.", "251896", DIGITS),
        ("six four zero, five two eight", "640528", DIGITS),
    ),
    "phone_numbers": (
        ("two oh six, five five five, oh one four seven", "2065550147", AMERICAN),
        ("My number is two zero six, five five five, zero one four seven.", "2065550147", AMERICAN),
        ("It's seven one three, five five five, zero one eight two.", "7135550182", AMERICAN),
        ("one, eight eight eight, five five five, zero one six six", "8885550166", AMERICAN),
        ("zero seven seven zero zero, nine double zero, two one five", "07700900215", BRITISH),
        ("oh one two two three, four nine six, oh three seven", "01223496037", BRITISH),
        ("It's zero two zero, seven nine four six, zero eight five two.", "02079460852", BRITISH),
        ("plus forty four, seven seven zero zero, nine hundred, two one five", "07700900215", BRITISH),
    ),
    "letters": (
        ("It's W, A, L, S, H.", "WALSH", SPELL),
        ("N as in Nancy, O, L, A, N", "NOLAN", SPELL),
        ("It's spelled H, A, Y, E, S.", "HAYES", SPELL),
        ("tango uniform romeo november echo romeo", "TURNER", SPELL),
        ("D as in David, U, N, N, E", "DUNNE", SPELL),
        ("G, R, A, Y", "GRAY", SPELL),
        ("That's L, I, N, D, A.", "LINDA", SPELL),
        ("K as in king, E, L, L, E, R", "KELLER", SPELL),
    ),
    "postcodes": (
        ("It's L, S, six, three, A, B.", "LS6 3AB", BRITISH),
        ("E, H, three, nine, D, R", "EH3 9DR", BRITISH),
        ("My postcode is S, E, one, seven, P, B.", "SE1 7PB", BRITISH),
        ("G, four, one, N, T", "G4 1NT", BRITISH),
        ("sierra whiskey seven, two alpha zulu", "SW7 2AZ", BRITISH),
        ("It's seven eight seven oh four.", "78704", AMERICAN),
        ("three oh three oh nine", "30309", AMERICAN),
        ("My zip code is nine eight one zero two.", "98102", AMERICAN),
    ),
    "dates": (
        ("next Thursday", "2026-12-03 | 2026-11-26", {}),
        ("the twenty first of December", "2026-12-21", {}),
        ("It should be December the ninth.", "2026-12-09", {}),
        ("Can I have Saturday morning?", "2026-11-28+morning", {}),
        ("tomorrow evening", "2026-11-26+evening", {}),
        ("in ten days", "2026-12-05", {}),
        ("Tuesday the eighth", "2026-12-08", {}),
        ("on the seventeenth, please", "2026-12-17", {}),
        ("a week on Monday", "2026-12-07", {}),
        ("between Monday and Thursday", "2026-11-30..2026-12-03", {}),
        ("next week", "2026-11-30..2026-12-06", {}),
        ("the eleventh of April nineteen sixty nine", "1969-04-11", PAST),
        ("October thirtieth nineteen ninety two", "1992-10-30", PAST),
        ("It arrived on Monday.", "2026-11-23", PAST),
    ),
    "times": (
        ("at half past ten", "10:30", {}),
        ("It's quarter past three.", "15:15", {}),
        ("two thirty in the afternoon", "14:30", {}),
        ("at nine o'clock", "09:00", {}),
        ("any time after three", "15:00..", {}),
        ("between two and five in the afternoon", "14:00..17:00", {}),
        ("before twelve o'clock, please", "..12:00", {}),
        ("ten to eleven", "10:50", {}),
        ("in the morning, please", "08:00..12:00", {}),
        ("around four thirty", "16:30", {}),
        ("from nine to eleven", "09:00..11:00", {}),
        ("at five, no, make it six", "18:00", {}),
    ),
    "amounts": (
        ("It was thirty four pounds sixty.", "34.60 GBP", {}),
        ("eighty one dollars and twenty cents", "81.20 USD", {}),
        ("a hundred and forty pounds", "140.00 GBP", {}),
        ("three hundred and nine dollars", "309.00 USD", {}),
        ("about ninety euros", "90.00 EUR", {}),
        ("two thousand five hundred dollars", "2500.00 USD", {}),
        ("seventy five pence", "0.75 GBP", {}),
        ("twenty nine pounds ninety nine", "29.99 GBP", {}),
    ),
    "names": (
        ("My name is Sarah Mitchell.", "Sarah Mitchell", {}),
        ("This is David Cooper.", "David Cooper", {}),
        ("It's James Turner.", "James Turner", {}),
        ("Emily Watson", "Emily Watson", {}),
        ("My last name is Murphy.", "Murphy", {}),
        ("Missus Campbell", "Campbell", {}),
        ("It's Olivia.", "Olivia", {}),
        ("My surname is Clarke. C, L, A, R, K, E.", "Clarke", {}),
    ),
    "addresses": (
        ("It's twenty six Station Road, Cambridge.", "26 | Station Road | Cambridge | - | - | -", BRITISH),
        ("My address is ninety one Mill Lane, Norwich.", "91 | Mill Lane | Norwich | - | - | -", BRITISH),
        ("fourteen West Street, Brighton", "14 | West Street | Brighton | - | - | -", BRITISH),
        ("three hundred Pine Street, Seattle, Washington", "300 | Pine Street | Seattle | WA | - | -", AMERICAN),
        ("four fifty Oak Avenue", "450 | Oak Avenue | - | - | - | -", AMERICAN),
        ("I live at sixty King Street in Manchester.", "60 | King Street | Manchester | - | - | -", BRITISH),
    ),
}
