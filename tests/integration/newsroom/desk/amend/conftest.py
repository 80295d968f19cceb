from tests.integration.newsroom.desk.events.conftest import desk, log_in

__all__ = ["desk", "log_in"]
