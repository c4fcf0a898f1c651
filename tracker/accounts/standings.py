"""Whom to ask how an organisation stands."""

from tracker.accounts.models import Organisation
from tracker.web.standings import Standings

organisation_standings: Standings[Organisation] = Standings()
