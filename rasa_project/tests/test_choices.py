"""What is chosen among things that were offered: by place, by refusing the others, or by leaving it to us."""

from datetime import date, time, timedelta

import pytest

from tasks.appointment import WISH as VISIT
from tasks.callback import PART
from tasks.delivery import WISH
from tasks.fault import SERVICE
from tasks.offers import Offer, Offers
from tasks.place import place_in
from tasks.reader import Read
from tasks.refusal import parted
from tasks.returns import REASON

TODAY = date(2026, 3, 10)
"""A Tuesday."""
DAYS = tuple(Offer(day.isoformat(), day) for n in (1, 2, 3, 6, 7, 8) for day in [TODAY + timedelta(days=n)])
"""Wednesday, Thursday and Friday are offered first."""
HOURS = ((time(8), time(10)), (time(10), time(12)), (time(13), time(15)))
SLOTS = tuple(
    Offer(f"{n}-{begins:%H}", TODAY + timedelta(days=n), begins, ends) for n in (1, 2, 3) for begins, ends in HOURS
)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("The first one is fine", 0),
        ("I'd take the second, please", 1),
        ("the second would be best", 1),
        ("let's go with the third", 2),
        ("number two", 1),
        ("option three sounds good", 2),
        ("I'll take one", 0),
        ("can I have the last of those", 2),
        ("the one in the middle", 1),
        ("I'd go with the middle slot", 1),
        ("the latter", 2),
        ("the third thing you said", 2),
        ("it's the second thing", 1),
        ("the middle of May", None),
        ("the first, no, the second", 1),
        ("the second or the third", None),
        ("Friday the second", None),
        ("on the second", None),
        ("March the third", None),
        ("the second of May", None),
        ("the second week", None),
        ("first thing on Friday", None),
        ("two of them", None),
        ("for the second time it's broken", None),
    ],
)
def test_a_place_counts_wherever_it_stands(said: str, place: int | None) -> None:
    assert place_in(said, 3) == place


@pytest.mark.parametrize(
    ("said", "wanted", "refused"),
    [
        ("not the morning", "", "the morning"),
        ("not the morning, the afternoon", ", the afternoon", "the morning"),
        ("don't cancel it move it", "move it", "cancel it"),
        ("It doesn't really matter", "It doesn't really matter", ""),
        ("I'd rather not cancel", "I'd rather", "cancel"),
        ("anything but Friday", "", "Friday"),
        ("I can't do mornings", "I", "do mornings"),
        ("not Monday but Tuesday", "but Tuesday", "Monday"),
        ("move it rather than cancel it", "move it", "cancel it"),
        ("why not Friday", "why not Friday", ""),
        ("I don't mind mornings", "I don't mind mornings", ""),
        ("no, Friday at ten", "no, Friday at ten", ""),
        ("I never said that I wanted to cancel", "I", "wanted to cancel"),
        ("don't ask for a new one, move it", ", move it", "a new one"),
        ("nothing is damaged, it is too big", ", it is too big", "damaged"),
        ("none of them are broken", "", "are broken"),
        ("not that I don't want it, it's cracked", ", it's cracked", "that I don't want it"),
        ("not because it is broken but because it is too big", "but because it is too big", "because it is broken"),
        ("no cancelling, please", ", please", "cancelling"),
        ("who said cancel? move it", "? move it", "cancel"),
    ],
)
def test_what_is_refused_is_told_from_what_is_wanted(said: str, wanted: str, refused: str) -> None:
    assert tuple(part.strip() for part in parted(said)) == (wanted, refused)


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        (WISH, "I don't want to cancel it", "move"),
        (WISH, "I never asked to cancel anything", "move"),
        (WISH, "can you alter the delivery date", "move"),
        (WISH, "my order needs moving", "move"),
        (SERVICE, "We've got gas, we just haven't got any water", "water"),
        (SERVICE, "there's no power", "electricity"),
        (SERVICE, "It isn't the gas, that's working. We've got no internet.", "internet"),
        (VISIT, "I don't need to book one, I need to change the one I've got", "move"),
        (REASON, "It isn't the wrong one, there's a crack in it", "broken"),
        (REASON, "I don't want to return it any more", None),
        (SERVICE, "it isn't the wifi, it's the gas", "gas"),
        (SERVICE, "The lights are fine, it's the heating", "gas"),
        (SERVICE, "water works but the power doesn't", "electricity"),
        (SERVICE, "the internet isn't working", "internet"),
        (REASON, "Nothing is broken", None),
        (REASON, "it isn't that I don't want it, a leg fell off", "broken"),
        (REASON, "not because it's damaged, it's too small", "not_wanted"),
        (WISH, "I'm not cancelling it", "move"),
        (WISH, "I don't want it cancelled", "move"),
        (WISH, "don't move it", "cancel"),
        (WISH, "another day, no", "cancel"),
        (VISIT, "no new booking and no cancellation", "move"),
        (PART, "I can't talk until the evening", "evening"),
        (WISH, "a later day wouldn't be any use", "cancel"),
        (WISH, "moving it makes no sense", "cancel"),
        (WISH, "there's no point in moving it", "cancel"),
        (WISH, "a cancellation is the last thing I need", "move"),
        (WISH, "won't you please cancel it", "cancel"),
        (WISH, "couldn't you just move it", "move"),
        (WISH, "we're moving abroad, so cancel it", "cancel"),
        (VISIT, "there's nothing I want more than to cancel it", "cancel"),
        (WISH, "don't cancel it, move it", "move"),
        (WISH, "neither move nor cancel it", None),
        (PART, "not the evening", None),
        (PART, "I am never in during the afternoon", None),
        (PART, "I am free in the evening", "evening"),
        (PART, "not in the morning and not in the evening", "afternoon"),
        (PART, "anything but the morning or the afternoon", "evening"),
        (PART, "the last one, I work during the day", "evening"),
        (PART, "neither", None),
        (REASON, "it's not broken", None),
        (REASON, "it isn't broken, it's the wrong item", "wrong_item"),
        (REASON, "I don't want it", "not_wanted"),
        (REASON, "it doesn't work", "broken"),
    ],
)
def test_a_negation_never_chooses_and_what_alone_is_left_is_chosen(question, said: str, value: str | None) -> None:
    assert question.reader.read(said, TODAY).value == value


