"""The same negotiation has the same matrix, to the byte, on either database (D18)."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories import SECRETARY, make_organisation
from tests.matrix.ledger import make_baseline, make_position, make_series, make_story
from tests.matrix.reported import reported
from tracker.accounts.models import OrganisationName
from tracker.core import clock
from tracker.core.digest import canonical_json
from tracker.extensions import db
from tracker.matrix.content import to_content
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.queries import build_matrix, find_copy, get_plan_now, get_version_now
from tracker.matrix.services import freeze
from tracker.targets.models import OfficialMark

pytestmark = pytest.mark.postgresql
MOMENT = datetime(2020, 9, 23, 1, 2, 3, 456789, tzinfo=UTC)


def _negotiate() -> str:
    """A plan with numbers of every spelling, frozen; its fingerprint."""
    make_organisation("UNRELATED")
    story = make_story()
    story.ministry.names.append(
        OrganisationName(short_name="PANRB", name_ind="Kementerian … é", valid_from=MOMENT.date())
    )
    make_baseline(story.indicator, "18.60")
    make_series(story.commitment, {2020: "60.0", 2021: "70"}, story.indicator)
    said = make_position(story.indicator, "45.50", year=2024, organisation=story.cso)
    db.session.add(OfficialMark(position=said, reason="Resmi", marked_at=MOMENT - timedelta(minutes=1)))
    version = freeze(SECRETARY, story.plan, title="Versi")
    assert "".join(content_pieces(version)) == version.content
    assert to_content(build_matrix(SECRETARY, story.plan, as_of=MOMENT)) == version.content
    db.session.commit()
    return version.sha256


def _report() -> str:
    """A quarter reported, verified and frozen with what was achieved; that part of the content."""
    with reported() as quarter:
        quarter.verify()
        quarter.account()
        version = freeze(SECRETARY, quarter.plan, title="Versi", with_achieved=True)
        content = json.loads(version.content)
        db.session.commit()
    assert len(content["rows"][0]["achieved"]) == 2
    return canonical_json([row["achieved"] for row in content["rows"]])


def test_both_databases_hold_the_same_achievements(migrated: Callable[[str], Flask]) -> None:
    contents = set()
    for kind in ("sqlite", "postgresql"):
        with migrated(kind).app_context():
            contents.add(_report())
    assert len(contents) == 1


def test_both_databases_give_the_same_fingerprint(
    migrated: Callable[[str], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.matrix.content_queries._PIECE", 101)
    fingerprints = set()
    for kind in ("sqlite", "postgresql"):
        with migrated(kind).app_context(), clock.fixed_at(MOMENT):
            fingerprints.add(_negotiate())
            now = get_plan_now(SECRETARY, "RAN7")
            found = get_version_now(SECRETARY, "RAN7", 1)
            copy = find_copy(found.version.sha256[:12])
            assert (now.latest_number, found.latest_number, copy is not None) == (1, 1, True)
    assert len(fingerprints) == 1
