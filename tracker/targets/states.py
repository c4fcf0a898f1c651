"""What a position can be and say, and where the talks about a target stand."""

from enum import StrEnum


class PositionKind(StrEnum):
    """The part an entry of the ledger plays (D10)."""

    INITIAL = "initial"
    PROPOSAL = "proposal"
    COUNTER = "counter"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class Stance(StrEnum):
    """What an entry says: a value for a year, or something about the indicator as a whole."""

    VALUE = "value"
    RETAIN = "retain"
    REWORD = "reword"
    DROP = "drop"
    REMARK = "remark"


class DropReason(StrEnum):
    """Why an indicator should go (D14)."""

    ACHIEVED = "achieved"
    DUPLICATE = "duplicate"
    OUTSIDE_AUTHORITY = "outside_authority"
    MERGED = "merged"
    OTHER = "other"


class TalkStatus(StrEnum):
    """Where the talks stand, for one target or for a whole row; the first that applies."""

    DROPPED = "dropped"
    NOT_SINGLE = "not_single"
    DROP_PROPOSED = "drop_proposed"
    CONTESTED = "contested"
    PROPOSED = "proposed"
    AGREED = "agreed"
    EMPTY = "empty"


class PlausibilityRule(StrEnum):
    """What can be odd about a number (D5, D9). Never blocks."""

    BELOW_BASELINE = "below_baseline"
    BELOW_PUBLISHED = "below_published"
    NOT_MONOTONIC = "not_monotonic"
    OVER_HUNDRED = "over_hundred"
    PERCENT_MISMATCH = "percent_mismatch"
    BASELINE_WITHOUT_DENOMINATOR = "baseline_without_denominator"
    OPEN_DENOMINATOR = "open_denominator"
    BROKEN_DOUBLING = "broken_doubling"
    NAME_AND_AIM_DIFFER = "name_and_aim_differ"


class Sourcing(StrEnum):
    """Whether an entry must name where it was said, or its writer states that nothing does (D11, D21)."""

    REQUIRED = "required"
    STATED_MISSING = "stated_missing"


class Saying(StrEnum):
    """What an entry of the ledger says, as the one sentence of the time line."""

    VALUE_PROPOSED = "value_proposed"
    VALUE_COUNTERED = "value_countered"
    VALUE_AGREED = "value_agreed"
    RETAIN_ASKED = "retain_asked"
    RETAIN_AGREED = "retain_agreed"
    REWORDING_PROPOSED = "rewording_proposed"
    REWORDING_AGREED = "rewording_agreed"
    DROP_PROPOSED = "drop_proposed"
    DROP_AGREED = "drop_agreed"
    REMARKED = "remarked"
    WITHDRAWN = "withdrawn"
    AGREEMENT_CANCELLED = "agreement_cancelled"
