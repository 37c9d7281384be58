"""The sound of a call whose caller agreed to it: what of it may be kept, and how it becomes a recording."""
