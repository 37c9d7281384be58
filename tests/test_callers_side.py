"""The caller's side of a recording, frame by frame: silence, but for what became words that were looked through."""

from ivr.tape.callers_side import AROUND_KEY, MOST_WAITING, SILENCE, CallersSide


def numbered(count: int, first: int = 1) -> list[bytes]:
    return [number.to_bytes(2, "little") * 160 for number in range(first, first + count)]


def test_what_no_transcriber_was_given_is_never_let_out() -> None:
    side, heard = CallersSide(), numbered(20)
    for frame in heard:
        side.hears(frame)
    side.given(1, 1, b"".join(heard[5:10]))
    side.answered(1, 1)
    side.looked_through(1, is_clean=True, is_begun=False)
    side.ends()
    assert list(side.out()) == [SILENCE] * 5 + heard[5:10] + [SILENCE] * 10


def test_the_newest_attempt_at_a_frame_counts() -> None:
    side, heard = CallersSide(), numbered(20)
    for frame in heard:
        side.hears(frame)
    side.given(1, 1, b"".join(heard[:10]))
    side.answered(1, 1)
    side.given(1, 2, b"".join(heard[5:]))  # not answered
    side.looked_through(1, is_clean=True, is_begun=False)
    side.ends()
    assert list(side.out()) == heard[:5] + [SILENCE] * 15


def test_nothing_of_a_turn_is_let_out_before_the_next_was_looked_through() -> None:
    side = CallersSide()
    for frame in numbered(10):
        side.hears(frame)
    side.given(1, 1, b"".join(numbered(10)))
    side.answered(1, 1)
    assert list(side.out()) == []
    side.looked_through(1, is_clean=True, is_begun=False)
    assert list(side.out()) == []
    side.looked_through(2, is_clean=True, is_begun=False)
    assert list(side.out()) == numbered(10)


def test_a_turn_that_was_taken_back_counts_by_the_words_of_the_whole() -> None:
    side = CallersSide()
    first, second = numbered(5), numbered(5, first=50)
    for frame in first:
        side.hears(frame)
    side.given(1, 1, b"".join(first))
    side.answered(1, 1)
    side.looked_through(1, is_clean=True, is_begun=False)
    side.taken_back()
    for frame in second:
        side.hears(frame)
    side.given(2, 1, b"".join([*first, *second]))
    side.answered(2, 1)
    side.looked_through(2, is_clean=False, is_begun=False)
    side.ends()
    assert list(side.out()) == [SILENCE] * 10


def test_a_typed_key_never_sounds_and_what_was_being_said_is_let_go() -> None:
    side, heard = CallersSide(), numbered(200)
    for frame in heard[:100]:
        side.hears(frame)
    side.typed()
    for frame in heard[100:]:
        side.hears(frame)
    side.given(1, 1, b"".join(heard))
    side.answered(1, 1)
    side.looked_through(1, is_clean=True, is_begun=False)
    side.ends()
    out = list(side.out())
    muted = slice(100 - AROUND_KEY, 100 + AROUND_KEY)
    assert out[muted] == [SILENCE] * (2 * AROUND_KEY)
    assert out[: muted.start] == heard[: muted.start]
    assert out[muted.stop :] == heard[muted.stop :]


def test_what_waits_for_too_long_becomes_silence_and_memory_is_bounded() -> None:
    side = CallersSide()
    for frame in numbered(MOST_WAITING + 10):
        side.hears(frame)
    assert list(side.out()) == [SILENCE] * 10
