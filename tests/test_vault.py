"""What is sealed opens with its call's key, at its own place, and nowhere else; what fails says one line without it."""

import base64
from datetime import UTC, datetime

import pytest

from ivr.errors import VaultError
from ivr.privacy.given_keys import given_keys
from ivr.privacy.master_keys import KeyRing, MasterKey, name_of_key
from ivr.privacy.vault import Vault

WORDS = b"my order is four zero seven one"
AT = datetime(2026, 11, 29, tzinfo=UTC)
OLD, NEW = (bytes(range(start, start + 32)) for start in (0, 100))


def ring(*secrets: bytes, retired: bytes = b"") -> KeyRing:
    gone = (MasterKey(name_of_key(retired), None),) if retired else ()
    return KeyRing((*(MasterKey(name_of_key(secret), secret) for secret in secrets), *gone))


@pytest.fixture
def vault() -> Vault:
    return Vault(ring(OLD))


def test_what_is_sealed_opens_at_its_own_place_alone(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    sealed = key.seal("said", 4, WORDS)
    assert WORDS not in sealed
    assert vault.unsealed("said", 4, sealed, (key.kept,)) == WORDS
    for table, seq in (("said", 5), ("wishes", 4)):
        with pytest.raises(VaultError, match="stands in another's place"):
            vault.unsealed(table, seq, sealed, (key.kept,))


def test_what_is_sealed_in_one_call_does_not_open_in_another(vault: Vault) -> None:
    one, other = vault.new_key("CA1", AT), vault.new_key("CA2", AT)
    with pytest.raises(VaultError):
        vault.unsealed("said", 1, one.seal("said", 1, WORDS), (other.kept,))


def test_the_key_of_one_call_put_in_anothers_row_opens_nothing(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    moved = type(key.kept)("CA2", key.kept.name, key.kept.master, key.kept.locked, AT)
    with pytest.raises(VaultError, match="not locked by master key"):
        vault.unsealed("said", 1, key.seal("said", 1, WORDS), (moved,))


def test_the_same_words_are_never_sealed_to_the_same_bytes(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    assert len({key.seal("said", 1, WORDS) for _ in range(100)}) == 100


def test_every_cut_and_every_changed_byte_is_found_and_tells_nothing(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    sealed = key.seal("said", 1, WORDS)
    spoilt = [sealed[:size] for size in range(len(sealed))]
    spoilt += [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    for blob in spoilt:
        with pytest.raises(VaultError) as raised:
            vault.unsealed("said", 1, blob, (key.kept,))
        assert WORDS.decode() not in str(raised.value)
        assert "\n" not in str(raised.value)


def test_a_destroyed_key_leaves_nothing_to_read(vault: Vault) -> None:
    sealed = vault.new_key("CA1", AT).seal("said", 1, WORDS)
    with pytest.raises(VaultError, match="is gone, as after an erasure"):
        vault.unsealed("said", 1, sealed, ())


def test_another_master_key_opens_nothing_and_is_named(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    stranger = Vault(ring(NEW))
    with pytest.raises(VaultError, match=f"master key {name_of_key(OLD)} is not here: put it back"):
        stranger.unsealed("said", 1, key.seal("said", 1, WORDS), (key.kept,))


def test_a_newer_master_key_locks_and_the_older_one_still_opens(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    rotated = Vault(ring(NEW, OLD))
    assert rotated.unsealed("said", 1, key.seal("said", 1, WORDS), (key.kept,)) == WORDS
    assert rotated.new_key("CA2", AT).kept.master == name_of_key(NEW)


def test_what_was_locked_anew_needs_the_old_master_key_no_more(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    kept = Vault(ring(NEW, OLD)).relocked(key.kept)
    later = Vault(ring(NEW, retired=OLD))
    assert later.unsealed("said", 1, key.seal("said", 1, WORDS), (kept,)) == WORDS
    with pytest.raises(VaultError, match=r"is retired: what it locked cannot be read$"):
        later.relocked(key.kept)


def test_what_was_forgotten_is_opened_with_its_kept_key_or_not_at_all(vault: Vault) -> None:
    key = vault.new_key("CA1", AT)
    sealed = key.seal("said", 1, WORDS)
    vault.unsealed("said", 1, sealed, (key.kept,))
    vault.masters = ring(NEW)
    assert vault.unsealed("said", 1, sealed, (key.kept,)) == WORDS, "it was held ready"
    vault.forget(["CA1"])
    with pytest.raises(VaultError):
        vault.unsealed("said", 1, sealed, (key.kept,))


def test_of_given_keys_the_first_locks_and_their_names_tell_nothing_of_them() -> None:
    both = given_keys(f"{b64(NEW)}, {b64(OLD)}")
    assert both.newest == name_of_key(NEW)
    assert [key.name for key in both.keys] == [name_of_key(NEW), name_of_key(OLD)]
    assert b64(NEW)[:8] not in both.newest


@pytest.mark.parametrize("given", ["", "short", "A" * 44, "=" * 44, f"{'A' * 43}=", "no base64 at all, or is it?"])
def test_what_is_no_key_is_refused_without_telling_it(given: str) -> None:
    with pytest.raises(VaultError) as raised:
        given_keys(given)
    assert not given or given not in str(raised.value)


def b64(secret: bytes) -> str:
    return base64.b64encode(secret).decode()
