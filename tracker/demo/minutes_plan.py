"""RAN OGI 2020–2022 as the minutes of 21 September 2020 tell it: every position with speaker, unit, clause, reason.

Nothing is added that the minutes do not say. Where they leave something open (a year, a denominator, who
"Biro MKOK" is), it stays open here.
"""

from datetime import UTC, datetime
from typing import Any

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.core import clock
from tracker.demo.minutes_commitment import make_commitment, make_indicators, publish_road_map
from tracker.demo.minutes_meeting import hold_meeting
from tracker.demo.minutes_talks import answer, propose
from tracker.matrix.services import freeze
from tracker.plans.models import Plan
from tracker.plans.services import create_plan, link_meeting, publish_plan

PLAN = "RAN-OGI-2020-2022"

PREPARED = datetime(2020, 9, 21, 4, 0, tzinfo=UTC)
PROPOSED = datetime(2020, 9, 21, 7, 0, tzinfo=UTC)
ANSWERED = datetime(2020, 9, 21, 8, 0, tzinfo=UTC)
AFTERWARDS = datetime(2020, 9, 22, 3, 0, tzinfo=UTC)

AS_PROPOSED: dict[str, Any] = {
    "title": "Usulan Pattiro",
    "note": "Matriks sebagaimana diusulkan dalam butir II.2.e.",
}
AS_RETURNED: dict[str, Any] = {
    "title": "Setelah rapat 21 September 2020",
    "note": "Dikembalikan ke K/L dan OMS untuk dibahas dalam rapat internal (butir III.1).",
}


def seed_minutes_plan(actor: Actor, organisations: dict[str, Organisation]) -> Plan:
    """The plan, its one commitment, the whole negotiation, and the matrix frozen before and after it."""
    with clock.fixed_at(PREPARED):
        plan = _plan(actor)
        room = hold_meeting(actor, organisations)
        link_meeting(actor, plan, room.meeting)
        commitment = make_commitment(actor, plan, room)
        indicators = make_indicators(actor, commitment, room)
        publish_road_map(actor, commitment, indicators, room)
    with clock.fixed_at(PROPOSED):
        propose(actor, indicators, room)
        freeze(actor, plan, **AS_PROPOSED)
    with clock.fixed_at(ANSWERED):
        answer(actor, indicators, room)
    with clock.fixed_at(AFTERWARDS):
        publish_plan(actor, plan)
        freeze(actor, plan, **AS_RETURNED)
    return plan


def _plan(actor: Actor) -> Plan:
    return create_plan(
        actor,
        code=PLAN,
        ordinal=6,
        title_ind="Rencana Aksi Nasional Open Government Indonesia 2020–2022",
        title_eng="Open Government Indonesia National Action Plan 2020–2022",
        period_start=2020,
        period_end=2022,
        first_year=2021,
        last_year=2022,
    )
