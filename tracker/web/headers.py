"""Security headers on every answer: nothing inline, nothing from elsewhere, no framing."""

from wsgiref.headers import Headers

from flask import Flask, Response
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
)

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def set_headers(app: Flask, *, is_secure: bool) -> None:
    """Send the policy with every answer, and HSTS when the installation is behind https.

    A page is made for one reader: unless its view says otherwise, nobody on the way may keep it.
    """
    headers = Secure(
        csp=ContentSecurityPolicy().value(_POLICY),
        coop=CrossOriginOpenerPolicy().same_origin(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        hsts=StrictTransportSecurity().max_age(31_536_000) if is_secure else None,
    )

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers.set_headers(response)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def guard_static(headers: Headers, _path: str, _address: str) -> None:
    """The same for static files, which are sent before Flask sees the request."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = _POLICY
