"""Background work of the outbox."""

from tracker.jobs.queue import sweeps
from tracker.notifications.sending import send_due

sweeps.append(send_due)
