"""Whom to ask how a commitment stands."""

from tracker.plans.models import Commitment
from tracker.web.standings import Standings

commitment_standings: Standings[Commitment] = Standings()
