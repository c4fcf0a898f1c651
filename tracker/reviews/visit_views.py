"""What a recipient sees: what is asked, what was answered, and a form for each row. No account is needed."""

from http import HTTPStatus

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour

from tracker.core.errors import NotFound
from tracker.extensions import db, turn_to_writing, unit_of_work
from tracker.matrix.page_changes import Change
from tracker.matrix.rows import MatrixRow
from tracker.matrix.wishes import audience_for
from tracker.reviews import (
    answer_queries,
    answer_services,
    file_queries,
    forms,
    invitation_services,
    overview,
    policy,
    queries,
)
from tracker.reviews.models import Recipient
from tracker.reviews.rounds import matrix_of, moved_rows
from tracker.reviews.states import TOLD
from tracker.reviews.views import bp
from tracker.reviews.wording import moved_words
from tracker.web.access import current_actor, public, require
from tracker.web.attempts import count_attempt
from tracker.web.forms import saved
from tracker.web.visits import begin_visit

_GUESSES = RateLimitItemPerHour(60, 1, "personal link")


def page_of_visit(recipient: Recipient) -> str:
    """The address of a recipient's page."""
    return url_for("reviews.visit", recipient_id=recipient.id)


@bp.get("/r/<secret>")
@public
def follow_link(secret: str) -> ResponseReturnValue:
    """The personal link: lets its holder in, and leaves the secret out of every later address."""
    recipient = queries.recipient_by_link(secret)
    if recipient is None or not policy.is_link_open(recipient):
        count_attempt(_GUESSES, str(request.remote_addr))
        return render_template("reviews/link_gone.html"), HTTPStatus.GONE
    turn_to_writing()
    with unit_of_work():
        invitation_services.note_opened(db.session.merge(recipient))
    begin_visit(recipient.id, recipient.name)
    return redirect(page_of_visit(recipient))


@bp.get("/review/<int:recipient_id>")
@public
def visit(recipient_id: int) -> ResponseReturnValue:
    """What is asked, by when, and the answers so far: one's own and those of colleagues."""
    recipient, actor = _recipient(recipient_id), current_actor()
    review = recipient.round
    answers = answer_queries.answers_of(review)
    rows = [row for row in matrix_of(review).rows if row.key in set(recipient.row_keys)]
    return render_template(
        "reviews/visit.html",
        recipient=recipient,
        review=review,
        rows=overview.own_rows(recipient, rows, answers),
        colleagues=overview.colleague_lines(recipient, answers),
        asks_for_part=len(rows) < review.version.row_count,
        is_told=review.state in TOLD,
        has_dispositions=file_queries.has_dispositions(actor, review, answers),
        next_key=next(iter(answer_queries.rows_open_for(recipient)), ""),
        drafts=answer_queries.drafts_of(recipient) if policy.can_draft(actor, recipient) else {},
        takes_answers=answer_services.takes_answers(recipient),
        may_answer=policy.can_answer(actor, recipient) and answer_services.takes_answers(recipient),
        may_read_note=policy.can_read_note(actor, recipient),
        may_mark=recipient.is_coordinator,
    )


@bp.route("/review/<int:recipient_id>/rows/<path:row_key>", methods=["GET", "POST"])
@public
def answer(recipient_id: int, row_key: str) -> ResponseReturnValue:
    """Answer one row, beside what was said before."""
    recipient = _recipient(recipient_id)
    require(policy.can_answer, recipient)
    row = _row(recipient, row_key)
    form = _filled(forms.answer_form(row), recipient, row)
    if not policy.can_read_note(current_actor(), recipient):
        del form.note
    if saved(form, lambda: answer_services.give_answer(current_actor(), recipient, row_key, form.content())):
        flash(_("Jawaban untuk %(key)s tersimpan.", key=row_key), "success")
        return redirect(_next_page(recipient, row_key))
    return render_template(
        "reviews/answer.html",
        recipient=recipient,
        review=recipient.round,
        row=overview.own_row(recipient, row, answer_queries.answers_of(recipient.round)),
        form=form,
        may_draft=policy.can_draft(current_actor(), recipient),
        back=page_of_visit(recipient),
        earlier=answer_queries.earlier_answers(recipient, row_key),
        moved=_moved(recipient, row_key),
    )


