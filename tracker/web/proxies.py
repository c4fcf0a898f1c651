"""Where a visitor comes from when proxies of our own stand in front."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def believe_proxies(app: Flask, count: int) -> None:
    """Take the visitor's address and scheme from what the nearest `count` proxies added to the request.

    With none, whatever X-Forwarded-For says was written by the visitor. The host is never taken from a
    header: a proxy passes it on as it is.
    """
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
