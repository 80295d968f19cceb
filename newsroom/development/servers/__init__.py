"""PostgreSQL and Valkey from wheels, for development and tests: no container, no system package.

Both listen on Unix sockets in a private folder only, so nobody else on the machine reaches them,
no port can collide, and no password is needed.
"""

from newsroom.development.servers.embedded import Addresses, EmbeddedServers
from newsroom.development.servers.postgres import StartError

__all__ = ["Addresses", "EmbeddedServers", "StartError"]
