"""From where a request comes: what a proxy of ours has noted, never what a caller claims."""

from ipaddress import ip_address
from typing import cast

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle


def client_address(request: HttpRequest) -> str | None:
    """Behind so many proxies of ours (NEWSROOM_BEHIND_PROXY) the address that the first noted.

    None where there is none: over a Unix socket, or where a proxy notes something else.
    """
    noted = BaseThrottle().get_ident(cast("Request", request))  # reads NUM_PROXIES
    try:
        return str(ip_address(noted))
    except ValueError:
        return None