def test_a_refusal_that_nobody_asked_for_chooses_nothing_else() -> None:
    assert WISH.reader.volunteered("no, don't cancel it", TODAY) == Read()


@pytest.mark.parametrize("said", ["it doesn't matter", "whichever", "you choose", "any time of day"])
def test_no_preference_takes_the_first_where_any_will_do(said: str) -> None:
    assert PART.reader.read(said, TODAY).value == "morning"
    assert Offers(DAYS).read(said, TODAY).value == DAYS[0].name
    assert WISH.reader.read(said, TODAY) == Read()
    assert REASON.reader.read(said, TODAY) == Read()


def test_no_preference_among_those_that_were_named() -> None:
    assert Offers(SLOTS).read("any time on Friday", TODAY).value == "3-08"
    assert Offers(SLOTS).read("whichever, in the afternoon", TODAY).value == "1-13"
    assert Offers(DAYS).read("the first one next week", TODAY).value == DAYS[3].name


def test_days_that_are_refused_are_not_offered_again() -> None:
    assert Offers(DAYS).read("anything but Friday", TODAY).narrowed == (DAYS[0].name, DAYS[1].name)
    assert Offers(DAYS).read("not the first one", TODAY).narrowed == (DAYS[1].name, DAYS[2].name)
    assert Offers(SLOTS).read("not the morning", TODAY).value == "1-13"
    assert Offers(SLOTS).read("not tomorrow", TODAY).narrowed == ("2-08", "2-10", "2-13")
    assert Offers(SLOTS).read("not tomorrow, Friday at ten", TODAY).value == "3-10"
    assert Offers(DAYS).read("neither of those", TODAY).narrowed == tuple(offer.name for offer in DAYS[3:])
    only = Offers(DAYS[:2], (DAYS[0].name,))
    assert only.read("not Wednesday and not Thursday", TODAY).why == "no_more"


def test_the_second_is_a_place_where_places_were_offered_and_a_date_where_it_is_said_as_one() -> None:
    april = tuple(Offer(day.isoformat(), day) for day in (date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6)))
    today = date(2026, 3, 30)
    assert Offers(april).read("the second", today).value == "2026-04-03"
    assert Offers(april).read("the second one please", today).value == "2026-04-03"
    assert Offers(april).read("the second of April", today).value == "2026-04-02"
    assert Offers(april).read("Thursday the second", today).value == "2026-04-02"
    assert Offers(april).read("the 2nd", today).value == "2026-04-02"


