"""What supervisors are told in figures: each with its formula, what was counted, and of how many."""
