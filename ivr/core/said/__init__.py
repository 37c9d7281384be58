"""What is said to a caller: lines, how far they were heard, and none of them too often."""
