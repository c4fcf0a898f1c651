"""What can be done to a matrix: freeze it."""

from tracker.accounts.actors import Actor, authorise
from tracker.audit.services import record
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.core.text import LONG_TEXT, SHORT_TEXT, check_length
from tracker.extensions import db
from tracker.matrix import policy, queries, rules
from tracker.matrix.content import from_content, to_content
from tracker.matrix.models import FrozenVersion
from tracker.matrix.rows import Matrix
from tracker.plans.models import Plan


def freeze(actor: Actor, plan: Plan, *, title: str, note: str = "") -> FrozenVersion:
    """Keep the matrix as it stands now, under the next number and its own fingerprint (D18)."""
    authorise(policy.can_freeze, actor, plan)
    _check_texts(title, note)
    number = queries.next_number(plan)
    matrix = queries.build_matrix(actor, plan)
    rules.check_freezable(matrix)
    _check_changed(plan, matrix)
    content = to_content(matrix)
    version = FrozenVersion(
        plan=plan,
        number=number,
        title=title.strip(),
        note=note,
        content=content,
        sha256=sha256_of(content),
        row_count=len(matrix.rows),
        frozen_at=matrix.as_of,
        frozen_by_id=actor.user_id,
    )
    db.session.add(version)
    changes = {"sha256": (None, version.sha256)}
    record(actor, "matrix:freeze", version, label=f"{plan.code} v{number}", changes=changes)
    return version


def _check_texts(title: str, note: str) -> None:
    if not title.strip():
        raise RuleBroken("version_title_missing", field="title")
    check_length(title, field="title", limit=SHORT_TEXT)
    check_length(note, field="note", limit=LONG_TEXT)


def _check_changed(plan: Plan, matrix: Matrix) -> None:
    last = queries.latest_version(plan)
    if last and rules.is_unchanged(matrix, from_content(queries.content_of(last))):
        raise RuleBroken("nothing_changed", params={"number": last.number})
