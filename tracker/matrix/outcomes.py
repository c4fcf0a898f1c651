"""Which frozen versions name a clause of minutes, for the page of the minutes (D21)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from tracker.accounts.actors import Actor
from tracker.extensions import db
from tracker.matrix import policy
from tracker.matrix.models import FrozenVersion, version_clause
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.outcomes import Outcome


def outcomes(actor: Actor, meeting: Meeting) -> Mapping[int, Sequence[Outcome]]:
    """By clause: for each plan the frozen versions that name it, with a link to the newest of them."""
    chosen = (
        sa.select(version_clause.c.clause_id, FrozenVersion)
        .join(FrozenVersion, FrozenVersion.id == version_clause.c.version_id)
        .join(Clause, Clause.id == version_clause.c.clause_id)
        .where(Clause.meeting_id == meeting.id)
        .options(joinedload(FrozenVersion.plan))
        .order_by(FrozenVersion.plan_id, FrozenVersion.number)
    )
    naming: defaultdict[tuple[int, int], list[FrozenVersion]] = defaultdict(list)
    for clause_id, version in db.session.execute(chosen):
        if policy.can_read_matrix(actor, version.plan):
            naming[clause_id, version.plan_id].append(version)
    found: defaultdict[int, list[Outcome]] = defaultdict(list)
    for (clause_id, _plan), versions in naming.items():
        found[clause_id].append(_of_versions(versions))
    return found


def _of_versions(versions: Sequence[FrozenVersion]) -> Outcome:
    newest, numbers = versions[-1], ", ".join(str(version.number) for version in versions)
    text = _("%(plan)s: matriks versi %(numbers)s", plan=newest.plan.code, numbers=numbers)
    return Outcome(text, "matrix.version", {"plan_code": newest.plan.code, "number": newest.number})
