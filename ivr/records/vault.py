"""The vault of a service that may be running, for a command beside it."""

from ..privacy.masters import master_keys
from ..privacy.vault import Vault
from ..settings import Settings


def vault_of(settings: Settings) -> Vault:
    """With the master keys that the settings name. Raises VaultError."""
    return Vault(master_keys(settings.master_key, settings.effective_master_key_file))
