"""What is heard of a caller: a turn, when it is over, what it is taken for."""
