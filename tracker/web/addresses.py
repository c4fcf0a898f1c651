"""Addresses: where to go back to, whole ones for letters, and which numbers in them can be ids at all."""

import re

from flask import current_app
from werkzeug.routing import IntegerConverter, Map

# One slash and then a plain path of ours: browsers read "//", "/\" and tabs in between as another host.
_OWN = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


def own_address(wanted: str | None, *, otherwise: str) -> str:
    """`wanted` when it leads to a page of this site, else `otherwise`."""
    return wanted if wanted and _OWN.fullmatch(wanted) else otherwise


def whole_address(endpoint: str, **values: object) -> str:
    """The public address of a page, for letters, which are worded where there is no request."""
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{current_app.config['SETTINGS'].base_url}{path}"


class StoredId(IntegerConverter):
    """A number that a database could have given out; a larger one is an address that does not exist."""

    def __init__(
        self, map: Map, fixed_digits: int = 0, min: int | None = 1, max: int | None = 2**31 - 1
    ) -> None:
        super().__init__(map, fixed_digits, min, max)
