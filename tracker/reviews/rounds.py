"""What a round goes out with: its matrix, and what it is called."""

from tracker.matrix.content import open_content, with_rows_at_hand
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.queries import matrix_now
from tracker.matrix.rows import Matrix, RowDifference
from tracker.reviews import rules
from tracker.reviews.models import ReviewRound


def matrix_of(review: ReviewRound) -> Matrix:
    """The frozen matrix the round is about."""
    return with_rows_at_hand(open_content(content_pieces(review.version)))


def moved_rows(review: ReviewRound) -> dict[str, RowDifference]:
    """Row → what the secretariat has changed in it since the round's version was frozen."""
    return rules.moved_rows(matrix_of(review), matrix_now(review.plan))


def round_label(review: ReviewRound) -> str:
    """What the round is called in the trail: "RAN7 putaran 2"."""
    return f"{review.plan.code} putaran {review.number}"
