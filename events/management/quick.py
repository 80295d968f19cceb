"""Commands that start without Django's checks."""

from django.core.management.base import BaseCommand


class QuickCommand(BaseCommand):
    """For commands that neither migrate nor serve.

    The checks import all of REST and the desk: a third of the time until a command starts. They run
    with `check` and `migrate`, and in CI.
    """

    requires_system_checks = ()
