"""Security headers on every answer: nothing inline, nothing from elsewhere, no framing."""

from pathlib import Path
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
from whitenoise import WhiteNoise

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def security_headers(*, is_secure: bool) -> Secure:
    """The headers of every answer; HSTS only when the installation is behind https."""
    return Secure(
        csp=ContentSecurityPolicy().value(_POLICY),
        coop=CrossOriginOpenerPolicy().same_origin(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        hsts=StrictTransportSecurity().max_age(31_536_000) if is_secure else None,
    )


def guard_pages(app: Flask, headers: Secure) -> None:
    """Send them with whatever Flask answers.

    A page is made for one reader: unless its view says otherwise, nobody on the way may keep it. A view that
    sends what somebody uploaded has stricter headers of its own.
    """

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.headers.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def serve_static(app: Flask, folder: Path, headers: Secure) -> None:
    """Send static files before Flask sees the request, from the compressed copies made at set-up.

    Their names do not change with their content, so a browser asks again after ten minutes.
    """

    def add_headers(answer: Headers, _path: str, _address: str) -> None:
        for name, value in headers.headers.items():
            answer[name] = value

    options = {"prefix": "static/", "max_age": 600, "add_headers_function": add_headers}
    files = WhiteNoise(app.wsgi_app, root=folder, **options)
    app.wsgi_app = files  # type: ignore[method-assign]
