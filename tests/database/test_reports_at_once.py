"""The same report handed in twice at one moment, over PostgreSQL; SQLite lets one write after the other."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm.exc import StaleDataError

from tests.reports.scene import AFTER_TW1, WHOLE, make_reporting
from tracker.accounts.actors import Actor
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.reports import report_services
from tracker.reports.report_models import ReportVersion, Submission


@pytest.mark.postgresql
def test_two_submits_at_one_moment_are_one(
    migrated: Callable[[str], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, both_have_judged = migrated("postgresql"), Barrier(2)
    with app.app_context(), clock.fixed_at(AFTER_TW1), unit_of_work():
        quarter = make_reporting()
        version = quarter.begin(quarter.ministry)
        report_services.save_draft(quarter.ministry, version, WHOLE, seen=0)
        ministry, number = quarter.ministry, version.id
    keep, outcomes = report_services._handed_in, list[str]()

    def meet(*judged: object) -> Submission:
        both_have_judged.wait(timeout=30)
        return keep(*judged)  # type: ignore[arg-type]

    monkeypatch.setattr(report_services, "_handed_in", meet)
    people = [Thread(target=_hand_in, args=(app, ministry, number, outcomes)) for _person in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=60)
    assert sorted(outcomes) == ["handed in", "somebody was quicker"]
    monkeypatch.undo()
    # Who was told so presses once more: it is the same report, handed in already.
    _hand_in(app, ministry, number, outcomes)
    assert outcomes[-1] == "handed in"
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Submission.id))) == 1


def _hand_in(app: Flask, actor: Actor, number: int, outcomes: list[str]) -> None:
    with app.app_context(), clock.fixed_at(AFTER_TW1):
        try:
            with unit_of_work():
                report_services.submit(actor, db.session.get_one(ReportVersion, number), seen=1)
            outcomes.append("handed in")
        except StaleDataError:
            outcomes.append("somebody was quicker")
