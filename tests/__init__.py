"""Promises of the house, one file a module."""
