"""One call told again, from its journal: what was said by whom, when, and what came of it."""
