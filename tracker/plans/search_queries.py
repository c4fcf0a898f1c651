"""Looking for words in everything this reader may see: commitments, indicators, clauses of minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from tracker.accounts.actors import Actor
from tracker.accounts.models import Organisation
from tracker.extensions import db
from tracker.minutes.models import Clause, Meeting
from tracker.minutes.policy import can_read_minutes
from tracker.plans.models import Commitment, DefinitionVersion, Indicator, Plan

Thing = TypeVar("Thing")
Texts = tuple[InstrumentedAttribute[Any], ...]

COMMITMENT_TEXTS: Texts = (
    Commitment.code, Commitment.ogp_id, Commitment.title_ind, Commitment.title_eng,
    Commitment.problem_ind, Commitment.problem_eng, Commitment.solution_ind, Commitment.solution_eng,
)  # fmt: skip
INDICATOR_NAMES: Texts = (DefinitionVersion.name_ind, DefinitionVersion.name_eng)
_DEFINITION_TEXTS: Texts = (
    *INDICATOR_NAMES,
    DefinitionVersion.definition_ind,
    DefinitionVersion.definition_eng,
)
_CLAUSE_TEXTS: Texts = (Clause.label, Clause.text)


@dataclass(frozen=True)
class Found(Generic[Thing]):
    """The first things that say all the words, and how many there are."""

    things: Sequence[Thing]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.total > len(self.things)


@dataclass(frozen=True)
class SearchResult:
    """What was found, by kind. Clauses are only looked for when the reader may read minutes."""

    commitments: Found[Commitment]
    indicators: Found[Indicator]
    clauses: Found[Clause]

    @property
    def total(self) -> int:
        """How much was found altogether."""
        return self.commitments.total + self.indicators.total + self.clauses.total


NOTHING = SearchResult(Found((), 0), Found((), 0), Found((), 0))


def search(actor: Actor, text: str, *, limit: int) -> SearchResult:
    """Everything that says each word of `text` somewhere, at most `limit` of a kind."""
    words = text.split()
    if not words:
        return NOTHING
    return SearchResult(
        _first(_commitments(actor, words), limit),
        _first(_indicators(actor, words), limit),
        _first(_clauses(words), limit) if can_read_minutes(actor) else Found((), 0),
    )


def says(columns: Texts, word: str) -> sa.ColumnElement[bool]:
    """That a word stands in one of the columns, in whatever case."""
    return sa.or_(*(column.icontains(word, autoescape=True) for column in columns))


def says_all(columns: Texts, words: Iterable[str]) -> Iterable[sa.ColumnElement[bool]]:
    """One condition a word, so that they may stand in different columns."""
    return (says(columns, word) for word in words)


def _first(query: sa.Select[Any], limit: int) -> Found[Any]:
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    return Found(db.session.scalars(query.limit(limit)).unique().all(), total)


def _commitments(actor: Actor, words: Sequence[str]) -> sa.Select[Any]:
    query = (
        sa.select(Commitment)
        .join(Commitment.plan)
        .where(*says_all(COMMITMENT_TEXTS, words), *_readable(actor))
    )
    order = (Plan.ordinal.desc(), Commitment.position, Commitment.id)
    lead = joinedload(Commitment.lead).selectinload(Organisation.names)
    return query.order_by(*order).options(joinedload(Commitment.plan), lead)


def _indicators(actor: Actor, words: Sequence[str]) -> sa.Select[Any]:
    query = sa.select(Indicator).join(Indicator.commitment).join(Commitment.plan)
    named = [Indicator.definitions.any(condition) for condition in says_all(_DEFINITION_TEXTS, words)]
    order = (Plan.ordinal.desc(), Commitment.position, Indicator.number)
    way = joinedload(Indicator.commitment).joinedload(Commitment.plan)
    return (
        query.where(*named, *_readable(actor))
        .order_by(*order)
        .options(way, selectinload(Indicator.definitions))
    )


def _clauses(words: Sequence[str]) -> sa.Select[Any]:
    query = sa.select(Clause).join(Clause.meeting).where(*says_all(_CLAUSE_TEXTS, words))
    return query.order_by(Meeting.held_on.desc(), Meeting.id, Clause.position).options(
        joinedload(Clause.meeting)
    )


def _readable(actor: Actor) -> Iterable[sa.ColumnElement[bool]]:
    return () if actor.is_signed_in else (Plan.published_at.is_not(None),)
