"""Master keys from the environment, the newest first, for those who keep secrets elsewhere than on this disk."""

from ..errors import VaultError
from ..secrecy import keys_in
from .master_keys import KeyRing, MasterKey, name_of_key


class GivenKeys(KeyRing):
    """`MasterKeys` that were given at the start; other ones take another start."""

    @property
    def problem(self) -> str:
        return ""

    def look(self) -> None:
        """Nothing changes."""


def given_keys(text: str) -> GivenKeys:
    """Keys of 32 bytes in base64, commas between them. Raises VaultError, which tells nothing of them."""
    secrets = keys_in(text)
    if not secrets:
        raise VaultError("a master key from the environment is no key of 32 bytes in base64")
    return GivenKeys(tuple(MasterKey(name_of_key(secret), secret) for secret in secrets))
