"""What a clause of minutes led to in the negotiation, for the page of the minutes (D21)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from tracker.accounts.actors import Actor
from tracker.core.bilingual import bilingual
from tracker.minutes.models import Meeting
from tracker.minutes.outcomes import Outcome
from tracker.targets import queries
from tracker.targets.models import Position, PublishedSeries
from tracker.targets.wording import sentence
from tracker.web.filters import language


def outcomes(actor: Actor, meeting: Meeting) -> Mapping[int, Sequence[Outcome]]:
    """By clause: every position and published series that names it as its source."""
    found: defaultdict[int, list[Outcome]] = defaultdict(list)
    for clause, positions in queries.positions_by_clause(actor, meeting).items():
        found[clause] += map(_of_position, positions)
    for clause, series in queries.series_by_clause(actor, meeting).items():
        found[clause] += map(_of_series, series)
    return found


def _of_position(position: Position) -> Outcome:
    text = f"{position.indicator.key}: {sentence(position)}"
    return Outcome(text, "targets.indicator", {"indicator_id": position.indicator_id})


def _of_series(series: PublishedSeries) -> Outcome:
    name = bilingual(series, "name").in_language(language())
    text = _("%(key)s: angka terbit “%(name)s”", key=series.commitment.code, name=name)
    if series.indicator_id is None:
        address = {"plan_code": series.commitment.plan.code, "code": series.commitment.code}
        return Outcome(text, "plans.commitment", address)
    return Outcome(text, "targets.indicator", {"indicator_id": series.indicator_id})
