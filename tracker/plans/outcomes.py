"""What in plans rests on a clause of minutes, for the page of the minutes (D21)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from tracker.accounts.actors import Actor
from tracker.extensions import db
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.outcomes import Outcome
from tracker.plans import policy
from tracker.plans.models import Baseline, Commitment, DefinitionVersion, Indicator

Part = TypeVar("Part", Baseline, DefinitionVersion)


def outcomes(actor: Actor, meeting: Meeting) -> Mapping[int, Sequence[Outcome]]:
    """By clause: the baselines and the wordings of indicators that name it as their source."""
    found: defaultdict[int, list[Outcome]] = defaultdict(list)
    for baseline in _resting_on(Baseline, actor, meeting):
        text = _("%(key)s: data dasar %(value)s", key=baseline.indicator.key, value=baseline.as_written)
        found[baseline.clause_id or 0].append(_on_page_of(baseline.indicator, text))
    for version in _resting_on(DefinitionVersion, actor, meeting):
        text = _("%(key)s: rumusan versi %(number)s", key=version.indicator.key, number=version.number)
        found[version.clause_id or 0].append(_on_page_of(version.indicator, text))
    return found


def _resting_on(part: type[Part], actor: Actor, meeting: Meeting) -> Iterator[Part]:
    plan = joinedload(part.indicator).joinedload(Indicator.commitment).joinedload(Commitment.plan)
    chosen = sa.select(part).join(part.clause).where(Clause.meeting_id == meeting.id)
    for found in db.session.scalars(chosen.options(plan).order_by(part.id)):
        if policy.can_read_plan(actor, found.indicator.commitment.plan):
            yield found


def _on_page_of(indicator: Indicator, text: str) -> Outcome:
    return Outcome(text, "targets.indicator", {"indicator_id": indicator.id})
