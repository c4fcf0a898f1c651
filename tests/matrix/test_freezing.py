"""Freezing: numbered, hashed, audited, and never changed again (D18)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, make_plan, make_user
from tests.matrix.ledger import make_position, make_story
from tracker.accounts.actors import PUBLIC, Actor
from tracker.accounts.states import Role
from tracker.audit.models import AuditEntry
from tracker.core import clock
from tracker.core.digest import sha256_of
from tracker.core.errors import NotAllowed, NotFound, RuleBroken
from tracker.extensions import db
from tracker.matrix.content import from_content, open_content
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.models import FrozenVersion
from tracker.matrix.queries import (
    build_matrix,
    find_copy,
    get_plan_now,
    get_version,
    list_versions,
)
from tracker.matrix.services import freeze
from tracker.plans.models import Plan


def _freeze(plan: Plan, title: str = "Sebelum rapat") -> FrozenVersion:
    return freeze(SECRETARY, plan, title=title)


def test_a_frozen_version_holds_the_matrix_under_its_own_hash(session: Session) -> None:
    story = make_story()
    version = freeze(SECRETARY, story.plan, title="Sebelum rapat", note="Untuk K/L")
    assert (version.number, version.row_count, version.note) == (1, 1, "Untuk K/L")
    assert version.sha256 == sha256_of(version.content)
    assert from_content(version.content) == build_matrix(SECRETARY, story.plan, as_of=version.frozen_at)


def test_the_content_can_be_read_in_pieces(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    story = make_story()
    make_position(story.indicator, "50", organisation=story.cso, reason="Naik “bertahap” … é 😀")
    version = _freeze(story.plan)
    monkeypatch.setattr("tracker.matrix.content_queries._PIECE", 7)
    assert "".join(content_pieces(version)) == version.content
    assert open_content(content_pieces(version)) == from_content(version.content)


def test_freezing_leaves_a_line_in_the_audit_trail(session: Session) -> None:
    version = _freeze(make_story().plan)
    entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.act == "matrix:freeze")).one()
    assert (entry.subject_id, entry.subject_label, entry.actor_name) == (version.id, "RAN7 v1", "Sekretaris")
    assert entry.changes == {"sha256": [None, version.sha256]}


def test_versions_are_numbered_within_their_plan(session: Session) -> None:
    story = make_story()
    _freeze(make_story("OTHER").plan)
    _freeze(story.plan)
    make_position(story.indicator, "50", organisation=story.cso)
    assert _freeze(story.plan).number == 2
    assert [version.number for version in list_versions(SECRETARY, story.plan)] == [2, 1]


def test_nothing_new_is_not_frozen_again(session: Session) -> None:
    plan = make_story().plan
    _freeze(plan)
    with clock.fixed_at(clock.now() + timedelta(days=1)), pytest.raises(RuleBroken) as refused:
        _freeze(plan, "Sama saja")
    assert (refused.value.code, refused.value.params) == ("nothing_changed", {"number": 1})


def test_an_empty_matrix_is_not_frozen(session: Session) -> None:
    with pytest.raises(RuleBroken, match="matrix_is_empty"):
        _freeze(make_plan())


@pytest.mark.parametrize(("title", "code"), [("  ", "version_title_missing"), ("x" * 301, "text_too_long")])
def test_a_version_needs_a_title_that_fits(session: Session, title: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        _freeze(make_story().plan, title)
    assert (refused.value.code, refused.value.field) == (code, "title")


@pytest.mark.parametrize("actor", [PUBLIC, *(Actor("X", role) for role in (Role.MINISTRY, Role.CSO))])
def test_only_the_secretariat_freezes(session: Session, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        freeze(actor, make_story(published=True).plan, title="Versi")


@pytest.mark.parametrize(
    "statement", ["UPDATE frozen_version SET title = 'lain'", "DELETE FROM frozen_version"]
)
def test_the_database_itself_keeps_a_version_as_it_is(session: Session, statement: str) -> None:
    _freeze(make_story().plan)
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(sa.text(statement))


def test_the_newest_version_is_found_when_no_number_is_given(session: Session) -> None:
    story = make_story()
    first = _freeze(story.plan)
    make_position(story.indicator, "50", organisation=story.cso)
    second = _freeze(story.plan)
    assert get_version(SECRETARY, story.plan) is second
    assert get_version(SECRETARY, story.plan, 1) is first


def test_what_the_actor_may_not_see_is_not_found(session: Session) -> None:
    plan = make_story().plan
    _freeze(plan)
    for ask in (
        lambda: get_version(PUBLIC, plan, 1),
        lambda: list_versions(PUBLIC, plan),
        lambda: get_plan_now(PUBLIC, plan.code),
        lambda: get_version(SECRETARY, plan, 9),
        lambda: get_plan_now(SECRETARY, "TIDAK-ADA"),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_copy_is_found_by_its_hash_or_the_first_twelve_digits_as_printed(session: Session) -> None:
    version = _freeze(make_story().plan)
    sha256 = version.sha256
    printed = f"{sha256[:4]} {sha256[4:8]} {sha256[8:12]}".upper()
    for given in (sha256, sha256[:12], printed):
        found = find_copy(given)
        assert found is not None
        assert (found.version, found.is_latest) == (version, True)
    for given in ("", sha256[:11], "g" * 12, "%" * 12, sha256 + "0"):
        assert find_copy(given) is None


def test_a_copy_of_an_older_version_knows_the_latest(session: Session) -> None:
    story = make_story()
    first = _freeze(story.plan)
    make_position(story.indicator, "50", organisation=story.cso)
    second = _freeze(story.plan)
    found = find_copy(first.sha256)
    assert found is not None
    assert (found.is_latest, found.latest) == (False, second)


def test_freezing_records_who_did_it(session: Session) -> None:
    user = make_user()
    version = freeze(user.as_actor("test"), make_story().plan, title="Versi")
    db.session.refresh(version)
    assert version.frozen_by is user
