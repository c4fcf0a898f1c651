"""Pages of the outbox, and the letters that the demo shows instead of sending them."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.accounts.states import STAFF
from tracker.core import clock
from tracker.notifications import clearing, policy, queries, services
from tracker.notifications.page import line
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import ConfirmForm, saved
from tracker.web.pagination import page_of

bp = Blueprint("notifications", __name__)


@bp.get("/mail")
@roles(*STAFF)
def index() -> ResponseReturnValue:
    """The outbox, newest first."""
    require(policy.can_manage_mail)
    actor, now = current_actor(), clock.now()
    pagination = page_of(queries.count_mail(actor))
    mails = queries.list_mail(actor, limit=pagination.per_page, offset=pagination.offset)
    return render_template(
        "notifications/index.html",
        lines=[line(mail, now=now) for mail in mails],
        pagination=pagination,
        is_demo=current_app.config["SETTINGS"].is_demo,
    )


@bp.route("/mail/<int:mail_id>/send-again", methods=["GET", "POST"])
@roles(*STAFF)
def send_again(mail_id: int) -> ResponseReturnValue:
    """Let a letter that is stuck leave once more."""
    require(policy.can_manage_mail)
    mail = queries.get_mail(current_actor(), mail_id)
    form = ConfirmForm()
    if saved(form, lambda: services.send_again(current_actor(), mail)):
        flash(_("Surat akan dikirim lagi dalam satu menit."), "success")
        return redirect(url_for(".index"))
    return render_template("notifications/send_again.html", form=form, line=line(mail, now=clock.now()))


@bp.get("/mail/demo")
@roles(*STAFF)
def demo_letters() -> ResponseReturnValue:
    """What the demo would have sent, newest first."""
    require(policy.can_manage_mail)
    actor = current_actor()
    pagination = page_of(queries.count_demo_letters(actor))
    letters = queries.demo_letters(actor, limit=pagination.per_page, offset=pagination.offset)
    return render_template(
        "notifications/demo_letters.html",
        letters=letters,
        pagination=pagination,
        kept_for=clearing.DEMO_LETTERS_KEPT_FOR.days,
    )


@bp.get("/mail/demo/<int:letter_id>")
@roles(*STAFF)
def demo_letter(letter_id: int) -> ResponseReturnValue:
    """One letter of the demo, as its plain text, with links to follow."""
    require(policy.can_manage_mail)
    letter = queries.get_demo_letter(current_actor(), letter_id)
    return render_template("notifications/demo_letter.html", letter=letter)
