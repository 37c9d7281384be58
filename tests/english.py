"""The language of the tests' callers, whose questions they ask the core by name."""

from ivr.language.spoken import spoken

ENGLISH = spoken("en")
