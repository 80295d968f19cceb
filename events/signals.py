"""Tells whoever listens that events were appended."""

from django.dispatch import Signal

appended = Signal()
"""Sent after the append is durable, with `position`, the last one recorded, `events` (each with id,
position, stream, version, recorded_at) and the `seconds` that the append took."""
