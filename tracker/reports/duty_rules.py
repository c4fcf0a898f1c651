"""Who owes which report, from leads and supporters (D24)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.plans.states import Involvement
from tracker.reports.states import DutyPart


@dataclass(frozen=True)
class Involved:
    """A commitment and the organisations in it, all by their ids."""

    commitment: int
    lead: int
    parties: tuple[tuple[int, Involvement], ...] = ()


@dataclass(frozen=True)
class Duty:
    """One report that is owed: for which commitment and period (by its code), by which organisation."""

    commitment: int
    period: str
    organisation: int
    part: DutyPart


def duties_of(commitments: Iterable[Involved], periods: Iterable[str]) -> tuple[Duty, ...]:
    """What is owed for these periods, each report once, in the order of periods, commitments and naming.

    The lead and every supporting agency owe a report of their own; who proposed or accompanies a commitment
    may give an account of it (D27) and owes none. A lead that is also named a supporter owes one report.
    """
    known = tuple(commitments)
    return tuple(duty for period in periods for one in known for duty in _owed(one, period))


def _owed(one: Involved, period: str) -> Iterator[Duty]:
    yield Duty(one.commitment, period, one.lead, DutyPart.LEAD)
    supporters = [who for who, involvement in one.parties if involvement is Involvement.SUPPORTER]
    for organisation in dict.fromkeys(supporters):
        if organisation != one.lead:
            yield Duty(one.commitment, period, organisation, DutyPart.SUPPORTER)