def _moved(recipient: Recipient, row_key: str) -> Change | None:
    found = moved_rows(recipient.round).get(row_key)
    return moved_words([found], audience_for(current_actor()))[row_key] if found else None


def _filled(kind: type[forms.AnswerForm], recipient: Recipient, row: MatrixRow) -> forms.AnswerForm:
    """The form as it was left: the draft, else the answer that stands."""
    may_draft = policy.can_draft(current_actor(), recipient)
    draft = answer_queries.drafts_of(recipient).get(row.key) if may_draft else None
    before = answer_queries.newest_answer(recipient, row.key)
    if draft:
        return kind(data=forms.draft_data(draft.fields))
    return kind(data=forms.answer_data(answer_queries.content_of(before))) if before else kind()


def _next_page(recipient: Recipient, row_key: str) -> str:
    """The next row without an answer, or the list when there is none."""
    if request.form.get("then") != "next":
        return page_of_visit(recipient)
    open_rows = answer_queries.rows_open_for(recipient)
    later = [key for key in open_rows if key != row_key]
    if not later:
        return page_of_visit(recipient)
    return url_for(".answer", recipient_id=recipient.id, row_key=later[0])


@bp.post("/review/<int:recipient_id>/drafts/<path:row_key>")
@public
def draft(recipient_id: int, row_key: str) -> ResponseReturnValue:
    """Keep what is being typed; a script sends it every few seconds."""
    recipient = _recipient(recipient_id)
    require(policy.can_draft, recipient)
    form = forms.answer_form(_row(recipient, row_key))()
    with unit_of_work():
        answer_services.save_draft(current_actor(), recipient, row_key, form.typed())
    return Response(status=204)


@bp.post("/review/<int:recipient_id>/clear/<path:row_key>")
@public
def clear(recipient_id: int, row_key: str) -> ResponseReturnValue:
    """Take an answer back; it can be given again."""
    recipient = _recipient(recipient_id)
    with unit_of_work():
        answer_services.clear_answer(current_actor(), recipient, row_key)
    flash(_("Jawaban untuk %(key)s ditarik.", key=row_key), "success")
    return redirect(page_of_visit(recipient))


@bp.post("/answers/<int:answer_id>/official")
@public
def mark_official(answer_id: int) -> ResponseReturnValue:
    """Say that this answer is the organisation's (D12)."""
    found = answer_queries.get_answer(current_actor(), answer_id)
    with unit_of_work():
        answer_services.mark_official(current_actor(), found)
    flash(_("Jawaban resmi %(organisation)s untuk %(key)s ditandai.",
            organisation=found.recipient.organisation.short_name, key=found.row_key), "success")  # fmt: skip
    own = request.form.get("back", "")
    return redirect(
        url_for(".visit", recipient_id=int(own))
        if own.isdigit()
        else url_for(".answers", round_id=found.recipient.round_id)
    )


def _recipient(recipient_id: int) -> Recipient:
    """The recipient of the address. Whoever came by a link that has ended since is told so."""
    actor = current_actor()
    try:
        return queries.get_recipient(actor, recipient_id)
    except NotFound:
        if actor.visit and actor.visit.recipient_id == recipient_id:
            abort(Response(render_template("reviews/link_gone.html"), HTTPStatus.GONE))
        raise


def _row(recipient: Recipient, row_key: str) -> MatrixRow:
    for row in matrix_of(recipient.round).rows:
        if row.key == row_key and row_key in recipient.row_keys:
            return row
    raise NotFound("row")
