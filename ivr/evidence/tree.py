"""The Merkle tree of RFC 9162, 2.1: hashes, roots, and proofs that an entry is in it or that it has only grown.

A proof is made from nodes of perfect subtrees, `node(level, index)`: the root over entries index·2^level to
(index + 1)·2^level, not included. Who keeps those is told nothing of proofs, and the reverse.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]

EMPTY = sha256(b"").digest()
"""The root of a tree without entries."""


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def row_above(hashes: Sequence[bytes]) -> list[bytes]:
    """The nodes over each two of a row; an even number of them."""
    row = b"".join(hashes)
    return [sha256(b"\x01" + row[at : at + 64]).digest() for at in range(0, len(row), 64)]


class Peaks:
    """The roots of the perfect subtrees of a growing tree, the largest first: all that another entry needs."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """`leaf` is a leaf's hash. O(1) on average, O(log n) at worst."""
        carried, size = leaf, self.size
        while size & 1:
            carried = node_hash(self._peaks.pop(), carried)
            size >>= 1
        self._peaks.append(carried)
        self.size += 1

    def begin(self, size: int, node: Node) -> None:
        """Take up a tree that is there already."""
        self.size, self._peaks, start = size, [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                self._peaks.append(node(level, start >> level))
                start += 1 << level

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(size: int, node: Node) -> bytes:
    """The root when the tree had this size."""
    return range_root(0, size, node) if size else EMPTY


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1: the hashes from the entry up. Raises ValueError when the tree has no such entry."""
    if not 0 <= index < size:
        raise ValueError("no such entry in a tree of this size")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, node: Node) -> list[bytes]:
    """PROOF of RFC 9162, 2.1.4.1; empty between equal sizes, and from none. Raises ValueError when old > new."""
    if not 0 <= old <= new:
        raise ValueError("the older tree is the larger one")
    start, end, whole, path = 0, new, True, []
    while start + old < end and old:
        middle = start + _split(end - start)
        if start + old <= middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            old -= middle - start
            start, whole = middle, False
    if old and not whole:
        path.append(range_root(start, end, node))
    return path[::-1]


def root_by_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """The root that this proof leads to (RFC 9162, 2.1.3.2); None when its length is wrong."""
    if not 0 <= index < size:
        return None
    position, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            root = node_hash(sibling, root)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        position, last = position >> 1, last >> 1
    return root if last == 0 else None


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the tree of `old` entries is the beginning of that of `new` (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not path and old_root == (new_root if old == new else EMPTY)
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def range_root(start: int, end: int, node: Node) -> bytes:
    """The root over entries start to end, not included, where a proof cuts the tree."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(count)
    return node_hash(range_root(start, middle, node), range_root(middle, end, node))


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1
