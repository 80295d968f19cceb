"""Says that somebody operated a projection; whoever keeps a list of such acts listens."""

from django.dispatch import Signal

operated = Signal()
"""Sent with `act` ("rebuild started", "rebuild cancelled", "tracks retried"), `subject` (the
projection) and `detail`."""
