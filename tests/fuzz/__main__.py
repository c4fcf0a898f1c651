"""Read back many spoiled workbooks: `python -m tests.fuzz [how many]`; 2,000 unless told."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import click
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from tests.bench.bench_workbook import settings_in
from tests.fuzz.books import WAYS, Spoil, check
from tracker import create_app


def run(examples: int) -> None:
    """Read that many, and print how they went; whatever must not happen is raised with its example."""
    outcomes = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_in(Path(folder)))
        with app.app_context(), force_locale("id"):
            for way, share in WAYS:
                _read(way, round(examples * share), outcomes)
    click.echo(f"{outcomes.total()} workbooks read or refused in words:")
    for outcome, times in outcomes.most_common():
        click.echo(f"{times:6} {outcome}")


def _read(way: SearchStrategy[Spoil], examples: int, outcomes: Counter[str]) -> None:
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(way)
    def read(spoil: Spoil) -> None:
        outcomes[check(spoil)] += 1

    read()


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
