"""All views derived anew, in this process."""

from stories.engine import rebuild
from stories.engine.registry import projections


def rebuild_all() -> None:
    """Each is found equal to what was kept, and swapped in."""
    for name in projections():
        requested = rebuild.request(name, parts=1)
        rebuild.work(requested.parts.get().pk)
        requested.refresh_from_db()
        assert requested.status == "swapped", (name, requested.detail)
