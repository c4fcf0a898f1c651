"""The demo's rounds: one that ended and changed the plan, one that is open (D16, D19)."""

import sqlalchemy as sa
from flask import Flask

from tests.factories import SECRETARY
from tracker.demo.invented_plan import PLAN
from tracker.extensions import db
from tracker.matrix.comparison import compare
from tracker.matrix.queries import get_version
from tracker.matrix.sheets import frozen_matrix
from tracker.plans.queries import get_plan
from tracker.reviews import answer_queries, queries
from tracker.reviews.models import Answer
from tracker.reviews.states import RoundState


def test_the_round_that_ended_lowered_two_dropped_one_and_redefined_one(demo: Flask) -> None:
    with demo.test_request_context():
        plan = get_plan(SECRETARY, PLAN)
        before, after = (frozen_matrix(SECRETARY, get_version(SECRETARY, plan, one)) for one in (1, 2))
        found = compare(before, after).statistics
    assert (found.lowered, found.dropped, found.redefined) == (2, 1, 1)
    assert (found.raised, found.added, found.removed, found.changed) == (0, 0, 0, 4)


def test_answers_are_as_in_life(demo: Flask) -> None:
    with demo.app_context():
        newest, ended = queries.list_rounds(SECRETARY, get_plan(SECRETARY, PLAN))
        kinds = set(db.session.scalars(sa.select(Answer.kind)))
        silent = {one.organisation.short_name for one in queries.non_responses(ended)}
        assert (newest.state, ended.state) == (RoundState.OPEN, RoundState.FINAL)
        assert {kind.value for kind in kinds} == {
            "agree",
            "counter",
            "drop",
            "reword",
            "remark",
            "no_objection",
        }
        assert "Kementerian Contoh Data" in silent
        assert answer_queries.undisposed(answer_queries.answers_of(ended)) == []
        assert [len(one.row_keys) for one in newest.recipients] == [5, 5, 5, 5]
