"""The child process behind an engine: what happens when it dies, hangs, does not start, or its parent goes."""

import asyncio
import os
import signal
import sys
import textwrap
from pathlib import Path

import pytest

from ivr.engines.worker import Job, State, Worker
from ivr.errors import EngineBusyError, EngineError

from .running_worker import running

ECHO = Job(name="echo", target="tests.child_targets:build_echo", hang_seconds=5.0, waiting=3)


@pytest.fixture
async def worker():
    worker = Worker(ECHO)
    await worker.start()
    await worker.wait_ready(20)
    yield worker
    await worker.stop()


async def until_gone(pid):
    """The operating system reaps in its own time."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_a_request_is_answered_with_header_and_body(worker):
    header, body = await worker.call({"say": "hello"}, b"abc", deadline_seconds=5)
    assert header["said"] == "hello"
    assert body == b"cba"


async def test_native_libraries_begin_no_threads_of_their_own_in_a_child():
    async with running("tests.child_targets:build_environment") as worker:
        told, _ = await worker.call({"names": ["OMP_NUM_THREADS", "OMP_WAIT_POLICY"]}, deadline_seconds=20)
    assert (told["OMP_NUM_THREADS"], told["OMP_WAIT_POLICY"]) == ("1", "PASSIVE")


async def test_a_large_body_goes_both_ways_whole(worker):
    body = os.urandom(500_000)
    assert (await worker.call({}, body, deadline_seconds=10))[1] == body[::-1]


async def test_concurrent_requests_each_get_their_own_answer(worker):
    answers = await asyncio.gather(*(worker.call({"say": n}, deadline_seconds=5) for n in range(3)))
    assert [header["said"] for header, _ in answers] == [0, 1, 2]


async def test_more_requests_than_the_queue_holds_are_refused_at_once(worker):
    outcomes = await asyncio.gather(
        *(worker.call({"say": n}, deadline_seconds=5) for n in range(5)), return_exceptions=True
    )
    assert [isinstance(outcome, EngineBusyError) for outcome in outcomes] == [False, False, False, False, True]
    assert worker.refused == 1


async def test_a_request_given_up_while_it_waits_never_reaches_a_child(worker, tmp_path):
    first = asyncio.create_task(worker.call({"wait_for": str(tmp_path / "go")}, deadline_seconds=10))
    given_up = asyncio.create_task(worker.call({"touch": str(tmp_path / "seen")}, deadline_seconds=10))
    last = asyncio.create_task(worker.call({"say": "last"}, deadline_seconds=10))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    (tmp_path / "go").touch()
    await first
    assert (await last)[0]["said"] == "last"
    assert not (tmp_path / "seen").exists()


async def test_a_child_whose_asker_gave_up_is_given_nothing_until_it_is_done(worker, tmp_path):
    abandoned = asyncio.create_task(worker.call({"wait_for": str(tmp_path / "go")}, deadline_seconds=10))
    await asyncio.sleep(0)
    abandoned.cancel()
    await asyncio.gather(abandoned, return_exceptions=True)
    following = asyncio.create_task(worker.call({"say": "next"}, deadline_seconds=10))
    await asyncio.sleep(0)
    assert worker.waiting == 1
    (tmp_path / "go").touch()
    assert (await following)[0]["said"] == "next"


async def test_a_child_ends_what_nobody_waits_for_at_its_next_step_and_lives_on(worker):
    pid = (await worker.call({}, deadline_seconds=5))[0]["pid"]
    abandoned = asyncio.create_task(worker.call({"until_abandoned": True}, deadline_seconds=10))
    await asyncio.sleep(0)
    abandoned.cancel()
    await asyncio.gather(abandoned, return_exceptions=True)
    assert (await worker.call({"say": "next"}, deadline_seconds=10))[0] == {"said": "next", "pid": pid, "id": 3}


async def test_who_would_wait_longer_than_the_deadline_is_refused_at_once(worker, tmp_path):
    worker.queue.took(2.0)
    busy = asyncio.create_task(worker.call({"wait_for": str(tmp_path / "go")}, deadline_seconds=10))
    await asyncio.sleep(0)
    with pytest.raises(EngineBusyError):
        await worker.call({}, deadline_seconds=1.5)
    (tmp_path / "go").touch()
    await busy


async def test_a_turn_that_does_not_come_in_time_is_busy_and_not_a_failure(worker, tmp_path):
    busy = asyncio.create_task(worker.call({"wait_for": str(tmp_path / "go")}, deadline_seconds=10))
    await asyncio.sleep(0)
    with pytest.raises(EngineBusyError):
        await worker.call({}, deadline_seconds=0.05)
    (tmp_path / "go").touch()
    await busy


async def test_with_two_children_two_requests_are_under_way_and_one_death_costs_no_start(tmp_path):
    async with running(variants=({}, {})) as worker:
        while worker.ready_children < 2:  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.02)
        first = asyncio.create_task(worker.call({"wait_for": str(tmp_path / "go")}, deadline_seconds=10))
        second, _ = await worker.call({"say": "meanwhile"}, deadline_seconds=10)
        assert second["said"] == "meanwhile"
        (tmp_path / "go").touch()
        assert (await first)[0]["pid"] != second["pid"]
        died = str(tmp_path / "died")
        again, _ = await worker.call({"say": "again", "die_once": died}, deadline_seconds=10)
        assert again["said"] == "again"
        assert again["pid"] in {second["pid"], (await first)[0]["pid"]}


async def test_a_child_killed_mid_request_is_replaced_and_the_request_answered(worker, tmp_path):
    first = worker.pid
    header, _ = await worker.call({"say": "again", "die_once": str(tmp_path / "died")}, deadline_seconds=20)
    assert header["said"] == "again"
    assert header["pid"] != first
    assert worker.restarts == 1


async def test_two_children_dead_on_one_request_are_an_engine_error(worker):
    with pytest.raises(EngineError, match="died or hung 2 times"):
        await worker.call({"die": True}, deadline_seconds=20)
    await worker.wait_ready(20)
    assert (await worker.call({"say": "alive"}, deadline_seconds=5))[0]["said"] == "alive"


async def test_a_request_behind_one_that_kills_the_child_is_answered(worker):
    deadly, innocent = await asyncio.gather(
        worker.call({"die": True}, deadline_seconds=20),
        worker.call({"say": "me"}, deadline_seconds=20),
        return_exceptions=True,
    )
    assert isinstance(deadly, EngineError)
    assert innocent[0]["said"] == "me"


async def test_a_hanging_child_is_killed_at_its_deadline():
    async with running(hang_seconds=0.2, tries=1) as worker:
        await worker.wait_ready(20)
        pid = worker.pid
        with pytest.raises(EngineError, match="died or hung 1 times"):
            await worker.call({"hang": True}, deadline_seconds=5)
        assert await until_gone(pid)
        await worker.wait_ready(20)


async def test_a_child_that_is_starved_of_the_processor_is_not_taken_for_one_that_hangs():
    async with running(hang_seconds=0.4, tries=1) as worker:
        await worker.wait_ready(20)
        header, _ = await worker.call({"say": "late", "starve": 0.8}, deadline_seconds=10)
        assert header["said"] == "late"
        assert worker.restarts == 0


async def test_a_child_that_works_and_works_is_killed():
    async with running(hang_seconds=0.4, tries=1) as worker:
        await worker.wait_ready(20)
        with pytest.raises(EngineError, match="died or hung 1 times"):
            await worker.call({"spin": True}, deadline_seconds=20)


async def test_a_deadline_shorter_than_the_work_is_an_engine_error_and_spares_the_child(worker):
    pid = worker.pid
    with pytest.raises(EngineError, match=r"no answer within 0\.1 s"):
        await worker.call({"hang": True}, deadline_seconds=0.1)
    assert worker.pid == pid


async def test_an_abandoned_request_does_not_disturb_the_next(worker):
    task = asyncio.create_task(worker.call({"say": "stale"}, deadline_seconds=5))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await worker.call({"say": "fresh"}, deadline_seconds=5))[0]["said"] == "fresh"


async def test_an_exception_in_the_child_is_an_engine_error_without_its_text(worker):
    pid = worker.pid
    with pytest.raises(EngineError, match="ValueError") as caught:
        await worker.call({"raise": True}, deadline_seconds=5)
    assert "caller" not in str(caught.value)
    assert worker.pid == pid


async def test_a_child_that_dies_idle_is_replaced():
    async with running() as worker:
        await worker.wait_ready(20)
        first = worker.pid
        os.kill(first, signal.SIGKILL)
        header, _ = await worker.call({"say": "back"}, deadline_seconds=20)
        assert header["pid"] != first


async def test_an_engine_that_cannot_be_built_is_failed_and_says_why():
    async with running(target="tests.child_targets:build_never") as worker:
        with pytest.raises(EngineError, match=r"model\.bin is missing"):
            await worker.wait_ready(20)
        assert worker.problem == "FileNotFoundError: model.bin is missing"


async def test_a_child_that_does_not_get_ready_is_killed():
    async with running(target="tests.child_targets:build_slow_to_start", start_seconds=0.5) as worker:
        with pytest.raises(EngineError, match="not ready within"):
            await worker.wait_ready(20)
        assert "not ready within 0.5 s" in worker.problem


async def test_no_child_is_left_after_stop():
    async with running() as worker:
        await worker.wait_ready(20)
        pid = worker.pid
        assert os.getpgid(pid) == pid
    assert worker.state is State.STOPPED
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(EngineError, match="stopped"):
        await worker.call({}, deadline_seconds=1)


async def test_a_child_is_gone_when_its_parent_is_killed():
    script = textwrap.dedent("""
        import asyncio, sys
        from ivr.engines.worker import Job, Worker
        async def main():
            worker = Worker(Job(name="echo", target="tests.child_targets:build_echo"))
            await worker.start()
            await worker.wait_ready(20)
            asyncio.ensure_future(worker.call({"hang": True}, deadline_seconds=60))
            await asyncio.sleep(0)
            print(worker.pid, flush=True)
            await asyncio.Event().wait()
        sys.path.insert(0, sys.argv[1])
        asyncio.run(main())
    """)
    command = [sys.executable, "-c", script, str(Path(__file__).parent.parent)]
    parent = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    pid = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    assert await until_gone(pid)
