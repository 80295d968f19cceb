"""Tells whoever listens that events were appended."""

from django.dispatch import Signal

appended = Signal()
"""Sent with `position`, the last one recorded, after the append is durable."""
