"""How soon it answers."""
