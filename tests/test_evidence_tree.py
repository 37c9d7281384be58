"""The Merkle tree of RFC 9162: the roots and proofs of its test trees, and what holds of every tree."""

from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.evidence.tiles import WIDTH, Tiles, bundled, tile_path, unbundled
from ivr.evidence.tree import (
    EMPTY,
    Peaks,
    consistency,
    inclusion,
    is_consistent,
    leaf_hash,
    node_hash,
    root_by_inclusion,
    root_of,
)

ENTRIES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Of the first 0 to 8 entries, as Certificate Transparency's own tests have them."""


def plain_root(hashes: list[bytes]) -> bytes:
    """The definition of RFC 9162, 2.1.1, word for word."""
    if len(hashes) < 2:
        return hashes[0] if hashes else EMPTY
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(plain_root(hashes[:split]), plain_root(hashes[split:]))


def node_in(hashes: list[bytes]):  # type: ignore[no-untyped-def]
    return lambda level, index: plain_root(hashes[index << level : (index + 1) << level])


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(count)]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_the_test_trees(size: int) -> None:
    hashes = [leaf_hash(entry) for entry in ENTRIES[:size]]
    peaks = Peaks()
    for found in hashes:
        peaks.add(found)
    assert peaks.root().hex() == ROOTS[size]
    assert root_of(size, node_in(hashes)).hex() == ROOTS[size]


def test_the_proofs_are_those_of_the_test_trees() -> None:
    node = node_in([leaf_hash(entry) for entry in ENTRIES])
    assert [found.hex() for found in inclusion(0, 8, node)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [found.hex() for found in consistency(6, 8, node)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(st.data())
def test_every_entry_is_proved_to_be_in_every_tree_that_has_it(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 80))
    index = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    path = inclusion(index, size, node_in(hashes))
    assert root_by_inclusion(index, size, hashes[index], path) == plain_root(hashes)


@given(st.data())
def test_no_proof_of_an_entry_holds_for_another_place_entry_or_path(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 80))
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != index))
    hashes = leaves(size)
    path, root = inclusion(index, size, node_in(hashes)), plain_root(hashes)
    assert root_by_inclusion(other, size, hashes[index], path) != root
    assert root_by_inclusion(index, size, hashes[other], path) != root
    assert root_by_inclusion(index, size, hashes[index], path[:-1]) != root
    assert root_by_inclusion(index, size, hashes[index], [*path, path[-1]]) != root
    bad = data.draw(st.integers(0, len(path) - 1))
    assert root_by_inclusion(index, size, hashes[index], [*path[:bad], EMPTY, *path[bad + 1 :]]) != root
    assert root_by_inclusion(size, size, hashes[index], path) is None


@given(st.data())
def test_every_earlier_size_is_proved_to_be_the_beginning_of_every_later_one(data: st.DataObject) -> None:
    new = data.draw(st.integers(0, 80))
    old = data.draw(st.integers(0, new))
    hashes = leaves(new)
    path = consistency(old, new, node_in(hashes))
    assert is_consistent(old, new, plain_root(hashes[:old]), plain_root(hashes), path)


@given(st.data())
def test_no_other_past_is_proved(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 80))
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    hashes = leaves(new)
    past = [*hashes[:changed], leaf_hash(b"another"), *hashes[changed + 1 : old]]
    path, root = consistency(old, new, node_in(hashes)), plain_root(hashes)
    assert not is_consistent(old, new, plain_root(past), root, path)
    assert not is_consistent(old, new, plain_root(hashes[:old]), plain_root([*hashes, EMPTY]), path)
    assert not is_consistent(old, new, plain_root(hashes[:old]), root, path[:-1])
    assert not is_consistent(old, new, plain_root(hashes[:old]), root, [*path, EMPTY])
    assert not is_consistent(new, old, root, plain_root(hashes[:old]), path)


def test_a_proof_is_not_made_for_what_the_tree_does_not_have() -> None:
    node = node_in(leaves(5))
    for bad in (-1, 5):
        with pytest.raises(ValueError, match="no such entry"):
            inclusion(bad, 5, node)
    with pytest.raises(ValueError, match="older tree"):
        consistency(6, 5, node)


@settings(max_examples=12)
@given(st.integers(0, 3 * WIDTH), st.integers(0, 3 * WIDTH), st.data())
def test_tiles_know_every_node_before_and_after_they_are_opened_anew(
    first: int, second: int, data: st.DataObject
) -> None:
    size = first + second
    hashes = leaves(size)
    with TemporaryDirectory() as folder:
        tiles = Tiles(Path(folder))
        reduce(lambda _, found: tiles.add(found), hashes[:first], None)
        anew = Tiles(Path(folder))
        anew.begin(first // WIDTH)
        reduce(lambda _, found: anew.add(found), hashes[first // WIDTH * WIDTH :], None)
        wanted = data.draw(st.integers(0, size))
        assert root_of(wanted, anew.node) == plain_root(hashes[:wanted])
        if wanted:
            index = data.draw(st.integers(0, wanted - 1))
            assert inclusion(index, wanted, anew.node) == inclusion(index, wanted, node_in(hashes))


def test_tiles_of_the_second_level_are_written_and_read(tmp_path: Path) -> None:
    size = WIDTH * WIDTH + 5
    hashes = leaves(size)
    tiles, peaks = Tiles(tmp_path), Peaks()
    for found in hashes:
        tiles.add(found)
        peaks.add(found)
    assert tile_path(tmp_path, 1, 0).stat().st_size == WIDTH * 32
    anew = Tiles(tmp_path)
    anew.begin(WIDTH)
    for found in hashes[-5:]:
        anew.add(found)
    assert root_of(size, anew.node) == peaks.root()
    path = inclusion(300, size, anew.node)
    assert root_by_inclusion(300, size, hashes[300], path) == peaks.root()


def test_tiles_stand_where_the_format_says(tmp_path: Path) -> None:
    assert tile_path(tmp_path, 0, 1234067).relative_to(tmp_path).as_posix() == "tile/0/x001/x234/067"
    assert tile_path(tmp_path, "entries", 5, 17).relative_to(tmp_path).as_posix() == "tile/entries/005.p/17"
    assert tile_path(tmp_path, 1, 1000).relative_to(tmp_path).as_posix() == "tile/1/x001/000"


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_is_read_as_it_was_written_and_never_when_cut(entries: list[bytes]) -> None:
    data = bundled(entries)
    assert unbundled(data) == entries
    if data:
        assert unbundled(data[:-1]) != entries


def test_an_entry_that_no_bundle_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        bundled([bytes(1 << 16)])
