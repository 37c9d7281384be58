"""How tests are shared among the processes of `pytest -n`: by file, for what a file's tests have in common.

Whole calls one by one: each process has a service of its own for them, and takes the next when it is free.
"""

from typing import Any

import pytest


def share_of(test: str) -> str:
    """What is run by one process, of a test's id."""
    if "postgresql" in test:
        return "postgresql"  # the one that was given in IVR_TEST_POSTGRES_URL is emptied by each of its tests
    file, _, _ = test.partition("::")
    return test if file.endswith("test_calls.py") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling

    class Shares(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return share_of(nodeid)

    return Shares(config, log)
