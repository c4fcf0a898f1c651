"""What a round goes out with: its matrix, and what it is called."""

from tracker.matrix.content import open_content, with_rows_at_hand
from tracker.matrix.content_queries import content_pieces
from tracker.matrix.rows import Matrix
from tracker.reviews.models import ReviewRound


def matrix_of(review: ReviewRound) -> Matrix:
    """The frozen matrix the round is about."""
    return with_rows_at_hand(open_content(content_pieces(review.version)))


def round_label(review: ReviewRound) -> str:
    """What the round is called in the trail: "RAN7 putaran 2"."""
    return f"{review.plan.code} putaran {review.number}"
