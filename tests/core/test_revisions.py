"""Nobody saves over what they have not seen."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tests.factories import make_organisation, make_plan
from tracker.core.errors import StaleEdit
from tracker.core.revisions import check_revision, count_revision


def test_who_saw_the_present_revision_may_save(session: Session) -> None:
    plan = make_plan()
    check_revision(plan, plan.revision, ["code"])


@pytest.mark.parametrize("seen", [0, 2, -1])
def test_who_saw_another_one_is_shown_what_is_stored_now(session: Session, seen: int) -> None:
    plan = make_plan("RAN7")
    with pytest.raises(StaleEdit) as stale:
        check_revision(plan, seen, ["code", "ordinal"])
    assert stale.value.current == {"code": "RAN7", "ordinal": 6}
    assert stale.value.revision == plan.revision


def test_each_saved_edit_counts_and_nothing_else_does(session: Session) -> None:
    plan = make_plan()
    plan.ordinal = 7
    session.commit()
    assert plan.revision == 2
    session.commit()
    assert plan.revision == 2


def test_an_edit_of_what_belongs_to_a_thing_counts_for_it(session: Session) -> None:
    organisation = make_organisation()
    session.commit()
    organisation.names[0].name_ind = "Nama lain"
    count_revision(organisation)
    session.commit()
    assert organisation.revision == 2


def test_the_database_notices_who_saved_in_between(session: Session) -> None:
    plan = make_plan()
    session.commit()
    assert plan.revision == 1
    plan.ordinal = 7
    with session.no_autoflush:
        session.execute(sa.text("UPDATE plan SET revision = revision + 1"))
    with pytest.raises(StaleDataError):
        session.flush()
