"""What the demo throws away again: the letters it shows. That they were sent stays in the outbox."""

from datetime import timedelta

import sqlalchemy as sa

from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.notifications.models import DemoLetter

DEMO_LETTERS_KEPT_FOR = timedelta(days=30)


def clear_demo_letters() -> None:
    """Throw away letters older than thirty days, and with them the personal links they carry."""
    with unit_of_work():
        oldest = clock.now() - DEMO_LETTERS_KEPT_FOR
        db.session.execute(sa.delete(DemoLetter).where(DemoLetter.sent_at < oldest))
