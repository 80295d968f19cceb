"""Logging in and out, and passwords: Django's own views, in the desk's frame."""
