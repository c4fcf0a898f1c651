"""What the page of a commitment says of its progress: what was last verified, in a sentence."""

from collections.abc import Sequence

from flask_babel import gettext as _

from tracker.accounts.actors import Actor
from tracker.monitoring.progress_queries import last_verified
from tracker.plans.models import Commitment
from tracker.web.labels import label


def standing(actor: Actor, commitment: Commitment) -> Sequence[str]:
    """The newest verified period of the agency that answers for the commitment; nothing before that."""
    found = last_verified(actor, commitment)
    if found is None:
        return []
    said = {"period": found.period, "completion": label(found.completion)}
    return [_("Terakhir diverifikasi: periode %(period)s, tingkat penyelesaian %(completion)s.", **said)]
