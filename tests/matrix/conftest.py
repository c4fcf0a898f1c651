"""Fixtures for the files of the matrix."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.matrix.ledger import Story, make_story
from tests.matrix.samples import make_stamp
from tracker.core.bilingual import Language
from tracker.extensions import db
from tracker.matrix.rows import Matrix, VersionStamp
from tracker.matrix.states import Audience
from tracker.matrix.workbook import write_workbook


@pytest.fixture
def write_xlsx(app: Flask, tmp_path: Path) -> Callable[..., Path]:
    """Writes the workbook of a matrix and hands back its path; internal and Indonesian unless told."""

    def written(
        matrix: Matrix,
        stamp: VersionStamp | None = None,
        *,
        language: Language = "id",
        audience: Audience = Audience.INTERNAL,
        **more: Any,
    ) -> Path:
        target = tmp_path / "matrix.xlsx"
        with app.app_context(), force_locale(language):
            write_workbook(
                matrix, stamp or make_stamp(), language=language, audience=audience, target=target, **more
            )
        return target

    return written


@pytest.fixture
def story(app: Flask) -> Iterator[Story]:
    """A published plan with the talks of the minutes."""
    with app.app_context():
        made = make_story(published=True)
        db.session.commit()
        yield made
