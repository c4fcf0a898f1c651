"""Answering what reviewers said: one by one, or several alike (D17)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.accounts.states import STAFF
from tracker.core.errors import RuleBroken
from tracker.matrix.states import AnswerKind
from tracker.reviews import answer_queries, disposition_services, forms, policy
from tracker.reviews.models import Answer, ReviewRound
from tracker.reviews.states import Decision
from tracker.reviews.views import bp, round_to_run, way_to_round
from tracker.web.access import current_actor, require, roles
from tracker.web.forms import BaseForm, saved

_FOR_THE_LEDGER = frozenset({AnswerKind.COUNTER, AnswerKind.DROP, AnswerKind.REWORD})


@bp.route("/answers/<int:answer_id>/dispose", methods=["GET", "POST"])
@roles(*STAFF)
def dispose(answer_id: int) -> ResponseReturnValue:
    """Decide about one answer, and say what it does to the talks."""
    answer = _answer(answer_id)
    form = forms.DispositionForm()
    if answer.kind not in _FOR_THE_LEDGER:
        del form.enters_ledger, form.agrees
    if answer.kind is not AnswerKind.REWORD:
        del form.new_name
    if saved(form, lambda: _dispose(answer, form)):
        flash(_("Tanggapan tersimpan. Pengusul diberi tahu."), "success")
        return redirect(_table(answer.recipient.round))
    return _page(answer, form, _("Tanggapi jawaban"))


def _dispose(answer: Answer, form: forms.DispositionForm) -> None:
    actor, reason = current_actor(), form.reason.data
    enters = "enters_ledger" in form and (form.enters_ledger.data or form.agrees.data)
    if not enters:
        disposition_services.dispose(actor, answer, decision=form.decision.data, reason=reason)
        return
    if form.decision.data is not Decision.ACCEPTED:
        raise RuleBroken("only_accepted_enters_ledger", field="decision")
    new_name = form.new_name.data if "new_name" in form else ""
    disposition_services.accept(actor, answer, reason=reason, agree=form.agrees.data, new_name=new_name)


@bp.route("/answers/<int:answer_id>/reopen", methods=["GET", "POST"])
@roles(*STAFF)
def reopen_disposition(answer_id: int) -> ResponseReturnValue:
    """Take a decision back, and with it what it put into the ledger."""
    answer = _answer(answer_id)
    form = forms.RoundReasonForm()
    reopen = disposition_services.reopen_disposition
    if saved(form, lambda: reopen(current_actor(), answer, **form.values())):
        flash(_("Tanggapan ditarik. Akibatnya dalam perundingan ikut ditarik."), "success")
        return redirect(_table(answer.recipient.round))
    return _page(answer, form, _("Tarik tanggapan"))


@bp.route("/rounds/<int:round_id>/dispose", methods=["GET", "POST"])
@roles(*STAFF)
def dispose_several(round_id: int) -> ResponseReturnValue:
    """The same decision about several answers."""
    review = round_to_run(round_id)
    form = forms.SeveralForm()
    waiting = {answer.id: answer for answer in answer_queries.undisposed(answer_queries.answers_of(review))}
    form.answers.offer([(answer.id, _name(answer)) for answer in waiting.values()])
    if saved(form, lambda: _dispose_several([waiting[one] for one in form.answers.data], form)):
        count = len(form.answers.data)
        flash(ngettext("%(num)s jawaban ditanggapi.", "%(num)s jawaban ditanggapi.", count), "success")
        return redirect(_table(review))
    heading = _("Tanggapi beberapa jawaban")
    crumbs = way_to_round(review, heading)
    return render_template("form.html", form=form, heading=heading, back=_table(review), breadcrumbs=crumbs)


def _dispose_several(answers: list[Answer], form: forms.SeveralForm) -> None:
    if not answers:
        raise RuleBroken("no_answers_chosen", field="answers")
    decision, reason = form.decision.data, form.reason.data
    disposition_services.dispose_many(current_actor(), answers, decision=decision, reason=reason)


def _name(answer: Answer) -> str:
    return " · ".join((answer.row_key, answer.recipient.organisation.short_name, answer.remark[:80]))


def _answer(answer_id: int) -> Answer:
    answer = answer_queries.get_answer(current_actor(), answer_id)
    require(policy.can_run_round, answer.recipient.round)
    return answer


def _table(review: ReviewRound) -> str:
    return url_for("reviews.answers", round_id=review.id)


def _page(answer: Answer, form: BaseForm, heading: str) -> ResponseReturnValue:
    review = answer.recipient.round
    return render_template(
        "reviews/dispose.html",
        answer=answer,
        form=form,
        heading=heading,
        back=_table(review),
        breadcrumbs=way_to_round(review, heading),
    )
