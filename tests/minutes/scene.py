"""Minutes to look at, a way to send a form that is open, and what the trail keeps."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.browser import Browser, Page
from tests.factories import SECRETARY, make_clause, make_meeting, make_organisation
from tests.minutes.papers import REAL
from tracker.audit.models import AuditEntry
from tracker.minutes import follow_up_services, participant_services, services
from tracker.minutes.models import Meeting
from tracker.minutes.reading import read_header
from tracker.minutes.states import OpenItemKind

N1 = "/minutes/N-1"


def real_meeting() -> Meeting:
    """The minutes of 21 September 2020 with their file."""
    for code in ("KemenPAN-RB", "Bappenas", "Pattiro", "Seknas OGI", "Perludem"):
        make_organisation(code)
    text = REAL.read_text()
    document = services.store_document(
        SECRETARY, file_name=REAL.name, media_type="", content=REAL.read_bytes()
    )
    return services.record_minutes(
        SECRETARY, code="N-1", header=read_header(text), text=text, document=document
    )


def sent(visitor: Browser, page: Page, changes: dict[str, Any], *, status: int = 200) -> Page:
    """Send the form on a page that is already open, with some of its fields changed."""
    form = page.find("main form[method=post]")
    return visitor.post(form.get("action"), {**dict(form.form_values()), **changes}, status=status)


Stored = Callable[[Callable[[], object]], None]


def full_meeting() -> Meeting:
    """Minutes with one of everything."""
    meeting = make_clause(make_meeting("N-1")).meeting
    participant_services.add_participant(SECRETARY, meeting, number=1, as_written="Tim")
    follow_up_services.add_follow_up(SECRETARY, meeting, text="Matriks diperbaiki.")
    follow_up_services.add_open_item(SECRETARY, meeting, kind=OpenItemKind.OFFER, text="Dana.")
    return meeting


def trail(session: Session) -> list[AuditEntry]:
    """The audit trail in order."""
    return list(session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)))
