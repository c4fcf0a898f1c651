"""Pages of review rounds. Those of visitors, recipients, steps and decisions are in files of their own."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.matrix.queries import list_versions
from tracker.notifications.letters import title_of
from tracker.notifications.queries import letters_about
from tracker.plans.addresses import way_to
from tracker.plans.models import Plan
from tracker.plans.queries import get_plan
from tracker.reviews import (
    answer_queries,
    file_queries,
    forms,
    overview,
    policy,
    queries,
    round_services,
    wording,
)
from tracker.reviews.invitation_services import round_prefix
from tracker.reviews.models import ReviewRound
from tracker.reviews.overview import RowLine
from tracker.reviews.rounds import matrix_of
from tracker.reviews.states import DECIDABLE, EDITABLE, RoundStep, possible_steps
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import made, saved

bp = Blueprint("reviews", __name__)
bp.add_app_template_filter(title_of, "letter_title")
for shown in (wording.row_name, wording.baseline_words, wording.year_words, wording.step_words):
    bp.add_app_template_filter(shown)


def page_of_round(review: ReviewRound) -> str:
    """The address of a round's page."""
    return url_for("reviews.show", round_id=review.id)


def way_to_round(review: ReviewRound, *here: str) -> list[tuple[str, str | None]]:
    """The breadcrumbs down to a round, and on to a page of it."""
    rounds = (_("Daftar putaran"), url_for("reviews.index", plan_code=review.plan.code))
    own = (_("Putaran %(number)s", number=review.number), page_of_round(review))
    return [*way_to(review.plan), rounds, own, *((text, None) for text in here)]


def round_to_run(round_id: int) -> ReviewRound:
    """The round of the address, for somebody who may run it."""
    review = queries.get_round(current_actor(), round_id)
    require(policy.can_run_round, review)
    return review


@bp.get("/plans/<plan_code>/rounds")
@roles()
def index(plan_code: str) -> ResponseReturnValue:
    """The rounds of a plan, newest first."""
    actor = current_actor()
    plan = get_plan(actor, plan_code)
    return render_template(
        "reviews/index.html",
        plan=plan,
        rounds=queries.list_rounds(actor, plan),
        may_create=policy.can_create_round(actor, plan),
        breadcrumbs=[*way_to(plan), (_("Daftar putaran"), None)],
    )


@bp.route("/plans/<plan_code>/rounds/new", methods=["GET", "POST"])
@roles(*STAFF)
def create(plan_code: str) -> ResponseReturnValue:
    """Prepare a round over a frozen version."""
    plan = get_plan(current_actor(), plan_code)
    require(policy.can_create_round, plan)
    form = forms.RoundForm()
    _offer_versions(form, plan)
    if review := made(form, lambda: _create(plan, form)):
        flash(_("Putaran %(number)s disiapkan. Tambahkan penerimanya.", number=review.number), "success")
        return redirect(page_of_round(review))
    back = url_for(".index", plan_code=plan.code)
    crumbs = [*way_to(plan), (_("Daftar putaran"), back), (_("Putaran baru"), None)]
    return render_template("form.html", form=form, heading=_("Putaran baru"), back=back, breadcrumbs=crumbs)


def _create(plan: Plan, form: forms.RoundForm) -> ReviewRound:
    actor = current_actor()
    versions = {version.id: version for version in list_versions(actor, plan)}
    version = versions[form.version.data]
    return round_services.create_round(actor, plan, version=version, **form.round_values())


def _offer_versions(form: forms.RoundForm, plan: Plan) -> None:
    versions = list_versions(current_actor(), plan)
    form.version.offer(
        [(one.id, _("Versi %(number)s · %(title)s", number=one.number, title=one.title)) for one in versions]
    )


@bp.get("/rounds/<int:round_id>")
@roles()
def show(round_id: int) -> ResponseReturnValue:
    """A round: how far it is, who has come and answered, and what can be done next."""
    actor = current_actor()
    review = queries.get_round(actor, round_id)
    answers = answer_queries.answers_of(review)
    return render_template(
        "reviews/show.html",
        review=review,
        plan=review.plan,
        recipients=overview.recipient_lines(review, answers, letters_about(actor, round_prefix(review))),
        counts=overview.counts_by_kind(answers),
        waiting=len(answer_queries.undisposed(answers)),
        silences=queries.non_responses(review),
        signatures=queries.signatures_of(review),
        steps=[step for step in RoundStep if step in possible_steps(review.state)],
        may_run=policy.can_run_round(actor, review),
        may_edit=policy.can_run_round(actor, review) and review.state in EDITABLE,
        has_dispositions=file_queries.has_dispositions(actor, review, answers),
        own=[one for one in review.recipients if policy.can_visit(actor, one)],
        breadcrumbs=[*way_to_round(review)[:-1], (_("Putaran %(number)s", number=review.number), None)],
    )


@bp.route("/rounds/<int:round_id>/edit", methods=["GET", "POST"])
@roles(*STAFF)
def edit(round_id: int) -> ResponseReturnValue:
    """Change a round's words and days; its version stays."""
    review = round_to_run(round_id)
    form = forms.RoundForm(obj=review, data={"version": review.version_id})
    del form.version
    back = page_of_round(review)
    if saved(
        form,
        lambda: round_services.edit_round(
            current_actor(), review, seen_revision=form.seen_revision, **form.round_values()
        ),
    ):
        return redirect(back)
    crumbs = way_to_round(review, _("Ubah"))
    return render_template("form.html", form=form, heading=_("Ubah putaran"), back=back, breadcrumbs=crumbs)


_VIEWS: dict[str, Callable[[RowLine], bool]] = {
    "answered": lambda line: any(line.answers),
    "waiting": lambda line: any(answer.needs_decision for answer in line.answers),
    "all": lambda line: True,
}


@bp.get("/rounds/<int:round_id>/answers")
@roles(*STAFF)
def answers(round_id: int) -> ResponseReturnValue:
    """Every row with everybody's answers and what was decided about them (D17)."""
    review = round_to_run(round_id)
    view = request.args.get("show", "answered")
    wanted = _VIEWS.get(view, _VIEWS["answered"])
    lines = overview.row_lines(review, matrix_of(review).rows, answer_queries.answers_of(review))
    return render_template(
        "reviews/answers.html",
        review=review,
        rows=[line for line in lines if wanted(line)],
        view=view,
        may_decide=review.state in DECIDABLE,
        views=[("answered", _("yang dijawab")), ("waiting", _("yang belum ditanggapi")), ("all", _("semua"))],
        breadcrumbs=way_to_round(review, _("Jawaban")),
    )
