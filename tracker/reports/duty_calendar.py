"""Owed reports as a calendar that other programs subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from flask_babel import gettext as _
from icalendar import Calendar, Event

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core.bilingual import bilingual
from tracker.reports.duty_page import address_of
from tracker.reports.duty_queries import Owed
from tracker.reports.report_models import Submission
from tracker.web.labels import label

MEDIA_TYPE = "text/calendar"


def calendar_of(
    actor: Actor, organisation: Organisation, duties: Iterable[Owed], *, base_url: str, language: str
) -> bytes:
    """The calendar file of an organisation's duties. `base_url`: of this installation, no trailing slash."""
    calendar = Calendar()
    calendar.add("prodid", "-//RAN OGI Tracker//ID")
    calendar.add("version", "2.0")
    name = _("Kewajiban laporan %(organisation)s", organisation=organisation.short_name)
    calendar.add("x-wr-calname", name)
    for one in duties:
        calendar.add_component(_event(one, base_url + address_of(actor, one), base_url, language))
    return bytes(calendar.to_ical())


def _event(one: Owed, address: str, base_url: str, language: str) -> Event:
    """The days from the opening of the form to the last day in time; the end of an event is the day after."""
    event, at = Event(), changed_at(one)
    event.add("uid", _identity(one, base_url))
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", one.period.revision)
    event.add("dtstart", one.period.opens_on)
    event.add("dtend", one.due_on + timedelta(days=1))
    event.add("summary", _("Laporan %(report)s", report=f"{one.commitment.code} {one.period.code}"))
    event.add("description", _description(one, language))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if one.is_exempt else "CONFIRMED")
    return event


def _identity(one: Owed, base_url: str) -> str:
    return f"duty-{one.commitment.id}-{one.period.id}-{one.organisation.id}@{urlsplit(base_url).hostname}"


def _description(one: Owed, language: str) -> str:
    state = label(one.state) if one.state else _("belum dimulai")
    title = bilingual(one.commitment, "title").in_language(language)
    return f"{title}\n{label(one.part)}\n{state}"


def changed_at(one: Owed) -> datetime:
    """The newest moment known about a duty: of a step, a grant or the plan; else its period's first day.

    It comes from what is stored, never from the clock: to fetch an event does not change it.
    """
    steps = [moment for handed_in in one.submissions for moment in _moments(handed_in)]
    begun = [version.begun_at for version in one.report.versions] if one.report else []
    grants = [grant.granted_at for grant in one.period.grants if grant.organisation_id == one.organisation.id]
    published = one.commitment.plan.published_at
    first = datetime.combine(one.period.starts_on, time(), UTC)
    return max([*steps, *begun, *grants, published or first])


def _moments(handed_in: Submission) -> list[datetime]:
    return [handed_in.submitted_at, *(decision.decided_at for decision in handed_in.decisions)]
