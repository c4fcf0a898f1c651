"""The steps in the life of a round, each with a look at what it means first; and signing off."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.queries import get_organisation, organisation_choices
from tracker.accounts.states import STAFF
from tracker.reviews import answer_queries, forms, overview, round_services, signature_services
from tracker.reviews.models import ReviewRound
from tracker.reviews.rounds import matrix_of
from tracker.reviews.states import RowStanding
from tracker.reviews.views import bp, page_of_round, round_to_run, way_to_round
from tracker.web.access import current_actor, roles
from tracker.web.forms import BaseForm, ConfirmForm, saved


@bp.route("/rounds/<int:round_id>/open", methods=["GET", "POST"])
@roles(*STAFF)
def open_round(round_id: int) -> ResponseReturnValue:
    """Send the round out."""
    review = round_to_run(round_id)
    form = ConfirmForm()
    if saved(form, lambda: round_services.open_round(current_actor(), review)):
        count = len(review.recipients)
        flash(_("Putaran dibuka. Surat kepada %(count)s penerima sedang dikirim.", count=count), "success")
        return redirect(page_of_round(review))
    return _step_page(review, form, _("Buka putaran"), "reviews/open.html")


@bp.route("/rounds/<int:round_id>/close", methods=["GET", "POST"])
@roles(*STAFF)
def close_round(round_id: int) -> ResponseReturnValue:
    """End the answering, after a look at who is silent."""
    review = round_to_run(round_id)
    form = ConfirmForm()
    if saved(form, lambda: round_services.close_round(current_actor(), review)):
        flash(_("Putaran ditutup. Baris tanpa jawaban dicatat sebagai tidak menjawab."), "success")
        return redirect(page_of_round(review))
    return _step_page(review, form, _("Tutup putaran"), "reviews/close.html", silent=_silent(review))


def _silent(review: ReviewRound) -> list[tuple[str, int]]:
    """The organisations that leave rows unanswered, with how many."""
    lines = overview.row_lines(review, matrix_of(review).rows, answer_queries.answers_of(review))
    pending = [
        line.organisation.short_name
        for row in lines
        for line in row.organisations
        if line.standing is RowStanding.PENDING
    ]
    return [(name, pending.count(name)) for name in dict.fromkeys(pending)]


@bp.route("/rounds/<int:round_id>/reopen", methods=["GET", "POST"])
@roles(*STAFF)
def reopen_round(round_id: int) -> ResponseReturnValue:
    """Take answers again."""
    review = round_to_run(round_id)
    form = forms.ReopenForm()
    reopen = round_services.reopen_round
    if saved(form, lambda: reopen(current_actor(), review, **form.values())):
        flash(_("Putaran dibuka kembali. Penerima diberi tahu."), "success")
        return redirect(page_of_round(review))
    return _step_page(review, form, _("Buka kembali putaran"), "reviews/step.html")


@bp.route("/rounds/<int:round_id>/cancel", methods=["GET", "POST"])
@roles(*STAFF)
def cancel_round(round_id: int) -> ResponseReturnValue:
    """Call the round off."""
    review = round_to_run(round_id)
    form = forms.RoundReasonForm()
    cancel = round_services.cancel_round
    if saved(form, lambda: cancel(current_actor(), review, **form.values())):
        flash(_("Putaran dibatalkan."), "success")
        return redirect(page_of_round(review))
    return _step_page(review, form, _("Batalkan putaran"), "reviews/step.html", danger=True)


@bp.route("/rounds/<int:round_id>/finalise", methods=["GET", "POST"])
@roles(*STAFF)
def finalise_round(round_id: int) -> ResponseReturnValue:
    """Settle the round for good."""
    review = round_to_run(round_id)
    form = ConfirmForm()
    if saved(form, lambda: round_services.finalise_round(current_actor(), review)):
        flash(_("Putaran selesai."), "success")
        return redirect(page_of_round(review))
    return _step_page(review, form, _("Selesaikan putaran"), "reviews/step.html")


@bp.route("/rounds/<int:round_id>/signatures/add", methods=["GET", "POST"])
@roles(*STAFF)
def sign(round_id: int) -> ResponseReturnValue:
    """Write down who signed."""
    review = round_to_run(round_id)
    form = forms.SignatureForm()
    form.organisation.offer(organisation_choices(current_actor()))
    if saved(form, lambda: _sign(review, form)):
        return redirect(page_of_round(review))
    return _step_page(review, form, _("Catat tanda tangan"), "reviews/step.html")


def _sign(review: ReviewRound, form: forms.SignatureForm) -> None:
    actor = current_actor()
    values = form.values() | {"organisation": get_organisation(actor, form.organisation.data)}
    signature_services.sign(actor, review, **values)


def _step_page(
    review: ReviewRound, form: BaseForm, heading: str, template: str, **more: object
) -> ResponseReturnValue:
    return render_template(
        template,
        review=review,
        form=form,
        heading=heading,
        submit=heading,
        back=page_of_round(review),
        breadcrumbs=way_to_round(review, heading),
        **more,
    )
