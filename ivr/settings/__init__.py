"""What the operator sets in the environment, read once."""

from .checking import OTHER_SECRETS, SECRETS
from .given import ROOT, VARIABLES, Settings, child_environment
from .loading import PATHS, load_settings

__all__ = ["OTHER_SECRETS", "PATHS", "ROOT", "SECRETS", "VARIABLES", "Settings", "child_environment", "load_settings"]
