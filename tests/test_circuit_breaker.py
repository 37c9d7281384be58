"""A neighbour that keeps failing is left alone for a while, and one attempt tells whether it is back."""

from spoken_values.circuit_breaker import CircuitBreaker


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_opens_after_the_third_failure_in_a_row_and_not_before() -> None:
    breaker = CircuitBreaker(Clock())
    for _ in range(2):
        breaker.failed()
        assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()


def test_a_success_between_failures_keeps_it_closed() -> None:
    breaker = CircuitBreaker(Clock())
    for _ in range(5):
        breaker.failed()
        breaker.failed()
        breaker.succeeded()
    assert breaker.lets_through()


def test_after_a_while_one_attempt_is_let_through_and_no_second_beside_it() -> None:
    clock = Clock()
    breaker = CircuitBreaker(clock, failures=1, seconds=5.0)
    breaker.failed()
    clock.now += 4.9
    assert not breaker.lets_through()
    clock.now += 0.1
    assert breaker.lets_through()
    assert not breaker.lets_through()


def test_an_attempt_that_fails_keeps_it_open_and_one_that_succeeds_closes_it() -> None:
    clock = Clock()
    breaker = CircuitBreaker(clock, failures=1, seconds=5.0)
    breaker.failed()
    clock.now += 5.0
    assert breaker.lets_through()
    breaker.failed()
    clock.now += 4.9
    assert not breaker.lets_through()
    clock.now += 0.1
    assert breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
    assert breaker.lets_through()


def test_an_attempt_that_nobody_tells_the_end_of_shuts_nobody_out_for_ever() -> None:
    clock = Clock()
    breaker = CircuitBreaker(clock, failures=1, seconds=5.0)
    breaker.failed()
    clock.now += 5.0
    assert breaker.lets_through()
    clock.now += 5.0
    assert breaker.lets_through()
