"""The negotiation of one indicator as a time line, and where each organisation stands at its end."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from tracker.accounts.actors import Actor
from tracker.core.dates import format_date, format_datetime_wib
from tracker.targets import policy, wording
from tracker.targets.models import OfficialMark, Position
from tracker.targets.queries import Ledger
from tracker.targets.rules import Entry
from tracker.targets.states import PositionKind, Stance
from tracker.targets.wording import SourceLink
from tracker.web.filters import language

Links = tuple[tuple[str, str], ...]

_HEAVY = frozenset({PositionKind.AGREED})
_TONES = {
    PositionKind.AGREED: "agreed",
    PositionKind.COUNTER: "contested",
    PositionKind.WITHDRAWN: "dropped",
}


@dataclass(frozen=True)
class Event:
    """One entry of the time line; `notes` say what became of it."""

    sentence: str
    when: str
    tone: str
    weight: str
    reason: str
    speaker: str
    source: SourceLink | None
    notes: tuple[str, ...]
    links: Links

    @property
    def clause_link(self) -> tuple[str, str] | None:
        """The clause with its address, for those who may open it."""
        return self.source.pair if self.source else None

    @property
    def source_note(self) -> str:
        """The source in words, where it is no link; a mark has none."""
        return "" if self.source is None or self.source.href else self.source.text or _("tanpa sumber")


@dataclass(frozen=True)
class StandLine:
    """An open position; `mark_href` leads to marking it official, for those who may, while that is needed."""

    sentence: str
    is_official: bool
    mark_href: str


@dataclass(frozen=True)
class Stand:
    """Where one organisation stands now."""

    organisation: str
    is_divided: bool
    lines: tuple[StandLine, ...]


def events_of(actor: Actor, ledger: Ledger) -> tuple[Event, ...]:
    """Positions and official marks, newest first."""
    told = [(said.recorded_at, 0, said.id, _event(actor, ledger, said)) for said in ledger.positions]
    told += [(mark.marked_at, 1, mark.id, _mark_event(mark)) for mark in ledger.marks]
    return tuple(event for *_order, event in sorted(told, key=lambda entry: entry[:3], reverse=True))


def _event(actor: Actor, ledger: Ledger, position: Position) -> Event:
    return Event(
        sentence=wording.sentence(position),
        when=format_date(position.taken_on, locale=language()),
        tone=_TONES.get(position.kind, "info"),
        weight=_weight(position),
        reason=position.reason,
        speaker=wording.speaker(actor, position),
        source=wording.source(actor, position.clause, position.source_text),
        notes=tuple(_notes(ledger, position)),
        links=tuple(_links(actor, ledger, position)),
    )


def _weight(position: Position) -> str:
    if position.kind in _HEAVY:
        return "heavy"
    return "light" if position.stance is Stance.REMARK else "normal"


def _mark_event(mark: OfficialMark) -> Event:
    position = mark.position
    return Event(
        sentence=_(
            "Posisi resmi %(organisation)s: “%(as_written)s”",
            organisation=position.organisation.short_name,
            as_written=position.as_written,
        ),
        when=format_datetime_wib(mark.marked_at, locale=language()),
        tone="info",
        weight="normal",
        reason=mark.reason,
        speaker="",
        source=None,
        notes=(),
        links=(),
    )


def _notes(ledger: Ledger, position: Position) -> Iterable[str]:
    if position.stance is Stance.VALUE and position.as_written != wording.amount_of(position):
        yield _("Tertulis: “%(as_written)s”", as_written=position.as_written)
    if position.denominator is not None:
        yield _("Penyebut: %(denominator)s", denominator=wording.denominator(position))
    if position.definition.number > 1 and position.stance is Stance.VALUE:
        yield _("Menurut rumusan %(number)s", number=position.definition.number)
    if position.id in ledger.talks.official:
        yield _("Ditandai sebagai posisi resmi")
    if position.kind is not PositionKind.WITHDRAWN and not _stands_still(ledger, position):
        yield _("Tidak berlaku lagi: ditarik, diganti, atau bukan posisi resmi")


def _stands_still(ledger: Ledger, position: Position) -> bool:
    return any(entry.number == position.id for entry in (*ledger.talks.held, *ledger.talks.agreements))


def _links(actor: Actor, ledger: Ledger, position: Position) -> Iterable[tuple[str, str]]:
    """What this actor may still do with an entry."""
    if not _stands_still(ledger, position):
        return
    is_agreement = position.kind is PositionKind.AGREED
    if _is_agreeable(ledger, position) and policy.can_agree(actor, position.indicator):
        yield _("Sepakati"), url_for("targets.agree", position_id=position.id)
    if policy.can_withdraw(actor, position) and (position.stance is not Stance.REWORD or not is_agreement):
        words = _("Batalkan kesepakatan") if is_agreement else _("Tarik posisi")
        yield words, url_for("targets.withdraw", position_id=position.id)


def _is_agreeable(ledger: Ledger, position: Position) -> bool:
    is_open = any(entry.number == position.id for entry in ledger.talks.open)
    return is_open and position.stance is not Stance.REMARK and not ledger.talks.contradictions


def stands_of(actor: Actor, ledger: Ledger) -> Iterable[Stand]:
    """Each organisation with open positions, in the order in which they first spoke."""
    talks = ledger.talks
    for organisation in dict.fromkeys(entry.organisation for entry in talks.open):
        own = [entry for entry in talks.open if entry.organisation == organisation]
        is_divided = organisation in talks.divided
        lines = tuple(_stand_line(actor, ledger, entry, offer=is_divided) for entry in own)
        yield Stand(_position(ledger, own[0]).organisation.short_name, is_divided, lines)


def _position(ledger: Ledger, entry: Entry) -> Position:
    position = ledger.position(entry)
    assert position is not None
    return position


def _stand_line(actor: Actor, ledger: Ledger, entry: Entry, *, offer: bool) -> StandLine:
    position = _position(ledger, entry)
    is_offered = offer and policy.can_mark_official(actor, position)
    href = url_for("targets.mark_official", position_id=position.id) if is_offered else ""
    return StandLine(wording.sentence(position), entry.number in ledger.talks.official, href)