@pytest.mark.parametrize(
    ("said", "wanted", "refused"),
    [
        ("mornings are no good", "", "mornings are no good"),
        ("Monday and Tuesday don't work for me", "", "Monday and Tuesday work for me"),
        ("I like Monday and Tuesday doesn't work", "I like Monday and", "Tuesday work"),
        ("the first isn't possible but the last is", "but the last is", "the first possible"),
        ("Friday's out, Thursday then", ", Thursday then", "Friday's out"),
    ],
)
def test_what_is_said_not_to_do_is_refused_though_it_stands_before(said: str, wanted: str, refused: str) -> None:
    assert [" ".join(part.split()) for part in parted(said, suits=True)] == [wanted, refused]


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("Mornings are no good and evenings neither", "afternoon"),
        ("the afternoon doesn't suit me, and the evening is too late", "morning"),
        ("neither of the first two", "evening"),
        ("I can't do the first or the last", "afternoon"),
        ("the mornings don't work, afternoons do", "afternoon"),
    ],
)
def test_the_one_part_of_the_day_that_is_left_is_chosen(said: str, part: str) -> None:
    assert PART.reader.read(said, TODAY).value == part


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("I can't make the first or the second", ("1-13",)),
        ("I won't be in on either of the first two", ("1-13",)),
        ("the last two are too late", ("1-08",)),
        ("the first doesn't work for me", ("1-10", "1-13")),
        ("ten o'clock isn't good", ("1-08", "1-13")),
        ("none but the last", ("1-13",)),
    ],
)
def test_of_slots_every_one_that_is_refused_by_its_place_or_time_is_left_out(said: str, left: tuple[str, ...]) -> None:
    read = Offers(SLOTS, ("1-08", "1-10", "1-13")).read(said, TODAY)
    assert (read.value,) == left if len(left) == 1 else read.narrowed == left


@pytest.mark.parametrize(
    ("said", "reason"), [("The broken lamp won't work", "broken"), ("It's too big and doesn't fit", "not_wanted")]
)
def test_how_a_thing_is_is_no_refusal_of_its_name(said: str, reason: str) -> None:
    assert REASON.reader.read(said, TODAY).value == reason


def test_one_that_is_refused_of_more_than_two_is_told_from_words_that_name_none() -> None:
    assert PART.reader.read("not evenings", TODAY) == Read(why="not_that")
    assert PART.reader.read("neither", TODAY) == Read()
    assert WISH.reader.read("no, don't cancel it", TODAY).value == "move"


def test_any_time_is_the_first_that_is_offered_and_no_hour() -> None:
    late = Offer("late", TODAY + timedelta(days=1), time(15), time(17))
    assert Offers((late, *SLOTS[3:])).read("I'm always at home. Any time.", TODAY) == Read("late")


@pytest.mark.parametrize(
    "said",
    [
        "I really don't have a preference, thank you.",
        "Whenever's convenient for the engineer.",
        "As early as possible, because the kitchen's a mess.",
        "It makes no difference, I've always got my phone on me.",
        "Hmm, I don't know, you decide.",
        "We're retired, so, honestly, any of them.",
        "I don't mind which day it comes.",
        "That's up to the driver.",
        "It doesn't matter when they come.",
        "I'm working from home all March, so it doesn't matter.",
    ],
)
def test_no_preference_is_an_answer_whatever_is_said_beside_it(said: str) -> None:
    assert Offers(DAYS).read(said, TODAY) == Read(DAYS[0].name)


@pytest.mark.parametrize(
    "said", ["I don't mind, but not the first", "it does matter to me", "whenever I ring you are closed"]
)
def test_who_objects_or_minds_has_a_preference(said: str) -> None:
    assert Offers(DAYS).read(said, TODAY) != Read(DAYS[0].name)


@pytest.mark.parametrize("said", ["none of those, just keep it as it was", "no, I don't want to move anything today"])
def test_who_gives_up_is_offered_no_others(said: str) -> None:
    assert Offers(DAYS).read(said, TODAY) == Read()


def test_what_is_so_too_is_refused_with_it() -> None:
    working = Offers(DAYS[:3]).read("I work Wednesdays and Fridays, so neither of those.", TODAY)
    assert working == Read(DAYS[1].name)
    read = Offers(DAYS[:3]).read("Wednesday's out, and so is Friday.", TODAY)
    assert read == Read(DAYS[1].name)
