"""Requests that wait for a child and are given to it together: each gets its own answer, and fails for itself."""

import asyncio

from .running_worker import running

TOGETHER = "tests.child_targets:build_together"


async def asked_behind_one(worker, gate, *requests):
    """What comes of requests that all waited while the child was at work on another."""
    await worker.call({}, deadline_seconds=20)
    first = asyncio.create_task(worker.call({"wait_for": str(gate)}, deadline_seconds=20))
    await asyncio.sleep(0)
    others = [asyncio.create_task(worker.call(one, bytes([n]), deadline_seconds=20)) for n, one in enumerate(requests)]
    await asyncio.sleep(0)
    gate.touch()
    await first
    return await asyncio.gather(*others, return_exceptions=True)


async def test_what_waited_is_answered_together_each_with_its_own(tmp_path):
    async with running(TOGETHER, together=3) as worker:
        answers = await asked_behind_one(worker, tmp_path / "go", {}, {}, {}, {})
        assert [answer["together"] for answer, _ in answers] == [3, 3, 3, 1]
        assert [body for _, body in answers] == [bytes([n]) for n in range(4)]
        assert worker.queue.is_idle


async def test_without_leave_nothing_is_answered_together(tmp_path):
    async with running(TOGETHER) as worker:
        answers = await asked_behind_one(worker, tmp_path / "go", {}, {})
        assert [answer["together"] for answer, _ in answers] == [1, 1]


async def test_a_death_is_not_laid_at_the_door_of_those_who_shared_it(tmp_path):
    async with running(TOGETHER, together=3) as worker:
        answers = await asked_behind_one(worker, tmp_path / "go", {}, {"die_unless_alone": True}, {})
        assert [answer["together"] for answer, _ in answers] == [3, 1, 1]


async def test_an_error_in_one_of_several_fails_no_more_than_those_behind_it(tmp_path):
    async with running(TOGETHER, together=3) as worker:
        before, failed, behind = await asked_behind_one(worker, tmp_path / "go", {}, {"raise": True}, {})
        assert before[0]["together"] == 3
        assert [str(error) for error in (failed, behind)] == ["echo failed: ValueError"] * 2
        assert (await worker.call({}, deadline_seconds=5))[0]["together"] == 1


async def test_one_of_several_who_gives_up_takes_nobody_along(tmp_path):
    async with running(TOGETHER, together=3) as worker:
        await worker.call({}, deadline_seconds=20)
        gates = [tmp_path / "first", tmp_path / "second"]
        first, *others = [
            asyncio.create_task(worker.call({"wait_for": str(gate)}, b"x", deadline_seconds=20))
            for gate in (gates[0], gates[1], gates[1])
        ]
        await asyncio.sleep(0)
        gates[0].touch()
        await first
        others[0].cancel()
        gates[1].touch()
        assert (await others[1])[0]["together"] == 2
