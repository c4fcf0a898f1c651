"""What became of each report of the invented plan, in the quarters that were due last."""

from dataclasses import dataclass
from datetime import UTC, time
from enum import StrEnum

MORNING = time(2, tzinfo=UTC)


class Deed(StrEnum):
    """What somebody does with a report."""

    WRITE = "write"
    HAND_IN = "hand_in"
    HAND_IN_ON_BEHALF = "hand_in_on_behalf"
    HAND_IN_OVERSTATED = "hand_in_overstated"
    TAKE_UP = "take_up"
    RETURN = "return"
    RETURN_FOR_FORM = "return_for_form"
    VERIFY = "verify"
    VERIFY_LOWER = "verify_lower"
    CORRECT = "correct"


@dataclass(frozen=True)
class Step:
    """A deed, and on which day: counted from the due day of the period."""

    day: int
    deed: Deed


def _story(*steps: tuple[int, Deed]) -> tuple[Step, ...]:
    return tuple(Step(day, deed) for day, deed in steps)


# A point is a report that nobody wrote.
STORIES = {
    ".": (),
    "T": _story((-4, Deed.HAND_IN), (6, Deed.VERIFY)),
    "E": _story((-11, Deed.HAND_IN), (-2, Deed.TAKE_UP), (1, Deed.VERIFY)),
    "L": _story((9, Deed.HAND_IN), (14, Deed.VERIFY)),
    "R": _story(
        (-3, Deed.HAND_IN_OVERSTATED), (2, Deed.RETURN), (7, Deed.HAND_IN), (12, Deed.VERIFY)
    ),
    "W": _story((-2, Deed.HAND_IN_OVERSTATED), (1, Deed.RETURN)),
    "F": _story((-2, Deed.HAND_IN), (1, Deed.RETURN_FOR_FORM)),
    "A": _story((-1, Deed.HAND_IN), (8, Deed.VERIFY_LOWER)),
    "C": _story((-5, Deed.HAND_IN), (3, Deed.VERIFY), (25, Deed.CORRECT), (30, Deed.VERIFY)),
    "B": _story((-1, Deed.HAND_IN_ON_BEHALF), (10, Deed.VERIFY)),
    "S": _story((-1, Deed.HAND_IN)),
    "U": _story((-2, Deed.HAND_IN), (1, Deed.TAKE_UP)),
    "D": _story((-3, Deed.WRITE)),
}  # fmt: skip

# One letter for each commitment, one line for each quarter, the oldest first. Reports of Badan Contoh Wilayah
# are not asked for in the second one: it leads every fourth commitment and supports the one before it.
LEADS = (
    "TRTLATECTBTTLTTARTTL",
    "TAT.RTL.TTC.ETR.TLT.",
    "RTLT.TAT.TTLW.TTT.ET",
    "WTULDSRTTCS...W.AT.L",
)
SUPPORTERS = (
    "TT.TLTTT.RTTETT.TLTT",
    "TT.LT..RTT.TT..T.T.L",
    "T.TT.T.L.TA..TT.T..T",
    "T.S.T.D..T...T..L...",
)
SOCIETY = (
    "T.TT...T.T..........",
    "TT..T.......T...T...",
    "T.TT......T.........",
    "T..TS....T..F.......",
)
QUARTERS = len(LEADS)
