"""Appending an event: its form, what it would change, and drafts of it."""
