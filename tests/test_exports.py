"""Files of frozen versions: made once, the same for ever, and given only to those who may have them."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from tests.browser import Browser
from tests.factories import make_user
from tracker.accounts.states import Role
from tracker.demo.seed import MINUTES_PLAN
from tracker.extensions import db, unit_of_work
from tracker.matrix.models import Export

ADDRESS = f"/plans/{MINUTES_PLAN}/versions/2/download?format=xlsx"


def _exports(app: Flask) -> list[str]:
    with app.app_context():
        return [export.sha256 or "" for export in db.session.scalars(db.select(Export).order_by(Export.id))]


def test_a_frozen_version_is_made_once_and_then_only_sent(demo: Flask, visitor: Browser) -> None:
    first = visitor.get(ADDRESS).response
    second = visitor.get(ADDRESS).response
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert "attachment" in first.headers["Content-Disposition"]
    assert len(_exports(demo)) == 1


def test_a_copy_that_is_still_good_is_not_sent_again(demo: Flask, visitor: Browser) -> None:
    tag = visitor.get(ADDRESS).response.headers["ETag"]
    again = visitor.get(ADDRESS, status=304, headers={"If-None-Match": tag}).response
    assert again.data == b""


def test_names_of_officials_are_only_in_the_file_of_people_who_are_signed_in(
    demo: Flask, visitor: Browser
) -> None:
    def words() -> str:
        answer = visitor.get(ADDRESS).response
        path = Path(demo.instance_path) / "seen.xlsx"
        path.write_bytes(answer.data)
        with ZipFile(path) as archive:
            return "".join(
                archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
            )

    assert "Septiana" not in words()
    with demo.app_context(), unit_of_work():
        user = make_user(Role.MINISTRY)
        visitor.sign_in(user)
    assert "Septiana" in words()


def test_a_draft_says_that_it_is_one(demo: Flask, visitor: Browser) -> None:
    answer = visitor.get(f"/plans/{MINUTES_PLAN}/matrix/download?format=xlsx&language=id").response
    assert "draf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "query", ["format=docx", "format=xlsx&language=fr", "format=pdf&paper=a5", "format="]
)
def test_a_file_nobody_offers_is_not_found(demo: Flask, visitor: Browser, query: str) -> None:
    visitor.get(f"/plans/{MINUTES_PLAN}/versions/2/download?{query}", status=404)


def test_the_command_writes_the_same_file_as_the_page(demo: Flask, visitor: Browser, tmp_path: Path) -> None:
    with demo.app_context(), unit_of_work():
        visitor.sign_in(make_user(Role.SECRETARIAT))
    runner: FlaskCliRunner = demo.test_cli_runner()
    out = tmp_path / "matrix.xlsx"
    for options in ([], ["--fresh"]):
        result = runner.invoke(args=["matrix", "export", "--format", "xlsx", "--out", str(out), *options])
        assert result.exit_code == 0, result.output
        assert out.read_bytes() == visitor.get(ADDRESS).response.data


def test_an_unknown_version_is_refused_in_words(demo: Flask, tmp_path: Path) -> None:
    result = demo.test_cli_runner().invoke(
        args=["matrix", "export", "--version", "99", "--format", "xlsx", "--out", str(tmp_path / "x.xlsx")]
    )
    assert result.exit_code == 1
    assert "tidak ada" in result.output
