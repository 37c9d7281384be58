"""The one draft of the rules on which everybody works, and the revisions that were in force."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from ivr.store.database import engine_of
from ivr.store.drafts import DraftMovedError, Drafts
from ivr.store.people import People
from ivr.store.revisions import PAGE, Revisions


@pytest.fixture
def engine(empty_database: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "candid.db"
    path.write_bytes(empty_database.read_bytes())
    engine = engine_of(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def ann(engine: Engine, fake_clock: Any) -> str:
    people = People(engine, fake_clock.now)
    people.invite("Ann", "supervisor")
    found = people.by_name("Ann")
    assert found
    return found.id


def test_whoever_saves_second_is_told_and_nothing_of_the_first_is_lost(
    engine: Engine, fake_clock: Any, ann: str
) -> None:
    drafts = Drafts(engine, fake_clock.now)
    drafts.save(ann, "a: 1", built_on=0, version="v")
    with pytest.raises(DraftMovedError):
        drafts.save("bo", "a: 2", built_on=0, version="v")
    drafts.save(ann, "a: 3", built_on=1, version="w")
    with pytest.raises(DraftMovedError):
        drafts.save("bo", "a: 4", built_on=1, version="v")
    draft = drafts.current()
    assert draft
    assert (draft.text, draft.saved, draft.name, draft.version, draft.at) == ("a: 3", 2, "Ann", "v", fake_clock.now())


def test_a_draft_is_discarded_only_by_whoever_has_seen_all_of_it(engine: Engine, fake_clock: Any, ann: str) -> None:
    drafts = Drafts(engine, fake_clock.now)
    drafts.save(ann, "a: 1", built_on=0, version="v")
    drafts.save(ann, "a: 2", built_on=1, version="v")
    with pytest.raises(DraftMovedError):
        drafts.discard(built_on=1)
    drafts.discard(built_on=2)
    assert drafts.current() is None
    with pytest.raises(DraftMovedError):
        drafts.save(ann, "a: 3", built_on=2, version="v")


def test_revisions_are_numbered_and_say_who_when_and_why(engine: Engine, fake_clock: Any, ann: str) -> None:
    revisions = Revisions(engine, fake_clock.now)
    assert revisions.newest() is None
    assert revisions.add("", "the file", "v1", "a: 1") == 1
    assert revisions.add(ann, "holiday hours", "v2", "a: 2") == 2
    newest = revisions.newest()
    assert newest
    assert (newest.number, newest.name, newest.note, newest.at) == (2, "Ann", "holiday hours", fake_clock.now())
    first = revisions.by_number(1)
    assert first
    assert (first.name, first.text) == ("", "a: 1")


def test_what_is_in_force_gets_no_second_number_and_what_comes_back_does(
    engine: Engine, fake_clock: Any, ann: str
) -> None:
    revisions = Revisions(engine, fake_clock.now)
    assert [revisions.add(ann, "", version, version) for version in ("v1", "v1", "v2", "v1")] == [1, 1, 2, 3]
    found = revisions.by_version("v1")
    assert found
    assert found.number == 3
    other = revisions.by_version("v2")
    assert other
    assert other.number == 2
    assert revisions.by_version("unknown") is None


def test_a_call_had_the_revision_that_was_in_force_when_it_began(engine: Engine, fake_clock: Any) -> None:
    revisions = Revisions(engine, fake_clock.now)
    begun = fake_clock.now()
    for version in ("v1", "v2", "v1"):
        fake_clock.at += timedelta(minutes=10)
        revisions.add("", "", version, version)
    had = [revisions.by_version("v1", begun + timedelta(minutes=m)) for m in (5, 15, 29, 30, 45)]
    assert [one.number if one else None for one in had] == [1, 1, 1, 3, 3]
    assert revisions.by_version("unknown", begun) is None


def test_many_revisions_come_a_page_at_a_time_without_their_texts(engine: Engine, fake_clock: Any) -> None:
    revisions = Revisions(engine, fake_clock.now)
    for number in range(PAGE + 3):
        revisions.add("", "", f"v{number}", "text")
    first = revisions.listed()
    assert [one.number for one in first] == list(range(PAGE + 3, 3, -1))
    assert {one.text for one in first} == {""}
    assert [one.number for one in revisions.listed(before=first[-1].number)] == [3, 2, 1]
