"""Whom a round asks: added, taken out, written to again, shut out."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.queries import get_organisation, get_unit, organisation_choices, unit_choices
from tracker.accounts.states import STAFF
from tracker.core.errors import NotFound
from tracker.reviews import forms, invitation_services, rules
from tracker.reviews.models import Recipient, ReviewRound
from tracker.reviews.rounds import matrix_of
from tracker.reviews.views import bp, page_of_round, round_to_run, way_to_round
from tracker.reviews.wording import row_name
from tracker.web.access import current_actor, roles
from tracker.web.forms import BaseForm, ConfirmForm, saved


@bp.route("/rounds/<int:round_id>/recipients/add", methods=["GET", "POST"])
@roles(*STAFF)
def add_recipient(round_id: int) -> ResponseReturnValue:
    """Ask one more."""
    review = round_to_run(round_id)
    form = forms.RecipientForm()
    form.offer(organisation_choices(current_actor()), unit_choices(current_actor()))
    if saved(form, lambda: _add(review, form)):
        flash(_("%(name)s ditambahkan.", name=form.name.data), "success")
        return redirect(page_of_round(review))
    return _page(review, form, _("Tambah penerima"))


def _add(review: ReviewRound, form: forms.RecipientForm) -> None:
    actor = current_actor()
    organisation = get_organisation(actor, form.organisation.data)
    unit = get_unit(actor, form.unit.data) if form.unit.data else None
    values = form.recipient_values()
    invitation_services.add_recipient(actor, review, organisation=organisation, unit=unit, **values)


@bp.route("/rounds/<int:round_id>/recipients/<int:recipient_id>/rows", methods=["GET", "POST"])
@roles(*STAFF)
def choose_rows(round_id: int, recipient_id: int) -> ResponseReturnValue:
    """Ask a recipient about some rows only, or about more than their own."""
    review = round_to_run(round_id)
    recipient, rows = _recipient(review, recipient_id), matrix_of(review).rows
    asked = rules.rows_asked(
        rows,
        organisation=recipient.organisation.short_name,
        scope=recipient.scope,
        chosen=recipient.row_keys,
    )
    form = forms.RowsForm(data={"row_keys": asked})
    form.row_keys.offer([(row.key, f"{row.key} · {row_name(row)}") for row in rows if not row.is_dropped])
    if saved(form, lambda: invitation_services.choose_rows(current_actor(), recipient, **form.values())):
        count = len(form.row_keys.data)
        flash(_("%(name)s ditanya tentang %(count)s baris.", name=recipient.name, count=count), "success")
        return redirect(page_of_round(review))
    return _page(review, form, _("Pilih baris untuk %(name)s", name=recipient.name))


@bp.route("/rounds/<int:round_id>/recipients/<int:recipient_id>/remove", methods=["GET", "POST"])
@roles(*STAFF)
def remove_recipient(round_id: int, recipient_id: int) -> ResponseReturnValue:
    """Ask somebody no more, before the round opens."""
    review = round_to_run(round_id)
    recipient, form = _recipient(review, recipient_id), ConfirmForm()
    if saved(form, lambda: invitation_services.remove_recipient(current_actor(), recipient)):
        return redirect(page_of_round(review))
    return _page(review, form, _("Hapus penerima %(name)s", name=recipient.name), danger=True)


@bp.route("/rounds/<int:round_id>/recipients/<int:recipient_id>/revoke", methods=["GET", "POST"])
@roles(*STAFF)
def revoke_link(round_id: int, recipient_id: int) -> ResponseReturnValue:
    """Shut a personal link."""
    review = round_to_run(round_id)
    recipient, form = _recipient(review, recipient_id), forms.RoundReasonForm()
    revoke = invitation_services.revoke_link
    if saved(form, lambda: revoke(current_actor(), recipient, **form.values())):
        flash(_("Tautan %(name)s dicabut. Jawaban yang sudah diberikan tetap ada.", name=recipient.name),
              "success")  # fmt: skip
        return redirect(page_of_round(review))
    return _page(review, form, _("Cabut tautan %(name)s", name=recipient.name), danger=True)


@bp.route("/rounds/<int:round_id>/recipients/<int:recipient_id>/send", methods=["GET", "POST"])
@roles(*STAFF)
def send_link_again(round_id: int, recipient_id: int) -> ResponseReturnValue:
    """Send a new personal link."""
    review = round_to_run(round_id)
    recipient, form = _recipient(review, recipient_id), ConfirmForm()
    if saved(form, lambda: invitation_services.send_link_again(current_actor(), recipient)):
        flash(_("Tautan baru sedang dikirim ke %(email)s.", email=recipient.email), "success")
        return redirect(page_of_round(review))
    return _page(review, form, _("Kirim tautan baru kepada %(name)s", name=recipient.name))


def _recipient(review: ReviewRound, recipient_id: int) -> Recipient:
    for recipient in review.recipients:
        if recipient.id == recipient_id:
            return recipient
    raise NotFound("recipient")


def _page(review: ReviewRound, form: BaseForm, heading: str, *, danger: bool = False) -> ResponseReturnValue:
    return render_template(
        "form.html",
        form=form,
        heading=heading,
        submit=heading,
        back=page_of_round(review),
        danger=danger,
        breadcrumbs=way_to_round(review, heading),
    )
