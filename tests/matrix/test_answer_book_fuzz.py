"""Workbooks spoiled by chance are read or refused, never more than that; `make fuzz` tries many more."""

from flask import Flask
from hypothesis import HealthCheck, given, settings

from tests.fuzz.books import SPOILED, Spoil, check


@given(SPOILED)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoiled_workbook_is_read_or_refused_in_words(app: Flask, spoil: Spoil) -> None:
    with app.app_context():
        assert check(spoil)
