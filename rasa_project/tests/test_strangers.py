"""Answers that nobody tuned for, through the trained assistant: of each kind of sentence so many are right at least.

The floors are what was measured, a little below for days that fall otherwise. The second set was put aside until the
end and measured once; its sentences are not mended for their own sake.
"""

import asyncio

import pytest
from rasa.core.agent import Agent
from strangers_call import Strangers, right_of, said_in

FLOORS = {
    "seen": {
        "negation": 0.80,
        "beside_negation": 0.85,
        "indifference": 0.82,
        "beside_indifference": 0.90,
        "leaving": 0.85,
        "beside_leaving": 0.75,
    },
    "put_aside": {
        "negation": 0.62,
        "beside_negation": 0.68,
        "indifference": 0.89,
        "beside_indifference": 0.90,
        "leaving": 0.63,
        "beside_leaving": 0.82,
    },
}


@pytest.mark.parametrize("name", FLOORS)
def test_so_many_answers_of_strangers_are_right(name: str, loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    right, wrong = right_of(said_in(name), Strangers(loop, agent))
    print("\n", *wrong, sep="\n")
    shares = {row: sum(fits) / len(fits) for row, fits in right.items()}
    print(*(f"{name} {row}: {sum(fits)} of {len(fits)}" for row, fits in right.items()), sep="\n")
    assert shares.keys() == FLOORS[name].keys()
    assert all(shares[row] >= floor for row, floor in FLOORS[name].items()), shares
