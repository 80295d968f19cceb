"""An address without its last slash leads to the one with it."""

from django.http import HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware


class SameRequestElsewhere(HttpResponsePermanentRedirect):
    """To a 301 clients send a GET: an event posted without the slash would be lost unnoticed."""

    status_code = 308


class AddSlash(CommonMiddleware):
    response_redirect_class = SameRequestElsewhere
