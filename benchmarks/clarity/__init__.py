"""Whether callers understand what it says, slower and louder speech with it."""
