"""What the runtime role may do."""

from django.conf import settings
from django.db import connections, transaction

from events.sql import script


def grant(using: str = "default") -> None:
    """Give the runtime role its privileges on every table there is, and on those to come.

    Django sends its signal once all migrations of all applications are done, so a table of a
    later migration is covered without that migration's doing.
    """
    connection = connections[using]
    if "events_event" not in connection.introspection.table_names():
        return  # migrated back to before the log
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('newsroom.runtime_role', %s, true)",
            [settings.NEWSROOM_RUNTIME_ROLE],
        )
        cursor.execute(script("privileges.sql"))
