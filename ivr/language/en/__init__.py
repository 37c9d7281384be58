"""English: lists that a supervisor can read, and beside them what no list can say."""
