"""Tests that run beside each other in several processes share nothing that they change."""

from .sharing import share_of


def test_whole_calls_are_shared_one_by_one_and_other_tests_by_file() -> None:
    calls = [f"tests/test_calls.py::test_the_call_goes_as_its_scenario_says[{name}]" for name in ("angry", "menu")]
    assert len({share_of(test) for test in calls}) == 2
    taught = ("tests/test_own_assistant.py::test_rasa", "tests/test_own_assistant.py::test_its_calls")
    assert len({share_of(test) for test in taught}) == 1


def test_one_process_at_a_time_has_the_postgresql_that_was_given() -> None:
    tests = ("tests/test_store.py::test_a[postgresql]", "tests/test_migrations.py::test_b[a name-postgresql]")
    assert len({share_of(test) for test in tests}) == 1
