"""Pages of the matrix: as it stands, as it was frozen, and what changed between versions."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.audit.queries import trail_mark
from tracker.matrix import policy, queries, rules, services, sheets
from tracker.matrix.comparison import compare
from tracker.matrix.forms import FreezeForm, MatrixFilterForm
from tracker.matrix.models import FrozenVersion
from tracker.matrix.outcomes import outcomes
from tracker.matrix.page_changes import changes_of, statistics_of
from tracker.matrix.rows import VersionStamp
from tracker.matrix.sheets import Sheet
from tracker.minutes.outcomes import add_outcome_source
from tracker.plans.models import Plan
from tracker.reports.published_queries import has_published
from tracker.web.access import current_actor, public, require, roles
from tracker.web.conditional import kept_while, unless_known
from tracker.web.filters import language
from tracker.web.forms import made

bp = Blueprint("matrix", __name__)
add_outcome_source(outcomes)


@bp.app_template_filter()
def frozen_by(version: FrozenVersion) -> str:
    """Who froze it: the person for people who are signed in, else only the organisation (D36)."""
    user = version.frozen_by
    if user is None:
        return str(_("Sekretariat"))
    if current_actor().is_signed_in:
        return str(user.name)
    return user.organisation.short_name if user.organisation else str(_("Sekretariat"))


# With more commitments than this, a list of their titles would weigh more than the page.
_MOST_TITLES = 200


@bp.get("/plans/<plan_code>/matrix")
@public
def show(plan_code: str) -> ResponseReturnValue:
    """The matrix as it stands now."""
    now = queries.get_plan_now(current_actor(), plan_code)
    return unless_known((now.freshness, now.latest_number), lambda: _draft_page(now))


def _draft_page(now: queries.PlanNow) -> str:
    return _sheet_page(now.plan, sheets.draft_sheet(current_actor(), now), latest=now.latest_number)


@bp.get("/plans/<plan_code>/versions/<int:number>")
@public
def version(plan_code: str, number: int) -> ResponseReturnValue:
    """The matrix as it was frozen."""
    state = queries.state_of_version(plan_code, number)
    return unless_known(state, lambda: _version_page(plan_code, number))


def _version_page(plan_code: str, number: int) -> str:
    now = queries.get_version_now(current_actor(), plan_code, number)
    sheet = sheets.version_sheet(current_actor(), now.version)
    return _sheet_page(now.plan, sheet, latest=now.latest_number, version=now.version)


def _sheet_page(plan: Plan, sheet: Sheet, **more: Any) -> str:
    actor = current_actor()
    form = _filter_form(sheet)
    selection = form.selection()
    body = sheets.body_of(actor, sheet, selection)
    frame = {"version": None, "stamp": None, **more}
    if frame["version"]:
        frame["stamp"] = stamp_of_page(frame["version"])
    return render_template(
        "matrix/show.html",
        plan=plan,
        sheet=sheet,
        form=form,
        selection=selection,
        body=body,
        may_freeze=policy.can_freeze(actor, plan),
        here=url_for(request.endpoint or "", **(request.view_args or {})),
        **frame,
    )


def _filter_form(sheet: Sheet) -> MatrixFilterForm:
    form, matrix = MatrixFilterForm(), sheet.matrix
    headings = matrix.commitments
    has_titles = len(headings) <= _MOST_TITLES
    titles = ((heading.code, heading.title.in_language(language())) for heading in headings)
    form.commitment.offer(
        [(code, f"{code} · {title[:60]}" if has_titles else code) for code, title in titles]
    )
    form.organisation.offer([(name, name) for name in rules.organisations_of(matrix)])
    form.year.offer([(str(year), str(year)) for year in matrix.years])
    return form


def stamp_of_page(frozen: FrozenVersion) -> VersionStamp:
    """What identifies a version on a page; the address leads to the check within this site."""
    check = url_for(".check", fingerprint=frozen.sha256[:12])
    return VersionStamp(frozen.number, frozen.title, frozen.note, frozen.sha256, frozen.frozen_at, check)


@bp.get("/plans/<plan_code>/versions")
@public
@kept_while(trail_mark)
def versions(plan_code: str) -> str:
    """All frozen versions of a plan."""
    actor = current_actor()
    plan = queries.get_plan_now(actor, plan_code).plan
    found = queries.list_versions(actor, plan)
    may_freeze = policy.can_freeze(actor, plan)
    stamped = [(one, stamp_of_page(one)) for one in found]
    return render_template("matrix/versions.html", plan=plan, versions=stamped, may_freeze=may_freeze)


@bp.route("/plans/<plan_code>/versions/new", methods=["GET", "POST"])
@roles(*STAFF)
def freeze(plan_code: str) -> ResponseReturnValue:
    """Freeze the matrix as it stands, after a look at what that would record."""
    plan = queries.get_plan_now(current_actor(), plan_code).plan
    require(policy.can_freeze, plan)
    form = _freeze_form(plan)
    if frozen := made(form, lambda: services.freeze(current_actor(), plan, **form.values())):
        flash(_("Versi %(number)s dibekukan.", number=frozen.number), "success")
        return redirect(url_for(".version", plan_code=plan.code, number=frozen.number))
    return _freeze_page(plan, form)


def _freeze_form(plan: Plan) -> FreezeForm:
    form = FreezeForm()
    if not has_published(plan):
        del form.with_achieved
    return form


def _freeze_page(plan: Plan, form: FreezeForm) -> ResponseReturnValue:
    actor = current_actor()
    last = queries.latest_version(plan)
    matrix = queries.build_matrix(actor, plan, with_reports=True)
    comparison = compare(sheets.frozen_matrix(actor, last), matrix) if last else None
    return render_template(
        "matrix/freeze.html",
        plan=plan,
        form=form,
        last=last,
        row_count=len(matrix.rows),
        statistics=statistics_of(comparison) if comparison else (),
        changes=changes_of(comparison.differing, language()) if comparison else (),
    )


@bp.get("/plans/<plan_code>/versions/<int:before>/compare/<int:after>")
@public
@kept_while(trail_mark)
def compare_versions(plan_code: str, before: int, after: int) -> str:
    """Semula / menjadi, row by row (D19)."""
    actor = current_actor()
    plan = queries.get_plan_now(actor, plan_code).plan
    return _comparison_page(plan, *(queries.get_version(actor, plan, number) for number in (before, after)))


def _comparison_page(plan: Plan, before: FrozenVersion, after: FrozenVersion) -> str:
    actor = current_actor()
    comparison = compare(sheets.frozen_matrix(actor, before), sheets.frozen_matrix(actor, after))
    shows_all = request.args.get("rows") == "all"
    rows = comparison.rows if shows_all else comparison.differing
    return render_template(
        "matrix/compare.html",
        plan=plan,
        before=before,
        after=after,
        statistics=statistics_of(comparison),
        changes=changes_of(rows, language()),
        shows_all=shows_all,
        row_count=len(comparison.rows),
    )
