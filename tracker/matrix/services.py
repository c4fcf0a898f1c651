"""What can be done to a matrix: freeze it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length
from tracker.extensions import db
from tracker.matrix import policy, queries, rules
from tracker.matrix.content import is_same_but_moment, to_content
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.models import FrozenVersion
from tracker.minutes.models import Clause
from tracker.minutes.queries import find_clauses
from tracker.plans.models import Plan


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What the matrix says at one moment."""

    content: str
    row_count: int
    as_of: datetime
    clauses: Sequence[Clause]


def freeze(
    actor: Actor, plan: Plan, *, title: str, note: str = "", with_achieved: bool = False
) -> FrozenVersion:
    """Keep the matrix as it stands now, under the next number and its own fingerprint (D18).

    `with_achieved`: and with it what was achieved, as far as reports are verified by now.
    """
    authorise(policy.can_freeze, actor, plan)
    _check_texts(title, note)
    number = queries.next_number(plan)
    taken = _take_snapshot(actor, plan, with_achieved=with_achieved)
    _check_changed(plan, taken.content)
    version = FrozenVersion(
        plan=plan,
        number=number,
        title=title.strip(),
        note=note,
        content=taken.content,
        sha256=sha256_of(taken.content),
        row_count=taken.row_count,
        frozen_at=taken.as_of,
        frozen_by_id=actor.user_id,
        clauses=list(taken.clauses),
    )
    db.session.add(version)
    changes = {"sha256": (None, version.sha256)}
    record(actor, "matrix:freeze", version, label=f"{plan.code} v{number}", changes=changes)
    return version


def _take_snapshot(actor: Actor, plan: Plan, *, with_achieved: bool) -> _Snapshot:
    matrix = queries.build_matrix(actor, plan, with_reports=with_achieved)
    rules.check_freezable(matrix)
    clauses = find_clauses(rules.clauses_of(matrix))
    return _Snapshot(to_content(matrix), len(matrix.rows), matrix.as_of, clauses)


def _check_texts(title: str, note: str) -> None:
    if not title.strip():
        raise RuleBroken("version_title_missing", field="title")
    check_length(title, field="title", limit=SHORT_TEXT)
    check_length(note, field="note", limit=LONG_TEXT)


def _check_changed(plan: Plan, content: str) -> None:
    last = queries.latest_version(plan)
    if last and is_same_but_moment(content, content_pieces(last)):
        raise RuleBroken("nothing_changed", params={"number": last.number})
