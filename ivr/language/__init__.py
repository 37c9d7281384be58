"""A room for each language: all that callers say in it and that we say to them beside prompts. See docs/language.md."""
